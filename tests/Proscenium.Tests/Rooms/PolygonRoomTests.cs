using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Rooms;

public class PolygonRoomTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Walls_AreCalledAfterTheEdges_AsGiven_AndFaceTheRoom(bool clockwise)
    {
        (double X, double Y)[] floor = clockwise ? [.. FloorPlans.Crooked.Reverse()] : FloorPlans.Crooked;
        PolygonRoom room = FloorPlans.Room(floor, 2.5);
        Assert.Equal(["wall0", "wall1", "wall2", "wall3", "wall4", "wall5", "wall6", "floor", "ceiling"], room.Walls.Select(wall => wall.Name));
        for (int i = 0; i < floor.Length; i++)
        {
            (double X, double Y) from = floor[i], to = floor[(i + 1) % floor.Length];
            Assert.Contains(new(from.X, from.Y, 0), room.Walls[i].Corners);
            Assert.Contains(new(to.X, to.Y, 0), room.Walls[i].Corners);
            Position middle = new((from.X + to.X) / 2, (from.Y + to.Y) / 2, 1);
            Assert.True(room.Contains(middle + 1e-3 * room.Walls[i].Normal));
            Assert.False(room.Contains(middle - 1e-3 * room.Walls[i].Normal));
        }
    }

    [Fact]
    public void Contains_IsTrue_StrictlyInside()
    {
        PolygonRoom ell = FloorPlans.Named("ell"), gable = FloorPlans.Named("gable");
        Assert.True(ell.Contains(new(5.9, 2.4, 0.1)));
        Assert.True(ell.Contains(new(3, 5.1, 2.6)));
        Assert.False(ell.Contains(new(3.2, 2.6, 1))); // where the wings leave a corner out
        Assert.False(ell.Contains(new(3.1, 3, 1)));
        Assert.False(ell.Contains(new(1, 1, 0)));
        Assert.False(ell.Contains(new(1, 1, 2.7)));
        Assert.False(ell.Contains(new(0, 0, 1)));
        Assert.True(gable.Contains(new(2, 1, 2.59)));
        Assert.False(gable.Contains(new(2, 1, 2.6)));
        Assert.False(gable.Contains(new(2, 2, 2.9)));
    }

    [Fact]
    public void Volume_AndSurface_AreThoseOfTheClosedForm()
    {
        Assert.Equal((6 * 2.5 + 3.1 * 2.7) * 2.7, FloorPlans.Named("ell").Volume, 1e-9);
        Assert.Equal(2 * (6 * 2.5 + 3.1 * 2.7) + 2 * (6 + 5.2) * 2.7, FloorPlans.Named("ell").SurfaceArea, 1e-9);
        PolygonRoom lean = FloorPlans.Room(FloorPlans.Rectangle, 9, [new(new(0, 0, 2), new(5, 0, 2), new(0, 4, 3.5))]);
        Assert.Equal(5 * 4 * 2.75, lean.Volume, 1e-9);
        Assert.Equal(20 + 5 * Math.Sqrt(16 + 1.5 * 1.5) + 5 * (2 + 3.5) + 2 * 4 * 2.75, lean.SurfaceArea, 1e-9);
        Assert.Equal(5 * (4 * 2 + 4 * 1.2 / 2), FloorPlans.Room(FloorPlans.Rectangle, 9, FloorPlans.Gable).Volume, 1e-9);
    }

    [Fact]
    public void CeilingPlanes_AndTheFlatHeight_EachGiveAFacet_WhereTheyAreLowest()
    {
        PolygonRoom room = FloorPlans.Named("gable");
        double flat = 4 * (1 - 0.9 / 1.2); // the ridge is cut off at 2.9 m
        Assert.Equal(5 * (4 * 2 + 0.9 * (4 + flat) / 2), room.Volume, 1e-9);
        double slope = Math.Sqrt(0.9 * 0.9 + (4 - flat) * (4 - flat) / 4);
        Assert.Collection(room.Walls.Where(wall => wall.Name == "ceiling").Select(wall => wall.Area),
            area => Assert.Equal(5 * flat, area, 1e-9), area => Assert.Equal(5 * slope, area, 1e-9), area => Assert.Equal(5 * slope, area, 1e-9));
        CeilingPlane[] twice = [.. FloorPlans.Gable, .. FloorPlans.Gable];
        Assert.Equal(room.Walls.Count, FloorPlans.Room(FloorPlans.Rectangle, 2.9, twice).Walls.Count);
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 1, 0 }, "the floor has 2 corners: give 3 or more.")]
    [InlineData(new double[] { 0, 0, 1, 0, double.NaN, 1 }, "corner 2 of the floor is nowhere: give it two finite numbers.")]
    [InlineData(new double[] { 0, 0, 1, 0, 1, 0, 0, 1 }, "corners 1 and 2 of the floor are the same point: leave one of them out.")]
    [InlineData(new double[] { 0, 0, 1, 0, 0, 1, 0, 0 }, "corners 3 and 0 of the floor are the same point: leave one of them out.")]
    [InlineData(new double[] { 0, 0, 2, 2, 2, 0, 0, 2 }, "the floor's edges cross: give its corners in order around the room.")]
    [InlineData(new double[] { 0, 0, 4, 0, 4, 3, 2, 0, 0, 3 }, "the floor's edges cross: give its corners in order around the room.")] // a corner on an edge
    [InlineData(new double[] { 0, 0, 2, 0, 1, 0 }, "the floor's edges cross: give its corners in order around the room.")] // and back again
    public void BadFloors_SayWhatIsWrong_AndWhatToDo(double[] numbers, string message)
    {
        (double, double)[] floor = [.. numbers.Chunk(2).Select(pair => (pair[0], pair[1]))];
        Assert.Equal(message, Assert.Throws<SettingException>(() => FloorPlans.Room(floor, 2.5)).Message);
    }

    [Fact]
    public void BadCeilings_SayWhatIsWrong_AndWhatToDo()
    {
        static string Fault((double, double)[] floor, double height, params CeilingPlane[] ceiling) =>
            Assert.Throws<SettingException>(() => FloorPlans.Room(floor, height, ceiling)).Message;
        Assert.Equal("the ceiling does not stay above the floor at the corner (0, 0): raise it there.", Fault(FloorPlans.Ell, 0));
        Assert.Equal("the ceiling does not stay above the floor at the corner (0, 0): raise it there.", Fault(FloorPlans.Ell, double.NaN));
        Assert.Equal("the ceiling does not stay above the floor at the corner (5, 4): raise it there.",
            Fault(FloorPlans.Rectangle, 3, new CeilingPlane(new(0, 0, 2), new(5, 0, 1), new(0, 4, 1))));
        Assert.Equal("plane 1 of the ceiling is upright or no plane: give three points that are not in line as seen from above.",
            Fault(FloorPlans.Rectangle, 3, FloorPlans.Gable[0], new CeilingPlane(new(0, 0, 2), new(1, 1, 2), new(2, 2, 3))));
        Assert.Equal("plane 0 of the ceiling is upright or no plane: give three points that are not in line as seen from above.",
            Fault(FloorPlans.Rectangle, 3, new CeilingPlane(new(0, 0, 2), new(1, 1, 2), new(2, 2, 2))));
        Assert.Equal("the ceiling slopes over a floor with a corner that points inwards: give such a room a flat ceiling.", Fault(FloorPlans.Ell, 3, FloorPlans.Gable));
    }
}
