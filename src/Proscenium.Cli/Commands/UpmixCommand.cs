using System.CommandLine;
using Proscenium.Cli.Output;
using Proscenium.Rendering;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium upmix IN OUT</c>: left, right and centre.</summary>
static class UpmixCommand
{
    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Option<string?> against = new("--against") { Description = "The true centre, a mono file; tells how near the centre is to it." };
        Option<bool> quiet = Options.Quiet();
        Command command = new("upmix", "Split the phantom centre off: three channels, left, right and centre; left + centre and right + centre give the input back.\n\n"
            + "Example: proscenium upmix song.flac song-lrc.wav") { input, output, against, quiet };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output)!, parsed.GetValue(against), new Report(parsed.GetValue(quiet), parsed.GetValue(output)), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string input, string output, string? against, Report report, bool quiet)
    {
        using StereoSource source = new(input);
        using SoundReader? truth = against is null ? null : OpenTruth(against, source.SampleRate);
        using SoundWriter writer = SoundWriter.Create(output, new(source.SampleRate, 3));
        using ProgressLine progress = new("upmixing", source.FrameCount, quiet);
        using Interruption interruption = new();
        UpmixFigures figures = UpmixRun.Run(source, writer.Write, truth, progress.Report, interruption.Token);
        writer.Complete();
        Report.Warn(source.Warning);
        report.Line($"left, right, centre: {output}");
        report.Figure("frames", $"{figures.Frames}, aligned with the input (live latency {figures.LatencyFrames} samples = {1000.0 * figures.LatencyFrames / source.SampleRate:0.0} ms)");
        Print(figures, report);
        return 0;
    }

    /// <summary>The figures in words.</summary>
    public static void Print(UpmixFigures figures, Report report)
    {
        report.Figure("centre's power against the input's", Figure(figures.CentreShareDb, "dB"));
        report.Figure("centre's likeness to left - right", Figure(figures.SideCorrelation, "correlation"));
        report.Figure("left or right + centre - input", Figure(figures.ReconstructionErrorDb, "dB"));
        if (figures.DistortionDb is { } distortion) report.Figure("centre against the true one", Figure(distortion, "dB SI-SDR"));
    }

    static SoundReader OpenTruth(string path, int sampleRate)
    {
        SoundReader truth = SoundReader.Open(path);
        if (truth.Format == new SoundFormat(sampleRate, 1)) return truth;
        truth.Dispose();
        throw new SoundException($"{path}: has {truth.Format.Channels} channels at {truth.Format.SampleRate} Hz; the true centre must be mono at {sampleRate} Hz.");
    }

    static string Figure(double value, string unit) => double.IsNaN(value) ? "none: silence" : $"{value:0.00} {unit}".TrimEnd();
}
