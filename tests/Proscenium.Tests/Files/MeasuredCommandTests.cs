using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Files;

[Collection("console")]
public class MeasuredCommandTests
{
    static string Example(string name) => Path.Combine(AppContext.BaseDirectory, "examples", name + ".device.json");

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AMeasuredDevice_IsDesignedAnalysedAndRendered_LikeABuiltInOne()
    {
        using TemporaryFolder folder = new();
        string designed = Command.Succeed("design", "-o", folder["plan"], "--device", Example("measured-angles"));
        Assert.Contains("drivers 'left', 'right' are measured up to 90 degrees on one side", designed);
        Assert.Contains("crosstalk cancellation", Command.Succeed("analyze", "--device", Example("measured-angles"), "--angle", "none"));
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(5000, 1), Signals.Noise(5000, 2));
        foreach (string[] from in (string[][])[["--device", Example("measured-angles")], ["--plan", folder["plan"]]])
        {
            Command.Succeed(["render", folder["in.wav"], folder["feeds.wav"], .. from]);
            Command.Succeed(["render", folder["in.wav"], folder["ears.wav"], "--monitor", .. from]);
            foreach (string name in (string[])["feeds.wav", "ears.wav"])
                Assert.All(Sounds.Read(folder[name]).Channels, channel => Assert.InRange(Signals.PowerDb(channel), -60, 0));
        }
    }

    [Fact]
    public void ABrokenDevice_IsRefused_InOneSentence()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("no-phase.txt: has no phase column", Command.Fail(1, "design", "-o", folder["plan"], "--device", Example("broken")));
        Assert.Empty(folder.Names);
    }
}
