using Proscenium.Engine.Dsp;

namespace Proscenium.Measuring.Sweeps;

/// <summary>
/// A recording as another clock would have made it: read between its samples by a sinc under a Kaiser window of 64 samples, whose error up to 0.46 of the sample rate is below -100 dB.
/// </summary>
static class ClockCorrection
{
    const int Half = 32, Steps = 1024;
    const double Beta = 10;

    static readonly float[] _kernels = Kernels(); // steps between two samples x taps

    /// <summary>The recording at every <paramref name="step"/> samples.</summary>
    /// <param name="recording">The samples.</param>
    /// <param name="step">Samples of the recording for each sample wanted; near 1, or above it where frequencies above the new half rate are missing.</param>
    public static float[] Of(float[] recording, double step)
    {
        float[] corrected = new float[(int)(recording.Length / step)];
        Parallel.For(0, corrected.Length, n => corrected[n] = At(recording, n * step));
        return corrected;
    }

    /// <summary>The recording between its samples.</summary>
    public static float At(ReadOnlySpan<float> recording, double place)
    {
        int before = (int)Math.Floor(place), first = before + 1 - Half;
        double part = (place - before) * Steps;
        int entry = (int)part;
        ReadOnlySpan<float> here = _kernels.AsSpan(entry * 2 * Half, 2 * Half), next = _kernels.AsSpan((entry + 1) * 2 * Half, 2 * Half);
        Span<float> whole = stackalloc float[2 * Half];
        ReadOnlySpan<float> samples = first >= 0 && first + 2 * Half <= recording.Length ? recording.Slice(first, 2 * Half) : Within(recording, first, whole);
        float sum = SampleMath.Dot(samples, here);
        return sum + (float)(part - entry) * (SampleMath.Dot(samples, next) - sum);
    }

    /// <summary>Samples with silence before and after the recording.</summary>
    static Span<float> Within(ReadOnlySpan<float> recording, int first, Span<float> whole)
    {
        whole.Clear();
        int from = Math.Max(0, first), to = Math.Min(recording.Length, first + whole.Length);
        if (from < to) recording[from..to].CopyTo(whole[(from - first)..]);
        return whole;
    }

    /// <summary>The windowed sinc, for places at steps between two samples.</summary>
    static float[] Kernels()
    {
        float[] kernels = new float[(Steps + 1) * 2 * Half];
        for (int i = 0; i < kernels.Length; i++)
        {
            double x = 1 - Half + i % (2 * Half) - (double)(i / (2 * Half)) / Steps, inside = 1 - x * x / (Half * Half);
            kernels[i] = (float)(inside <= 0 ? 0 : (Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x)) * Bessel(Beta * Math.Sqrt(inside)) / Bessel(Beta));
        }
        return kernels;
    }

    /// <summary>The modified Bessel function of order 0.</summary>
    static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-16 * sum; k++) sum += term *= x * x / (4.0 * k * k);
        return sum;
    }
}
