using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Upmix;

/// <summary>Holds an extracted centre against the true one. Streaming.</summary>
/// <param name="sampleRate">Samples per second.</param>
/// <param name="maxFrames">The longest stretch taken in at once.</param>
sealed class CentreMeter(int sampleRate, int maxFrames)
{
    readonly SourceDistortion _whole = new(), _itself = new();
    readonly SourceInterference _interference = new();
    readonly MusicalNoise _musicalNoise = new(sampleRate);
    readonly float[] _restBefore = new float[maxFrames], _restAfter = new float[maxFrames];
    long _frames;

    /// <summary>All figures so far.</summary>
    public CentreFigures Figures => new()
    {
        Frames = _frames,
        DistortionDb = _whole.Decibels,
        InterferenceDb = _interference.Decibels,
        ArtefactsDb = _itself.Decibels,
        MusicalNoise = _musicalNoise.LogKurtosisRatio,
    };

    /// <summary>Takes in matching stretches.</summary>
    /// <param name="truth">The true centre c.</param>
    /// <param name="mix">The mix, <c>2 x frames</c>.</param>
    /// <param name="centre">The centre extracted from it, C.</param>
    /// <param name="passed">What of that is the true centre, F(c); the rest of it is F(r).</param>
    public void Add(ReadOnlySpan<float> truth, ReadOnlyAudioBlock mix, ReadOnlySpan<float> centre, ReadOnlySpan<float> passed)
    {
        Span<float> before = _restBefore.AsSpan(0, truth.Length), after = _restAfter.AsSpan(0, truth.Length);
        ReadOnlySpan<float> left = mix[0], right = mix[1];
        for (int n = 0; n < truth.Length; n++) (before[n], after[n]) = ((left[n] + right[n]) / 2 - truth[n], centre[n] - passed[n]);
        _whole.Add(centre, truth);
        _itself.Add(passed, truth);
        _interference.Add(passed, after);
        _musicalNoise.Add(before, after);
        _frames += truth.Length;
    }
}
