using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Film;

public class FilmDesignTests
{
    [Fact]
    public void EachChannel_IsWhatStereoMakesOfIt_AtThatAngle()
    {
        SpatialDesign film = FilmDesigns.Echo71, sides = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, AngleDegrees = 90 });
        foreach (string front in (string[])["left", "right", "centre"]) AssertSame(film.Plan, front, Designs.Echo.Plan, front);
        AssertSame(film.Plan, "leftSurround", sides.Plan, "left");
        AssertSame(film.Plan, "rightSurround", sides.Plan, "right");
        foreach (string front in (string[])["left", "right", "centre", "lfe"]) AssertSame(FilmDesigns.Echo51.Plan, front, film.Plan, front);
    }

    [Fact]
    public void SurroundsAt110Degrees_AreTheCanceller_ForAVirtualPairThere()
    {
        RenderPlan plan = FilmDesigns.Echo51.Plan;
        DesignRequest request = FilmDesigns.Echo51.Request;
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [HeadPose.Seat], grid);
        SteeredWeights weights = new CrosstalkCanceller(request, ears, new VirtualPair(request.Head, 110, 2, grid)).For(Side.Right, new FilterWindow(request.FilterTaps, grid));
        double[][] taps = FirRealiser.Realise(weights.Weights, bin => ErrorRows.At(weights, bin), grid, request.FilterTaps, request.ModellingDelay);
        for (int driver = 0; driver < plan.Drivers.Count; driver++) Assert.Equal(Array.ConvertAll(taps[driver], tap => (float)tap), plan.Filters[Input(plan, "rightSurround"), driver].ToArray());
    }

    [Fact]
    public void WithEarsInTheMiddleOfTheHead_BehindIsTheMirrorImageOfInFront()
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        SphericalHead head = new(0.0875, 90);
        VirtualPair behind = new(head, 110, 2, grid), inFront = new(head, 70, 2, grid);
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
    public void AllSides_ReachTheirNearEar_AtTheSameTime_AndLevel()
    {
        SpatialDesign design = FilmDesigns.Echo71;
        MeasuredPlan measured = new(design.Plan);
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], measured.Grid);
        Complex[] front = measured.Point(0, ears, 0);
        foreach (string surround in (string[])["leftSurround", "leftBack"])
        {
            Complex[] near = measured.Point(design.Input(surround), ears, 0);
            PathAlignment late = PathAlignment.Between(near, front, measured.Grid);
            Assert.Equal(0, 1e6 * late.DelaySeconds, 5.0);
            Assert.True(late.ResidualRadians < 0.1, $"{late.ResidualRadians}");
            Assert.True(Coloration.Between(near, front, measured.Grid).DeviationDb < 0.5);
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
    public void TheDownmix_IsThatOfBs775_OnTheReferenceDrivers()
    {
        RenderPlan plan = DownmixPlan.Of(FilmDesigns.Echo51.Plan, Designs.EchoStudio);
        float half = MathF.Sqrt(0.5f);
        (float Left, float Right)[] shares = [(1, 0), (0, 1), (half, half), (0, 0), (half, 0), (0, half)];
        for (int input = 0; input < shares.Length; input++)
            Assert.Equal(shares[input], (plan.Filters[input, 0][0], plan.Filters[input, 1][0]));
        Assert.Equal(FilmDesigns.Echo51.Plan.LatencySamples, plan.LatencySamples);
        Assert.Equal(UntreatedPlan.Of(Designs.Echo.Plan, Designs.EchoStudio).Inputs, DownmixPlan.Of(Designs.Echo.Plan, Designs.EchoStudio).Inputs);
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

    static void AssertSame(RenderPlan a, string inputOfA, RenderPlan b, string inputOfB)
    {
        (int mine, int other) = (Input(a, inputOfA), Input(b, inputOfB));
        // another pair may move both paths by whole samples together
        Assert.Equal(b.InputDelaySamples[other] - b.InputDelaySamples[0], a.InputDelaySamples[mine] - a.InputDelaySamples[0]);
        for (int driver = 0; driver < a.Drivers.Count; driver++) Assert.Equal(b.Filters[other, driver].ToArray(), a.Filters[mine, driver].ToArray());
    }
}
