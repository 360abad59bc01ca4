using Proscenium.Engine.Dsp;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Integrations.Export;

public class VerificationTests
{
    [Fact]
    public void DirectConvolution_IsTheDefinition_ForEveryLength()
    {
        foreach (int taps in (int[])[1, 2, 7, 64])
        {
            foreach (int frames in (int[])[1, 3, 8, 101])
            {
                FirMatrix filters = new(2, 3, taps);
                for (int path = 0; path < 6; path++) Signals.Noise(taps, path + 1).CopyTo(filters[path / 3, path % 3]);
                float[][] sound = [Signals.Noise(frames, 11), Signals.Noise(frames, 12)];
                double[][] truth = DirectConvolution.Run(sound, filters, 0.5);
                for (int output = 0; output < 3; output++)
                {
                    // as long as both together: the definition runs on silence after the sound
                    double[] left = Signals.Convolve([.. sound[0], .. new float[taps - 1]], filters[0, output]), right = Signals.Convolve([.. sound[1], .. new float[taps - 1]], filters[1, output]);
                    Assert.Equal(left.Zip(right, (l, r) => 0.5 * (l + r)), truth[output], (a, b) => Math.Abs(a - b) < 1e-12);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1234)]
    public void Residual_IsTheErrorsPower_WhereverTheOutputBegins(int delay)
    {
        double[][] truth = [.. TestSignal.Of(2, 8000).Select(channel => Array.ConvertAll(channel, sample => (double)sample))];
        float[][] output = [.. truth.Select(channel => (float[])[.. new float[delay], .. channel.Select(sample => (float)(1.001 * sample)), 0, 0, 0])];
        Residual residual = Residual.Of(output, truth);
        Assert.Equal(-60, residual.Decibels, 0.01);
        Assert.Equal(delay, residual.DelaySamples);
    }

    [Fact]
    public void ASwappedChannel_ALostSample_AndANaN_AreSeen()
    {
        double[][] truth = [.. TestSignal.Of(2, 8000).Select(channel => Array.ConvertAll(channel, sample => (double)sample))];
        float[][] output = [.. truth.Select(channel => Array.ConvertAll(channel, sample => (float)sample))];
        Assert.True(Residual.Of(output, truth).Decibels < -140);
        Assert.True(Residual.Of([output[1], output[0]], truth).Decibels > 0);
        Assert.Contains("samples came out", Assert.Throws<ProgramException>(() => Residual.Of([output[0][1..], output[1][1..]], truth)).Message);
        Assert.Contains("1 channels came out instead of 2", Assert.Throws<ProgramException>(() => Residual.Of([output[0]], truth)).Message);
        output[1][9000] = float.NaN;
        Assert.True(double.IsNaN(Residual.Of(output, truth).Decibels));
    }
}
