using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Limiting;

/// <summary>
/// The sound between samples, at quarters of a sample: a low-pass of 32 taps a phase, longer than that of ITU-R BS.1770-5, annex 2, and a margin of
/// 0.35 dB. No point lies further from zero than <see cref="Bound"/> times the largest of the samples around it.
/// </summary>
static class TruePeak
{
    /// <summary>Samples before a point that it is made from, and as many after it.</summary>
    public const int Reach = 16;

    /// <summary>Parts of a sample.</summary>
    public const int Quarters = 4;

    const double KaiserBeta = 2.5, Margin = 1.041; // 0.35 dB for sound near half the sample rate, and for what lies between the points

    static readonly float[][] _phases = [Phase(0.25), Phase(0.5), Phase(0.75)];
    static readonly Vector<float>[] _spread = Spread();

    /// <summary>The largest sum of absolute taps of a phase.</summary>
    public static float Bound { get; } = LargestSum();

    /// <summary>Writes the points that lie one, two and three quarters after each sample.</summary>
    /// <param name="samples">The samples, with the <see cref="Reach"/> - 1 before the first one and the <see cref="Reach"/> behind the last.</param>
    /// <param name="points">Three times as many as there are samples without those around: all at one quarter, then all at two, then all at three.</param>
    public static void Interpolate(ReadOnlySpan<float> samples, Span<float> points)
    {
        int count = points.Length / (Quarters - 1), n = 0;
        for (; n + Vector<float>.Count <= count; n += Vector<float>.Count) InterpolateVector(samples.Slice(n, 2 * Reach - 1 + Vector<float>.Count), points[n..], count);
        for (; n < count; n++)
            for (int quarter = 1; quarter < Quarters; quarter++) points[(quarter - 1) * count + n] = Point(samples.Slice(n, 2 * Reach), quarter);
    }

    /// <summary>The point a number of quarters after the middle one of <see cref="Reach"/> times two samples.</summary>
    public static float Point(ReadOnlySpan<float> samples, int quarters) => SampleMath.Dot(samples, _phases[quarters - 1]);

    static void InterpolateVector(ReadOnlySpan<float> samples, Span<float> points, int count)
    {
        ref float first = ref MemoryMarshal.GetReference(samples);
        ref Vector<float> taps = ref MemoryMarshal.GetArrayDataReference(_spread);
        (Vector<float> one, Vector<float> two, Vector<float> three) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (int tap = 0; tap < 2 * Reach; tap++)
        {
            Vector<float> here = Vector.LoadUnsafe(ref first, (nuint)tap);
            one += here * Unsafe.Add(ref taps, 3 * tap);
            two += here * Unsafe.Add(ref taps, 3 * tap + 1);
            three += here * Unsafe.Add(ref taps, 3 * tap + 2);
        }
        one.CopyTo(points);
        two.CopyTo(points[count..]);
        three.CopyTo(points[(2 * count)..]);
    }

    /// <summary>Each tap in all lanes: tap by tap, the three phases beside each other.</summary>
    static Vector<float>[] Spread()
    {
        Vector<float>[] spread = new Vector<float>[3 * 2 * Reach];
        for (int tap = 0; tap < 2 * Reach; tap++)
            for (int phase = 0; phase < 3; phase++) spread[3 * tap + phase] = new(_phases[phase][tap]);
        return spread;
    }

    static float[] Phase(double fraction)
    {
        float[] taps = new float[2 * Reach];
        double sum = 0;
        for (int n = 0; n < taps.Length; n++) sum += Tap(n - (Reach - 1) - fraction);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(Margin * Tap(n - (Reach - 1) - fraction) / sum);
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
