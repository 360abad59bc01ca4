using System.Diagnostics;

namespace Proscenium.Tests.Engine;

[Trait(Traits.Category, Traits.Slow)]
public class WithoutVectorsTests
{
    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX512")]
    public void TheEngine_PassesItsTests_OnLesserMachinesToo(string instructions)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            ArgumentList = { "-class", "*.FftTests", "-class", "*.SimdVectorTests", "-class", "*.PartitionedConvolverTests", "-class", "*.SimilarityEstimatorTests", "-class", "*.PanEstimatorTests", "-class", "*.SampleMathTests" },
            Environment = { [instructions] = "0" },
            RedirectStandardOutput = true,
        };
        using Process run = Process.Start(start)!;
        string report = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.True(run.ExitCode == 0, report);
        Assert.Matches(@"Total: \d\d+, Errors: 0, Failed: 0", report);
    }
}
