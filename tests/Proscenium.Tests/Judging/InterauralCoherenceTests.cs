using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Judging;

public class InterauralCoherenceTests
{
    const int Rate = 48000;

    [Fact]
    public void IdenticalEars_AreWhollyCoherent()
    {
        double[] noise = Noise(Rate / 2, 1);
        InterauralCoherence same = InterauralCoherence.Measure(new(noise, noise, Rate), 0);
        Assert.All([same.Early, same.Late, same.EarlyOctaves, same.LateOctaves], value => Assert.Equal(1, value, 1e-12));
        Assert.All(InterauralCoherence.Spectrum(noise, noise, Rate, Band.Octaves(250, 1000, 4000)), value => Assert.Equal(0, (value - 1).Magnitude, 1e-12));
    }

    [Fact]
    public void IndependentNoise_IsAsCoherent_AsItsBandAndLengthLetItSeem()
    {
        double chance = 1 / Math.Sqrt(2 * 1000 / Math.Sqrt(2) * 0.5); // 1 / sqrt(2 B T)
        for (int seed = 1; seed < 12; seed += 2)
            Assert.InRange(InterauralCoherence.Coefficient(Noise(Rate / 2, seed), Noise(Rate / 2, seed + 1), Rate, 1000), 0.1 * chance, 4 * chance);
    }

    [Theory]
    [InlineData(-0.8e-3)]
    [InlineData(0.3137e-3)]
    [InlineData(0.99e-3)]
    public void ADelayWithinOneMillisecond_IsWhollyCoherent_AtItsLag(double seconds)
    {
        FrequencyGrid grid = new(Rate, 8192);
        Complex[] Delayed(double by) => [.. Enumerable.Range(0, grid.BinCount).Select(bin => Complex.FromPolarCoordinates(1, -2 * Math.PI * grid.Frequency(bin) * by))];
        EarResponses ears = EarResponses.Of(new(Delayed(0.02), Delayed(0.02 + seconds)), grid);
        Assert.Equal(1, InterauralCoherence.Coefficient(ears.Left, ears.Right, Rate, 1000), 1e-3);
        Assert.Equal(1, InterauralCoherence.Coefficient(ears.Left, ears.Right, Rate), 0.03); // lags lie a quarter of a sample apart
        Assert.Equal(seconds, InterauralCoherence.Correlation(ears.Left, ears.Right, Rate, 1000).MaxBy(lag => lag.Value).Seconds, 0.2 / Rate);
    }

    [Fact]
    public void BeyondOneMillisecond_NothingIsLookedFor()
    {
        double[] first = new double[2400], later = new double[2400];
        (first[100], later[100 + 96]) = (1, 1);
        Assert.True(InterauralCoherence.Coefficient(first, later, Rate) < 0.01);
        Assert.Equal(0, InterauralCoherence.Coefficient(first, new double[2400], Rate));
    }

    [Fact]
    public void EarlyAndLate_PartAtEightyMilliseconds()
    {
        double[] left = new double[Rate / 2], right = new double[Rate / 2];
        double[] early = Noise(3800, 1), late = Noise(Rate / 4, 2), other = Noise(Rate / 4, 3);
        early.CopyTo(left, 480);
        early.CopyTo(right, 480);
        late.CopyTo(left, 480 + 3840);
        other.CopyTo(right, 480 + 3840);
        InterauralCoherence heard = InterauralCoherence.Measure(new(left, right, Rate), 0.01);
        Assert.Equal(1, heard.Early, 1e-12);
        Assert.Equal(1, heard.EarlyOctaves, 1e-12);
        Assert.True(heard.Late < 0.05 && heard.LateOctaves < 0.2, $"{heard}");
    }

    /// <summary>Two points in a diffuse field: sin(kd)/(kd) (Cook, Waterhouse, Berendt, Edelman and Thompson, JASA 27, 1955), within three deviations of 1.4 s of noise.</summary>
    [Fact]
    public void DiffuseField_IsCoherentBySinc()
    {
        const double distance = 0.25, maxHz = 3000;
        FrequencyGrid grid = new(Rate, 65536);
        Random random = new(4);
        Complex[] left = new Complex[grid.BinCount], right = new Complex[grid.BinCount];
        for (int wave = 0; wave < 800; wave++)
        {
            (double arrival, double across, double strength) = (random.NextDouble(), distance / 2 * (2 * random.NextDouble() - 1) / Air.SpeedOfSound, 2 * random.NextDouble() - 1);
            for (int bin = 0; bin < grid.Bin(maxHz); bin++)
            {
                double omega = 2 * Math.PI * grid.Frequency(bin);
                left[bin] += Complex.FromPolarCoordinates(strength, -omega * (arrival - across));
                right[bin] += Complex.FromPolarCoordinates(strength, -omega * (arrival + across));
            }
        }
        EarResponses points = EarResponses.Of(new(left, right), grid);
        IReadOnlyList<Band> bands = Band.Octaves(250, 500, 1000, 2000);
        Complex[] coherence = InterauralCoherence.Spectrum(points.Left, points.Right, Rate, bands);
        Assert.All(bands.Zip(coherence), band =>
        {
            double expected = band.First.Mean(grid, bin => Math.Sin(Air.WaveNumber(grid.Frequency(bin)) * distance) / (Air.WaveNumber(grid.Frequency(bin)) * distance));
            Assert.Equal(0, (band.Second - expected).Magnitude, 3 / Math.Sqrt((band.First.HighHz - band.First.LowHz) * grid.FftLength / Rate));
        });
    }

    static double[] Noise(int length, int seed) => Array.ConvertAll(Signals.Noise(length, seed), sample => (double)sample);
}
