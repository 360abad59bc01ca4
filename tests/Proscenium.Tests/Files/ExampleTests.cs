using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

public class ExampleTests
{
    static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "examples");

    [Fact]
    public void EveryExample_IsADevice_ButTheBrokenOne()
    {
        string[] files = [.. Directory.EnumerateFiles(_folder, "*.device.json").Order()];
        Assert.Equal(5, files.Length);
        foreach (string file in files)
            if (!file.EndsWith("broken.device.json", StringComparison.Ordinal)) Assert.InRange(DeviceFile.Open(file).Drivers.Count, 2, 5);
    }

    [Fact]
    public void TheExampleRoom_HasTheWallsItNames()
    {
        Room room = RoomFile.Open(Path.Combine(_folder, "curtain.room.json"));
        Assert.Equal("window", room.Walls[2].Surface.Name);
        Assert.Equal((0.03 + 0.56) / 2, room.Walls[3].Surface.Absorption[4], 1e-12); // plaster and heavy curtain at 1 kHz
        Assert.Equal(0.05, room.Walls[5].Surface.Absorption[0]);
    }

    [Fact]
    public void TheExamplePoses_AreTheNineOfAnAnalysis() =>
        Assert.Equal(HeadPose.NinePoses(2).Select(pose => new WeightedPose(pose)), PoseFile.Open(Path.Combine(_folder, "nine.poses.json")));

    [Fact]
    public void PosesMayBeABareList_AndAFileThatIsNone_IsTold()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["list.json"], "[{\"left\": 0}, {\"left\": 0.07, \"weight\": 3}]");
        Assert.Equal([new(new(), 1), new(new(Left: 0.07), 3)], PoseFile.Open(folder["list.json"]));
        File.WriteAllText(folder["text.json"], "left 0.05");
        Assert.Contains("text.json: is not JSON", Assert.Throws<FileFormatException>(() => PoseFile.Open(folder["text.json"])).Message);
    }

    [Fact]
    public void TheBrokenExample_IsToldWhatIsWrong_AndWhatToDo()
    {
        string sentence = Assert.Throws<FileFormatException>(() => DeviceFile.Open(Path.Combine(_folder, "broken.device.json"))).Message;
        Assert.Contains("no-phase.txt: has no phase column", sentence);
        Assert.Contains("\"phase\": \"minimum\"", sentence);
    }

    [Fact]
    public void TheResponses_AreThose_OfACapOnASphere()
    {
        MeasuredDirectivity angles = DeviceFile.Open(Path.Combine(_folder, "measured-angles.device.json")).Drivers[0].Response!;
        MeasuredDirectivity axis = DeviceFile.Open(Path.Combine(_folder, "measured-pair.device.json")).Drivers[0].Response!;
        Assert.Equal(7, angles.Measured.Count);
        foreach (double f in (double[])[150, 1000, 5000, 12000])
        {
            foreach (double angle in (double[])[0, 15, 90])
                AssertClose(MeasuredSets.CapPressure(angle, 1, f) * FrequencyResponse.Turn(f, -1 / Air.SpeedOfSound), angles.Towards(Position.Direction(angle * Math.PI / 180), f));
            AssertClose(MeasuredSets.CapPressure(0, 1, f) * FrequencyResponse.Turn(f, 128 / 48000.0 - 1 / Air.SpeedOfSound), axis.Towards(new(1, 0, 0), f)); // starts 128 samples late
        }
    }

    [Fact]
    public void AMeasuredExample_Designs()
    {
        SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(Path.Combine(_folder, "measured-angles.device.json")) });
        Assert.All(design.Achieved.Decibels.Values, curve => Assert.All(curve, level => Assert.True(double.IsFinite(level))));
    }

    static void AssertClose(Complex expected, Complex actual)
    {
        Complex ratio = actual / expected;
        Assert.Equal(0, 20 * Math.Log10(ratio.Magnitude), 0.03);
        Assert.Equal(0, ratio.Phase * 180 / Math.PI, 0.3);
    }
}
