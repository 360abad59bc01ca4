using System.Diagnostics;
using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Tests.Filters;

public class BaselinePlanTests
{
    static readonly DesignRequest _laptop = new() { Device = DeviceFile.Open("laptop") };
    static readonly IReadOnlyList<Baseline> _onLaptop = BaselinePlans.For(_laptop);
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Theory]
    [InlineData("stereowiden")]
    [InlineData("extrastereo")]
    [Trait(Traits.Needs, Traits.Program)]
    public void FiltersOfFfmpeg_AreWhatFfmpegDoes(string filter)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        float[] left = new float[4800], right = new float[4800];
        (left[100], right[1500]) = (0.5f, -0.25f);
        Sounds.Write(folder["in.wav"], 48000, left, right);
        using Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["in.wav"], "-af", filter, "-c:a", "pcm_f32le", folder["out.wav"]]);
        ffmpeg.WaitForExit();
        float[][] wanted = Sounds.Read(folder["out.wav"]).Channels;
        AudioBuffer input = new(2, 4800);
        left.CopyTo(input.Block()[0]);
        right.CopyTo(input.Block()[1]);
        AudioBuffer output = Signals.RunInBlocks(input, 2, _ => 480, new Renderer(Named(filter).Plan, 480).Process);
        for (int channel = 0; channel < 2; channel++)
            for (int n = 0; n < 4800; n++) Assert.Equal(wanted[channel][n], output.Block()[channel][n], 1e-6f);
    }

    [Fact]
    public void Race_SatisfiesItsOwnRecursion_WhereItWorks()
    {
        MeasuredPlan measured = new(Named("RACE").Plan);
        for (int bin = _grid.Bin(500); bin <= _grid.Bin(5000); bin += 11)
        {
            // y_L + g z^-D y_R = x_L, and the same for the right: near + crosstalk far = 1 and far + crosstalk near = 0
            Complex crosstalk = Complex.FromPolarCoordinates(Math.Pow(10, -2.5 / 20), -2 * Math.PI * _grid.Frequency(bin) * 75e-6);
            Complex delay = Complex.FromPolarCoordinates(1, 2 * Math.PI * _grid.Frequency(bin) * Named("RACE").Plan.LatencySamples / 48000);
            (Complex near, Complex far) = (delay * measured.Driver(0, 0)[bin], delay * measured.Driver(0, 1)[bin]);
            Assert.True((near + crosstalk * far - 1).Magnitude < 0.01, $"{_grid.Frequency(bin)} Hz: {near + crosstalk * far}");
            Assert.True((far + crosstalk * near).Magnitude < 0.01, $"{_grid.Frequency(bin)} Hz: {far + crosstalk * near}");
        }
    }

    [Fact]
    public void ExactInversion_TimesThePlant_IsThePlainNearEar_AndSilenceAtTheOther()
    {
        TransferMatrix ears = Plant.AtEars(_laptop.Device, _laptop.Distance, _laptop.Head, [HeadPose.Seat], _grid);
        MeasuredPlan measured = new(Named("exact inversion").Plan), plain = new(ReferenceDriverPlan.Of(Named("exact inversion").Plan, _laptop.Device));
        for (int side = 0; side < 2; side++)
        {
            (Complex[] near, Complex[] far, Complex[] wanted) = (measured.Point(side, ears, side), measured.Point(side, ears, 1 - side), plain.Point(side, ears, side));
            for (int bin = _grid.Bin(200); bin <= _grid.Bin(16000); bin += 13)
            {
                Assert.True((near[bin] - wanted[bin]).Magnitude < 0.01 * wanted[bin].Magnitude, $"{_grid.Frequency(bin)} Hz");
                Assert.True(far[bin].Magnitude < 0.01 * wanted[bin].Magnitude, $"{_grid.Frequency(bin)} Hz");
            }
        }
    }

    [Fact]
    public void Kirkeby_IsTheLeastSquaresSolution_OfAGeneralSolver()
    {
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], _grid);
        int[] mids = [0, 1];
        RegularisedInverse inverse = new(ears, mids, beta: 0.01, fromHz: 60);
        foreach (double frequency in (double[])[200, 1000, 5000, 12000])
        {
            int bin = _grid.Bin(frequency);
            var plant = MathNet.Numerics.LinearAlgebra.Matrix<Complex>.Build.Dense(2, 2, (ear, driver) => ears[ear, driver, bin]);
            plant /= Math.Sqrt((Math.Pow(plant[0, 0].Magnitude, 2) + Math.Pow(plant[1, 1].Magnitude, 2)) / 2);
            var wanted = MathNet.Numerics.LinearAlgebra.Matrix<Complex>.Build.Dense(2, 2, (ear, input) => ear == input ? plant[ear, ear] : 0);
            var identity = MathNet.Numerics.LinearAlgebra.Matrix<Complex>.Build.DenseIdentity(2);
            var truth = (plant.ConjugateTranspose() * plant + 0.01 * identity).Solve(plant.ConjugateTranspose() * wanted);
            Complex[,] weights = inverse.At(bin);
            for (int driver = 0; driver < 2; driver++)
                for (int input = 0; input < 2; input++) Assert.True((weights[driver, input] - truth[driver, input]).Magnitude < 1e-9 * truth.L2Norm());
        }
    }

    /// <summary>Seat, 5 cm, 10 cm, worse side of the worst pose, and highest gain, by an independent program on the same head.</summary>
    [Theory]
    [InlineData("untreated", 1.3, 1.3, 1.3, -1.3, 0)]
    [InlineData("RACE", 5.7, 5.9, 6.4, 2.9, 6.5)]
    [InlineData("Kirkeby", 20.4, 12.5, 5.6, 4.4, 8.1)]
    [InlineData("exact inversion", 23.9, 11.4, 4.6, 1.5, 27.7)]
    [InlineData("stereowiden", 2.5, 2.3, 1.9, 0.1, -1.9)]
    [Trait(Traits.Needs, Traits.Data)]
    public void EveryBaseline_OnKemar_IsNear_AnIndependentProgram(string name, double seat, double five, double ten, double worst, double gain)
    {
        Device mids = Designs.EchoStudio.WithDrivers(["mid-left", "mid-right"]);
        (FreeFieldSetup setup, IReadOnlyList<Baseline> baselines) = _onMids.Value;
        MeasuredPlan plain = new(ReferenceDriverPlan.Of(baselines[0].Plan, mids)), measured = name == "untreated" ? plain : new(baselines.Single(baseline => baseline.Name == name).Plan);
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(measured, plain, setup, null);
        Assert.Equal(seat, heard.SeatSeparationDb, 2.0);
        Assert.Equal(five, heard.OffAxis5CmSeparationDb, 0.8);
        Assert.Equal(ten, heard.OffAxis10CmSeparationDb, 0.8);
        Assert.Equal(worst, heard.WorstSideSeparationDb, 1.5);
        Assert.Equal(gain, heard.MaxGain[0].Decibels, 0.6);
    }

    [Fact]
    public void PlainMix_IsTheCosine_OfTwoPointSources()
    {
        Device pair = Plants.PlantTests.Pair(0.2, 20);
        BeamPattern mix = new(new MeasuredPlan(BaselinePlans.MatrixCentre(BaselinePlans.For(new() { Device = pair }).Single(baseline => baseline.Name == "one driver a side").Plan)), 2, pair, 20);
        foreach (double frequency in (double[])[300, 500, 700, 1200])
        {
            int bin = mix.Grid.Bin(frequency);
            foreach (double azimuth in (double[])[-135, -60, 30, 90])
            {
                // two equal monopoles at +-d: cos(k d sin azimuth)
                double truth = Math.Abs(Math.Cos(Air.WaveNumber(mix.Grid.Frequency(bin)) * 0.1 * Math.Sin(azimuth * Math.PI / 180)));
                Assert.Equal(truth, Math.Pow(10, mix.At(azimuth)[bin] / 20), 0.01);
            }
        }
        Assert.Equal(0, mix.FrontToBackDb(300, 3000), 0.01);
    }

    static readonly Lazy<(FreeFieldSetup Setup, IReadOnlyList<Baseline> Baselines)> _onMids = new(() =>
    {
        Device mids = Designs.EchoStudio.WithDrivers(["mid-left", "mid-right"]);
        return (new(mids, 2, SofaFile.Open(RecordedData.Kemar()), _grid), BaselinePlans.For(new DesignRequest { Device = mids }));
    });

    static Baseline Named(string name) => _onLaptop.Single(baseline => baseline.Name == name);
}
