using Proscenium.Cli.Arguments;
using Proscenium.Heads;
using Proscenium.Tests.Heads;
using Proscenium.Tests.Files;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public class HeadOptionTests
{
    [Fact]
    public void WithoutAFile_ASphereListens_AndHasNoEarsToExchange()
    {
        Assert.IsType<SphericalHead>(Options.OpenHead(null));
        Assert.Contains("--head", Assert.Throws<SettingException>(() => Options.OpenHead(null, swapEars: true)).Message);
        Assert.StartsWith("--head-turn needs a measured head", Assert.Throws<SettingException>(() => Options.OpenHead(null, turnDegrees: 3)).Message);
        Assert.StartsWith("--head-low needs a measured head", Assert.Throws<SettingException>(() => Options.OpenHead(null, lowEndFromSphere: true)).Message);
        Assert.Contains("from -45 to 45", Command.Fail(2, "design", "-o", "plan", "--head", "head.sofa", "--head-turn", "90"));
        Assert.Contains("'sphere' is the only value", Command.Fail(2, "design", "-o", "plan", "--head", "head.sofa", "--head-low", "cube"));
    }

    [Fact]
    public void PlanOnAHead_JudgedOnTheSameFile_IsSaidToBeFlattered_AndByHowMuch()
    {
        using TemporaryFolder folder = new();
        string path = new SofaDraft(new(new SphericalHead(0.09, 97), SampledSphere.Ring(36, 1.4), 48000, 256)).Write(folder["head.sofa"]);
        Command.Succeed("design", "-o", folder["plan"], "--device", "laptop", "--angle", "none", "--head", path);
        string own = Command.Succeed("analyze", "--plan", folder["plan"], "--head", path);
        Assert.Matches(@"note: the plan is judged on the measurement that it was designed on, .* has \d+\.\d dB at the seat, not \d+\.\d;", own);
        Assert.Contains("between its 36 directions", own);
        Assert.DoesNotContain("judged on the measurement", Command.Succeed("analyze", "--plan", folder["plan"]));
    }

    [Fact]
    public void MirroredFile_IsOpened_WhereItsEarsAreToBeExchanged()
    {
        using TemporaryFolder folder = new();
        SampledSphere sampled = new(new SphericalHead(), SampledSphere.Ring(12, 1.4), 48000, 128);
        string path = new SofaDraft(sampled with { Responses = [sampled.Responses[1], sampled.Responses[0]] }).Write(folder["mirrored.sofa"]);
        Assert.True(Assert.IsType<MeasuredHead>(Options.OpenHead(path, swapEars: true)).Origin!.EarsSwapped);
    }
}
