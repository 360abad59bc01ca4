namespace Proscenium.Tests;

public class SmokeTests
{
    [Fact]
    public void Runs() => Assert.True(File.Exists(RecordedData.Kemar()));
}
