using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class PanEstimatorTests
{
    [Theory]
    [InlineData(UpmixMode.Music, 44100)]
    [InlineData(UpmixMode.Video, 48000)]
    [InlineData(UpmixMode.Live, 48000)]
    public void Vectors_Match_TheDefinition_InDouble(UpmixMode mode, int rate)
    {
        UpmixTiming timing = UpmixTiming.Of(mode, rate);
        PanEstimator estimator = new(timing, rate);
        PanEstimatorScalar untreated = new(timing, rate);
        StereoSpectrum spectrum = new(timing);
        for (int step = 0; step < 12; step++)
        {
            Scene(spectrum, step);
            estimator.Update(spectrum);
            untreated.Update(spectrum);
            for (int bin = 0; bin < spectrum.Bins; bin++)
            {
                Assert.Equal(untreated.FromLeft[bin], estimator.FromLeft.Span[bin], 2e-3);
                Assert.Equal(untreated.FromRight[bin], estimator.FromRight.Span[bin], 2e-3);
            }
        }
    }

    [Fact]
    public void AnyLevel_GivesTheSameWeights()
    {
        UpmixTiming timing = UpmixTiming.Of(UpmixMode.Music, 48000);
        PanEstimator loud = new(timing, 48000), quiet = new(timing, 48000);
        StereoSpectrum one = new(timing), other = new(timing);
        for (int step = 0; step < 8; step++)
        {
            Scene(one, step);
            foreach ((Spectrum from, Spectrum to) in ((Spectrum, Spectrum)[])[(one.Left, other.Left), (one.Right, other.Right)])
                for (int bin = 0; bin < one.Bins; bin++) (to.Re[bin], to.Im[bin]) = (from.Re[bin] / 1024, from.Im[bin] / 1024);
            loud.Update(one);
            quiet.Update(other);
            for (int bin = 0; bin < one.Bins; bin++) Assert.Equal(loud.FromLeft.Span[bin], quiet.FromLeft.Span[bin], 1e-3);
        }
    }

    [Fact]
    public void Silence_BeforeBetweenAndAfter_GivesFiniteWeights()
    {
        UpmixTiming timing = UpmixTiming.Of(UpmixMode.Live, 48000);
        PanEstimator estimator = new(timing, 48000);
        StereoSpectrum spectrum = new(timing);
        for (int step = 0; step < 3000; step++)
        {
            if (step == 10) Scene(spectrum, step);
            if (step == 12) foreach (Spectrum channel in (Spectrum[])[spectrum.Left, spectrum.Right]) channel.Clear();
            estimator.Update(spectrum);
            Assert.All(estimator.FromLeft.Span.ToArray(), weight => Assert.True(float.IsFinite(weight)));
        }
    }

    /// <summary>Something common, something at each side, of levels that differ over frequency and time.</summary>
    static void Scene(StereoSpectrum spectrum, int step)
    {
        float[][] noise = [.. Enumerable.Range(0, 6).Select(part => Signals.Noise(spectrum.Bins, 100 * step + part))];
        for (int bin = 0; bin < spectrum.Bins; bin++)
        {
            float voice = (bin / 20 + step / 3) % 3 == 0 ? 1 : 0.05f, tilt = 10f / (10 + bin);
            (spectrum.Left.Re[bin], spectrum.Left.Im[bin]) = (tilt * (voice * noise[0][bin] + 0.3f * noise[2][bin]), tilt * (voice * noise[1][bin] + 0.3f * noise[3][bin]));
            (spectrum.Right.Re[bin], spectrum.Right.Im[bin]) = (tilt * (voice * noise[0][bin] + 0.2f * noise[4][bin]), tilt * (voice * noise[1][bin] + 0.2f * noise[5][bin]));
        }
    }
}
