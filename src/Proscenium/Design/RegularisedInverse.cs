using System.Numerics;
using Proscenium.Engine.Dsp;
using Proscenium.Filters;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Design;

/// <summary>
/// Crosstalk cancellation by inverting the 2 x 2 plant of the reference drivers with a constant regularisation: Kirkeby, Nelson, Hamada
/// and Orduna-Bustamante, Fast deconvolution of multichannel systems using regularization, IEEE Trans. Speech Audio Process. 6, 1998.
/// </summary>
/// <remarks>
/// H = (C^H C + beta I)^-1 C^H A by bin; C is scaled to unit power at the ipsilateral ears, so that beta means the same for every device;
/// A is what the ears should hear: the ipsilateral one the reference driver alone, the other one nothing. Below an octave from
/// <paramref name="fromHz"/> A fades to the untreated plant, H to the untreated input: at 0 Hz both ears hear the same and nothing can be inverted.
/// </remarks>
/// <param name="ears">Plant at the ears of one pose.</param>
/// <param name="drivers">The reference drivers of left and right.</param>
/// <param name="beta">Regularisation, above 0.</param>
/// <param name="fromHz">Where the inversion is complete.</param>
sealed class RegularisedInverse(TransferMatrix ears, int[] drivers, double beta, double fromHz)
{
    /// <summary>Fills the paths of left and right to the two drivers.</summary>
    public void Fill(FirMatrix filters, int delaySamples)
    {
        var weights = new Complex[ears.Grid.BinCount][,];
        Parallel.For(0, weights.Length, bin => weights[bin] = At(bin));
        for (int input = 0; input < 2; input++)
        {
            for (int n = 0; n < 2; n++)
            {
                (int from, int to) = (input, n);
                SampledFilter.Fill(filters[input, drivers[n]], bin => weights[bin][to, from], ears.Grid, delaySamples);
            }
        }
    }

    /// <summary>Weights at a bin: [driver, input].</summary>
    internal Complex[,] At(int bin)
    {
        Complex a = ears[0, drivers[0], bin], b = ears[0, drivers[1], bin], c = ears[1, drivers[0], bin], d = ears[1, drivers[1], bin];
        double scale = 1 / Math.Sqrt((a.MagnitudeSquared() + d.MagnitudeSquared()) / 2);
        (a, b, c, d) = (scale * a, scale * b, scale * c, scale * d);
        double untreated = 1 - LogRamp.Rise(ears.Grid.Frequency(bin), fromHz / 2, fromHz);
        Complex[,] wanted = { { a, untreated * b }, { untreated * c, d } };
        // G = C^H C + beta I is Hermitian: p, q on its diagonal and r beside it
        double p = a.MagnitudeSquared() + c.MagnitudeSquared() + beta, q = b.MagnitudeSquared() + d.MagnitudeSquared() + beta;
        Complex r = Complex.Conjugate(a) * b + Complex.Conjugate(c) * d;
        double determinant = p * q - r.MagnitudeSquared();
        var weights = new Complex[2, 2];
        for (int input = 0; input < 2; input++)
        {
            Complex left = Complex.Conjugate(a) * wanted[0, input] + Complex.Conjugate(c) * wanted[1, input];
            Complex right = Complex.Conjugate(b) * wanted[0, input] + Complex.Conjugate(d) * wanted[1, input];
            weights[0, input] = (q * left - r * right) / determinant;
            weights[1, input] = (p * right - Complex.Conjugate(r) * left) / determinant;
        }
        return weights;
    }
}
