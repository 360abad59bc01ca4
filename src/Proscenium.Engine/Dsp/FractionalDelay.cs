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

    /// <summary>The response so many samples after the delayed instant.</summary>
    public static double At(double samples)
    {
        if (samples == 0) return 1;
        if (Math.Abs(samples) >= Reach) return 0;
        double window = BesselI0(Beta * Math.Sqrt(1 - samples * samples / (Reach * Reach))) / BesselI0(Beta);
        return window * Math.Sin(Math.PI * samples) / (Math.PI * samples);
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
