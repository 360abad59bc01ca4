using System.Text.RegularExpressions;

namespace Proscenium.Files;

/// <summary>A file that appears whole or not at all: written beside its place, moved there when complete, removed otherwise.</summary>
public sealed partial class AtomicFile : IDisposable
{
    readonly string _path;
    bool _complete;

    /// <summary>Chooses a name beside the place.</summary>
    /// <param name="path">The place.</param>
    /// <param name="keepEnding">For writers that choose a format by the ending. Without it no program that looks for files of a kind takes the unfinished one.</param>
    /// <exception cref="SoundException">The folder does not exist, or the place is a folder.</exception>
    public AtomicFile(string path, bool keepEnding = false)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: its folder does not exist: make it first"));
        if (Directory.Exists(path)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: is a folder: name a file"));
        _path = path;
        PartialPath = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.partial{(keepEnding ? Path.GetExtension(path) : "")}");
    }

    /// <summary>Where to write.</summary>
    public string PartialPath { get; }

    /// <summary>True for names of unfinished files and folders.</summary>
    public static bool IsPartial(string name) => PartialName().IsMatch(name);

    /// <summary>Unfinished files of a place, whose writers were stopped, or still write.</summary>
    public static IReadOnlyList<string> Leftovers(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file).StartsWith($".{Path.GetFileName(path)}.", StringComparison.Ordinal) && IsPartial(Path.GetFileName(file)))]
        : [];

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
        using AtomicFile file = new(path);
        File.WriteAllText(file.PartialPath, text);
        file.Complete();
    }

    [GeneratedRegex(@"^\..+\.[0-9a-f]{32}\.partial(\.[^.]+)?$")]
    private static partial Regex PartialName();
}
