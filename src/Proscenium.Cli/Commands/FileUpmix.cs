using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Judging.Upmix;
using Proscenium.Rendering;

namespace Proscenium.Cli.Commands;

/// <summary>Upmixes of whole files, all in the same way.</summary>
/// <param name="mode">How well against how late.</param>
/// <param name="quiet">Whether to show no progress.</param>
sealed class FileUpmix(UpmixMode mode, bool quiet)
{
    /// <summary>Splits a file, measures it, and says what is odd about it.</summary>
    /// <param name="input">Stereo.</param>
    /// <param name="output">Takes left, right and centre; null to measure only.</param>
    /// <param name="against">The true centre, or null.</param>
    public UpmixFigures Run(string input, string? output, string? against)
    {
        using StereoSource source = new(input);
        using SoundReader? truth = against is null ? null : OpenTruth(against, source.SampleRate);
        using SoundWriter? writer = output is null ? null : SoundWriter.Create(output, new(source.SampleRate, 3));
        using ProgressLine progress = new($"upmixing {Path.GetFileName(input)}", source.FrameCount, quiet);
        using Interruption interruption = new();
        UpmixFigures figures = UpmixRun.Run(source, writer is null ? _ => { } : writer.Write, mode, truth, progress.Report, interruption.Token);
        writer?.Complete();
        Report.Warn(source.Warning);
        Report.Warn(truth?.Warning);
        UpmixText.Warn(figures, input, against);
        return figures;
    }

    static SoundReader OpenTruth(string path, int sampleRate)
    {
        SoundReader truth = SoundReader.Open(path);
        if (truth.Format == new SoundFormat(sampleRate, 1)) return truth;
        truth.Dispose();
        throw new SoundException(new Fault(ErrorCodes.CentreUnfit, $"{path}: has {truth.Format.Channels} channels at {truth.Format.SampleRate} Hz; the true centre must be mono at {sampleRate} Hz: convert it (ffmpeg -i FILE -ac 1 -ar {sampleRate} OUT.wav)"));
    }
}
