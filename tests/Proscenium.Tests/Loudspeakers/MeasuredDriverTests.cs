using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Tests.Heads;
using Proscenium.Tests.Plants;

namespace Proscenium.Tests.Loudspeakers;

public class MeasuredDriverTests
{
    const double Metres = 2;
    static readonly double[] _between = [3.75, 18.75, 33.75, 48.75];
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Theory]
    [InlineData("text")]
    [InlineData("impulse")]
    [InlineData("sofa")]
    public void MeasuredCaps_MakeThePlant_OfTheCapsThemselves(string kind)
    {
        using TemporaryFolder folder = new();
        Device measured = MeasuredSets.Measured(Read(kind, folder));
        // directions in between the measured ones, and the ears of a head aside that is turned
        Driver left = MeasuredSets.Caps.Drivers[0];
        Position[] between = [.. _between.Select(degrees => new Position(left.Front, left.Left, 0) + Metres * Position.Direction((45 - degrees) * Math.PI / 180))];
        AssertSame(Plant.AtPoints(MeasuredSets.Caps, between, _grid), Plant.AtPoints(measured, between, _grid), drivers: 1, 0.05, 0.5);
        HeadPose[] poses = [HeadPose.Seat, new(Left: 0.1, YawDegrees: 10)];
        AssertSame(Plant.AtEars(MeasuredSets.Caps, Metres, new SphericalHead(), poses, _grid), Plant.AtEars(measured, Metres, new SphericalHead(), poses, _grid), drivers: 2, 0.05, 0.5);
    }

    [Fact]
    public void CapsMeasuredOnATurntable_MakeThePlant_OfTheCapsThemselves()
    {
        using TemporaryFolder folder = new();
        Driver[] drivers = Array.ConvertAll((int[])[1, -1], side =>
        {
            for (double azimuth = -180; azimuth < 180; azimuth += 7.5) // + = the listener's left; the cap looks to its side
                MeasuredSets.WriteText(folder[FormattableString.Invariant($"{side} hor {azimuth}.txt")], f => MeasuredSets.CapPressureAround(azimuth - side * 90, Metres, f));
            ResponseSource source = new() { Path = folder[$"{side} *.txt"], DistanceMetres = Metres, FlightTimeIncluded = true, TurnedAboutDevice = true };
            return new Driver($"side {side}", DriverKind.Fullrange, side * 0.09, 0, 0, side * 90, 0, 0.03, 150, 16000) { Response = DriverResponseFile.Read(source, new(0, side * 0.09, 0)) };
        });
        Device measured = new("sides", "", 0.09, drivers, Metres), ideal = measured with { Drivers = [.. drivers.Select(driver => driver with { Response = null })] };
        HeadPose[] poses = [HeadPose.Seat, new(Left: -0.1)];
        AssertSame(Plant.AtEars(ideal, Metres, new SphericalHead(), poses, _grid), Plant.AtEars(measured, Metres, new SphericalHead(), poses, _grid), drivers: 2, 0.1, 0.5);
    }

    [Fact]
    public void OnATurntable_ADriverBesideThePlane_StaysInBothPlanes()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["hor -40", "hor 0", "hor 40", "ver -40", "ver 40"]) MeasuredSets.WriteText(folder[$"box {name}.txt"], f => Complex.One);
        Position place = new(0.05, 0.09, 0.03);
        MeasuredDirectivity read = DriverResponseFile.Read(new() { Path = folder["box *.txt"], DistanceMetres = Metres, TurnedAboutDevice = true }, place);
        Assert.Equal(2, read.Measured.Count(m => Math.Abs(m.Direction.Y) < 1e-9));
        Assert.Equal(3, read.Measured.Count(m => Math.Abs(m.Direction.Z) < 1e-9));
        // on axis the microphone is nearer to the driver by where it stands
        Assert.Equal((new Position(Metres, 0, 0) - place).Length, read.Measured.MaxBy(m => m.Direction.X).Response.At(1000).Magnitude, 1e-6);
        Assert.Contains("check 'distanceMetres'", Assert.Throws<Proscenium.Engine.Plan.FileFormatException>(() =>
            DriverResponseFile.Read(new() { Path = folder["box hor 0.txt"], DistanceMetres = 0.05, TurnedAboutDevice = true }, new(0.05, 0, 0))).Message);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void AMeasuredHead_HearsMeasuredCaps_AsTheCapsThemselves()
    {
        using TemporaryFolder folder = new();
        Head kemar = SofaFile.Open(RecordedData.Kemar());
        TransferMatrix expected = Plant.AtEars(MeasuredSets.Caps, Metres, kemar, [HeadPose.Seat], _grid), actual = Plant.AtEars(MeasuredSets.Measured(Read("text", folder)), Metres, kemar, [HeadPose.Seat], _grid);
        for (int bin = _grid.Bin(100); bin < _grid.Bin(8000); bin++)
            for (int ear = 0; ear < 2; ear++)
                Assert.True((actual[ear, 0, bin] / expected[ear, 0, bin] - 1).Magnitude < 0.05, $"ear {ear}, {_grid.Frequency(bin):0} Hz: {actual[ear, 0, bin] / expected[ear, 0, bin]}");
    }

    [Fact]
    public void DesignedOnMeasuredCaps_TheCapsThemselvesCancel_AsIfDesignedOnThem()
    {
        using TemporaryFolder folder = new();
        Device measured = MeasuredSets.Measured(Read("text", folder));
        TransferMatrix ears = Plant.AtEars(MeasuredSets.Caps, Metres, new SphericalHead(), [HeadPose.Seat], _grid);
        double Cancellation(Device device) => Separation.Mean(new MeasuredPlan(SpatialDesigner.Design(new DesignRequest { Device = device, AngleDegrees = null }).Plan), ears, 0);
        Assert.Equal(Cancellation(MeasuredSets.Caps), Cancellation(measured), 0.5);
    }

    [Fact]
    public void DriversThatDifferByLevelAndDelay_DifferByThem_InThePlant()
    {
        using TemporaryFolder folder = new();
        Complex Pressure(double f) => Complex.FromPolarCoordinates(1.3 / Complex.Abs(new Complex(1, 200 / f)), -2 * Math.PI * f * 3.1e-3 + Math.Atan(200 / f));
        MeasuredDirectivity left = DriverResponseFile.Read(new() { Path = MeasuredSets.WriteText(folder["left.frd"], Pressure) });
        MeasuredDirectivity right = DriverResponseFile.Read(new() { Path = MeasuredSets.WriteText(folder["right.frd"], f => Math.Pow(10, 1.5 / 20) * Pressure(f) * FrequencyResponse.Turn(f, 40e-6)) });
        Device pair = PlantTests.Pair(0.2, Metres) is var ideal ? ideal with { Drivers = [ideal.Drivers[0] with { Response = left }, ideal.Drivers[1] with { Response = right }] } : ideal;
        TransferMatrix plain = Plant.AtEars(ideal, Metres, new SphericalHead(), [HeadPose.Seat], _grid), ears = Plant.AtEars(pair, Metres, new SphericalHead(), [HeadPose.Seat], _grid);
        for (int bin = _grid.Bin(25); bin < _grid.Bin(20000); bin++)
        {
            Complex ratio = ears[1, 1, bin] / ears[0, 0, bin] * plain[0, 0, bin] / plain[1, 1, bin] * FrequencyResponse.Turn(_grid.Frequency(bin), -40e-6);
            Assert.Equal(1.5, 20 * Math.Log10(ratio.Magnitude), 0.001);
            Assert.Equal(0, ratio.Phase * 180 / Math.PI, 0.01);
        }
    }

    [Fact]
    public void LouderToTheListenersLeft_IsLouderThere_ForAngleFilesAndSofa()
    {
        using TemporaryFolder folder = new();
        foreach ((string name, double level) in (ReadOnlySpan<(string, double)>)[("hor -40", 0.5), ("hor 0", 1), ("hor 40", 2), ("ver -40", 0.25), ("ver 0", 1), ("ver 40", 4)])
            MeasuredSets.WriteText(folder[$"box {name}.txt"], _ => level);
        (double, double, double)[] around = [(-40, 0, 1), (0, 0, 1), (40, 0, 1), (0, -40, 1), (0, 40, 1)];
        double[] levels = [2, 1, 0.5, 0.25, 4]; // the source's right, azimuth -40, is the listener's left
        ResponseSource files = new() { Path = folder["box *.txt"] }, sofa = new() { Path = MeasuredSets.WriteSofa(folder["box.sofa"], around, MeasuredSets.Hertz, (r, _) => levels[r]) };
        foreach (ResponseSource source in (ResponseSource[])[files, sofa])
        {
            Device device = new("box", "", null, [new("box", DriverKind.Fullrange, 0, 0, 0, 0, 0, 0.03, 150, 20000) { Response = DriverResponseFile.Read(source) }], 2);
            (double sin, double cos) = Math.SinCos(40 * Math.PI / 180);
            TransferMatrix points = Plant.AtPoints(device, [new(1, 0, 0), new(cos, sin, 0), new(cos, -sin, 0), new(cos, 0, sin), new(cos, 0, -sin)], _grid);
            double[] seen = [.. Enumerable.Range(0, 5).Select(point => points[point, 0, _grid.Bin(1000)].Magnitude)];
            Assert.Equal([1.0, 2, 0.5, 4, 0.25], seen.Select(level => Math.Round(level, 4)));
            TransferMatrix ears = Plant.AtEars(device, 0.3, new SphericalHead(), [new HeadPose(YawDegrees: 0)], _grid);
            TransferMatrix plain = Plant.AtEars(device with { Drivers = [device.Drivers[0] with { Response = null }] }, 0.3, new SphericalHead(), [HeadPose.Seat], _grid);
            int bin = _grid.Bin(4000);
            Assert.True((ears[0, 0, bin] / plain[0, 0, bin]).Magnitude > 1.05);
            Assert.True((ears[1, 0, bin] / plain[1, 0, bin]).Magnitude < 0.95);
        }
        MeasuredDirectivity turned = DriverResponseFile.Read(files with { Positive = Side.Right });
        Assert.Equal(0.5, turned.Towards(Position.Direction(40 * Math.PI / 180), 1000).Magnitude, 1e-4);
    }

    [Fact]
    public void AnAimedDriver_SeesTheListener_WhereItIs()
    {
        Driver side = MeasuredSets.Caps.Drivers[0] with { AzimuthDegrees = 90 }, down = side with { AzimuthDegrees = 0, ElevationDegrees = -90 };
        AssertPlace(new(0, -1, 0), side.ToOwnAxes(new(-1, 0, 0))); // the listener stands towards -x; right of a driver that looks left
        AssertPlace(new(1, 0, 0), side.ToOwnAxes(side.Aim));
        AssertPlace(new(0, 0, 1), down.ToOwnAxes(new(-1, 0, 0)));
        AssertPlace(new(0, 1, 0), down.ToOwnAxes(new(0, 1, 0)));
        AssertPlace(new(1, 0, 0), down.ToOwnAxes(down.Aim));
    }

    [Fact]
    public void ScatteredDirections_GiveTheCap_BetweenThem()
    {
        using TemporaryFolder folder = new();
        (double Azimuth, double Elevation, double)[] receivers = [.. from elevation in Enumerable.Range(-8, 17) from azimuth in Enumerable.Range(-18, 36) select (10.0 * azimuth, 10.0 * elevation, Metres), (0, 90, Metres), (0, -90, Metres)];
        double Off(double azimuth, double elevation) => Math.Acos(Position.Direction(azimuth * Math.PI / 180, elevation * Math.PI / 180).X) * 180 / Math.PI;
        MeasuredDirectivity read = DriverResponseFile.Read(new() { FlightTimeIncluded = true, Path = MeasuredSets.WriteSofa(folder["around.sofa"], receivers, [500, 1000, 2000, 2500, 3000, 3500, 4000, 4500], (r, f) => MeasuredSets.CapPressure(Off(receivers[r].Azimuth, receivers[r].Elevation), Metres, f)) });
        foreach ((double azimuth, double elevation) in (ReadOnlySpan<(double, double)>)[(5, 5), (43, 12), (-95, 33), (121, -57), (14, 84)])
        {
            Complex expected = MeasuredSets.CapPressure(Off(azimuth, elevation), Metres, 4000) * Metres * FrequencyResponse.Turn(4000, -Metres / Air.SpeedOfSound);
            Complex ratio = read.Towards(Position.Direction(azimuth * Math.PI / 180, elevation * Math.PI / 180), 4000) / expected;
            Assert.True(Math.Abs(20 * Math.Log10(ratio.Magnitude)) < 0.3 && Math.Abs(ratio.Phase) < 0.03, $"{azimuth} {elevation}: {ratio}");
        }
    }

    [Fact]
    public void OutsideTheMeasuredBand_LevelAndDelayAreHeld_AndNothingIsNaN()
    {
        double[] hertz = [.. Enumerable.Range(0, 60).Select(i => 200 * Math.Pow(2, i / 12.0))];
        FrequencyResponse response = FrequencyResponse.Tabulated(hertz, [.. hertz.Select(_ => -6.0)], [.. hertz.Select(f => Math.IEEERemainder(-360 * f * 0.7e-3, 360))]);
        foreach (double f in (double[])[0, 1, 20, 199, 7000, 24000, 96000])
        {
            Assert.Equal(-6, 20 * Math.Log10(response.At(f).Magnitude), 1e-6);
            Assert.Equal(0, Math.IEEERemainder((response.At(f) * FrequencyResponse.Turn(f, -0.7e-3)).Phase, 2 * Math.PI), 1e-3);
        }
        Device device = PlantTests.Pair(0.2, Metres) is var ideal ? ideal with { Drivers = [.. ideal.Drivers.Select(d => d with { Response = new([new(new(1, 0, 0), response)]) })] } : ideal;
        SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = device, SampleRate = 96000 });
        Assert.All(design.Planned.Decibels["left"], level => Assert.True(double.IsFinite(level)));
        Assert.Contains(design.Warnings, warning => warning.Contains("'left', 'right' are measured from 200 to"));
    }

    static void AssertPlace(Position expected, Position actual) => Assert.True((expected - actual).Length < 1e-12, $"{actual}");

    static MeasuredDirectivity Read(string kind, TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["set"]);
        ResponseSource source = new() { Path = folder["set"], DistanceMetres = Metres, FlightTimeIncluded = true };
        if (kind == "sofa")
        {
            double[] hertz = [.. Enumerable.Range(1, 920).Select(i => 24.0 * i)];
            (double, double, double)[] receivers = [.. MeasuredSets.Thirteen.Select(angle => (-angle, 0.0, Metres))]; // the source's right is the listener's left
            return DriverResponseFile.Read(source with { DistanceMetres = null, Path = MeasuredSets.WriteSofa(folder["caps.sofa"], receivers, hertz, (r, f) => MeasuredSets.CapPressure(MeasuredSets.Thirteen[r], Metres, f)) });
        }
        foreach (double angle in MeasuredSets.Thirteen)
        {
            string name = FormattableString.Invariant($"set/cap hor {angle}");
            if (kind == "text") MeasuredSets.WriteText(folder[name + ".txt"], f => MeasuredSets.CapPressure(angle, Metres, f));
            else MeasuredSets.WriteImpulse(folder[name + ".wav"], f => MeasuredSets.CapPressure(angle, Metres, f), 44100);
        }
        return DriverResponseFile.Read(source);
    }

    static void AssertSame(TransferMatrix expected, TransferMatrix actual, int drivers, double decibels, double degrees)
    {
        for (int point = 0; point < expected.Points; point++)
        {
            for (int driver = 0; driver < drivers; driver++)
            {
                for (int bin = _grid.Bin(50); bin <= _grid.Bin(16000); bin++)
                {
                    Complex ratio = actual[point, driver, bin] / expected[point, driver, bin];
                    double level = 20 * Math.Log10(ratio.Magnitude), phase = ratio.Phase * 180 / Math.PI;
                    Assert.True(Math.Abs(level) <= decibels && Math.Abs(phase) <= degrees, $"point {point}, driver {driver}, {_grid.Frequency(bin):0} Hz: {level:0.000} dB, {phase:0.00} degrees");
                }
            }
        }
    }
}
