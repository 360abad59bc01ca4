using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Tests.Plants;

namespace Proscenium.Tests.Judging;

/// <summary>Plans measured like loudspeakers: what is known in closed form, then a real plan against a whole sphere.</summary>
public class SpinoramaTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly SpinoramaCurve[] _curves = Enum.GetValues<SpinoramaCurve>();
    static readonly Band _twoKilohertz = Band.ThirdOctaves(2000, 2000)[0];

    [Fact]
    public void Directions_AreSeventy_OnTwoOrbits()
    {
        Assert.Equal(70, SpinoramaDirections.All.Count);
        Assert.All(SpinoramaDirections.All, direction => Assert.Equal(1, direction.Length, 1e-12));
        Assert.Equal(36, SpinoramaDirections.All.Count(direction => Math.Abs(direction.Z) < 1e-12));
        Assert.Equal(36, SpinoramaDirections.All.Count(direction => Math.Abs(direction.Y) < 1e-12));
        foreach ((Position a, int i) in SpinoramaDirections.All.Select((a, i) => (a, i)))
            Assert.DoesNotContain(SpinoramaDirections.All.Skip(i + 1), b => a.Dot(b) > 0.999);
    }

    [Fact]
    public void Weights_AreOneTogether_InEveryCurve() => Assert.All(_curves, curve => Assert.Equal(1, SpinoramaDirections.Of(curve).Sum(), 1e-12));

    [Fact]
    public void Weights_AreThoseOfTheStandard()
    {
        double At(SpinoramaCurve curve, double azimuthDegrees, double elevationDegrees)
        {
            Position wanted = Position.Direction(azimuthDegrees * Math.PI / 180, elevationDegrees * Math.PI / 180);
            return SpinoramaDirections.Of(curve)[Enumerable.Range(0, 70).MaxBy(n => SpinoramaDirections.All[n].Dot(wanted))];
        }
        Assert.Equal(1.0 / 9, At(SpinoramaCurve.ListeningWindow, -30, 0), 1e-12);
        Assert.Equal(1.0 / 9, At(SpinoramaCurve.ListeningWindow, 0, -10), 1e-12);
        Assert.Equal(0, At(SpinoramaCurve.ListeningWindow, 0, 20));
        Assert.Equal(1.0 / 3, At(SpinoramaCurve.Floor, 0, -40), 1e-12);
        Assert.Equal(1.0 / 3, At(SpinoramaCurve.Ceiling, 0, 60), 1e-12);
        Assert.Equal(1.0 / 7, At(SpinoramaCurve.FrontWall, 20, 0), 1e-12);
        Assert.Equal(1.0 / 10, At(SpinoramaCurve.SideWalls, -80, 0), 1e-12);
        Assert.Equal(1.0 / 19, At(SpinoramaCurve.RearWall, 130, 0), 1e-12);
        Assert.Equal(1.0 / 5 / 19, At(SpinoramaCurve.EarlyReflections, 180, 0), 1e-12);
        Assert.Equal(At(SpinoramaCurve.SoundPower, 60, 0), At(SpinoramaCurve.SoundPower, 0, -120), 1e-12);
        Assert.Equal(0.019629373 / 0.000604486, At(SpinoramaCurve.SoundPower, 90, 0) / At(SpinoramaCurve.SoundPower, 0, 0), 1e-9);
    }

    [Fact]
    public void AMonopole_IsTheSame_InAllCurves()
    {
        Spinorama monopole = Spinoramas.Of(Played(PlantTests.Pair(1e-6, 2), (0, _ => 1)), null, PlantTests.Pair(1e-6, 2)).Left;
        foreach (Band band in Spinorama.InRoomBands)
        {
            Assert.All(_curves, curve => Assert.Equal(0, monopole.LevelDb(curve, band), 1e-3));
            Assert.Equal(0, monopole.SoundPowerIndexDb(band), 1e-3);
            Assert.Equal(0, monopole.EarlyReflectionsIndexDb(band), 1e-3);
        }
        Assert.Equal(0, monopole.InRoom.DbPerOctave, 1e-3);
        Assert.Equal(0, monopole.InRoom.DeviationDb, 1e-3);
    }

    [Fact]
    public void ACardioid_HasItsDirectivity()
    {
        const double Spacing = 0.01;
        Spinorama cardioid = FrontAndBack(Spacing, hertz => -Complex.FromPolarCoordinates(1, -Air.WaveNumber(hertz) * Spacing));
        double Power(double degrees) => Math.Pow((1 + Math.Cos(degrees * Math.PI / 180)) / 2, 2);
        double window = (1 + 4 * Power(10) + 2 * Power(20) + 2 * Power(30)) / 9;
        Assert.Equal(Band.Decibels(3 * window), cardioid.SoundPowerIndexDb(_twoKilohertz), 0.2); // the sphere's mean is a third of on axis; the standard's shares say 0.09 dB more
        Assert.Equal(Band.Decibels(3 * window), cardioid.LevelDb(SpinoramaCurve.ListeningWindow, _twoKilohertz) - cardioid.SphereDb(_twoKilohertz), 0.1);
        Assert.Equal(Band.Decibels(1 / window), cardioid.LevelDb(SpinoramaCurve.OnAxis, _twoKilohertz) - cardioid.LevelDb(SpinoramaCurve.ListeningWindow, _twoKilohertz), 0.05);
        double rear = Enumerable.Range(-9, 19).Average(n => Power(180 + 10 * n));
        Assert.Equal(Band.Decibels(rear), cardioid.LevelDb(SpinoramaCurve.RearWall, _twoKilohertz) - cardioid.LevelDb(SpinoramaCurve.OnAxis, _twoKilohertz), 0.2);
    }

    [Fact]
    public void ADipole_HasItsDirectivity_WhicheverWayItLies()
    {
        Spinorama ahead = FrontAndBack(0.01, _ => -1), across = Across(0.01, _ => -1);
        double window = (1 + 4 * Ahead(10) + 2 * Ahead(20) + 2 * Ahead(30)) / 9;
        Assert.Equal(Band.Decibels(3 * window), ahead.SoundPowerIndexDb(_twoKilohertz), 0.4); // the standard's shares say 0.36 dB more
        Assert.Equal(Band.Decibels(3 * window), ahead.LevelDb(SpinoramaCurve.ListeningWindow, _twoKilohertz) - ahead.SphereDb(_twoKilohertz), 0.1);
        double aside = (2 * Aside(10) + 2 * Aside(20) + 2 * Aside(30)) / 9;
        Assert.Equal(Band.Decibels(3 * aside), across.SoundPowerIndexDb(_twoKilohertz), 0.25); // 0.19 dB less
        static double Ahead(double degrees) => Math.Pow(Math.Cos(degrees * Math.PI / 180), 2);
        static double Aside(double degrees) => 1 - Ahead(degrees);
    }

    [Theory]
    [InlineData("echo-studio", 0.3, 4.5)]
    [InlineData("laptop", 0.8, 4.5)]
    [InlineData("soundbar-8", 1, 6.5)] // two orbits of a long row see it end on or broadside only
    [InlineData("phone", 0.8, 3.5)]
    public void SoundPower_IsTheMeanOverASphere_AsFarAsTwoOrbitsSeeIt(string name, double decibels, double standardsDb)
    {
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open(name) });
        MeasuredPlan measured = new(design.Plan);
        Spinoramas spinoramas = Spinoramas.Of(measured, 2, design.Request.Device);
        FreeFieldSetup setup = new(design.Request.Device, Spinoramas.Metres, new SphericalHead(), measured.Grid);
        foreach ((int input, Spinorama spinorama) in new[] { (0, spinoramas.Left), (2, spinoramas.Centre!) })
        {
            double[] sphere = measured.MeanPower(input, setup.Sphere);
            double Largest(Func<Band, double> power) => Spinorama.InRoomBands.Max(band => Math.Abs(Band.Decibels(power(band)) - Band.Decibels(band.Mean(measured.Grid, bin => sphere[bin]))));
            (double standards, double whole) = (Largest(band => spinorama.Power(SpinoramaCurve.SoundPower, band)), Largest(spinorama.SpherePower));
            Assert.True(standards <= standardsDb, $"{standards:0.00} dB");
            Assert.True(whole <= decibels, $"{whole:0.00} dB");
        }
    }

    [Fact]
    public void DecorrelatedStereo_OfACancellerAlone_IsThePowerOfLeftAndRight()
    {
        SpatialDesign design = Designs.Canceller;
        MeasuredPlan plan = new(design.Plan with { Upmix = null }), turned = new(plan.Grid, Sides(plan, 1, 0));
        Spinoramas spinoramas = Spinoramas.Of(plan, null, design.Request.Device), right = Spinoramas.Of(turned, null, design.Request.Device);
        foreach (Band band in Spinorama.InRoomBands)
            Assert.All(_curves, curve => Assert.Equal(Band.Decibels(spinoramas.Left.Power(curve, band) + right.Left.Power(curve, band)), Band.Decibels(spinoramas.Decorrelated.Power(curve, band)), 1e-3));
        Assert.Null(spinoramas.Centre);
        Assert.Equal(["left", "mono", "decorrelated stereo"], spinoramas.All.Select(each => each.Name));
    }

    [Fact]
    public void Mono_OfACancellerAlone_IsTheSumOfLeftAndRight()
    {
        SpatialDesign design = Designs.Canceller;
        MeasuredPlan plan = new(design.Plan with { Upmix = null });
        Complex[,][] both = Sides(plan, 0, 1);
        for (int driver = 0; driver < plan.Drivers; driver++) both[0, driver] = [.. both[0, driver].Zip(both[1, driver], (left, right) => left + right)];
        Spinoramas spinoramas = Spinoramas.Of(plan, null, design.Request.Device), sum = Spinoramas.Of(new(plan.Grid, both), null, design.Request.Device);
        foreach (Band band in Spinorama.InRoomBands)
            Assert.All(_curves, curve => Assert.Equal(sum.Left.LevelDb(curve, band), spinoramas.Mono.LevelDb(curve, band), 1e-3));
    }

    [Fact]
    public void ATrend_IsTheLineOfLeastSquares()
    {
        Band[] bands = [.. Band.Octaves(125, 250, 500, 1000, 2000)];
        Assert.Equal(new Trend(-2, 0), Trend.Of(bands, [4, 2, 0, -2, -4]));
        Trend bent = Trend.Of(bands, [1, -1, 0, -1, 1]); // the line is level, through the mean
        Assert.Equal(0, bent.DbPerOctave, 1e-12);
        Assert.Equal(Math.Sqrt(0.8), bent.DeviationDb, 1e-12);
    }

    /// <summary>Two points on the axis, the one ahead with strength 1.</summary>
    static Spinorama FrontAndBack(double spacing, Func<double, Complex> behind)
    {
        Device device = new("front and back", "", null,
        [
            new Driver("front", DriverKind.Fullrange, 0, 0, spacing / 2, 0, 0, 0.03, 150, 20000),
            new Driver("back", DriverKind.Fullrange, 0, 0, -spacing / 2, 0, 0, 0.03, 150, 20000),
        ], 2);
        return Spinoramas.Of(Played(device, (0, _ => 1), (1, behind)), null, device).Left;
    }

    static Spinorama Across(double spacing, Func<double, Complex> other)
    {
        Device device = PlantTests.Pair(spacing, 2);
        return Spinoramas.Of(Played(device, (0, _ => 1), (1, other)), null, device).Left;
    }

    /// <summary>A plan whose inputs, both alike, play some drivers.</summary>
    static MeasuredPlan Played(Device device, params (int Driver, Func<double, Complex> Gain)[] parts)
    {
        var drivers = new Complex[2, device.Drivers.Count][];
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < device.Drivers.Count; driver++)
            {
                Func<double, Complex> gain = parts.Where(part => part.Driver == driver).Select(part => part.Gain).FirstOrDefault() ?? (_ => 0);
                drivers[input, driver] = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => gain(_grid.Frequency(bin)))];
            }
        return new(_grid, drivers);
    }

    static Complex[,][] Sides(MeasuredPlan plan, params int[] inputs)
    {
        var drivers = new Complex[inputs.Length, plan.Drivers][];
        for (int n = 0; n < inputs.Length; n++)
            for (int driver = 0; driver < plan.Drivers; driver++) drivers[n, driver] = [.. plan.Driver(inputs[n], driver)];
        return drivers;
    }
}
