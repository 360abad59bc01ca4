using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Limiting;

/// <summary>
/// The sound between samples: at each quarter by a low-pass of 32 samples and a margin of 0.35 dB, and as the meter of ITU-R BS.1770-5, annex 2, sees it, by 12 samples and a margin of 0.1 dB.
/// No point lies further from zero than <see cref="Bound"/> times the largest of the samples around it.
/// </summary>
static class TruePeak
{
    /// <summary>Samples before a point that it is made from at most, and as many after it.</summary>
    public const int Reach = 16;

    /// <summary>Points for each sample.</summary>
    public const int Points = 7;

    const double KaiserBeta = 2.5, Margin = 1.041, StandardMargin = 1.0116; // for sound near half the sample rate, what lies between the points, and reductions that move

    static readonly double[] _quarter =
    [
        0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500,
    ];

    static readonly double[] _half =
    [
        -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1076660156250, -0.0582275390625, 0.0330810546875, -0.0189208984375,
    ];

    static readonly float[][] _phases = [Phase(0.25), Phase(0.5), Phase(0.75), Phase(_quarter), Phase(_half), Backwards(Phase(_half)), Backwards(Phase(_quarter))];

    /// <summary>The largest sum of absolute taps of a phase.</summary>
    public static float Bound { get; } = LargestSum();

    /// <summary>Writes the points about each sample.</summary>
    /// <param name="samples">The samples, with the <see cref="Reach"/> - 1 before the first one and the <see cref="Reach"/> behind the last.</param>
    /// <param name="points"><see cref="Points"/> times as many as there are samples without those around: the first point of all, then the second of all.</param>
    public static void Interpolate(ReadOnlySpan<float> samples, Span<float> points)
    {
        int count = points.Length / Points;
        for (int point = 0; point < Points; point++) Filter(_phases[point], samples, points.Slice(point * count, count));
    }

    /// <summary>One of the points about the middle one of <see cref="Reach"/> times two samples.</summary>
    public static float Point(ReadOnlySpan<float> samples, int point)
    {
        float[] taps = _phases[point];
        return SampleMath.Dot(samples.Slice(Reach - taps.Length / 2, taps.Length), taps);
    }

    static void Filter(float[] taps, ReadOnlySpan<float> samples, Span<float> points)
    {
        ReadOnlySpan<float> from = samples[(Reach - taps.Length / 2)..];
        int n = 0;
        for (; n + 2 * Vector<float>.Count <= points.Length; n += 2 * Vector<float>.Count) FilterVectors(taps, from[n..], points[n..]);
        for (; n < points.Length; n++) points[n] = SampleMath.Dot(from.Slice(n, taps.Length), taps);
    }

    /// <summary>Two vectors at once, so that their sums do not wait for each other.</summary>
    static void FilterVectors(float[] taps, ReadOnlySpan<float> samples, Span<float> points)
    {
        ref float first = ref MemoryMarshal.GetReference(samples);
        (Vector<float> one, Vector<float> two) = (Vector<float>.Zero, Vector<float>.Zero);
        for (int tap = 0; tap < taps.Length; tap++)
        {
            Vector<float> factor = new(taps[tap]);
            one += factor * Vector.LoadUnsafe(ref first, (nuint)tap);
            two += factor * Vector.LoadUnsafe(ref first, (nuint)(tap + Vector<float>.Count));
        }
        one.CopyTo(points);
        two.CopyTo(points[Vector<float>.Count..]);
    }

    static float[] Phase(double fraction)
    {
        float[] taps = new float[2 * Reach];
        double sum = 0;
        for (int n = 0; n < taps.Length; n++) sum += Tap(n - (Reach - 1) - fraction);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(Margin * Tap(n - (Reach - 1) - fraction) / sum);
        return taps;
    }

    static float[] Phase(double[] standard)
    {
        float[] taps = new float[standard.Length];
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(StandardMargin * standard[n]);
        return taps;
    }

    static float[] Backwards(float[] taps)
    {
        Array.Reverse(taps);
        return taps;
    }

    static double Tap(double distance)
    {
        double window = Bessel(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - distance * distance / (Reach * Reach)))) / Bessel(KaiserBeta);
        return window * Math.Sin(Math.PI * distance) / (Math.PI * distance);
    }

    /// <summary>The modified Bessel function of order zero.</summary>
    static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) sum += term *= x * x / (4.0 * k * k);
        return sum;
    }

    static float LargestSum()
    {
        float largest = 0;
        foreach (float[] phase in _phases)
        {
            float sum = 0;
            foreach (float tap in phase) sum += Math.Abs(tap);
            largest = Math.Max(largest, sum);
        }
        return largest;
    }
}
