using Proscenium.Mathematics;
using Proscenium.Rooms;
using OctaveValues = System.Runtime.Intrinsics.Vector512<double>;

namespace Proscenium.Tests.Rooms;

public class PolyhedralImagesTests
{
    static readonly string[] _shoeboxNames = ["wall3", "wall1", "wall0", "wall2", "floor", "ceiling"];

    static ShoeboxRoom Shoebox => new(new(5, 4, 3), [.. _shoeboxNames.Select(FloorPlans.Different)]) { Name = "test", Device = default, Listener = default };

    [Theory]
    [InlineData(1.2, 1.7, 1.1, 2.9, 2.3, 1.6)]
    [InlineData(0.01, 3.98, 0.02, 4.3, 0.4, 2.9)]
    [InlineData(1, 1, 1, 2, 2, 2)] // ways through edges and corners
    [InlineData(2.5, 2, 1.5, 2.5, 2, 1)]
    [InlineData(1.25, 1, 0.75, 3.75, 3, 2.25)]
    [InlineData(4, 3, 1.2, 1, 3, 1.2)]
    public void Rectangle_HasExactly_TheImagesOfTheShoebox(double x, double y, double z, double toX, double toY, double toZ)
    {
        Position source = new(x, y, z), receiver = new(toX, toY, toZ);
        Images.AssertSame(Images.Of(Shoebox, source, receiver, 20), Images.Of(FloorPlans.Named("rectangle"), source, receiver, 20));
    }

    [Fact]
    public void TurnedRectangle_GivenClockwise_HasTheImagesOfTheShoebox_Turned()
    {
        const double turn = 0.7;
        Position[] corners = [.. FloorPlans.Rectangle.Select(corner => new Position(corner.X, corner.Y, 0).Turned(turn))];
        string[] names = ["wall2", "wall1", "wall0", "wall3"]; // the same edges, met the other way around
        PolygonRoom room = FloorPlans.Room([.. corners.Reverse().Select(corner => (corner.X, corner.Y))], 3,
            surfaceOf: wall => FloorPlans.Different(names.ElementAtOrDefault(wall[^1] - '0') ?? wall));
        Position source = new(1.2, 1.7, 1.1), receiver = new(3.9, 2.3, 1.6);
        List<Image> turned = [.. Images.Of(Shoebox, source, receiver, 18).Select(image => image with { Towards = image.Towards.Turned(turn), Emitted = image.Emitted.Turned(turn) })];
        Images.AssertSame(turned, Images.Of(room, source.Turned(turn), receiver.Turned(turn), 18));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)] // no corner is exactly in line any more
    public void WallsInPieces_HaveTheImagesOfWholeOnes(double turn)
    {
        PolygonRoom Turned(params (double X, double Y)[] floor) =>
            FloorPlans.Room([.. floor.Select(corner => new Position(corner.X, corner.Y, 0).Turned(turn)).Select(corner => (corner.X, corner.Y))], 3, surfaceOf: _ => FloorPlans.Banded(0.2));
        PolygonRoom whole = Turned(FloorPlans.Ell), pieces = Turned((0, 0), (2, 0), (3.3, 0), (6, 0), (6, 0.7), (6, 2.5), (5, 2.5), (3.1, 2.5), (3.1, 5.2), (1.3, 5.2), (0, 5.2), (0, 2));
        Position source = new Position(1, 1.7, 1.1).Turned(turn), receiver = new Position(3, 1.7, 1.6).Turned(turn); // the first reflection at y = 0 is where pieces meet
        Images.AssertSame(Images.Of(whole, source, receiver, 18), Images.Of(pieces, source, receiver, 18));
    }

    [Theory]
    [InlineData("ell")]
    [InlineData("crooked")]
    [InlineData("gable")]
    public void AllSequencesOfThreeWalls_TriedOneByOne_LeaveTheSameImages(string name)
    {
        const double metres = 24;
        PolygonRoom room = FloorPlans.Named(name);
        Random random = new(5);
        for (int pair = 0; pair < 6; pair++)
        {
            Position source = FloorPlans.Somewhere(room, random), receiver = FloorPlans.Somewhere(room, random);
            List<Image> tried = new BruteForceImages(room, source, receiver, metres).UpTo(3);
            Assert.True(tried.Count > 15, $"only {tried.Count}");
            Images.AssertSame(tried, [.. Images.Of(room, source, receiver, metres).Where(image => image.Order <= 3)]);
        }
    }

    [Theory]
    [InlineData("ell")]
    [InlineData("crooked")]
    [InlineData("gable")]
    public void RayTowardsEachImage_StaysInTheRoom_AndComesToTheSource(string name)
    {
        PolygonRoom room = FloorPlans.Named(name);
        Random random = new(6);
        for (int pair = 0; pair < 3; pair++)
        {
            Position source = FloorPlans.Somewhere(room, random), receiver = FloorPlans.Somewhere(room, random);
            List<Image> images = Images.Of(room, source, receiver, 18);
            Assert.True(images.Max(image => image.Order) > 6);
            foreach (Image image in images) FollowRay(room, source, receiver, image);
        }
    }

    /// <summary>Sends a ray from the receiver and lets it bounce at whatever it leaves the room through.</summary>
    static void FollowRay(PolygonRoom room, Position source, Position receiver, Image image)
    {
        Position at = receiver, direction = 1 / image.Metres * image.Towards;
        double left = image.Metres;
        OctaveValues reflection = OctaveValues.One;
        for (int order = 0; order < image.Order; order++)
        {
            Wall wall = room.Walls.Where(wall => wall.Normal.Dot(direction) < 0 && wall.Ahead(at) > 1e-9 && IsIn(room, at - wall.Ahead(at) / wall.Normal.Dot(direction) * direction, wall))
                .MinBy(wall => -wall.Ahead(at) / wall.Normal.Dot(direction))!;
            double step = -wall.Ahead(at) / wall.Normal.Dot(direction);
            AssertInside(room, at, direction, step);
            (at, left, reflection) = (at + step * direction, left - step, reflection * wall.Surface.Reflection);
            direction -= 2 * wall.Normal.Dot(direction) * wall.Normal;
        }
        AssertInside(room, at, direction, left);
        Assert.Equal(0, (at + left * direction - source).Length, 1e-9);
        Assert.Equal(0, (image.Emitted + image.Metres * direction).Length, 1e-9);
        for (int band = 0; band < OctaveBands.Count; band++) Assert.Equal(reflection[band], image.Reflection[band], 1e-12);
    }

    /// <summary>True where a point of a wall's plane is on the wall: just before it is the room.</summary>
    static bool IsIn(PolygonRoom room, Position point, Wall wall) => room.Contains(point + 1e-6 * wall.Normal) && !room.Contains(point - 1e-6 * wall.Normal);

    static void AssertInside(PolygonRoom room, Position from, Position direction, double metres)
    {
        const int samples = 50;
        for (int i = 0; i < samples; i++)
            Assert.True(room.Contains(from + (i + 0.5) / samples * metres * direction), "a way leaves the room");
    }

    [Theory]
    [InlineData("ell")]
    [InlineData("crooked")]
    [InlineData("gable")]
    public void SourceAndReceiver_Exchanged_ExchangeTheEndsOfEveryWay(string name)
    {
        PolygonRoom room = FloorPlans.Named(name);
        Random random = new(7);
        for (int pair = 0; pair < 4; pair++)
        {
            Position source = FloorPlans.Somewhere(room, random), receiver = FloorPlans.Somewhere(room, random);
            List<Image> back = [.. Images.Of(room, receiver, source, 18).Select(image => image with { Towards = image.Emitted, Emitted = image.Towards })];
            Images.AssertSame(back, Images.Of(room, source, receiver, 18));
        }
    }

    [Fact]
    public void AroundACorner_NoDirectSound_OnlyReflections()
    {
        Position inOneWing = new(4.6, 1.1, 1.2), inTheOther = new(1, 4.8, 1.5);
        List<Image> images = Images.Of(FloorPlans.Named("ell"), inOneWing, inTheOther, 15);
        Assert.DoesNotContain(images, image => image.Order == 0);
        Assert.Contains(images, image => image.Order == 1);
        Assert.Contains(Images.Of(FloorPlans.Named("ell"), inOneWing, new(1, 2, 1.5), 15), image => image.Order == 0);
    }

    [Fact]
    public void WallsThatAbsorbEverything_LeaveTheDirectSound()
    {
        Position source = new(1.2, 1.7, 1.1), receiver = new(2.3, 0.9, 1.6);
        PolygonRoom room = FloorPlans.Room(FloorPlans.Ell, 2.7, surfaceOf: _ => Surface.Uniform(1));
        Image direct = Assert.Single(Images.Of(room, source, receiver, 30));
        Assert.Equal(new Image(source - receiver, receiver - source, (source - receiver).Length, OctaveValues.One, 0), direct);
        Assert.Empty(Images.Of(room, source, receiver, direct.Metres - 0.01));
    }

    [Fact]
    public void FloorThatReflectsAlone_AddsOneImage_BelowIt()
    {
        Position source = new(1.2, 1.7, 1.1), receiver = new(2.3, 0.9, 1.6);
        PolygonRoom room = FloorPlans.Room(FloorPlans.Ell, 2.7, surfaceOf: wall => Surface.Uniform(wall == "floor" ? 0.19 : 1));
        Image below = Assert.Single(Images.Of(room, source, receiver, 30), image => image.Order > 0);
        Position towards = source with { Z = -1.1 } - receiver, emitted = receiver with { Z = -1.6 } - source;
        Assert.True(below.IsAt(new(towards, emitted, towards.Length, OctaveValues.One, 1), 1e-12));
        Assert.Equal(0.9, below.Reflection[3], 1e-12);
    }
}
