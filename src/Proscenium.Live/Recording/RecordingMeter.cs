using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Live.Recording;

/// <summary>How loud the microphones are, in words for people.</summary>
/// <param name="names">Their names.</param>
/// <param name="sound">What plays and is recorded.</param>
sealed class RecordingMeter(IReadOnlyList<string> names, PlayAndRecord sound)
{
    /// <summary>The levels over some frames: the peaks, and what is wrong with them.</summary>
    /// <param name="start">The first frame.</param>
    /// <param name="end">The frame after the last.</param>
    /// <param name="sweeps">True where a sweep plays, so that silence is wrong.</param>
    public string Levels(int start, int end, bool sweeps) => string.Join(", ", names.Select((name, channel) =>
    {
        float peak = Peak(sound.Recorded(channel, start, end));
        string words = peak >= SetupFaults.FullScale ? " clipping" : sweeps && peak < SetupFaults.QuietPeak ? " too quiet" : "";
        return peak == 0 ? $"{name} silent" : Invariant($"{name} {20 * Math.Log10(peak):0.0} dBFS{words}");
    }));

    static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples) peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }
}
