namespace Proscenium.Storage;

/// <summary>A file that appears whole or not at all: written beside its place, moved there when complete, removed otherwise.</summary>
public sealed class WholeFile : IDisposable
{
    readonly string _path;
    bool _complete;

    /// <summary>Chooses a name beside the place.</summary>
    /// <exception cref="SoundException">The folder does not exist, or the place is a folder.</exception>
    public WholeFile(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new SoundException($"{path}: its folder does not exist: make it first.");
        if (Directory.Exists(path)) throw new SoundException($"{path}: is a folder: name a file.");
        _path = path;
        PartialPath = Path.Combine(folder, $".{Path.GetFileNameWithoutExtension(path)}.{Guid.NewGuid():N}.partial{Path.GetExtension(path)}");
    }

    /// <summary>Where to write.</summary>
    public string PartialPath { get; }

    /// <summary>Moves the file to its place.</summary>
    public void Complete()
    {
        File.Move(PartialPath, _path, overwrite: true);
        _complete = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_complete) File.Delete(PartialPath);
    }

    /// <summary>Writes a text, whole or not at all.</summary>
    public static void WriteAllText(string path, string text)
    {
        using WholeFile file = new(path);
        File.WriteAllText(file.PartialPath, text);
        file.Complete();
    }
}
