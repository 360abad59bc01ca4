using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class SimilarityEstimatorTests
{
    [Fact]
    public void Vectors_Match_TheDefinition_InDouble()
    {
        foreach (int rate in (int[])[8000, 44100, 96000])
        {
            UpmixTiming timing = UpmixTiming.Of(UpmixMode.Fast, rate);
            double keep = Math.Exp(-timing.HopFrames / (0.040 * rate));
            SimilarityEstimator estimator = new(timing, rate);
            StereoSpectrum spectrum = new(timing);
            int bins = spectrum.Bins;
            double[][] means = [new double[bins], new double[bins], new double[bins]];
            for (int step = 0; step < 4; step++)
            {
                float[][] parts = [.. Enumerable.Range(0, 4).Select(part => Signals.Noise(bins, 10 * step + part))];
                parts[0].CopyTo(spectrum.Left.Re);
                parts[1].CopyTo(spectrum.Left.Im);
                parts[2].CopyTo(spectrum.Right.Re);
                parts[3].CopyTo(spectrum.Right.Im);
                estimator.Update(spectrum);
                for (int k = 0; k < bins; k++)
                {
                    (double lr, double li, double rr, double ri) = (parts[0][k], parts[1][k], parts[2][k], parts[3][k]);
                    means[0][k] = keep * means[0][k] + (1 - keep) * (lr * lr + li * li);
                    means[1][k] = keep * means[1][k] + (1 - keep) * (rr * rr + ri * ri);
                    means[2][k] = keep * means[2][k] + (1 - keep) * (lr * rr + li * ri);
                }
                for (int k = 0; k < bins; k++)
                {
                    double Near(int mean) => means[mean][Math.Max(k - 1, 0)] + means[mean][k] + means[mean][Math.Min(k + 1, bins - 1)];
                    (double left, double right, double cross) = (Near(0), Near(1), Near(2));
                    double projection = Math.Clamp((left - right) / (left + right - 2 * cross), -1, 1), gain = Math.Max(0, 2 * cross / (left + right));
                    Assert.Equal(gain * (1 - projection) / 2, estimator.FromLeft.Span[k], 1e-4);
                    Assert.Equal(gain * (1 + projection) / 2, estimator.FromRight.Span[k], 1e-4);
                }
            }
        }
    }
}
