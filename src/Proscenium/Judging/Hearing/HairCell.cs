using System.Numerics;

namespace Proscenium.Judging.Hearing;

/// <summary>
/// What the nerve gets of a band: its positive half waves, smoothed by a low-pass of second order at 1 kHz. At low frequencies the fine structure is left, at high ones
/// the envelope, with no limit between them (Palmer and Russell, Phase-locking in the cochlear nerve of the guinea-pig, Hearing Research 24, 1986).
/// </summary>
static class HairCell
{
    const double SmoothHz = 1000;

    /// <summary>Its output at every so many samples of a band.</summary>
    /// <param name="band">Analytic.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="step">1 for all samples.</param>
    public static double[] Output(Complex[] band, double sampleRate, int step)
    {
        double share = 1 - Math.Exp(-2 * Math.PI * SmoothHz / sampleRate), once = 0, twice = 0;
        double[] looks = new double[band.Length / step];
        for (int n = 0; n < looks.Length * step; n++)
        {
            once += share * (Math.Max(0, band[n].Real) - once);
            twice += share * (once - twice);
            if (n % step == 0) looks[n / step] = twice;
        }
        return looks;
    }
}
