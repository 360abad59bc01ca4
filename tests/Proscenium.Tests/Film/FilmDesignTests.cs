using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Film;

public class FilmDesignTests
{
    [Fact]
    public void EachChannel_IsWhatStereoMakesOfIt_AtThatAngle()
    {
        SpatialDesign film = FilmDesigns.Echo71Direct, sides = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, AngleDegrees = 90, Tone = Tone.Direct });
        foreach (string front in (string[])["left", "right"]) AssertSame(film.Plan, front, Designs.EchoDirect.Plan, front);
        AssertAlike(Designs.EchoDirect.Plan, "centre", film.Plan, "centre"); // a phantom centre is louder than one loudspeaker
        AssertAlike(film.Plan, "leftSurround", sides.Plan, "left"); // the level of a plan goes by its pair in front
        AssertAlike(film.Plan, "rightSurround", sides.Plan, "right");
        foreach (string front in (string[])["left", "right", "centre", "lfe"]) AssertSame(FilmDesigns.Echo51Direct.Plan, front, film.Plan, front);
    }

    [Fact]
    public void SurroundsAt110Degrees_AreTheCanceller_ForAVirtualPairThere()
    {
        RenderPlan plan = FilmDesigns.Echo51Direct.Plan;
        DesignRequest request = FilmDesigns.Echo51Direct.Request;
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [HeadPose.Seat], grid);
        SteeredWeights weights = new CrosstalkCanceller(request, ears, request.TargetResponse(ears), new VirtualPair(request.Head, 110, grid)).For(Side.Right, new FilterWindow(request.FilterTaps, grid));
        double[][] taps = FirRealiser.Realise(weights.Weights, (cost, bin) => ErrorCost.Add(cost, weights, bin), grid, request.FilterTaps, request.ModellingDelay, PlanBuilder.SidesEarlyWeight);
        for (int driver = 0; driver < plan.Drivers.Count; driver++) Assert.Equal(Array.ConvertAll(taps[driver], tap => (float)tap), plan.Filters[Input(plan, "rightSurround"), driver].ToArray());
    }

    [Fact]
    public void WithEarsInTheMiddleOfTheHead_BehindIsTheMirrorImageOfInFront()
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        SphericalHead head = new(0.0875, 90);
        VirtualPair behind = new(head, 110, grid), inFront = new(head, 70, grid);
        for (int bin = 1; bin < grid.BinCount; bin += 50)
            Assert.True((behind.ContralateralRatio(Side.Left, bin) - inFront.ContralateralRatio(Side.Left, bin)).Magnitude < 1e-9);
    }

    [Fact]
    public void PairsAreMirrored()
    {
        RenderPlan plan = FilmDesigns.Echo71.Plan;
        int[] mirrored = [1, 0, 2, 3, 4]; // mid-left and mid-right change places
        foreach ((string left, string right) in (ReadOnlySpan<(string, string)>)[("left", "right"), ("leftSurround", "rightSurround"), ("leftBack", "rightBack")])
        {
            double loudest = Enumerable.Range(0, mirrored.Length).Max(driver => Signals.PowerDb(plan.Filters[Input(plan, left), driver]));
            for (int driver = 0; driver < mirrored.Length; driver++)
            {
                float[] difference = [.. plan.Filters[Input(plan, right), mirrored[driver]].ToArray().Zip(plan.Filters[Input(plan, left), driver].ToArray(), (a, b) => a - b)];
                Assert.True(Signals.PowerDb(difference) < loudest - 60, $"{left}, driver {driver}: {Signals.PowerDb(difference) - loudest:0} dB below the loudest driver");
            }
        }
    }

    [Fact]
    public void AllSides_ReachTheirNearEar_AsLoudspeakersAtTheSameDistanceDo()
    {
        SpatialDesign design = FilmDesigns.Echo71Direct;
        MeasuredPlan measured = new(design.Plan);
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], measured.Grid);
        Complex[] True(double azimuth) => [.. Enumerable.Range(0, measured.Grid.BinCount).Select(bin => new SphericalHead().PointSource(2 * Position.Direction(azimuth * Math.PI / 180), Math.Max(1, measured.Grid.Frequency(bin))).Left)];
        Complex[] front = measured.Point(0, ears, 0), trueFront = True(30);
        foreach ((string surround, double azimuth) in (ReadOnlySpan<(string, double)>)[("leftSurround", 90), ("leftBack", 135)])
        {
            Complex[] near = measured.Point(design.Input(surround), ears, 0), trueNear = True(azimuth);
            Assert.Equal(1e6 * PathAlignment.Between(trueNear, trueFront, measured.Grid).DelaySeconds, 1e6 * PathAlignment.Between(near, front, measured.Grid).DelaySeconds, 5.0);
            Coloration played = Coloration.Between(near, front, measured.Grid), real = Coloration.Between(trueNear, trueFront, measured.Grid);
            Assert.Equal(real.MeanDb, played.MeanDb, 0.3);
            Assert.All(played.Bands.Zip(real.Bands).Where(both => both.First.Band.Centre is > 200 and < 4500), both => Assert.Equal(both.Second.Decibels, both.First.Decibels, 0.5));
        }
    }

    [Fact]
    public void TheEffects_PlayTenDecibelsAboveTheCentre_InPhase_AndAreSilentAbove()
    {
        SpatialDesign design = FilmDesigns.Echo51;
        MeasuredPlan measured = new(design.Plan);
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], measured.Grid);
        Complex[] centre = measured.Point(2, ears, 0), effects = measured.Point(3, ears, 0);
        for (double hertz = 40; hertz <= 100; hertz += 5)
        {
            Complex ratio = effects[measured.Grid.Bin(hertz)] / centre[measured.Grid.Bin(hertz)];
            Assert.Equal(10, 20 * Math.Log10(ratio.Magnitude), 0.5);
            Assert.Equal(0, ratio.Phase, 0.1);
        }
        for (double hertz = 500; hertz <= 20000; hertz *= 1.1)
            Assert.True(20 * Math.Log10(effects[measured.Grid.Bin(hertz)].Magnitude / centre[measured.Grid.Bin(hertz)].Magnitude) < -25, $"{hertz}");
        Assert.DoesNotContain(design.Warnings, warning => warning.StartsWith("lfe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("phone")]
    public void WithoutAWoofer_TheEffectsPlayNoLouderThanTheDriversBandsAllow(string name)
    {
        SpatialDesign design = FilmDesigns.Of("5.1", DeviceFile.Open(name));
        MeasuredPlan measured = new(design.Plan);
        double Gain(double hertz) => measured.EffortDb(3, measured.Grid.Bin(hertz)) - measured.EffortDb(2, measured.Grid.Bin(hertz));
        Assert.True(Gain(40) < 0, $"{Gain(40)}");
        for (double hertz = 20; hertz < 20000; hertz *= 1.1) Assert.True(Gain(hertz) < 10.5, $"{hertz}: {Gain(hertz)}");
        Assert.Contains(design.Warnings, warning => warning.StartsWith("lfe: the drivers have too little bass", StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyALayoutWithoutCentre_IsUpmixed()
    {
        Assert.Null(FilmDesigns.Echo51.Plan.Upmix);
        Assert.Equal(["left", "right", "centre", "lfe", "leftSurround", "rightSurround"], FilmDesigns.Echo51.Plan.Inputs);
        Assert.NotNull(FilmDesigns.LaptopQuad.Plan.Upmix);
        Assert.Equal(["left", "right", "centre", "leftSurround", "rightSurround"], FilmDesigns.LaptopQuad.Plan.Inputs);
        Assert.Equal(["left", "right", "leftSurround", "rightSurround"], FilmDesigns.LaptopQuad.Plan.Channels);
    }

    [Fact]
    public void TheHeadroom_CountsEveryChannel()
    {
        RenderPlan plan = FilmDesigns.Echo51.Plan;
        double worst = Enumerable.Range(0, plan.Drivers.Count).Max(driver => Enumerable.Range(0, plan.Inputs.Count).Sum(input => plan.Filters[input, driver].ToArray().Sum(tap => (double)Math.Abs(tap))));
        Assert.Equal(20 * Math.Log10(worst), plan.HeadroomDb, 1e-9);
    }

    [Fact]
    public void Dialogue_ScalesTheCentreAlone_AndZeroChangesNothing()
    {
        RenderPlan plan = Designs.Echo.Plan, louder = DialogueLevel.Of(plan, 6);
        Assert.Same(plan, DialogueLevel.Of(plan, 0));
        Assert.Equal(plan.Filters[0, 0].ToArray(), louder.Filters[0, 0].ToArray());
        Assert.Equal(Array.ConvertAll(plan.Filters[2, 4].ToArray(), tap => (float)(Math.Pow(10, 0.3) * tap)), louder.Filters[2, 4].ToArray());
        Assert.InRange(louder.HeadroomDb, plan.HeadroomDb, plan.HeadroomDb + 6);
        Assert.Throws<SettingException>(() => DialogueLevel.Of(plan, 20.1));
        Assert.Throws<SettingException>(() => DialogueLevel.Of(Designs.Canceller.Plan, 1));
    }

    [Fact]
    public void TheDownmix_IsThatOfBs775_OfTheUntreatedDevice()
    {
        RenderPlan plan = FilmDesigns.Echo51.UntreatedDownmix, stereo = FilmDesigns.Echo51.Untreated;
        float half = MathF.Sqrt(0.5f);
        (float Left, float Right)[] shares = [(1, 0), (0, 1), (half, half), (0, 0), (half, 0), (0, half)];
        for (int input = 0; input < shares.Length; input++)
            for (int driver = 0; driver < plan.Drivers.Count; driver++)
                for (int n = 0; n < plan.Filters.Taps; n++)
                    Assert.Equal(shares[input].Left * stereo.Filters[0, driver][n] + shares[input].Right * stereo.Filters[1, driver][n], plan.Filters[input, driver][n], 1e-6f);
        Assert.Equal(FilmDesigns.Echo51.Plan.LatencySamples, plan.LatencySamples);
        Assert.Equal(Designs.Echo.Untreated.Inputs, Designs.Echo.UntreatedDownmix.Inputs);
    }

    [Fact]
    public void ACanceller_HasNoPlacesForAFilm()
    {
        DesignRequest wish = new() { Device = Designs.EchoStudio, AngleDegrees = null, Layout = ChannelLayout.Named("5.1") };
        Assert.Contains("canceller alone", Assert.Throws<SettingException>(() => SpatialDesigner.Design(wish)).Message);
        Assert.Contains("there is no layout '9.1'", Assert.Throws<SettingException>(() => ChannelLayout.Named("9.1")).Message);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void TheSurrounds_AreHeardWellToTheSides_AndTheCentreInTheMiddle()
    {
        SpatialDesign design = FilmDesigns.Echo51;
        MeasuredPlan measured = new(design.Plan);
        FreeFieldSetup setup = new(Designs.EchoStudio, 2, SofaFile.Open(RecordedData.Kemar(), false), measured.Grid);
        PerceivedDirection Heard(string input, double degrees) => PerceivedDirection.Of(input, degrees, measured, design.Input(input), setup);
        Assert.InRange(Heard("leftSurround", 110).Heard.AzimuthDegrees, 45, 90);
        Assert.InRange(Heard("rightSurround", -110).Heard.AzimuthDegrees, -90, -45);
        Assert.InRange(Heard("centre", 0).Heard.AzimuthDegrees, -3, 3);
    }

    static int Input(RenderPlan plan, string name) => plan.Inputs.ToList().IndexOf(name);

    static void AssertAlike(RenderPlan a, string inputOfA, RenderPlan b, string inputOfB)
    {
        float[][] Taps(RenderPlan plan, string input) => [.. Enumerable.Range(0, plan.Drivers.Count).Select(driver => plan.Filters[Input(plan, input), driver].ToArray())];
        float[][] mine = Taps(a, inputOfA), other = Taps(b, inputOfB);
        double scale = Math.Sqrt(mine.Sum(Energy) / other.Sum(Energy));
        Assert.InRange(20 * Math.Log10(scale), 0.5, 6);
        double error = mine.Zip(other, (m, o) => Energy([.. m.Zip(o, (x, y) => (float)(x - scale * y))])).Sum();
        Assert.True(error < 1e-5 * mine.Sum(Energy), $"{10 * Math.Log10(error / mine.Sum(Energy)):0} dB");
    }

    static double Energy(float[] taps) => taps.Sum(tap => (double)tap * tap);

    static void AssertSame(RenderPlan a, string inputOfA, RenderPlan b, string inputOfB)
    {
        (int mine, int other) = (Input(a, inputOfA), Input(b, inputOfB));
        // another pair may move both paths by whole samples together
        Assert.Equal(b.InputDelaySamples[other] - b.InputDelaySamples[0], a.InputDelaySamples[mine] - a.InputDelaySamples[0]);
        for (int driver = 0; driver < a.Drivers.Count; driver++) Assert.Equal(b.Filters[other, driver].ToArray(), a.Filters[mine, driver].ToArray());
    }
}
