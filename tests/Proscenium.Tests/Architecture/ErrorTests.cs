using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Proscenium.Cli;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Tests.Architecture;

public partial class ErrorTests
{
    /// <summary>Pieces of literals that name options of other programs, or say by which command line a file was made or is played.</summary>
    static readonly string[] _allowed =
    [
        "pw-record --target", "pw-cat --playback --target", // PipeWire's programs
        "written by 'proscenium install --pipewire'",       // in the files that it writes
        "proscenium convolve", " feeds.wav --outputs ",     // a program that plays exported sounds
        "Extract the centre of a song: proscenium upmix ", " --mode ", // what makes the sound that they take
    ];

    static readonly IReadOnlyList<Command> _verbs = [.. Program.CommandTree().Subcommands];
    static readonly string[] _options = [.. _verbs.SelectMany(OptionsOf).Distinct()];

    [Fact]
    public void Libraries_NameNoOption_AndNoVerb_OfTheCommand()
    {
        Assembly[] libraries = [typeof(Proscenium.Engine.Renderer).Assembly, typeof(SpatialDesigner).Assembly, typeof(Proscenium.Integrations.Export.MultiRatePlan).Assembly,
            typeof(Proscenium.Live.LiveSession).Assembly, typeof(Proscenium.Plugin.PluginPath).Assembly];
        Regex verb = new($@"\bproscenium ({string.Join('|', _verbs.Select(command => command.Name))})\b");
        Assert.DoesNotContain(libraries.SelectMany(CompiledStrings.Of), literal =>
            !_allowed.Any(literal.Contains) && literal != " --gain " && (OptionsIn(literal).Any(_options.Contains) || verb.IsMatch(literal)));
    }

    [Fact]
    public void Documents_NameEveryCode_Once()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "errors.md"));
        Assert.Equal(Codes.Order(), Row().Matches(text).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void Cures_AreForCodesThatThereAre_AndNameOptionsOfTheirVerbs()
    {
        foreach ((string code, Cure cure) in Cures.All)
        {
            Assert.Contains(code, Codes);
            Command[] verbs = [.. cure.Verbs.Select(name => _verbs.Single(verb => verb.Name == name))];
            Assert.All(OptionsIn(cure.Words), option => Assert.Contains(option, verbs.SelectMany(OptionsOf)));
            Assert.All(Verb().Matches(cure.Words), match => Assert.Contains(match.Groups[1].Value, cure.Verbs));
        }
    }

    [Fact]
    public void ACure_TakesThePlace_OfTheLibrarys()
    {
        SoundException error = new(new Fault(ErrorCodes.PlanRateMismatch, "song.wav: is at 44100 Hz and the plan at 48000 Hz", "design the plan for 44100 Hz", "44100"));
        Assert.Equal("song.wav: is at 44100 Hz and the plan at 48000 Hz: design the plan for 44100 Hz.", error.Message);
        Assert.Equal("song.wav: is at 44100 Hz and the plan at 48000 Hz: design the plan with --rate 44100, or convert the file.", Cures.Sentence(error));
        Assert.Equal("plan-rate-mismatch", error.Code);
    }

    [Fact]
    public void AFaultWithoutACure_StaysAsItIs() => Assert.Equal("a file: is damaged.", Cures.Sentence(new FileFormatException("a file: is damaged.")));

    static IEnumerable<string> Codes => typeof(ErrorCodes).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    static IEnumerable<string> OptionsOf(Command verb) => verb.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)).Select(option => option.Name);

    static IEnumerable<string> OptionsIn(string text) => Option().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"\bproscenium ([a-z]+)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
