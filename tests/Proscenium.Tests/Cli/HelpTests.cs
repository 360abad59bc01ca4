using System.CommandLine;
using System.Text.RegularExpressions;
using Proscenium.Cli;
using Proscenium.Cli.Arguments;

namespace Proscenium.Tests.Cli;

/// <summary>The help of each verb: its options once each, under headings, in lines that fit a terminal; and arguments are taken as they are typed.</summary>
[Collection("console")]
public partial class HelpTests
{
    public static TheoryData<string> Verbs => [.. Program.CommandTree().Subcommands.SelectMany(verb => verb.Subcommands.Count == 0 ? [verb.Name] : verb.Subcommands.Select(part => $"{verb.Name} {part.Name}"))];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryOption_StandsUnderOneHeading(string name)
    {
        Verb verb = Named(name);
        List<Option> grouped = [.. verb.Groups.SelectMany(group => group.Options)];
        Assert.Equal(verb.Options.OrderBy(option => option.Name), grouped.OrderBy(option => option.Name));
        Assert.Equal(grouped.Count, grouped.Distinct().Count());
        Assert.Equal(verb.Groups.Count(), verb.Groups.Select(group => group.Heading.Words()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void TheHelp_HasEachOptionOnce_AndEachHeadingWithOptions(string name)
    {
        string[] lines = Command.Succeed([.. name.Split(' '), "--help"]).Split('\n');
        string[] listed = [.. lines.Select(line => OptionRow().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value).Order()];
        Verb verb = Named(name);
        Assert.Equal([.. verb.Options.Where(option => !option.Hidden).Select(option => option.Name).Concat(["--help", "--verbose"]).Order()], listed);
        foreach ((Heading heading, IReadOnlyList<Option> options) in verb.Groups.Where(group => group.Options.Any(option => !option.Hidden)))
        {
            int at = Array.IndexOf(lines, $"{heading.Words()}:");
            Assert.True(at >= 0, heading.ToString());
            string[] below = [.. lines.Skip(at + 1).TakeWhile(line => line.Length > 0).Select(line => OptionRow().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value)];
            Assert.Equal(options.Where(option => !option.Hidden).Select(option => option.Name), below);
        }
    }

    [Fact]
    public void ACommandThatIsAskedFor_IsMadeAlone()
    {
        foreach (System.CommandLine.Command verb in Program.CommandTree().Subcommands) Assert.Equal(verb.Name, Assert.Single(Program.CommandTree(asked: verb.Name).Subcommands).Name);
    }

    [Fact]
    public void EveryLine_FitsTheTerminal()
    {
        RootCommand root = Program.CommandTree();
        foreach (System.CommandLine.Command command in (System.CommandLine.Command[])[root, .. root.Subcommands])
            foreach (int columns in (int[])[HelpPage.LeastColumns, 80, HelpPage.MostColumns])
                Assert.All(HelpPage.Lines(command, columns).Where(line => !line.StartsWith("Example: ", StringComparison.Ordinal) && !line.StartsWith("Usage: ", StringComparison.Ordinal)),
                    line => Assert.True(line.Length <= columns, $"{command.Name} at {columns}: {line}"));
    }

    [Fact]
    public void WhatMayBeLeftOut_StandsInBrackets()
    {
        string[] all = Command.Succeed("--help").Split('\n');
        foreach (string typed in (string[])["demo [FILE]", "render <IN> <OUT>", "upmix <IN> [OUT]", "devices [NAME]", "rooms [NAME]", "design --output <folder>", "install --pipewire --plan <folder>"])
            Assert.Contains(all, line => line == $"  {typed}" || line.StartsWith($"  {typed} ", StringComparison.Ordinal));
        Assert.Contains("Usage: proscenium demo [FILE] [options]\n", Command.Succeed("demo", "-h"));
        Assert.Contains("\n  --control [port] ", Command.Succeed("live", "--help"));
        Assert.Contains("[default: echo-studio]", Command.Succeed("demo", "-h"));
    }

    [Theory]
    [InlineData("OUT is missing: type proscenium render <IN> <OUT> [options].", "render", "a.wav")]
    [InlineData("'c' is one too many: type proscenium render <IN> <OUT> [options].", "render", "a", "b", "c")]
    [InlineData("'x' is one too many: type proscenium analyze [options].", "analyze", "x")]
    [InlineData("--gain has no value: give it one, as in --gain <dB>.", "render", "a", "b", "--gain")]
    [InlineData("--gain is given 2 times: give it once.", "render", "a", "b", "--gain", "1", "--gain", "2")]
    [InlineData("--output is missing: add --output <folder>.", "design")]
    [InlineData("--gain and --headroom both set the level", "live", "--gain", "1", "--headroom", "safe")]
    public void WhatIsMissing_OrTooMuch_IsSaidWithHowItIsTyped(string sentence, params string[] arguments) => Assert.StartsWith($"proscenium: {sentence}", Command.Fail(2, arguments));

    [Fact]
    public void AFileNamedWithAnAtSign_IsAFile_AsAnyOther()
    {
        using TemporaryFolder folder = new();
        string before = Directory.GetCurrentDirectory();
        Sounds.Write(folder["@song.wav"], 48000, Signals.Noise(4800, 1), Signals.Noise(4800, 2));
        try
        {
            Directory.SetCurrentDirectory(folder[""]);
            Command.Succeed("upmix", "@song.wav", "@out.wav");
            Assert.True(File.Exists(folder["@out.wav"]));
            Assert.Contains("@missing.wav: there is no such file", Command.Fail(1, "upmix", "@missing.wav", "out.wav"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    static Verb Named(string name) => Assert.IsType<Verb>(name.Split(' ').Aggregate((System.CommandLine.Command)Program.CommandTree(), (command, part) => command.Subcommands.Single(verb => verb.Name == part)));

    [GeneratedRegex(@"^  (?:-\S, )*(--[a-z-]+)")]
    private static partial Regex OptionRow();
}
