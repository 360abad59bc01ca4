namespace Proscenium.Files;

/// <summary>
/// Writes the files of a folder together: into a hidden folder in it, or beside it where it does not exist yet, moved when all are complete, removed otherwise.
/// Other files in the folder stay.
/// </summary>
sealed class AtomicFolder : IDisposable
{
    readonly string _partial;
    readonly CancellationToken _cancel;

    /// <summary>Makes the hidden folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancel">Ends the work between files.</param>
    /// <exception cref="SoundException">The path is a file, or its parent does not exist or cannot be written.</exception>
    public AtomicFolder(string path, CancellationToken cancel = default)
    {
        _cancel = cancel;
        FullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string parent = Path.GetDirectoryName(FullPath) ?? FullPath;
        if (File.Exists(FullPath)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: is a file: name a folder"));
        if (!Directory.Exists(parent)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: the folder it is to be in does not exist: make it first"));
        _partial = Path.Combine(Directory.Exists(FullPath) ? FullPath : parent, $".{Path.GetFileName(FullPath)}.{Guid.NewGuid():N}.partial");
        Unfinished.Add(this);
        try
        {
            Directory.CreateDirectory(_partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: cannot be made a folder: {e.Message}"), e);
        }
    }

    /// <summary>The absolute path of the folder, for texts that name its files.</summary>
    public string FullPath { get; }

    /// <summary>Names of the files written so far, relative to the folder, with forward slashes.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(_partial, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_partial, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The temporary path of a file, to be written; its folders exist.</summary>
    /// <param name="name">Relative to the folder, with forward slashes.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string Partial(string name)
    {
        _cancel.ThrowIfCancellationRequested();
        string path = Path.Combine(_partial, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    public void WriteText(string name, string text) => File.WriteAllText(Partial(name), text);

    /// <summary>Writes an executable script.</summary>
    public void WriteScript(string name, string text)
    {
        WriteText(name, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Partial(name), File.GetUnixFileMode(Partial(name)) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Moves all files into the folder.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Complete()
    {
        _cancel.ThrowIfCancellationRequested();
        (string File, string Target)[] moves = [.. Names.Select(name => (Path.Combine(_partial, name), Path.Combine(FullPath, name)))];
        foreach ((_, string target) in moves)
            if (Obstacle(target) is { } obstacle) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{obstacle}: is in the way of the files to be written: remove it, or choose another folder"));
        foreach ((string file, string target) in moves)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }
    }

    /// <summary>A folder where a file is to be, or a file where a folder is to be.</summary>
    string? Obstacle(string target)
    {
        if (Directory.Exists(target)) return target;
        for (string folder = Path.GetDirectoryName(target)!; folder.Length > FullPath.Length; folder = Path.GetDirectoryName(folder)!)
            if (File.Exists(folder)) return folder;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unfinished.Remove(this);
        if (Directory.Exists(_partial)) Directory.Delete(_partial, recursive: true);
    }
}
