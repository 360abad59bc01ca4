using Proscenium.Files.Projects;

namespace Proscenium.Tests.Live;

/// <summary>A plan in a folder of its own, for tests that run the real command on real servers.</summary>
public abstract class CommandOnAServer : IDisposable
{
    private protected const int Rate = 48000, Block = 1024;

    private protected CommandOnAServer() => PlanFile.Write(Designs.Echo, Plan);

    private protected static string[] Drivers { get; } = ["mid-left", "mid-right", "mid-up", "tweeter", "woofer"];

    private protected TemporaryFolder Folder { get; } = new();

    private protected string Plan => Folder["plan"];

    /// <inheritdoc/>
    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static float[][] Noise(int seed, double seconds = 2) => [Signals.Noise((int)(seconds * Rate), seed, 0.25f), Signals.Noise((int)(seconds * Rate), seed + 100, 0.25f)];
}
