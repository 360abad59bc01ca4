using System.CommandLine;
using System.Text.RegularExpressions;
using Proscenium.Cli;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Cli;

/// <summary>Words of our own that no textbook knows stay out of what people read: help, printed labels, the first pages of the documentation.</summary>
[Collection("console")]
public partial class PlainWordTests
{
    [Fact]
    public void Help_IsInPlainWords()
    {
        foreach ((string name, string text) in Descriptions(Program.CommandTree(), "proscenium")) AssertPlain(name, text);
        foreach (string line in ControlHelp.Lines) AssertPlain("the control help", line);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void PrintedFiguresAndTheReport_AreInPlainWords()
    {
        using TemporaryFolder folder = new();
        AssertPlain("analyze", Command.Succeed("analyze", "--device", "laptop", "--room", "bedroom", "--monte-carlo", "2", "--report", folder["page.html"]));
        AssertPlain("the report", Markup().Replace(File.ReadAllText(folder["page.html"]), " "));
        AssertPlain("design", Command.Succeed("design", "-o", folder["plan"], "--device", "phone", "--robust", "--angle", "none"));
        AssertPlain("export", Command.Succeed("export", "--plan", folder["plan"], "--format", "camilladsp-race", "-o", folder["race"]));
        foreach (string verb in (string[])["devices", "rooms"]) AssertPlain(verb, Command.Succeed(verb));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("figures.md")]
    public void FirstPages_AreInPlainWords(string file) => AssertPlain(file, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)));

    static IEnumerable<(string Name, string Text)> Descriptions(System.CommandLine.Command command, string name)
    {
        yield return (name, command.Description ?? "");
        foreach (Symbol symbol in command.Options.Where(option => !option.Hidden).Cast<Symbol>().Concat(command.Arguments)) yield return ($"{name} {symbol.Name}", $"{symbol.Name} {symbol.Description}");
        foreach (System.CommandLine.Command verb in command.Subcommands)
            foreach ((string, string) inner in Descriptions(verb, $"{name} {verb.Name}")) yield return inner;
    }

    static void AssertPlain(string where, string text)
    {
        MatchCollection found = Retired().Matches(text);
        Assert.True(found.Count == 0, $"{where}: '{string.Join("', '", found.Select(word => word.Value).Distinct())}' in: {(found.Count == 0 ? "" : text[Math.Max(0, found[0].Index - 60)..Math.Min(text.Length, found[0].Index + 60)])}");
    }

    [GeneratedRegex(@"\b(undue|\d+ cm aside|near ear|far ear|served ear|true pairs?|true loudspeakers?|twins?|rigs?|test stand|wishes|draws|loudness lead|plainly|so many|what else there is|what there is|as asked|planned = asked"
        + @"|achieved - planned|the ears get|plays what plays|told rightly|just as loud|looked at|off the plan|fit up to|one may sit|gives? (any|no)thing back|stands? (beside|against)|is heard so)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Retired();

    [GeneratedRegex(@"<style>.*?</style>|data:[^""]*|<[a-z/!][^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();
}
