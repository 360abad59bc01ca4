namespace Proscenium.Engine.Dsp;

/// <summary>
/// Impulse response of a delay that is no whole number of samples: a sinc under a Kaiser window.
/// </summary>
/// <remarks>Laakso et al., Splitting the unit delay, IEEE Signal Processing Magazine 1996, eq. 21 (shifted ideal response) with a
/// Kaiser window of beta 8; within 0.01 dB and 0.01 samples up to 0.8 of half the sample rate.</remarks>
static class FractionalDelay
{
    /// <summary>Samples the response needs on each side of the delayed instant.</summary>
    public const int Reach = 16;

    const double Beta = 8;

    /// <summary>Writes the response of a delay into <paramref name="taps"/>; needs Reach samples before and after the delay.</summary>
    public static void Fill(double delaySamples, Span<float> taps)
    {
        for (int n = 0; n < taps.Length; n++)
        {
            double t = n - delaySamples;
            double window = Math.Abs(t) >= Reach ? 0 : BesselI0(Beta * Math.Sqrt(1 - t * t / (Reach * Reach))) / BesselI0(Beta);
            taps[n] = (float)(t == 0 ? 1 : window * Math.Sin(Math.PI * t) / (Math.PI * t));
        }
    }

    /// <summary>Modified Bessel function of order zero by its power series.</summary>
    static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
