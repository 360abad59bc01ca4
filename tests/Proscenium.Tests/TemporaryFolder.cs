namespace Proscenium.Tests;

/// <summary>A folder that is gone after the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("proscenium-").FullName;

    /// <summary>A file or folder in it.</summary>
    public string this[string name] => Path.Combine(_path, name);

    /// <summary>The names of all that is in it.</summary>
    public string[] Names => [.. Directory.EnumerateFileSystemEntries(_path).Select(Path.GetFileName).Order()!];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
