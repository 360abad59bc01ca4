namespace Proscenium.Tests.Release;

/// <summary>The packages as <c>dotnet pack</c> makes them of what is built, in a folder that is gone after the tests, which share it.</summary>
[CollectionDefinition("packages")]
public sealed class PackedPackages : ICollectionFixture<PackedPackages>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    /// <summary>Packs the whole solution without building it again.</summary>
    public PackedPackages() =>
        OtherProgram.Succeed(SourceTree.Root, null, "dotnet", "pack", "--no-build", "-c", SourceTree.Configuration, "--nologo", "-v", "q", "-nodeReuse:false", "-o", Folder);

    /// <summary>Where they are.</summary>
    public string Folder => _folder["packages"];

    /// <summary>Full paths of all packages, without those of symbols.</summary>
    public string[] Files => [.. Directory.GetFiles(Folder, "*.nupkg").Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
