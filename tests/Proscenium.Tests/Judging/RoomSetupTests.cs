using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;
using Proscenium.Tests.Plants;
using Proscenium.Tests.Rooms;

namespace Proscenium.Tests.Judging;

public class RoomSetupTests
{
    const int Rate = 48000;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(Rate);
    static readonly RoomSimulation _images = new() { LateTail = false, Seconds = 0.08 };
    static readonly HeadPose _aside = new(Left: 0.35, Up: -0.1, Forward: 0.25, YawDegrees: 20);
    static readonly ShoeboxRoom _living = (ShoeboxRoom)RoomFile.Open("living-room");

    /// <summary>
    /// Nothing about it is even: every wall is different, and the listener sits beside the device's axis. Its sound has died away after 80 ms; where a decay
    /// is cut, the last images, all of one sign, end with a step that only their true responses round off.
    /// </summary>
    static readonly ShoeboxRoom _damped = SomeRooms.Coloured(new Position(4.6, 3.7, 2.6), [.. Enumerable.Range(0, 6).Select(wall =>
        new Surface("a test's", [.. Enumerable.Range(0, 8).Select(band => 0.6 + 0.04 * wall + 0.02 * band)]))]) with
    { Device = new(new(3.4, 2.9, 1.5), 205), Listener = new(1.9, 1.6, 1.1) };

    [Theory]
    [InlineData("damped", false, 200, 0.01)]
    [InlineData("damped", true, 200, 0.01)]
    [InlineData("living-room", false, 1200, 0.07)] // most of it the step at 80 ms
    [InlineData("living-room", true, 1200, 0.07)]
    public void Reflections_AreThoseOfAPlainImageSum_To8Kilohertz(string room, bool aside, double fromHertz, double share)
    {
        (RoomSetup setup, HeadPose seat) = Setup(room, aside);
        RoomPlant plant = setup.At([seat])[0];
        MirroredDevice oracle = new(setup, seat);
        Assert.InRange(oracle.Count, 1000, 3000);
        double[] hertz = [.. Enumerable.Range(0, 22).Select(i => fromHertz * Math.Pow(8000 / fromHertz, i / 21.0))];
        foreach (Side ear in (Side[])[Side.Left, Side.Right])
        {
            Complex[][] exact = AtAll(hertz, f => oracle.Reflected(ear, f));
            for (int driver = 0; driver < setup.Device.Drivers.Count; driver++)
                AssertNear(share, [.. exact.Select(drivers => drivers[driver])], [.. hertz.Select(f => Spectrum([.. plant.Reflected(ear, driver).Select(sample => (double)sample)], f))], $"{ear} ear, driver {driver}");
        }
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("damped", false, 200, 0.01)]
    [InlineData("damped", true, 200, 0.01)]
    [InlineData("living-room", false, 1200, 0.07)]
    [InlineData("living-room", true, 1200, 0.07)]
    public void RunningPlan_SendsWhatThatSumSays_AndItsDirectSoundWithin1PerMille(string room, bool aside, double fromHertz, double share)
    {
        (RoomSetup setup, HeadPose seat) = Setup(room, aside);
        MeasuredPlan measured = new(Designs.Canceller.Plan);
        RoomMeasurement running = new(measured, setup);
        RoomPlant plant = setup.At([HeadPose.Seat, seat])[1];
        MirroredDevice oracle = new(setup, seat);
        int[] bins = [.. Enumerable.Range(0, 12).Select(i => _grid.Bin(fromHertz * Math.Pow(8000 / fromHertz, i / 11.0)))];
        for (int input = 0; input < 2; input++)
        {
            RoomResponses heard = running.Hear(input, plant);
            foreach (Side ear in (Side[])[Side.Left, Side.Right])
            {
                Complex[][] direct = AtAll(bins, bin => oracle.Direct(ear, _grid.Frequency(bin))), reflected = AtAll(bins, bin => oracle.Reflected(ear, _grid.Frequency(bin)));
                Complex[] Played(Complex[][] drivers) => [.. bins.Zip(drivers, (bin, pressures) => pressures.Select((pressure, driver) => pressure * measured.Driver(input, driver)[bin]).Aggregate((a, b) => a + b))];
                Complex[] Heard(EarResponses ears) => Array.ConvertAll(bins, bin => Spectrum(ear == Side.Left ? ears.Left : ears.Right, _grid.Frequency(bin)));
                AssertNear(0.001, Played(direct), Heard(heard.Direct), $"direct, input {input}, {ear} ear", Played(AtAll(bins, bin => oracle.Direct(1 - ear, _grid.Frequency(bin)))));
                AssertNear(share, Played(reflected), Heard(heard.Reflected), $"reflected, input {input}, {ear} ear");
            }
        }
    }

    [Theory]
    [InlineData("points", 1e-5)]      // where the filters' solver stops
    [InlineData("echo-studio", 1e-4)] // and the round-off of a cap's equivalent line above 8 kHz
    public void EvenRoom_GivesTheRightEarOfTheRightInput_WhatTheLeftEarGetsOfTheLeft(string device, double share)
    {
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(5, 4.2, 2.7), 0.3, 0.3, 0.2, 0.4, 0.1, 0.5); // the device looks along y from the middle of x
        SpatialDesign design = device == "points" ? SpatialDesigner.Design(new DesignRequest { Device = PlantTests.Pair(0.2, 2), AngleDegrees = null }) : Designs.Canceller;
        RoomSetup setup = new(room, design.Request.Device, new SphericalHead(), _grid, _images);
        RoomPlant plant = setup.At([HeadPose.Seat])[0];
        RoomMeasurement measured = new(new(design.Plan), setup);
        RoomResponses left = measured.Hear(0, plant), right = measured.Hear(1, plant);
        AssertSame(left.Direct.Left, right.Direct.Right);
        AssertSame(left.Direct.Right, right.Direct.Left);
        AssertSame(left.Whole.Left, right.Whole.Right);
        AssertSame(left.Whole.Right, right.Whole.Left);

        void AssertSame(double[] expected, double[] actual)
        {
            double peak = left.Whole.Left.Max(Math.Abs);
            for (int n = 0; n < expected.Length; n++) Assert.Equal(expected[n], actual[n], share * peak);
        }
    }

    [Fact]
    public void PolygonalRoom_WithFourWalls_SoundsAsTheRectangularOne()
    {
        PolygonRoom polygon = new(FloorPlans.Rectangle, 3, [], wall => _living.Surfaces[wall switch { "floor" => 4, "ceiling" => 5, _ => 0 }])
        { Name = "the same", Device = _living.Device, Listener = _living.Listener, Air = _living.Air };
        float[] Hear(Room room) => [.. new RoomSetup(room, Point, new SphericalHead(), _grid, _images).At([_aside])[0].Reflected(Side.Right, 0)];
        float[] expected = Hear(_living), actual = Hear(polygon);
        float peak = expected.Max(Math.Abs);
        for (int n = 0; n < expected.Length; n++) Assert.Equal(expected[n], actual[n], 1e-5f * peak);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void LateTail_IsAsLoudAsTheImages_Within1Decibel()
    {
        // no coordinate is the same at both ends: images in equally long pairs add up, and random ones come in none
        ShoeboxRoom room = _living with { Listener = new(2.55, 2.45, 1.25) };
        RoomMeasurement Measured(RoomSetup setup) => new(new(ReferenceDriverPlan.Of(Designs.Canceller.Plan, setup.Device)), setup);
        RoomSetup images = new(room, Designs.EchoStudio, new SphericalHead(), _grid, _images with { Seconds = 0.4 }), noise = new(room, Designs.EchoStudio, new SphericalHead(), _grid, images.How with { LateTail = true });
        DirectToReverberant all = new(Measured(images).Hear(0, images.At([HeadPose.Seat])[0])), mixed = new(Measured(noise).Hear(0, noise.At([HeadPose.Seat])[0]));
        foreach (Band octave in Band.Octaves(500, 1000, 2000, 4000)) Assert.Equal(all.Db(octave), mixed.Db(octave), 1.0);
    }

    [Fact]
    public void Anechoic_HasNoReflections_AndThePlainPlant()
    {
        RoomSetup setup = new(RoomFile.Open("anechoic"), Designs.EchoStudio, new SphericalHead(), _grid, _images);
        RoomPlant plant = setup.At([HeadPose.Seat])[0];
        for (int driver = 0; driver < 5; driver++) Assert.All(plant.Reflected(Side.Left, driver), sample => Assert.Equal(0, sample));
        MeasuredPlan measured = new(Designs.Canceller.Plan);
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], _grid);
        EarResponses expected = EarResponses.Of(new(measured.Point(0, ears, 0), measured.Point(0, ears, 1)), _grid), heard = new RoomMeasurement(measured, setup).Hear(0, plant).Whole;
        double roundOff = 1e-4 * expected.Left.Max(Math.Abs); // of equivalent lines
        for (int n = 0; n < expected.Left.Length; n++) Assert.Equal(expected.Left[n], heard.Left[n], roundOff);
    }

    [Fact]
    public void Jitter_LeavesTheDirectSoundOut_WhereAWallIsNear()
    {
        // the floor's image lies 5 mm farther away than the device, and jitter moves it by up to 5 cm
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(5, 4, 3), 1, 1, 1, 1, 0.2, 1) with { Device = new(new(2.5, 0.5, 0.045), 90), Listener = new(2.5, 2.5, 0.12) };
        double direct = (room.Listener - room.Device.Position).Length;
        for (int seed = 1; seed <= 6; seed++)
        {
            RoomSetup setup = new(room, Point, new SphericalHead(), _grid, _images with { JitterMetres = 0.05, Seed = seed });
            Complex reflected = Spectrum([.. setup.At([HeadPose.Seat])[0].Reflected(Side.Left, 0).Select(sample => (double)sample)], 250);
            Assert.InRange(reflected.Magnitude * direct, 0.8, 1.1); // the floor's alone: sqrt(0.8) at a sphere's side
        }
    }

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(2.6, 0, 0, true)]
    [InlineData(2.75, 0, 0, false)] // x = 4.95 of 5 m: the listener's left is the room's +x
    [InlineData(3, 0, 0, false)]
    [InlineData(-2.15, 0, 0, false)]
    [InlineData(0, 1.85, 0, false)]
    [InlineData(0, 1.75, 0, true)]
    [InlineData(0, 0, 1.75, true)] // 25 cm before the device
    [InlineData(0, 0, 1.85, false)]
    [InlineData(0, 0, 2.2, false)]
    [InlineData(0, 0, -1.45, true)]
    [InlineData(0, 0, -1.55, false)]
    public void Seat_CanBeUsed_WhereAHeadFits_BeforeTheDevice(double left, double up, double forward, bool can) =>
        Assert.Equal(can, new RoomSetup(_living, Point, new SphericalHead(), _grid, _images).CanBeUsed(new(left, up, forward)));

    [Fact]
    public void Seat_CanBeUsed_BesideAnInnerWallsEnd_ButNotAtItsFace_NorHiddenByIt()
    {
        // the wall from (3.1, 2.5) to (3.1, 5.2) closes a wing; its plane goes on through the middle of the room
        PolygonRoom room = FloorPlans.Room(FloorPlans.Ell, 2.7) with { Device = new(new(5.5, 1.2, 1.2), 180), Listener = new(2, 1.2, 1.2) };
        RoomSetup setup = new(room, Point, new SphericalHead(), _grid, _images);
        Assert.True(setup.CanBeUsed(new(Forward: 1.05)));              // (3.05, 1.2): 5 cm off the plane, 1.3 m off the wall
        Assert.False(setup.CanBeUsed(new(Left: 1.25, Forward: 1.05))); // (3.05, 2.45): 7 cm off its edge
        Assert.True(setup.CanBeUsed(new(Left: 1.3)));                  // (2, 2.5)
        Assert.False(setup.CanBeUsed(new(Left: 3.3)));                 // (2, 4.5): in the wing
    }

    [Theory]
    [InlineData(2.5, 0.3, "the listener is -0.7 m in front of the device: turn the device by facingDegrees, or move one of them")]
    [InlineData(2.5, 1.1, "the listener is 0.1 m in front of the device")]
    [InlineData(2.5, 3.95, "the listener sits less than 0.1 m from a wall: move")]
    [InlineData(2.5, 4.2, "the receiver at 2.5,4.2,1.2 is not inside 'a test's room'")]
    public void ListenerWhoCannotHear_IsToldSo(double x, double y, string fault)
    {
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(5, 4, 3), 0.3) with { Device = new(new(2.5, 1, 1.2), 90), Listener = new(x, y, 1.2) };
        AssertRefused(room, fault);
    }

    [Fact]
    public void ListenerBehindACorner_IsToldSo() =>
        AssertRefused(FloorPlans.Room(FloorPlans.Ell, 2.7) with { Device = new(new(5.5, 1.2, 1.2), 180), Listener = new(1, 4.5, 1.2) }, "a wall stands between the device and the listener: move one of them");

    static Device Point => new("point", "", null, [new Driver("one", DriverKind.Fullrange, 0, 0, 0, 0, 0, 0.03, 150, 20000)], 2);

    static void AssertRefused(Room room, string fault)
    {
        string sentence = Assert.Throws<SettingException>(() => new RoomSetup(room, Point, new SphericalHead(), _grid, _images)).Message;
        Assert.Contains(fault, sentence);
        Assert.EndsWith(".", sentence);
    }

    static (RoomSetup Setup, HeadPose Seat) Setup(string room, bool aside) =>
        (new(room == "damped" ? _damped : _living, Designs.EchoStudio, new SphericalHead(), _grid, _images), aside ? _aside : HeadPose.Seat);

    static TResult[] AtAll<T, TResult>(T[] values, Func<T, TResult> of) => [.. values.AsParallel().AsOrdered().Select(of)];

    /// <summary>The spectrum of a response at a frequency, by its definition.</summary>
    static Complex Spectrum(double[] response, double frequency)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < response.Length; n++)
            if (response[n] != 0) sum += response[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency / Rate * n);
        return sum;
    }

    /// <summary>The error's rms over frequencies is at most a share of the louder one's of two curves.</summary>
    static void AssertNear(double share, Complex[] expected, Complex[] actual, string what, Complex[]? louder = null)
    {
        double error = Rms([.. expected.Zip(actual, (e, a) => e - a)]) / Math.Max(Rms(expected), Rms(louder ?? []));
        Assert.True(error < share, $"{what}: {error:0.0000}");

        static double Rms(Complex[] values) => Math.Sqrt(values.Sum(value => value.MagnitudeSquared()));
    }
}
