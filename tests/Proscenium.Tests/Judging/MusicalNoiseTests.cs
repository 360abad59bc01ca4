using Proscenium.Judging.Upmix;

namespace Proscenium.Tests.Judging;

public class MusicalNoiseTests
{
    const int Rate = 16000, Seconds = 120, Segment = 16384;

    static readonly float[] _noise = Gaussian(Seconds * Rate, 5);

    [Theory]
    [InlineData(1f)]
    [InlineData(0.01f)]
    [InlineData(-3f)]
    public void AConstantGain_MakesNone(float gain) => Assert.Equal(0, Measure(_noise, [.. _noise.Select(sample => gain * sample)]), 1e-5);

    [Fact]
    public void AFilter_MakesNext_ToNone() => Assert.Equal(0, Measure(_noise, [.. _noise.Select((sample, n) => sample - 0.9f * (n > 0 ? _noise[n - 1] : 0))]), 0.02);

    /// <summary>E p^m of gated Gaussian noise is the share of open gates times that of the noise, so the kurtosis rises by its inverse.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    [InlineData(0.1)]
    public void RandomGates_ThatAreOpenForAShare_GiveMinusItsLogarithm(double share)
    {
        int segments = _noise.Length / Segment;
        bool[] open = [.. Enumerable.Range(0, segments).Select(i => i < (int)Math.Round(share * segments))];
        new Random(3).Shuffle(open);
        double opened = (double)open.Count(gate => gate) / segments;
        float[] before = _noise[..(segments * Segment)], after = [.. before.Select((sample, n) => open[n / Segment] ? sample : 0)];
        Assert.Equal(-Math.Log(opened), Measure(before, after), 0.08); // the gates' edges and the finite time
    }

    [Fact]
    public void GaussianNoise_HasAKurtosisOfSix_AndASineOfOne()
    {
        PowerKurtosis noise = new(512), sine = new(512);
        noise.Add(_noise);
        sine.Add([.. Enumerable.Range(0, Rate).Select(n => MathF.Sin(2 * MathF.PI * n / 8))]);
        Assert.Equal(6, Enumerable.Range(10, 200).Average(noise.Kurtosis), 0.15);
        Assert.Equal(1, sine.Kurtosis(64), 1e-4);
    }

    [Fact]
    public void AnyBlockSizes_GiveTheSameFigure()
    {
        float[] before = _noise[..Rate], after = [.. before.Select((sample, n) => n % 3000 < 1000 ? sample : 0)];
        MusicalNoise cut = new(Rate);
        for (int start = 0, turn = 1; start < Rate; start += turn, turn = turn % 1700 + 1)
        {
            int end = Math.Min(Rate, start + turn);
            cut.Add(before.AsSpan(start..end), after.AsSpan(start..end));
        }
        Assert.Equal(Measure(before, after), cut.LogKurtosisRatio);
    }

    [Fact]
    public void Silence_HasNone()
    {
        Assert.Equal(double.NaN, Measure(new float[Rate], new float[Rate]));
        Assert.Equal(double.NaN, Measure(_noise[..Rate], new float[Rate]));
        Assert.Equal(double.NaN, Measure(_noise[..100], _noise[..100])); // shorter than a window
    }

    static double Measure(float[] before, float[] after)
    {
        MusicalNoise noise = new(Rate);
        noise.Add(before, after);
        return noise.LogKurtosisRatio;
    }

    static float[] Gaussian(int length, int seed)
    {
        Random random = new(seed);
        float[] noise = new float[length];
        for (int n = 0; n < length; n++) noise[n] = (float)(0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return noise;
    }
}
