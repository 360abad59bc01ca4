using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Judging.Upmix;

namespace Proscenium.Rendering;

/// <summary>Splits a sound file into left, right and centre and measures what came of it: what is wanted, then one call.</summary>
public sealed record FileUpmix
{
    /// <summary>Mono or stereo, or - for standard input.</summary>
    public required string Input { get; init; }

    /// <summary>The number of the file's sound track, from 1; null for the one that is meant to be played.</summary>
    public int? Track { get; init; }

    /// <summary>How well the centre is split off against how late.</summary>
    public UpmixMode Mode { get; init; } = UpmixMode.Music;

    /// <summary>The true centre, a mono file at the input's rate, which the centre is compared with; null where nobody knows it.</summary>
    public string? TrueCentre { get; init; }

    /// <summary>Splits a file and measures it.</summary>
    /// <param name="output">Takes left, right and centre, and appears only when it is complete; null to measure only.</param>
    /// <param name="progress">Told the progress, 0 to 1; not a number where the input does not say how long it is.</param>
    /// <param name="cancel">Ends the work; no file appears then.</param>
    /// <exception cref="SoundException">A file cannot be read or written, has more than two channels, or the true centre does not fit the input.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public UpmixedFile Run(string? output, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        using IDisposable read = FilesRead.Begin();
        using StereoSource source = new(Input, Track);
        using SoundReader? truth = TrueCentre is null ? null : OpenTruth(TrueCentre, source.SampleRate);
        ValidSamples? centre = truth is null ? null : new(truth, TrueCentre!);
        using SoundWriter? writer = output is null ? null : SoundWriter.Create(output, new(source.SampleRate, 3), FileChannels.UsualMask(3));
        UpmixFigures figures = UpmixRun.Run(source, writer is null ? _ => { } : writer.Write, Mode, centre, PhaseProgress.OfFrames(progress, source.ExpectedFrames), cancel);
        writer?.Complete();
        return new(figures, [.. source.Warnings, .. centre?.Notes ?? [], .. new[] { writer?.Warning }.OfType<string>()]);
    }

    static SoundReader OpenTruth(string path, int sampleRate)
    {
        SoundReader truth = SoundReader.Open(path);
        if (truth.Format == new SoundFormat(sampleRate, 1)) return truth;
        truth.Dispose();
        throw new SoundException(new Fault(ErrorCodes.CentreUnfit, $"{path}: has {truth.Format.Channels} channels at {truth.Format.SampleRate} Hz; the true centre must be mono at {sampleRate} Hz: convert it (ffmpeg -i FILE -ac 1 -ar {sampleRate} OUT.wav)"));
    }
}

/// <summary>A file that was split into left, right and centre.</summary>
/// <param name="Figures">What came of it.</param>
/// <param name="Warnings">What is odd about the files, one sentence each.</param>
public sealed record UpmixedFile(UpmixFigures Figures, IReadOnlyList<string> Warnings);
