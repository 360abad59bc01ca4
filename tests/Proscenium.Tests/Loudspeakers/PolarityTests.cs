using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Tests.Loudspeakers;

/// <summary>An ideal driver whose wires are exchanged, by the key "polarity" of a device file.</summary>
public class PolarityTests
{
    [Theory]
    [InlineData("laptop")]
    [InlineData("echo-studio")]
    public void AReversedDriver_IsTheOtherOneTimesMinusOne_NearAndFar(string name)
    {
        (Device normal, Device reversed) = (DeviceFile.Open(name), Reversed(name));
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        (FarField here, FarField there) = (FarField.OfDrivers(normal, grid)[1], FarField.OfDrivers(reversed, grid)[1]);
        SplitSpectrum first = new(grid.BinCount), second = new(grid.BinCount);
        foreach (Position direction in Directions.Even(7))
        {
            (SplitSpectrum a, SplitSpectrum b) = (here.Towards(direction, first), there.Towards(direction, second));
            for (int bin = 1; bin < grid.BinCount; bin += 97) Assert.Equal((a.Re[bin], a.Im[bin]), (-b.Re[bin], -b.Im[bin]));
        }
        foreach (double hertz in (double[])[100, 1000, 9000]) Assert.Equal(-normal.Field(1, hertz, 1.2).PressureAt(default), reversed.Field(1, hertz, 1.2).PressureAt(default));
    }

    [Fact]
    public void APlan_PlaysItTheOtherWayRound_AndSaysSo()
    {
        (SpatialDesign normal, SpatialDesign reversed) = (Design(DeviceFile.Open("laptop")), Design(Reversed("laptop")));
        for (int input = 0; input < 2; input++)
        {
            Assert.True(Signals.ErrorDb(reversed.Plan.Filters[input, 0], normal.Plan.Filters[input, 0]) < -80);
            Assert.True(Signals.ErrorDb([.. reversed.Plan.Filters[input, 1].ToArray().Select(tap => -tap)], normal.Plan.Filters[input, 1]) < -80);
        }
        Assert.Contains(reversed.Warnings, note => note.Contains("is reversed at the listener"));
        Assert.DoesNotContain(normal.Warnings, note => note.Contains("reversed"));
    }

    [Fact]
    public void TheKey_IsWrittenBack_AndIsNotForMeasuredDrivers()
    {
        Device reversed = Reversed("laptop");
        Assert.Equal(reversed.Drivers, DeviceFile.Parse(DeviceFile.Describe(reversed).ToJsonString(), "again.device.json").Drivers);
        JsonNode text = Text("laptop");
        text["drivers"]![1]!["polarity"] = "reversed";
        text["drivers"]![1]!["response"] = "one.frd";
        Assert.Contains("tells its polarity: leave 'polarity' out", Assert.Throws<FileFormatException>(() => DeviceFile.Parse(text.ToJsonString(), "my.device.json")).Message);
    }

    static JsonNode Text(string name) => JsonNode.Parse(DeviceFile.BuiltInText(name), documentOptions: StrictJson.Options)!;

    static Device Reversed(string name)
    {
        JsonNode text = Text(name);
        text["drivers"]![1]!["polarity"] = "reversed";
        return DeviceFile.Parse(text.ToJsonString(), "my.device.json");
    }

    static SpatialDesign Design(Device device) => SpatialDesigner.Design(new() { Device = device, AngleDegrees = null, Tone = Proscenium.Steering.Tone.Direct });
}
