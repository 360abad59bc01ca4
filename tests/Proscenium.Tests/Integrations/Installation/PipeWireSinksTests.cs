using Proscenium.Integrations.Installation;

namespace Proscenium.Tests.Integrations.Installation;

/// <summary>Sinks as PipeWire 0.3.65 and 1.0 print them.</summary>
public sealed class PipeWireSinksTests
{
    const string Ports = "alsa_output.pci-0000_00_1f.3.analog-stereo:playback_FL\nalsa_output.pci-0000_00_1f.3.analog-stereo:playback_FR\nproscenium-laptop:playback_FL\nproscenium-laptop:playback_FR\n"
        + "usb:playback_AUX0\nusb:playback_AUX1\nusb:playback_AUX2\nusb:playback_AUX3\nusb:playback_AUX4\n  a player:input_FL\n";
    const string Metadata = "Found \"default\" metadata 34\nupdate: id:0 key:'default.audio.sink' value:'{\"name\":\"alsa_output.pci-0000_00_1f.3.analog-stereo\"}' type:'Spa:String:JSON'\n";

    static readonly string[] _drivers = ["left", "right", "up", "tweeter", "woofer"];

    [Fact]
    public void ChannelsAreCounted_WithoutThoseOfAnInstalledPlan()
    {
        PipeWireSinks sinks = PipeWireSinks.Of(Ports, Metadata);
        Assert.Equal(new Dictionary<string, int> { ["alsa_output.pci-0000_00_1f.3.analog-stereo"] = 2, ["usb"] = 5 }, sinks.Channels);
        Assert.Equal("alsa_output.pci-0000_00_1f.3.analog-stereo", sinks.Default);
    }

    [Theory]
    [InlineData("usb", null)]
    [InlineData(null, "the default output, alsa_output.pci-0000_00_1f.3.analog-stereo, has 2 channels for 5 drivers: up, tweeter, woofer will be silent; sinks with enough, to be named as the target: usb.")]
    [InlineData("hdmi", "there is no sink hdmi now, so there will be silence until it comes; sinks with enough, to be named as the target: usb.")]
    public void DriversThatWouldBeSilent_AreNamed_WithTheSinkThatHasEnough(string? target, string? warning) =>
        Assert.Equal(warning, PipeWireSinks.Of(Ports, Metadata).Warning(target, _drivers));

    [Fact]
    public void WhereThePlanItselfIsTheDefault_NothingIsSaid() => Assert.Null(PipeWireSinks.Of(Ports, Metadata.Replace("alsa_output.pci-0000_00_1f.3.analog-stereo", "proscenium-laptop")).Warning(null, _drivers));
}
