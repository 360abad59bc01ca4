using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proscenium.Engine.Dsp;

/// <summary>Keeps what cannot be sound out of the signal path.</summary>
static class SampleGuard
{
    /// <summary>120 dB over full scale: larger samples are taken for damage, since their powers would overflow.</summary>
    const float Largest = 1e6f;

    /// <summary>300 dB below full scale.</summary>
    const float Inaudible = 1e-15f;

    /// <summary>Replaces NaN, infinities and absurdly large samples by silence; returns how many there were.</summary>
    public static int Silence(Span<float> channel)
    {
        if (AllWithin(channel, Largest)) return 0;
        int replaced = 0;
        for (int n = 0; n < channel.Length; n++)
        {
            if (Math.Abs(channel[n]) <= Largest) continue; // false for NaN
            channel[n] = 0;
            replaced++;
        }
        return replaced;
    }

    /// <summary>The first sample that is NaN, infinite or absurdly large; null where there is none.</summary>
    public static int? FirstInvalid(ReadOnlySpan<float> channel)
    {
        if (AllWithin(channel, Largest)) return null;
        int n = 0;
        while (Math.Abs(channel[n]) <= Largest) n++; // false for NaN
        return n;
    }

    /// <summary>The same for all channels.</summary>
    public static int Silence(AudioBlock block)
    {
        int replaced = 0;
        for (int channel = 0; channel < block.Channels; channel++) replaced += Silence(block[channel]);
        return replaced;
    }

    /// <summary>Replaces what nobody hears, numbers so small that their products would be denormal, by zero: many processors take tens of times as long for those.</summary>
    /// <param name="samples">Samples, or bins of a spectrum.</param>
    /// <param name="smallest">The smallest magnitude that stays.</param>
    public static void SilenceTiny(Span<float> samples, float smallest = Inaudible)
    {
        const int magnitude = int.MaxValue; // all bits but the sign's; as whole numbers, magnitudes are in the same order
        int limit = BitConverter.SingleToInt32Bits(smallest);
        if (Vector512.IsHardwareAccelerated)
        {
            Span<Vector512<int>> wide = MemoryMarshal.Cast<float, Vector512<int>>(samples);
            foreach (ref Vector512<int> vector in wide) vector = Vector512.AndNot(vector, Vector512.LessThan(vector & Vector512.Create(magnitude), Vector512.Create(limit)));
            samples = samples[(wide.Length * Vector512<int>.Count)..];
        }
        Span<Vector<int>> vectors = MemoryMarshal.Cast<float, Vector<int>>(samples);
        foreach (ref Vector<int> vector in vectors) vector = Vector.AndNot(vector, Vector.LessThan(vector & new Vector<int>(magnitude), new Vector<int>(limit)));
        foreach (ref float sample in samples[(vectors.Length * Vector<int>.Count)..])
            if ((BitConverter.SingleToInt32Bits(sample) & magnitude) < limit) sample = 0;
    }

    /// <summary>The same for all channels.</summary>
    public static void SilenceTiny(AudioBlock block)
    {
        for (int channel = 0; channel < block.Channels; channel++) SilenceTiny(block[channel]);
    }

    /// <summary>The largest magnitude of samples that are numbers.</summary>
    public static float Peak(ReadOnlySpan<float> channel)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(channel);
        Vector<float> peaks = Vector<float>.Zero;
        foreach (Vector<float> vector in vectors) peaks = Vector.MaxNative(peaks, Vector.Abs(vector));
        float peak = Highest(peaks);
        foreach (float sample in channel[(vectors.Length * Vector<float>.Count)..]) peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }

    /// <summary>The highest lane.</summary>
    static float Highest(Vector<float> lanes)
    {
        if (Vector<float>.Count == 4) return Highest(lanes.AsVector128());
        if (Vector<float>.Count == 8) return Highest(Vector128.MaxNative(lanes.AsVector256().GetLower(), lanes.AsVector256().GetUpper()));
        float largest = 0;
        for (int lane = 0; lane < Vector<float>.Count; lane++) largest = Math.Max(largest, lanes[lane]);
        return largest;
    }

    static float Highest(Vector128<float> lanes)
    {
        lanes = Vector128.MaxNative(lanes, Vector128.Shuffle(lanes, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(lanes, Vector128.Shuffle(lanes, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <summary>The largest magnitude over all channels.</summary>
    public static float Peak(ReadOnlyAudioBlock block)
    {
        float peak = 0;
        for (int channel = 0; channel < block.Channels; channel++) peak = Math.Max(peak, Peak(block[channel]));
        return peak;
    }

    /// <summary>True where no sample is NaN or beyond a limit.</summary>
    static bool AllWithin(ReadOnlySpan<float> channel, float limit)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(channel);
        Vector<float> limits = new(limit);
        foreach (Vector<float> vector in vectors)
            if (!Vector.LessThanOrEqualAll(Vector.Abs(vector), limits)) return false;
        foreach (float sample in channel[(vectors.Length * Vector<float>.Count)..])
            if (!(Math.Abs(sample) <= limit)) return false;
        return true;
    }
}
