using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Upmix;
using Proscenium.Rendering;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium upmix IN [OUT]</c>: left, right and centre, and how good that centre is.</summary>
static class UpmixCommand
{
    public static Command Create()
    {
        Argument<string> input = new("IN") { Description = "Sound file, or - for standard input; with --reference also a folder of mixes, which are measured." };
        Argument<string?> output = new("OUT") { Description = "WAV file (32-bit float), another format by its extension, or - for standard output; can be omitted with --reference.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> mode = Options.UpmixMode("--mode");
        Option<string?> reference = new("--reference") { HelpName = "file", Description = "True centre (a mono file), with which the extracted centre is compared. For a folder of mixes: the name of the true centre beside each mix, or a folder of files named like the mixes." };
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write the figures to a JSON file, or - for standard output (keys: docs/upmix.md)." };
        Option<int?> track = Options.SoundTrack();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("upmix", "Extract the phantom centre: the output has the channels left, right and centre; left + centre and right + centre restore the input.\n\n"
            + "Example: proscenium upmix song.flac song-lrc.wav\n"
            + "Example: proscenium upmix mixes --reference centre.flac   (measures mixes/*/mix.*, writes nothing)")
        {
            input,
            output,
            { Heading.Input, track },
            { Heading.Upmix, mode },
            { Heading.Analysis, reference },
            { Heading.Output, json, quiet },
        };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output), Options.Mode("--mode", parsed.GetValue(mode)!), parsed.GetValue(track), parsed.GetValue(reference), parsed.GetValue(json), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string input, string? output, UpmixMode mode, int? track, string? against, string? json, bool quiet)
    {
        if ((output, json) is ("-", "-")) throw new SettingException("OUT - and --json - cannot share standard output: give one of them a file.");
        if ((input, against) is ("-", "-")) throw new SettingException("IN - and --reference - cannot share standard input: give one of them a file.");
        Report report = new(quiet, output, json);
        TextOutput.Require(json, null, output);
        if (Directory.Exists(input) && track is not null) throw new SettingException($"{input}: is a folder, of whose files the usual track is taken: leave --sound-track out.");
        if (Directory.Exists(input)) return Survey(input, TrueCentres(input, output, against), mode, json, report, quiet);
        if (output is null && against is null) throw new SettingException("upmix has nothing to do: name OUT to write left, right and centre, or --reference to measure the centre.");
        FileUpmix upmix = new() { Input = input, Mode = mode, Track = track, TrueCentre = against };
        UpmixFigures figures = Checked(LongRun.Of($"upmixing {Path.GetFileName(input)}", quiet, (progress, cancel) => upmix.Run(output, progress, cancel)), input, against);
        if (output is not null) report.Line($"left, right, centre: {output}");
        report.Figure("frames", $"{figures.Frames}, aligned with the input (latency when played live: {figures.LatencyFrames} samples = {1000.0 * figures.LatencyFrames / figures.SampleRate:0.0} ms)");
        UpmixText.Print(figures, report);
        if (json is not null) UpmixJson.Write(json, [new(input, figures)], []);
        return 0;
    }

    /// <summary>Measures every mix of a folder; what cannot be read is told and left out, and the exit code is 1 then.</summary>
    static int Survey(string folder, string against, UpmixMode mode, string? json, Report report, bool quiet)
    {
        IReadOnlyList<SurveyedMix> mixes = LongRun.Of($"upmixing {Path.GetFileName(folder)}", quiet, (progress, cancel) => UpmixSurvey.Run(folder, against, mode, progress, cancel));
        List<UpmixTable.Row> rows = [];
        List<(string Name, string Fault)> faults = [];
        foreach (SurveyedMix mix in mixes)
        {
            if (mix.Upmixed is { } upmixed) rows.Add(new(mix.Mix.Name, Checked(upmixed, mix.Mix.Mix, mix.Mix.Centre)));
            if (mix.Failure is not { } failure) continue;
            string fault = Cures.Sentence(failure);
            Report.Complain(fault);
            faults.Add((mix.Mix.Name, fault));
        }
        UpmixTable.Print(rows, report);
        if (json is not null) UpmixJson.Write(json, rows, faults);
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>The figures of an upmix, after what is odd about it.</summary>
    static UpmixFigures Checked(UpmixedFile upmixed, string input, string? against)
    {
        foreach (string warning in upmixed.Warnings) Report.Warn(warning);
        UpmixText.Warn(upmixed.Figures, input, against);
        return upmixed.Figures;
    }

    static string TrueCentres(string folder, string? output, string? against)
    {
        if (output is not null) throw new SettingException($"{folder}: is a folder, whose mixes are only measured: leave {output} out.");
        return against ?? throw new SettingException($"{folder}: is a folder: name the true centres of its mixes with --reference.");
    }
}
