using Proscenium.Engine.Stages;

namespace Proscenium.Tests.Engine;

public class CentreEstimatorTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.0)]
    [InlineData(2.5)]
    public void Vectors_Match_TheDefinition_InDouble(double power)
    {
        foreach (int bins in (int[])[33, 64, 129, 2049])
        {
            const double keep = 0.7;
            CentreEstimator estimator = new(bins, (float)keep, (float)power);
            int length = CentreEstimator.PaddedLength(bins);
            double[][] means = [new double[bins], new double[bins], new double[bins]];
            for (int step = 0; step < 4; step++)
            {
                float[][] spectra = [.. Enumerable.Range(0, 4).Select(part => Padded(Signals.Noise(bins, 10 * step + part), length))];
                float[] re = new float[length], im = new float[length];
                estimator.Estimate(spectra[0], spectra[1], spectra[2], spectra[3], re, im);
                for (int k = 0; k < bins; k++)
                {
                    (double lr, double li, double rr, double ri) = (spectra[0][k], spectra[1][k], spectra[2][k], spectra[3][k]);
                    means[0][k] = keep * means[0][k] + (1 - keep) * (lr * lr + li * li);
                    means[1][k] = keep * means[1][k] + (1 - keep) * (rr * rr + ri * ri);
                    means[2][k] = keep * means[2][k] + (1 - keep) * (lr * rr + li * ri);
                }
                for (int k = 0; k < bins; k++)
                {
                    double Near(int mean) => means[mean][Math.Max(k - 1, 0)] + means[mean][k] + means[mean][Math.Min(k + 1, bins - 1)];
                    (double left, double right, double cross) = (Near(0), Near(1), Near(2));
                    double projection = Math.Clamp((left - right) / (left + right - 2 * cross), -1, 1);
                    double gain = Math.Pow(Math.Max(0, 2 * cross / (left + right)), power);
                    Assert.Equal(gain * ((1 - projection) * spectra[0][k] + (1 + projection) * spectra[2][k]) / 2, re[k], 1e-4);
                    Assert.Equal(gain * ((1 - projection) * spectra[1][k] + (1 + projection) * spectra[3][k]) / 2, im[k], 1e-4);
                }
            }
        }
    }

    static float[] Padded(float[] values, int length)
    {
        Array.Resize(ref values, length);
        return values;
    }
}
