using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>Filters over frequency.</summary>
static class Spectra
{
    /// <summary>The response of a filter at the bins of a grid.</summary>
    public static Complex[] Of(double[] taps, FrequencyGrid grid)
    {
        Fft<double> fft = new(grid.FftLength);
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        taps.AsSpan(0, Math.Min(taps.Length, time.Length)).CopyTo(time);
        fft.Forward(time, re, im);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }
}
