using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>What settings ask for, one after the other.</summary>
sealed class ListeningChain
{
    readonly HarmonicBass? _bass;
    readonly LoudnessFilter? _loudness;
    readonly NightCompressor? _night;

    /// <summary>Takes all memory.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="channels">Number of channels; the first two are left and right.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="maxFrames">Frames of a block at most.</param>
    /// <param name="former">The chain that runs until now, or null.</param>
    public ListeningChain(ListeningSettings settings, int channels, int sampleRate, int maxFrames, ListeningChain? former)
    {
        _bass = settings.BassHz is { } corner ? new(corner, channels, sampleRate, maxFrames) : null;
        _loudness = settings.LevelPhon is { } phon ? new(phon, channels, sampleRate) : null;
        _night = settings.Night ? new(channels, sampleRate, former?._night) : null;
    }

    /// <summary>Changes a block in place.</summary>
    public void Process(AudioBlock sound)
    {
        _bass?.Process(sound);
        _loudness?.Process(sound);
        _night?.Process(sound);
    }
}
