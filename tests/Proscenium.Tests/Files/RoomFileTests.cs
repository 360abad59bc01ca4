using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Files;

public class RoomFileTests
{
    const string Shoebox = """
        {"name": "mine", "shape": "shoebox", "sizeMetres": [5, 4, 3], "surfaces": {"walls": "plaster", "floor": 0.2, "ceiling": 0.1},
         "device": {"position": [2.5, 0.5, 1.2], "facingDegrees": 90}, "listener": {"position": [2.5, 2.5, 1.2]}}
        """;

    const string Polygon = """
        {"name": "mine", "shape": "polygon", "floor": [[0, 0], [5, 0], [5, 4], [0, 4]], "heightMetres": 3, "surfaces": {"walls": "plaster", "floor": 0.2, "ceiling": 0.1},
         "device": {"position": [2.5, 0.5, 1.2], "facingDegrees": 90}, "listener": {"position": [2.5, 2.5, 1.2]}}
        """;

    [Fact]
    public void EveryBuiltInRoom_IsListed() =>
        Assert.Equal(["anechoic", "bedroom", "l-shaped", "living-room", "open-plan", "studio"], RoomFile.BuiltIn);

    [Theory]
    [InlineData("anechoic", 2)]
    [InlineData("bedroom", 1.6)]
    [InlineData("l-shaped", 2.5)]
    [InlineData("living-room", 2)]
    [InlineData("open-plan", 2.8)]
    [InlineData("studio", 2)]
    public void BuiltInRoom_HasAListener_StraightBeforeTheDevice_AndADecayAsAtHome(string name, double metres)
    {
        Room room = RoomFile.Open(name);
        Assert.Equal(name, room.Name);
        Assert.True(room.Contains(room.Device.Position) && room.Contains(room.Listener));
        Position way = room.Listener - room.Device.Position, front = Position.Direction(room.Device.FacingDegrees * Math.PI / 180);
        Assert.Equal(metres, way.Dot(front), 1e-9);
        Assert.Equal(0, front.X * way.Y - front.Y * way.X, 1e-9);
        Assert.Equal(0, way.Z, 0.15);
        Assert.Equal(name == "anechoic", room.IsAnechoic);
        if (room.IsAnechoic) Assert.All(room.EyringSeconds, seconds => Assert.Equal(0, seconds));
        else Assert.InRange(room.EyringSeconds[4], 0.2, 0.8);
    }

    [Fact]
    public void LivingRoom_DecaysAsReckonedByHand()
    {
        // 1 kHz: walls 54 m2 of 0.267, floor 20 m2 of 0.294, ceiling 20 m2 of 0.04; the air takes 4.66 dB/km (ISO 9613-1, table 1)
        double mean = (54 * 0.267 + 20 * 0.294 + 20 * 0.04) / 94, air = 4.66e-3 / (10 * Math.Log10(Math.E));
        Assert.Equal(24 * Math.Log(10) * 60 / (343 * (4 * air * 60 - 94 * Math.Log(1 - mean))), RoomFile.Open("living-room").EyringSeconds[4], 0.001);
    }

    [Theory]
    [InlineData("\"carpet\"", "carpet", 0.03, 0.54, 0.72)] // Vorlaender, Auralization, annex A.1
    [InlineData("0.25", "0.25", 0.25, 0.25, 0.25)]
    [InlineData("[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]", "as given", 0.1, 0.5, 0.8)]
    [InlineData("{\"carpet\": 0.5, \"brick\": 0.25, \"anechoic\": 0.25}", "carpet 50 %, brick 25 %, anechoic 25 %", 0.2675, 0.5275, 0.62)]
    public void EveryKindOfSurface_IsReadBack_InItsBands(string surface, string name, double at63, double at1000, double at8000)
    {
        Surface floor = RoomFile.Parse(Shoebox.Replace("\"floor\": 0.2", $"\"floor\": {surface}"), "my.room.json").Walls.Single(wall => wall.Name == "floor").Surface;
        Assert.Equal(name, floor.Name);
        Assert.Equal([at63, at1000, at8000], ((int[])[0, 4, 7]).Select(band => Math.Round(floor.Absorption[band], 9)));
        Assert.Equal(8, floor.Absorption.Count);
    }

    [Fact]
    public void Walls_StandForAllThatHaveNoKey_OfTheirOwn()
    {
        Room room = RoomFile.Parse(Shoebox.Replace("\"floor\"", "\"xL\": 0.3, \"y0\": 0.4, \"floor\""), "my.room.json");
        Assert.Equal(["x0 plaster", "xL 0.3", "y0 0.4", "yL plaster", "floor 0.2", "ceiling 0.1"], room.Walls.Select(wall => $"{wall.Name} {wall.Surface.Name}"));
        Assert.Equal(5, room.Walls.Single(wall => wall.Name == "xL").Corners.Min(corner => corner.X)); // x = L indeed
        Assert.Equal(0, room.Walls.Single(wall => wall.Name == "y0").Corners.Max(corner => corner.Y));

        Room every = RoomFile.Parse(Shoebox.Replace("\"walls\": \"plaster\"", "\"x0\": 0.5, \"xL\": 0.3, \"y0\": 0.4, \"yL\": 0.6"), "my.room.json"); // none left for walls
        Assert.Equal(["0.5", "0.3", "0.4", "0.6", "0.2", "0.1"], every.Walls.Select(wall => wall.Surface.Name));
    }

    [Fact]
    public void Shoebox_IsReadBack_WithAir()
    {
        ShoeboxRoom room = Assert.IsType<ShoeboxRoom>(RoomFile.Parse(Shoebox.Replace("\"device\"", "\"air\": {\"temperatureCelsius\": 25, \"relativeHumidityPercent\": 40}, \"device\""), "my.room.json"));
        Assert.Equal((new Position(5, 4, 3), new DevicePlace(new(2.5, 0.5, 1.2), 90), new Position(2.5, 2.5, 1.2)), (room.Size, room.Device, room.Listener));
        Assert.Equal(new AirConditions(25, 40), room.Air);
        Assert.Null(RoomFile.Parse(Shoebox, "my.room.json").Air);
    }

    [Fact]
    public void Polygon_IsReadBack_WithWallsAndASlopingCeiling()
    {
        string text = Polygon.Replace("\"walls\"", "\"wall1\": 0.7, \"walls\"").Replace("\"surfaces\"", "\"ceiling\": [{\"first\": [0, 0, 2], \"second\": [5, 0, 2], \"third\": [0, 4, 3]}], \"surfaces\"");
        PolygonRoom room = Assert.IsType<PolygonRoom>(RoomFile.Parse(text, "my.room.json"));
        Assert.Equal(["wall0 plaster", "wall1 0.7", "wall2 plaster", "wall3 plaster", "floor 0.2", "ceiling 0.1"], room.Walls.Select(wall => $"{wall.Name} {wall.Surface.Name}"));
        Assert.Equal(50, room.Volume, 1e-9); // 20 m2 under 2 to 3 m
        Assert.Equal(new DevicePlace(new(2.5, 0.5, 1.2), 90), room.Device);
    }

    [Fact]
    public void AFileByItsPath_IsReadAsItsText_AndABuiltInTextByItsName()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["my.room.json"], Shoebox);
        Assert.Equal("mine", RoomFile.Open(folder["my.room.json"]).Name);
        Assert.Equal("studio", RoomFile.Parse(RoomFile.BuiltInText("studio"), "a copy").Name);
        string sentence = Assert.Throws<FileFormatException>(() => RoomFile.Open("kitchen")).Message;
        Assert.Contains("there is no room 'kitchen': name a built-in one (anechoic, bedroom, ", sentence);
    }

    [Theory]
    [InlineData("\"floor\": 0.2", "\"floor\": 0.2, \"wals\": 0.3", "unknown key 'surfaces.wals'; did you mean 'walls'?")]
    [InlineData("\"floor\": 0.2", "\"floor\": 0.2, \"wall0\": 0.3", "unknown key 'surfaces.wall0'; did you mean 'walls'?")]
    [InlineData("\"sizeMetres\"", "\"sizeMeters\"", "the key 'sizeMetres' is missing; is 'sizeMeters' meant to be it?")]
    [InlineData("\"name\"", "\"heigth\": 3, \"name\"", "unknown key 'heigth': leave it out; there are ")]
    [InlineData("\"plaster\"", "\"plastr\"", "there is no material 'plastr'; there are anechoic, concrete, brick, plaster, ")]
    [InlineData("\"plaster\"", "{\"plastr\": 1}", "there is no material 'plastr'; there are anechoic, concrete, brick, plaster, ")]
    [InlineData("\"plaster\"", "{\"plaster\": 0.5, \"carpet\": 0.4}", "the shares of plaster, carpet sum to 0.9; they must sum to 1")]
    [InlineData("\"plaster\"", "{\"plaster\": 1.5, \"carpet\": -0.5}", "'surfaces.walls.plaster' is 1.5; it must be from 0 to 1")]
    [InlineData("\"plaster\"", "[0.1, 0.2, 0.3]", "'walls' has 3 absorption coefficients; there are 8 bands, 63 Hz to 8 kHz")]
    [InlineData("0.2", "1.2", "'surfaces.floor' is 1.2; it must be from 0 to 1")]
    [InlineData("0.2", "[0, 0, 0, 0, 0, 0, 0, 1.1]", "'surfaces.floor[7]' is 1.1; it must be from 0 to 1")]
    [InlineData("0.2", "true", "'surfaces.floor' must be a number")]
    [InlineData(", \"ceiling\": 0.1", "", "the key 'surfaces.ceiling' is missing")]
    [InlineData("\"walls\": \"plaster\", ", "", "the key 'surfaces.walls' is missing")]
    [InlineData("\"surfaces\": {\"walls\": \"plaster\", \"floor\": 0.2, \"ceiling\": 0.1},", "", "the key 'surfaces' is missing")]
    [InlineData("[5, 4, 3]", "[5, 4]", "'sizeMetres' must be three lengths, [x, y, z]")]
    [InlineData("[5, 4, 3]", "[5, 0.1, 3]", "'sizeMetres[1]' is 0.1; it must be from 0.5 to 200")]
    [InlineData("[2.5, 0.5, 1.2]", "[2.5, -0.5, 1.2]", "the device at [2.5, -0.5, 1.2] is not inside the room: give its place in metres")]
    [InlineData("[2.5, 0.5, 1.2]", "[2.5, 0.5]", "'position' must be three coordinates in metres, [x, y, z]")]
    [InlineData("[2.5, 2.5, 1.2]", "[2.5, 2.5, 3]", "the listener at [2.5, 2.5, 3] is not inside the room: give its place in metres")]
    [InlineData("[2.5, 2.5, 1.2]", "[2.5, 0.6, 1.2]", "device and listener are less than 20 cm apart: move one of them")]
    [InlineData("\"shoebox\"", "\"sphere\"", "'shape' is 'sphere'; it may be shoebox, polygon")]
    [InlineData("\"device\"", "\"air\": {\"temperatureCelsius\": 20, \"relativeHumidityPercent\": 5}, \"device\"", "'air.relativeHumidityPercent' is 5; it must be from 10 to 100")]
    [InlineData("90}", "90", "is not JSON")]
    public void WrongShoebox_IsRefused_WithFileFaultAndCure(string right, string wrong, string fault) => AssertRefused(Shoebox, right, wrong, fault);

    [Theory]
    [InlineData("[5, 4], [0, 4]", "[0, 4], [5, 4]", "the floor's edges cross: give its corners in order around the room")]
    [InlineData("[5, 4], [0, 4]", "[5, 0], [0, 4]", "corners 1 and 2 of the floor are the same point: leave one of them out")]
    [InlineData("[[0, 0], [5, 0], [5, 4], [0, 4]]", "[[0, 0], [5, 0]]", "the floor has 2 corners: give 3 or more")]
    [InlineData("[5, 4], [0, 4]", "[5, 4], [0]", "'floor[3]' must be two numbers")]
    [InlineData("\"heightMetres\": 3", "\"sizeMetres\": [5, 4, 3]", "the key 'heightMetres' is missing")]
    [InlineData("\"walls\"", "\"wall4\": 0.1, \"walls\"", "unknown key 'surfaces.wall4'; did you mean 'wall")]
    [InlineData("\"surfaces\"", "\"ceiling\": [{\"first\": [0, 0, 2], \"second\": [5, 0, 2], \"third\": [0, 4, -2]}], \"surfaces\"", "the ceiling does not stay above the floor at the corner")]
    [InlineData("[2.5, 0.5, 1.2]", "[6, 0.5, 1.2]", "the device at [6, 0.5, 1.2] is not inside the room")]
    public void WrongPolygon_IsRefused_WithFileFaultAndCure(string right, string wrong, string fault) => AssertRefused(Polygon, right, wrong, fault);

    static void AssertRefused(string text, string right, string wrong, string fault)
    {
        Assert.Contains(right, text);
        string sentence = Assert.Throws<FileFormatException>(() => RoomFile.Parse(text.Replace(right, wrong), "my.room.json")).Message;
        Assert.StartsWith("my.room.json: ", sentence);
        Assert.Contains(fault, sentence);
        Assert.Matches(@"[.?]$", sentence);
    }
}
