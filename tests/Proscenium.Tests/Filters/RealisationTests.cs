using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Steering;

namespace Proscenium.Tests.Filters;

public class RealisationTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void BlockToeplitz_Solves_LikeADenseMatrix()
    {
        const int blocks = 2, size = 24;
        double Lag(int i, int j, int lag) => (i == j ? 2 : 0.7) * Math.Exp(-0.3 * Math.Abs(lag + (i - j))) + (i == j && lag == 0 ? 1 : 0);
        double[] Kernel(int i, int j)
        {
            double[] lags = new double[128];
            for (int lag = -63; lag <= 63; lag++) lags[(lag + 128) % 128] = Lag(i, j, lag);
            return lags;
        }
        var dense = Matrix<double>.Build.Dense(blocks * size, blocks * size, (row, column) => Lag(row / size, column / size, row % size - column % size));
        Assert.True(dense.IsSymmetric());
        double[] right = [.. Enumerable.Range(0, blocks).SelectMany(i => Signals.Noise(size, i).Select(s => (double)s))];
        double[] found = new BlockToeplitz(blocks, size, Kernel).Solve(right, new double[blocks * size], 1e-12, 1000);
        var wanted = dense.Cholesky().Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(right));
        for (int row = 0; row < blocks * size; row++) Assert.Equal(wanted[row], found[row], 1e-8);
    }

    [Fact]
    public void EarlyTaps_ThatCostSomething_LoseTheirEnergy_AndALaterSoundStays()
    {
        var weights = new Complex[_grid.BinCount][];
        for (int bin = 0; bin < weights.Length; bin++) // a sound, and a copy of it 3 ms earlier
            weights[bin] = [1 + 0.5 * Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * 144 / _grid.FftLength)];
        double[] Taps(double earlyWeight) => FirRealiser.Realise(weights, (cost, bin) => cost.AddDiagonal(0, Math.Max(200, _grid.Frequency(bin))), _grid, 512, 256, earlyWeight)[0]; // an error costs the same at all frequencies
        double[] free = Taps(0), costly = Taps(1);
        Assert.Equal(0.5, free[256 - 144], 0.02);
        Assert.Equal(0.25, costly[256 - 144], 0.02); // h = w / (1 + v): the least of (h - w)^2 + v h^2
        Assert.Equal(free[256], costly[256], 0.02);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(64.37)]
    public void PlainDrivers_BecomePureDelays(double delay)
    {
        var weights = new Complex[_grid.BinCount][];
        Array.Fill(weights, [Complex.One, new Complex(-0.5, 0)]);
        double[][] taps = FirRealiser.Realise(weights, (cost, _) => { cost.AddDiagonal(0, 1); cost.AddDiagonal(1, 1); }, _grid, 128, delay);
        for (int bin = _grid.Bin(20); bin < _grid.Bin(20000); bin += 101)
        {
            Complex turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * delay / _grid.FftLength), response = Complex.Zero;
            for (int n = 0; n < 128; n++) response += taps[0][n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * n / _grid.FftLength);
            Assert.True((response * turn - 1).Magnitude < 0.02, $"{_grid.Frequency(bin):0} Hz: {response * turn}");
        }
        for (int n = 0; n < 128; n++) Assert.Equal(-0.5 * taps[0][n], taps[1][n], 1e-6);
    }

    [Fact]
    public void RunningFilters_DoWhatWasPlanned_Within02Decibels_From400To8000Hz_AndTheTarget_From600To4500Hz()
    {
        SpatialDesign design = Designs.Canceller;
        Assert.Equal(512, design.Plan.Filters.Taps);
        foreach (string side in (string[])["left", "right"])
        {
            for (int i = 0; i < design.Planned.Hertz.Count; i++)
            {
                if (design.Planned.Hertz[i] is < 400 or > 8000) continue;
                double planned = design.Planned.Decibels[side][i], achieved = design.Achieved.Decibels[side][i];
                Assert.True(Math.Abs(achieved - planned) <= 0.2, $"{side} at {design.Planned.Hertz[i]:0} Hz: planned {planned:0.00}, achieved {achieved:0.00} dB");
                if (design.Planned.Hertz[i] is >= 600 and <= 4500) Assert.Equal(design.Asked.Decibels[side][i], planned, 0.2);
            }
        }
        Assert.Contains(design.Warnings, warning => warning.StartsWith("left and right: from 1", StringComparison.Ordinal) && warning.Contains("below the target"));
    }

    [Fact]
    public void NearEar_KeepsItsTone_Within025Decibels()
    {
        SpatialDesign design = Designs.Canceller;
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(design.Plan, ReferenceDriverPlan.Of(design.Plan, Designs.EchoStudio), Designs.EchoStudio, 2, new SphericalHead(), null);
        Assert.True(heard.Ipsilateral.DeviationDb <= 0.25, $"{heard.Ipsilateral.DeviationDb:0.00} dB rms");
        Assert.True(heard.Ipsilateral.LargestDb <= 0.5);
    }

    [Fact]
    public void RunningDrivers_StayWithinTheGainLimit()
    {
        MeasuredPlan canceller = new(Designs.Canceller.Plan), beam = new(Designs.Echo.Plan);
        for (int input = 0; input < 2; input++) Assert.True(canceller.LargestEffort(input).Decibels <= 12.05, $"{canceller.LargestEffort(input)}");
        Assert.True(beam.LargestEffort(2).Decibels <= 12.5 + 5.2, // which is for the level of a single loudspeaker
             $"{beam.LargestEffort(2)}");
    }

    [Fact]
    public void ShortModellingDelay_GivesLessLatency_AndLessDepth()
    {
        SpatialDesign quick = SpatialDesigner.Design(Request with { ModellingDelaySamples = 64 });
        Assert.Equal(64, quick.Plan.LatencySamples);
        Assert.Equal(256, Designs.Canceller.Plan.LatencySamples);
        Assert.InRange(quick.Achieved.Decibels["left"][quick.Achieved.Hertz.ToList().FindIndex(f => f > 2000)], 17, 22);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(96000)]
    [InlineData(192000)]
    public void EveryRate_IsDesignedAtThatRate(int rate)
    {
        SpatialDesign design = SpatialDesigner.Design(Request with { SampleRate = rate, AngleDegrees = 30, Tone = Tone.Direct });
        Assert.Equal(rate, design.Plan.SampleRate);
        for (int i = 0; i < design.Planned.Hertz.Count; i++)
            if (design.Planned.Hertz[i] is > 1700 and < 3000) // below, two ears prescribed at once meet the gain limit
                Assert.Equal(26, Math.Min(design.Planned.Decibels["left"][i], design.Asked.Decibels["left"][i]), 0.1);
        SpatialDesign alone = SpatialDesigner.Design(Request with { SampleRate = rate, Tone = Tone.Direct });
        for (int i = 0; i < alone.Planned.Hertz.Count; i++)
            if (alone.Planned.Hertz[i] is > 600 and < 3000)
                Assert.Equal(20, Math.Min(alone.Planned.Decibels["left"][i], alone.Asked.Decibels["left"][i]), 0.1);
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(design.Plan, ReferenceDriverPlan.Of(design.Plan, Designs.EchoStudio), Designs.EchoStudio, 2, new SphericalHead(), 30);
        Assert.True(heard.Image!.Value.LevelErrorDb < 1.5 && Math.Abs(heard.Image.Value.TimeErrorSeconds) < 40e-6, $"{heard.Image}");
    }

    [Fact]
    public void WishesOutOfRange_AreRefused_WithASentence()
    {
        foreach (DesignRequest wish in (DesignRequest[])[Request with { DistanceMetres = 0.1 }, Request with { AngleDegrees = 95 },
            Request with { Taps = 16 }, Request with { ModellingDelaySamples = 512 }, Request with { SampleRate = 4000 }, Request with { Poses = [] }])
        {
            SettingException refusal = Assert.Throws<SettingException>(() => SpatialDesigner.Design(wish));
            Assert.EndsWith(".", refusal.Message);
        }
    }

    [Fact]
    public void Headphones_GetAnUntouchedNearEar_AndTheModelledFarEar()
    {
        RelativeHrtf hrtf = RelativeHrtf.Fit(new SphericalHead(), 30);
        FirMatrix filters = CrosstalkFilters.Of(hrtf, 48000);
        Assert.Equal(1, filters[0, 0][CrosstalkFilters.LatencySamples]);
        Assert.Equal(filters[0, 1].ToArray(), filters[1, 0].ToArray());
        foreach (double frequency in (double[])[100, 500, 1500, 5000, 10000])
        {
            Complex response = Complex.Zero;
            for (int n = 0; n < filters.Taps; n++) response += filters[0, 1][n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * (n - CrosstalkFilters.LatencySamples) / 48000);
            Complex wanted = hrtf.Contralateral(frequency);
            Assert.True((response - wanted).Magnitude < 0.03 * wanted.Magnitude, $"{frequency} Hz: {response} instead of {wanted}");
        }
    }

    static DesignRequest Request => new() { Device = Designs.EchoStudio, AngleDegrees = null };
}
