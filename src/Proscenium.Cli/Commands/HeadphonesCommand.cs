using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Rendering;
using Proscenium.Steering;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium headphones IN OUT</c>: crosstalk simulation.</summary>
static class HeadphonesCommand
{
    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Option<double> angle = NumberOption.RealOr(30, "--angle", "degrees", "Azimuth of the simulated loudspeakers in degrees.");
        Option<double?> gain = Options.Gain("Gain in dB; by default the highest at which nothing can clip.");
        Option<int?> track = Options.SoundTrack();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("headphones", "Simulate loudspeakers for headphones: each ear also hears the other channel, later and low-passed.\n\n"
            + "Example: proscenium headphones song.flac song-headphones.wav --angle 30")
        {
            input,
            output,
            { Heading.Input, track },
            { Heading.Design, angle },
            { Heading.Level, gain },
            { Heading.Output, quiet },
        };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output)!, parsed.GetValue(angle), parsed.GetValue(gain), parsed.GetValue(track), new Report(parsed.GetValue(quiet), parsed.GetValue(output)), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string input, string output, double angle, double? gain, int? track, Report report, bool quiet)
    {
        using StereoSource source = new(input, track);
        RelativeHrtf hrtf = RelativeHrtf.Fit(new SphericalHead(), angle);
        FirMatrix filters = CrosstalkFilters.Of(hrtf, source.SampleRate);
        double gainDb = gain ?? -CrosstalkFilters.HeadroomDb(filters);
        MatrixFile.Scale(filters, gainDb);
        using SoundWriter writer = SoundWriter.Create(output, new(source.SampleRate, 2));
        using ProgressLine progress = new("rendering", source.ExpectedFrames, quiet);
        using Interruption interruption = new();
        double peakDb = MatrixRun.Run(source.Read, filters, writer.Write, progress.Report, interruption.Token);
        if (peakDb > 0) throw new SoundException(new Fault(ErrorCodes.GainTooHigh, $"{input}: at a gain of {gainDb:0.0} dB the output would exceed full scale by {peakDb:0.0} dB", "use a lower gain", $"{gainDb - Math.Ceiling(10 * peakDb) / 10:0.0}"));
        writer.Complete();
        foreach (string note in source.Warnings) Report.Warn(note);
        Report.Warn(writer.Warning);
        report.Line($"headphone signal: {output}");
        report.Figure("simulated loudspeakers", $"+-{angle:0.#} degrees: contralateral ear {hrtf.DelaySeconds * 1e6:0} us later, pole {hrtf.PoleHz:0} Hz, zero {hrtf.ZeroHz:0} Hz");
        report.Figure("gain", $"{gainDb:0.0} dB");
        report.Figure("latency", $"{CrosstalkFilters.LatencySamples} samples, included in the output");
        report.Figure("peak", RenderCommand.Decibels(peakDb));
        return 0;
    }
}
