using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Acoustics;

public class FrequencyResponseTests
{
    const int Rate = 48000;

    /// <summary>A closed form: a band-pass, and later by a delay.</summary>
    static Complex Truth(double f, double samples) =>
        new Complex(0, f / 100) / new Complex(1, f / 100) / new Complex(1, f / 12000) * Complex.FromPolarCoordinates(1, -2 * Math.PI * f * samples / Rate);

    [Theory]
    [InlineData(0.37)]
    [InlineData(-0.37)]
    [InlineData(12.37)]
    [InlineData(280.37)]
    public void ADelayOfAFractionOfASample_Arrives_ToOneHundredth(double samples)
    {
        double[] hertz = MeasuredSets.Hertz;
        FrequencyResponse plain = Sampled(hertz, 0), late = Sampled(hertz, samples);
        for (double f = 100; f < 20000; f *= 1.013)
        {
            // the phase between the two, as time
            double turns = (late.At(f) / plain.At(f) * Complex.FromPolarCoordinates(1, 2 * Math.PI * f * samples / Rate)).Phase / (2 * Math.PI);
            Assert.Equal(0, turns * Rate / f, 0.01);
            Assert.True((late.At(f) - Truth(f, samples)).Magnitude < 1e-4, $"{f} Hz");
        }
    }

    [Fact]
    public void WrappedAndUnwrappedPhase_AreTheSameResponse()
    {
        double[] hertz = [.. Enumerable.Range(0, 4000).Select(i => 5.0 * i)];
        double[] level = [.. hertz.Select(f => 20 * Math.Log10(Truth(Math.Max(1, f), 30).Magnitude))], wrapped = [.. hertz.Select(f => Truth(Math.Max(1, f), 30).Phase * 180 / Math.PI)];
        double[] unwrapped = [.. wrapped];
        for (int i = 1; i < unwrapped.Length; i++) unwrapped[i] = unwrapped[i - 1] + Math.IEEERemainder(unwrapped[i] - unwrapped[i - 1], 360);
        Assert.True(unwrapped[^1] < -4000);
        FrequencyResponse a = FrequencyResponse.Tabulated(hertz, level, wrapped), b = FrequencyResponse.Tabulated(hertz, level, unwrapped);
        for (double f = 3; f < 19000; f *= 1.1) Assert.True((a.At(f) - b.At(f)).Magnitude < 1e-9, $"{f} Hz");
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(96000)]
    public void AnImpulseResponseOfAnyRate_GivesItsSpectrum_BySumming(int rate)
    {
        Random random = new(3);
        float[] samples = [.. Enumerable.Range(0, 700).Select(n => (float)(n < 60 ? 0 : Math.Exp(-(n - 60) / 40.0) * (2 * random.NextDouble() - 1)))];
        samples[61] = 1.5f;
        FrequencyResponse response = FrequencyResponse.Impulse(samples, rate);
        for (double f = 0; f < 0.47 * rate; f += 97.3)
        {
            Complex sum = Complex.Zero;
            for (int n = 0; n < samples.Length; n++) sum += samples[n] * FrequencyResponse.Turn(f, (double)n / rate);
            Assert.True((response.At(f) - sum).Magnitude < 1e-4, $"{f} Hz: {response.At(f)} for {sum}");
        }
    }

    [Fact]
    public void MinimumPhase_IsThatOf_AFirstOrderLowPass()
    {
        double[] hertz = MeasuredSets.Hertz, level = [.. hertz.Select(f => -10 * Math.Log10(1 + f * f / 1e6))];
        double[] degrees = MinimumPhase.Degrees(hertz, level);
        // the level is held above the last frequency F instead of falling on, which leads by 2 f / (pi F)
        for (int i = 0; i < hertz.Length; i++)
            if (hertz[i] is > 50 and < 5000) Assert.Equal(-Math.Atan(hertz[i] / 1000) + 2 / Math.PI * hertz[i] / hertz[^1], degrees[i] * Math.PI / 180, 0.01);
    }

    [Fact]
    public void PhaseThatIsLost_BetweenTheFrequencies_IsNoticed()
    {
        Random random = new(1);
        double[] hertz = [.. Enumerable.Range(0, 31).Select(i => 20 * Math.Pow(2, i / 3.0))];
        Assert.True(FrequencyResponse.Tabulated(hertz, new double[31], [.. hertz.Select(_ => 360 * random.NextDouble() - 180)]).IsCoarse);
        Assert.False(Sampled(hertz, 100).IsCoarse);
    }

    [Fact]
    public void Equal_IsWhatCameOfTheSameNumbers()
    {
        Assert.Equal(Sampled(MeasuredSets.Hertz, 1), Sampled(MeasuredSets.Hertz, 1));
        Assert.NotEqual(Sampled(MeasuredSets.Hertz, 1), Sampled(MeasuredSets.Hertz, 2));
        Assert.NotEqual(Sampled(MeasuredSets.Hertz, 1), Sampled(MeasuredSets.Hertz, 1).Shifted(2, 0));
    }

    static FrequencyResponse Sampled(double[] hertz, double samples) => FrequencyResponse.Tabulated(
        hertz, [.. hertz.Select(f => 20 * Math.Log10(Truth(f, samples).Magnitude))], [.. hertz.Select(f => Truth(f, samples).Phase * 180 / Math.PI)]);
}
