using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;
using Proscenium.Rendering;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium convolve IN FILTERS OUT</c>: any matrix of impulse responses.</summary>
static class ConvolveCommand
{
    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Argument<string> filters = new("FILTERS") { Description = "Impulse responses, one channel per path, input-major: all outputs of the first input first." };
        Option<int?> outputs = NumberOption.Whole("--outputs", "number", "Number of outputs; inputs x outputs must be the number of channels of FILTERS.");
        outputs.Required = true;
        Option<double?> gain = Options.Gain("Gain in dB; by default 0, the filters' own level.");
        Option<int?> track = Options.SoundTrack();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("convolve", "Convolve a file with any matrix of FIR filters.\n\nExample: proscenium convolve song.wav room-2x2.wav out.wav --outputs 2")
        {
            input,
            filters,
            output,
            { Heading.Input, track, outputs },
            { Heading.Level, gain },
            { Heading.Output, quiet },
        };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(filters)!, parsed.GetValue(output)!, parsed.GetValue(outputs)!.Value,
            parsed.GetValue(gain) ?? 0, parsed.GetValue(track), new Report(parsed.GetValue(quiet), parsed.GetValue(output)), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string input, string filterPath, string output, int outputs, double gainDb, int? track, Report report, bool quiet)
    {
        using SoundReader source = SoundReader.Open(input, track);
        ValidSamples valid = new(source, input);
        List<string> notes = [];
        FirMatrix filters = MatrixFile.Read(filterPath, source.Format, outputs, gainDb, notes);
        using SoundWriter writer = SoundWriter.Create(output, source.Format with { Channels = outputs });
        using ProgressLine progress = new("convolving", source.ExpectedFrames, quiet);
        using Interruption interruption = new();
        double peakDb = MatrixRun.Run(valid.Read, filters, writer.Write, progress.Report, interruption.Token);
        writer.Complete();
        foreach (string note in (IEnumerable<string>)[.. notes, .. valid.Notes]) Report.Warn(note);
        Report.Warn(writer.Warning);
        report.Line($"convolved: {output}");
        report.Figure("paths", $"{filters.Inputs} x {filters.Outputs} of {filters.Taps} taps at {source.Format.SampleRate} Hz, {gainDb:0.0} dB");
        report.Figure("peak", RenderCommand.Decibels(peakDb));
        if (peakDb > 0) Report.Warn($"{output}: exceeds full scale by {peakDb:0.0} dB; 32-bit float keeps it, other formats would clip: use --gain {-Math.Ceiling(peakDb):0}.");
        return 0;
    }
}
