using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Engine;

public class FftTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(2, 17).Select(power => 1 << power)];

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_InDouble_Matches_MathNet(int length) => AssertMatchesMathNet<double>(length, 1e-13);

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_InSingle_Matches_MathNet(int length) => AssertMatchesMathNet<float>(length, 1e-6);

    [Theory, MemberData(nameof(Lengths))]
    public void Inverse_GivesTheSignalBack_AndLeavesItsInputAlone(int length)
    {
        Fft<float> fft = new(length);
        float[] time = Signals.Noise(length, 1), re = new float[fft.BinCount], im = new float[fft.BinCount], back = new float[length];
        float[] before = (float[])time.Clone();
        fft.Forward(time, re, im);
        Assert.Equal(before, time);
        (float[] keptRe, float[] keptIm) = ((float[])re.Clone(), (float[])im.Clone());
        Array.Fill(back, float.NaN);
        fft.Inverse(re, im, back);
        Assert.Equal(keptRe, re);
        Assert.Equal(keptIm, im);
        Assert.True(Signals.ErrorDb(back, time) < -130, $"{Signals.ErrorDb(back, time):0} dB");
    }

    [Fact]
    public void Cosine_Fills_OneBin()
    {
        Fft<double> fft = new(64);
        double[] time = [.. Enumerable.Range(0, 64).Select(n => Math.Cos(2 * Math.PI * 5 * n / 64))], re = new double[33], im = new double[33];
        fft.Forward(time, re, im);
        for (int bin = 0; bin < 33; bin++)
        {
            Assert.Equal(bin == 5 ? 32 : 0, re[bin], 1e-12);
            Assert.Equal(0, im[bin], 1e-12);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(48)]
    [InlineData(-8)]
    public void OtherLengths_AreRefused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new Fft<float>(length));

    static void AssertMatchesMathNet<T>(int length, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fft<T> fft = new(length);
        float[] noise = Signals.Noise(length, length);
        T[] re = new T[fft.BinCount], im = new T[fft.BinCount];
        Array.Fill(re, T.NaN);
        Array.Fill(im, T.NaN);
        fft.Forward(Array.ConvertAll(noise, T.CreateChecked), re, im);
        Complex[] oracle = Array.ConvertAll(noise, sample => new Complex(sample, 0));
        Fourier.Forward(oracle, FourierOptions.AsymmetricScaling);
        double size = Math.Sqrt(oracle.Average(bin => bin.Magnitude * bin.Magnitude));
        for (int bin = 0; bin < re.Length; bin++)
        {
            Complex error = new Complex(double.CreateChecked(re[bin]), double.CreateChecked(im[bin])) - oracle[bin];
            Assert.True(error.Magnitude < tolerance * size, $"bin {bin} of {length}: off by {error.Magnitude / size:0.0e0}");
        }
    }
}
