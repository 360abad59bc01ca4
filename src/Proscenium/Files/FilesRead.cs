using System.Collections.Concurrent;

namespace Proscenium.Files;

/// <summary>
/// The files and folders that the work at hand has read; none of them is written over. A verb of the command, or one call of the library, begins and ends them; they follow
/// the work into its threads.
/// </summary>
sealed class FilesRead : IDisposable
{
    static readonly AsyncLocal<FilesRead?> _current = new();

    readonly FilesRead? _outer = _current.Value;
    readonly ConcurrentDictionary<FileIdentity, string> _names = [];

    FilesRead() => _current.Value = this;

    /// <summary>Begins to note what is read, in addition to what is noted already.</summary>
    public static IDisposable Begin()
    {
        FilesRead files = new();
        if (OperatingSystem.IsLinux()) Note("/dev/stdin");
        return files;
    }

    /// <summary>Notes a file that is read, or a folder with a plan.</summary>
    public static void Note(string path)
    {
        if (_current.Value is null || path == "-") return;
        FileIdentity file = FileIdentity.Of(path);
        if (file.Kind is not (FileKind.Regular or FileKind.Folder)) return;
        for (FilesRead? files = _current.Value; files is not null; files = files._outer) files._names.TryAdd(file, path);
    }

    /// <summary>True for what is read.</summary>
    public static bool Holds(string path) => NameOf(FileIdentity.Of(path)) is not null;

    /// <summary>Refuses to write what is read.</summary>
    /// <param name="path">Where something is to be written.</param>
    /// <param name="written">The same as the user wrote it.</param>
    /// <exception cref="SoundException">It is read.</exception>
    public static void Refuse(string path, string written)
    {
        if (NameOf(FileIdentity.Of(path)) is not { } name) return;
        string what = name == written ? "is read by this command" : name == "/dev/stdin" ? "is the standard input of this command" : $"is the same as {name}, which is read by this command";
        throw new SoundException(new Fault(ErrorCodes.OutputIsInput, $"{(written == "-" ? "standard output" : written)}: {what} and would be lost: name another place for the result"));
    }

    /// <summary>The name by which this work, or one that it is part of, has read a file; null for what nobody has read.</summary>
    static string? NameOf(FileIdentity file)
    {
        for (FilesRead? files = _current.Value; files is not null; files = files._outer)
            if (files._names.TryGetValue(file, out string? name)) return name;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _current.Value = _outer;
}
