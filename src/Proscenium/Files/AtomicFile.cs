using System.Text.RegularExpressions;

namespace Proscenium.Files;

/// <summary>Writes a file atomically: under a temporary name in its folder, renamed when complete, removed otherwise.</summary>
sealed partial class AtomicFile : IDisposable
{
    readonly string _path;
    bool _complete;

    /// <summary>Chooses the temporary name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepEnding">True to keep the extension, for writers that choose the format by it. Otherwise no program mistakes the unfinished file for a finished one.</param>
    /// <exception cref="SoundException">The folder does not exist, or the path is a folder.</exception>
    public AtomicFile(string path, bool keepEnding = false)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: its folder does not exist: make it first"));
        if (Directory.Exists(path)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: is a folder: name a file"));
        _path = path;
        PartialPath = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.partial{(keepEnding ? Path.GetExtension(path) : "")}");
        Unfinished.Add(this);
    }

    /// <summary>The temporary file, to be written.</summary>
    public string PartialPath { get; }

    /// <summary>True for the temporary name of a file or folder.</summary>
    public static bool IsPartial(string name) => PartialName().IsMatch(name);

    /// <summary>Temporary files of a path, whose writers were stopped or are still writing.</summary>
    public static IReadOnlyList<string> Leftovers(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file).StartsWith($".{Path.GetFileName(path)}.", StringComparison.Ordinal) && IsPartial(Path.GetFileName(file)))]
        : [];

    /// <summary>Renames the file, over an older one.</summary>
    public void Complete()
    {
        File.Move(PartialPath, _path, overwrite: true);
        _complete = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unfinished.Remove(this);
        if (!_complete) File.Delete(PartialPath);
    }

    /// <summary>Writes a text atomically.</summary>
    public static void WriteAllText(string path, string text)
    {
        using AtomicFile file = new(path);
        File.WriteAllText(file.PartialPath, text);
        file.Complete();
    }

    [GeneratedRegex(@"^\..+\.[0-9a-f]{32}\.partial(\.[^.]+)?$")]
    private static partial Regex PartialName();
}
