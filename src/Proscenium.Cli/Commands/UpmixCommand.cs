using System.CommandLine;
using Proscenium.Cli.Json;
using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Upmix;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium upmix IN [OUT]</c>: left, right and centre, and how good that centre is.</summary>
static class UpmixCommand
{
    public static Command Create()
    {
        Argument<string> input = new("IN") { Description = "Sound file, or - for standard input; with --against also a folder of mixes, which are measured." };
        Argument<string?> output = new("OUT") { Description = "WAV file (32-bit float), or what its ending says, or - for standard output; may be left out with --against.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> mode = Options.UpmixMode("--mode");
        Option<string?> against = new("--against") { Description = "The true centre, a mono file; tells how near the centre is to it. Of a folder of mixes: the name it has beside each mix, or a folder of files called as the mixes." };
        Option<string?> json = new("--json") { Description = "Write the figures to a JSON file, or - for standard output (keys: docs/upmix.md)." };
        Option<bool> quiet = Options.Quiet();
        Command command = new("upmix", "Split the phantom centre off: three channels, left, right and centre; left + centre and right + centre give the input back.\n\n"
            + "Example: proscenium upmix song.flac song-lrc.wav\n"
            + "Example: proscenium upmix mixes --against centre.flac   (measures mixes/*/mix.*, writes nothing)") { input, output, mode, against, json, quiet };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output), Options.Mode("--mode", parsed.GetValue(mode)!), parsed.GetValue(against), parsed.GetValue(json), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string input, string? output, UpmixMode mode, string? against, string? json, bool quiet)
    {
        if ((output, json) is ("-", "-")) throw new SettingException("OUT - and --json - cannot share standard output: give one of them a file.");
        if ((input, against) is ("-", "-")) throw new SettingException("IN - and --against - cannot share standard input: give one of them a file.");
        Report report = new(quiet, output, json);
        FileUpmix upmix = new(mode, quiet);
        if (Directory.Exists(input)) return UpmixSurvey.Run(upmix, input, TrueCentres(input, output, against), json, report);
        if (output is null && against is null) throw new SettingException("upmix has nothing to do: name OUT to write left, right and centre, or --against to measure the centre.");
        UpmixFigures figures = upmix.Run(input, output, against);
        if (output is not null) report.Line($"left, right, centre: {output}");
        report.Figure("frames", $"{figures.Frames}, aligned with the input (live latency {figures.LatencyFrames} samples = {1000.0 * figures.LatencyFrames / figures.SampleRate:0.0} ms)");
        UpmixText.Print(figures, report);
        if (json is not null) UpmixJson.Write(json, [new(input, figures)], []);
        return 0;
    }

    static string TrueCentres(string folder, string? output, string? against)
    {
        if (output is not null) throw new SettingException($"{folder}: is a folder, whose mixes are measured and not written: leave {output} out.");
        return against ?? throw new SettingException($"{folder}: is a folder: name the true centres of its mixes by --against.");
    }
}
