using Proscenium.Engine.Dsp;

namespace Proscenium.Rendering;

/// <summary>Reads a mix and, where it is known, its true centre side by side: left, right and centre, silence where the centre has ended.</summary>
/// <param name="mix">Stereo.</param>
/// <param name="centre">Mono at the mix's rate, or null.</param>
sealed class MixWithCentre(StereoSource mix, ValidSamples? centre)
{
    readonly AudioBuffer _stereo = new(2, BlockPipeline.MaxFrames), _centre = new(1, BlockPipeline.MaxFrames);

    /// <summary>Rows of a block: 3, or 2 without a true centre.</summary>
    public int Channels => centre is null ? 2 : 3;

    /// <summary>Frames of the centre read so far.</summary>
    public long CentreFrames { get; private set; }

    /// <summary>Samples so far that were no numbers and were taken for silence.</summary>
    public long SilencedSamples => mix.SilencedSamples + (centre?.Silenced ?? 0);

    /// <summary>Fills a block; returns the frames of the mix read, less than asked only at its end.</summary>
    public int Read(AudioBlock block)
    {
        int frames = mix.Read(_stereo.Block(block.Frames));
        Take(_stereo.Block(frames), block);
        if (centre is null) return frames;
        _centre.Block(frames).Clear();
        CentreFrames += centre.Read(_centre.Block(frames));
        Take(_centre.Block(frames), new AudioBlock(block[2], 1, block.Frames));
        return frames;
    }

    /// <summary>Whether the true centre goes on where the mix has ended.</summary>
    public bool CentreRunsOn() => centre is not null && centre.Read(_centre.Block(1)) > 0;

    static void Take(AudioBlock read, AudioBlock block)
    {
        for (int channel = 0; channel < read.Channels; channel++) read[channel].CopyTo(block[channel]);
    }
}
