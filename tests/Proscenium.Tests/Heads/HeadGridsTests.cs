using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Heads;

/// <summary>A sphere written into the grids of public sets is judged as the sphere itself is, by its exact series.</summary>
public class HeadGridsTests
{
    static readonly SphericalHead _sphere = new(0.08, 95);

    /// <summary>Drivers 25 degrees above the ears.</summary>
    static readonly Device _tablet = new("tablet", "", null, [Raised("left", 0.12), Raised("right", -0.12)], 0.5);

    static readonly Lazy<SpatialDesign> _onTablet = new(() => SpatialDesigner.Design(new() { Device = _tablet, AngleDegrees = null }));

    static readonly Lazy<double> _exact = new(() => Separation(_onTablet.Value, _sphere));

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("LISTEN 187")]
    [InlineData("MIT 710")]
    [InlineData("ring 360")]
    [InlineData("HUTUBS 440")]
    [InlineData("CIPIC 1250")]
    [InlineData("ARI 1550")]
    [InlineData("KU100 2702")]
    public void RaisedDrivers_AreJudged_WithinHalfADecibel(string grid) =>
        Assert.Equal(_exact.Value, Separation(_onTablet.Value, new SampledSphere(_sphere, Grid(grid)).Head()), 0.5);

    [Fact]
    public void Laptop_DesignedOnAGrid_IsWorthOnTheSphere_WhatADesignOnTheSphereIs()
    {
        Device device = DeviceFile.Open("laptop");
        double own = Separation(SpatialDesigner.Design(new() { Device = device, AngleDegrees = null, Head = _sphere }), _sphere);
        double sampled = Separation(SpatialDesigner.Design(new() { Device = device, AngleDegrees = null, Head = new SampledSphere(_sphere, Grid("LISTEN 187")).Head() }), _sphere);
        Assert.Equal(own, sampled, 0.5);
    }

    [Fact]
    public void HalfOfTheDirections_TellTheOthers_TheBetterTheMoreThereAre()
    {
        HeldOutDirections few = new SampledSphere(_sphere, Grid("LISTEN 187")).Head().HeldOut(), many = new SampledSphere(_sphere, Grid("MIT 710")).Head().HeldOut();
        Assert.InRange(few.LowDb, many.LowDb, 0.5);
        Assert.InRange(few.HighDb, many.HighDb, 2);
        Assert.InRange(many.HighDb, 0.01, 0.6);
    }

    /// <summary>A real head on one circle: directions far above and below it are guessed, and no guess is louder than what was measured.</summary>
    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void AboveACircle_NothingIsLouderThanOnIt_ByMoreThan2Decibels()
    {
        MeasuredHead head = SofaFile.Open(RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa"));
        foreach (double hertz in (double[])[1000, 4000, 8000])
            foreach (double elevation in (double[])[15, 30, 60, -45])
                Assert.InRange(Power(elevation, hertz) / Power(0, hertz), 0, 1.6);

        double Power(double elevation, double hertz) => Enumerable.Range(0, 36).Select(n => head.PointSource(3 * Position.Direction(n * Math.PI / 18, elevation * Math.PI / 180), hertz)).Sum(ears => ears.Left.MagnitudeSquared() + ears.Right.MagnitudeSquared());
    }

    static Driver Raised(string name, double left) => new(name, DriverKind.Fullrange, left, 0.23, 0, 0, 0, 0.02, 200, 20000);

    static double Separation(SpatialDesign design, Head head) => design.Request.Device is var device
        ? FreeFieldAnalysis.Measure(design.Plan, ReferenceDriverPlan.Of(design.Plan, device), device, device.ListeningDistanceMetres, head, null).SeatSeparationDb : 0;

    /// <summary>Directions as in the set of a name, by its published rule, or as many spread evenly.</summary>
    static Position[] Grid(string set) => set switch
    {
        "LISTEN 187" => [.. Around(1.95, -45, 45, 15, _ => 24), .. Around(1.95, 60, 60, 15, _ => 12), .. Around(1.95, 75, 75, 15, _ => 6), new(0, 0, 1.95)],
        "MIT 710" => Around(1.4, -40, 90, 10, elevation => Even(elevation, 5)),
        "HUTUBS 440" => Around(1.47, -90, 90, 10, elevation => Even(elevation, 10)),
        "FABIAN 11950" => Around(1.7, -64, 90, 2, elevation => Even(elevation, 2)),
        "ARI 1550" => Around(1.2, -30, 80, 5, elevation => elevation < 75 ? 72 : 36),
        "ring 360" => SampledSphere.Ring(360, 3),
        "CIPIC 1250" => [.. from lateral in (double[])[-80, -65, -55, .. Enumerable.Range(0, 19).Select(i => -45.0 + 5 * i), 55, 65, 80] from i in Enumerable.Range(0, 50) select Interaural(lateral, -45 + 5.625 * i)],
        _ => Array.ConvertAll(Directions.Even(2702), d => 3.25 * d),
    };

    static int Even(double elevation, double step) => Math.Max(1, (int)Math.Round(360 * Math.Cos(elevation * Math.PI / 180) / step));

    static Position[] Around(double metres, double lowest, double highest, double step, Func<double, int> count) =>
        [.. from ring in Enumerable.Range(0, (int)Math.Round((highest - lowest) / step) + 1) let elevation = lowest + ring * step let around = count(elevation) from i in Enumerable.Range(0, around) select metres * Position.Direction(2 * Math.PI * i / around, elevation * Math.PI / 180)];

    static Position Interaural(double lateralDegrees, double riseDegrees)
    {
        (double sin, double cos) = Math.SinCos(lateralDegrees * Math.PI / 180);
        (double up, double ahead) = Math.SinCos(riseDegrees * Math.PI / 180);
        return new(cos * ahead, sin, cos * up);
    }
}
