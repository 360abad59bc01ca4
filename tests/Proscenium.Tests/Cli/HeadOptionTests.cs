using Proscenium.Cli.Arguments;
using Proscenium.Heads;
using Proscenium.Tests.Heads;
using Proscenium.Tests.Files;

namespace Proscenium.Tests.Cli;

public class HeadOptionTests
{
    [Fact]
    public void WithoutAFile_ASphereListens_AndHasNoEarsToExchange()
    {
        Assert.IsType<SphericalHead>(Options.OpenHead(null));
        Assert.Contains("--head", Assert.Throws<SettingException>(() => Options.OpenHead(null, swapEars: true)).Message);
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
