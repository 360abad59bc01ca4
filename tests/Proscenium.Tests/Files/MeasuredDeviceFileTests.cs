using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

public class MeasuredDeviceFileTests
{
    [Fact]
    public void APathAlone_IsLookedFor_FromTheDevicesFolder()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["here/responses"]);
        MeasuredSets.WriteText(folder["here/responses/left.frd"], _ => 0.5);
        MeasuredSets.WriteImpulse(folder["here/responses/right.wav"], f => 2 * FrequencyResponse.Turn(f, 64.0 / 48000), 48000, 256);
        File.WriteAllText(folder["here/my.device.json"], Pair("\"responses/left.frd\"", "\"responses/right.wav\""));
        Device device = DeviceFile.Open(folder["here/my.device.json"]);
        Assert.Equal(0.5, device.Drivers[0].Response!.Towards(new(1, 0, 0), 1000).Magnitude, 1e-5);
        Assert.Equal(2, device.Drivers[1].Response!.Towards(new(0, 1, 0), 1000).Magnitude, 1e-5);
    }

    [Theory]
    [InlineData("\"set/a_30.frd\"")]
    [InlineData("\"set\"")]
    [InlineData("{\"file\": \"set/a_*.frd\", \"distanceMetres\": 1.5, \"flightTime\": \"included\", \"referenceDb\": 75, \"delaySeconds\": 0.0001, \"turnedAbout\": \"device\", \"plane\": \"vertical\"}")]
    [InlineData("{\"files\": [{\"file\": \"set/a_0.frd\", \"horizontalDegrees\": 0}, {\"file\": \"set/a_30.frd\", \"verticalDegrees\": -30}], \"positive\": \"right\", \"phase\": \"minimum\"}")]
    public void Device_IsReadBack_AsItWasDescribed(string response)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["set"]);
        MeasuredSets.WriteText(folder["set/a_0.frd"], f => 1 + f / 10000);
        MeasuredSets.WriteText(folder["set/a_30.frd"], f => 0.5 + f / 10000);
        File.WriteAllText(folder["my.device.json"], Pair(response, response));
        Device device = DeviceFile.Open(folder["my.device.json"]);
        Directory.CreateDirectory(folder["plan"]);
        Device again = DeviceFile.Parse(DeviceFile.Describe(device, folder["plan"]).ToJsonString(), folder["plan/plan.json"]);
        Assert.Equal(device.Drivers, again.Drivers);
        Assert.Equal(device.Drivers[0].Response!.Source! with { Files = [] }, again.Drivers[0].Response!.Source! with { Files = [] });
        Assert.Equal(device.Drivers[0].Response!.Source!.Files, again.Drivers[0].Response!.Source!.Files);
        Assert.NotEqual(device.Drivers, DeviceFile.Parse(Pair("\"set/a_0.frd\"", "\"set/a_0.frd\""), folder["my.device.json"]).Drivers);
    }

    [Fact]
    public void LevelDistanceAndDelay_ReferAResponse_ToAMonopole()
    {
        using TemporaryFolder folder = new();
        const double metres = 1.7;
        MeasuredSets.WriteText(folder["one.frd"], f => Math.Pow(10, 75 / 20.0) / metres * FrequencyResponse.Turn(f, metres / Air.SpeedOfSound + 20e-6));
        File.WriteAllText(folder["my.device.json"], Pair("{\"file\": \"one.frd\", \"distanceMetres\": 1.7, \"flightTime\": \"included\", \"referenceDb\": 75}", "{\"file\": \"one.frd\", \"distanceMetres\": 1.7, \"flightTime\": \"included\", \"referenceDb\": 75, \"delaySeconds\": -0.00002}"));
        Device device = DeviceFile.Open(folder["my.device.json"]);
        foreach (double f in (double[])[100, 1000, 10000])
        {
            Assert.True((device.Drivers[0].Response!.Towards(new(1, 0, 0), f) - FrequencyResponse.Turn(f, 20e-6)).Magnitude < 1e-4);
            Assert.True((device.Drivers[1].Response!.Towards(new(1, 0, 0), f) - 1).Magnitude < 1e-4);
        }
        Assert.Contains(device.Notes, note => note.Contains("one direction only"));
    }

    [Theory]
    [InlineData("foo_22.5.dat", AnglePlane.Horizontal, 22.5)]
    [InlineData("name hor 30.txt", AnglePlane.Horizontal, 30)]
    [InlineData("name hor -30.txt", AnglePlane.Horizontal, -30)]
    [InlineData("my box_ver_-15.frd", AnglePlane.Vertical, -15)]
    [InlineData("3way ver +5.frd", AnglePlane.Vertical, 5)]
    [InlineData("45.wav", AnglePlane.Horizontal, 45)]
    public void AnglesAreRead_FromFileNames(string name, object plane, double degrees)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder[name], "");
        AngledFile found = Assert.Single(AngleSet.Find(folder["."], AnglePlane.Horizontal));
        Assert.Equal(((AnglePlane)plane, degrees), (found.Plane, found.Degrees));
    }

    [Theory]
    [InlineData("\"nothing.frd\"", "nothing.frd: there is no such file")]
    [InlineData("\"nothing/*.frd\"", "there is no such folder")]
    [InlineData("\"empty\"", "no file there holds a response")]
    [InlineData("\"twice\"", "is for 30 degrees horizontally, and so is a_30.0.frd")]
    [InlineData("\"unnamed\"", "its name does not end in an angle")]
    [InlineData("{\"file\": \"a.frd\", \"files\": []}", "either 'file'")]
    [InlineData("{\"files\": []}", "'files' lists no file")]
    [InlineData("{\"files\": [{\"file\": \"a.frd\"}]}", "either 'horizontalDegrees' or 'verticalDegrees'")]
    [InlineData("{\"file\": \"a.frd\", \"distanceMeters\": 1}", "did you mean 'distanceMetres'")]
    [InlineData("{\"file\": \"a.frd\", \"flightTime\": \"yes\"}", "removed, included")]
    [InlineData("{\"file\": \"a.sofa\", \"positive\": \"right\"}", "leave 'phase', 'positive' and 'plane' out")]
    [InlineData("5", "is not an object in braces")]
    public void WrongResponses_AreRefused_WithASentence(string response, string fault)
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["empty", "twice", "unnamed"]) Directory.CreateDirectory(folder[name]);
        foreach (string name in (string[])["twice/a_30.frd", "twice/a_30.0.frd", "unnamed/left.frd", "a.frd"]) MeasuredSets.WriteText(folder[name], _ => 1);
        File.WriteAllText(folder["my.device.json"], Pair(response, response));
        string sentence = Assert.Throws<FileFormatException>(() => DeviceFile.Open(folder["my.device.json"])).Message;
        Assert.Contains(fault, sentence);
        Assert.EndsWith(".", sentence.Replace("?", "."));
    }

    [Fact]
    public void APlanOfAMeasuredDevice_IsReadBack_AndNamesWhatIsMissing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["set"]);
        foreach (double angle in (double[])[0, 30, 60, 90]) MeasuredSets.WriteText(folder[FormattableString.Invariant($"set/cap hor {angle}.txt")], f => MeasuredSets.CapPressure(angle, 1, f));
        File.WriteAllText(folder["my.device.json"], Pair("\"set\"", "\"set\""));
        SpatialDesign written = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(folder["my.device.json"]), AngleDegrees = null });
        PlanFile.Write(written, folder["plan"]);
        SpatialDesign read = PlanFile.Read(folder["plan"]);
        Assert.Equal(written.Request.Device.Drivers, read.Request.Device.Drivers);
        Assert.Equal(written.Warnings, read.Warnings);
        Assert.True(Signals.ErrorDb(SpatialDesigner.Design(read.Request).Plan.Filters[0, 1], written.Plan.Filters[0, 1]) < -80);
        Directory.Move(folder["set"], folder["gone"]);
        string sentence = Assert.Throws<FileFormatException>(() => PlanFile.Read(folder["plan"])).Message;
        Assert.Contains("set", sentence);
        Assert.Contains("there is no such", sentence);
        Assert.Equal(2, RenderPlanFile.Read(folder["plan"]).Drivers.Count); // running it needs no measurement
    }

    [Fact]
    public void ADriverMeasuredInCode_HasNoFile_AndSaysSo()
    {
        FrequencyResponse flat = FrequencyResponse.Tabulated([100, 200, 400, 800], [0, 0, 0, 0], [0, 0, 0, 0]);
        Device device = MeasuredSets.Measured(new([new(new(1, 0, 0), flat)]));
        Assert.Contains("driver 'left' is in no file", Assert.Throws<SoundException>(() => DeviceFile.Describe(device)).Message);
    }

    [Theory]
    [InlineData(true, 0, 45, 90, 135, 180)]
    [InlineData(true, -60, -30, 0)]
    [InlineData(false, -45, 0, 45)]
    public void OneSide_MeasuredOnATurntable_IsNotMirrored_AndANoteSaysSo(bool oneSided, params int[] degrees)
    {
        MeasuredDirection[] directions = [.. degrees.Select(angle => new MeasuredDirection(Position.Direction(angle * Math.PI / 180), FrequencyResponse.Tabulated([20, 200, 2000, 20000], [angle / 10.0, 0, 0, 0], new double[4])))];
        Assert.Equal(oneSided, MeasuredSets.Measured(new(directions, aroundDevice: true)).Notes.Any(note => note.Contains("on one side of the device only")));
        Assert.DoesNotContain(MeasuredSets.Measured(new(directions)).Notes, note => note.Contains("on one side of the device only"));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealSpeaker_MeasuredAtThirteenAngles_MakesAPairThatCancels()
    {
        using TemporaryFolder folder = new();
        string path = RecordedData.Path("speakers/3ll3d00d_polar").Replace('\\', '/');
        string response = $"{{\"file\": \"{path}/foo_*.dat\", \"distanceMetres\": 1.2, \"referenceDb\": 73}}";
        File.WriteAllText(folder["my.device.json"], Pair(response, response, 0.2));
        Device device = DeviceFile.Open(folder["my.device.json"]);
        Assert.Equal(13, device.Drivers[0].Response!.Measured.Count);
        Assert.Contains("up to 90 degrees on one side, mirrored", Assert.Single(device.Notes));
        SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = device, AngleDegrees = null });
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        TransferMatrix ears = Plant.AtEars(device, 2, new SphericalHead(), [HeadPose.Seat], grid);
        Assert.True(Separation.Mean(new MeasuredPlan(design.Plan), ears, 0) > 17);
        double[] level = [.. Enumerable.Range(0, grid.BinCount).Select(bin => 20 * Math.Log10(ears[0, 0, bin].Magnitude))];
        Assert.All(level, value => Assert.InRange(value, -60, 20));
        Assert.All(level.Zip(level.Skip(1)).Skip(20).Take(grid.Bin(16000)), pair => Assert.InRange(pair.Second - pair.First, -0.5, 0.5));
    }

    static string Pair(string left, string right, double half = 0.1)
    {
        string Driver(string name, double place, string response) => FormattableString.Invariant($$"""
            {"name": "{{name}}", "kind": "fullrange", "position": {"left": {{place}}, "up": 0, "front": 0}, "aim": {"azimuthDegrees": 0, "elevationDegrees": 0},
             "diameterMetres": 0.1, "bandHz": [80, 20000], "response": {{response}}}
            """);
        return $$"""{"name": "pair", "description": "two of it", "enclosure": {"shape": "none"}, "drivers": [{{Driver("left", half, left)}}, {{Driver("right", -half, right)}}], "listeningDistanceMetres": 2}""";
    }
}
