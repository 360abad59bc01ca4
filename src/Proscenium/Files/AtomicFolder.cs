using System.Text;

namespace Proscenium.Files;

/// <summary>
/// The one way to write a folder of files: into a hidden folder in it, or beside it where it does not exist yet, moved when all are complete, removed otherwise. Files that an
/// earlier run wrote there are replaced, and removed where they are no more; files of others stay, and where one is in the way nothing is written.
/// </summary>
sealed class AtomicFolder : IDisposable
{
    readonly string _name, _holds, _partial;
    readonly FolderRecord? _before;
    readonly CancellationToken _cancel;

    /// <summary>Makes the hidden folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="holds">What the files are, in words: only files of the same are replaced.</param>
    /// <param name="cancel">Ends the work between files.</param>
    /// <exception cref="SoundException">The path is a file, holds other files of ours, is read, or its parent does not exist or cannot be written.</exception>
    public AtomicFolder(string path, string holds = "files", CancellationToken cancel = default)
    {
        (_name, _holds, _cancel) = (path, holds, cancel);
        if (path.Contains('\uFFFD')) throw Unusable(path, "is a name with bytes that are no UTF-8, which would be written under another name: choose a name in UTF-8");
        FullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string parent = Path.GetDirectoryName(FullPath) ?? FullPath;
        bool exists = Directory.Exists(FullPath);
        if (!exists && Path.Exists(FullPath)) throw Unusable(path, "is a file: name a folder");
        if (!Directory.Exists(parent)) throw Unusable(path, "the folder it is to be in does not exist: make it first");
        FilesRead.Refuse(path, path);
        _before = FolderRecord.Read(FullPath);
        if (_before is not null && _before.Holds != holds) throw Unusable(path, $"holds {_before.Holds}, which this would get mixed up with: choose another folder, or remove that one");
        TemporaryName.RemoveLeftovers(exists ? FullPath : parent);
        _partial = TemporaryName.In(exists ? FullPath : parent);
        Unfinished.Add(this);
        try
        {
            Directory.CreateDirectory(_partial);
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            Dispose();
            throw OutputFault.Of(path, e);
        }
    }

    /// <summary>The absolute path of the folder, for texts that name its files.</summary>
    public string FullPath { get; }

    /// <summary>Names of the files written so far, relative to the folder, with forward slashes.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(_partial, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_partial, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Refuses files that are in the way of those to come, before the work for them.</summary>
    /// <exception cref="SoundException">One is.</exception>
    public void Require(params IReadOnlyList<string> names)
    {
        foreach (string name in names)
            if (Obstacle(name) is { } obstacle) throw Unusable(Path.Combine(_name, obstacle), "is in the way and was not written by this command, or was changed since: move it, or choose another folder");
    }

    /// <summary>The temporary path of a file, to be written; its folders exist.</summary>
    /// <param name="name">Relative to the folder, with forward slashes.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string Partial(string name)
    {
        _cancel.ThrowIfCancellationRequested();
        string path = Path.Combine(_partial, name);
        InSentences(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        return path;
    }

    /// <summary>Does what writes files, whose errors are told by the name of the folder.</summary>
    public void InSentences(Action work) => InSentences(() =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="InSentences(Action)"/>
    public T InSentences<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(_name, e);
        }
        catch (SoundException e) when (e.Fault.Sentence.Contains(_partial, StringComparison.Ordinal) || e.Fault.Sentence.Contains(FullPath, StringComparison.Ordinal))
        {
            throw new SoundException(e.Fault with { Sentence = e.Fault.Sentence.Replace(_partial, _name, StringComparison.Ordinal).Replace(FullPath, _name, StringComparison.Ordinal) }, e);
        }
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(string name, byte[] content)
    {
        string path = Partial(name);
        InSentences(() => AtomicFile.WriteAllBytes(path, content));
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    public void WriteText(string name, string text) => WriteBytes(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes an executable script.</summary>
    public void WriteScript(string name, string text)
    {
        WriteText(name, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Partial(name), File.GetUnixFileMode(Partial(name)) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Moves all files into the folder, or the folder into its place where there is none.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="SoundException">A file of somebody else's is in the way, or the files cannot be moved.</exception>
    public void Complete()
    {
        _cancel.ThrowIfCancellationRequested();
        IReadOnlyList<string> names = Names;
        Require(names);
        InSentences(() =>
        {
            FolderRecord written = FolderRecord.Of(_holds, _partial, names);
            if (Directory.Exists(FullPath)) Exchange(written, names);
            else
            {
                AtomicFile.WriteAllText(Path.Combine(_partial, FolderRecord.FileName), written.Text());
                Directory.Move(_partial, FullPath);
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unfinished.Remove(this);
        if (_partial is not null) TemporaryName.Remove(_partial);
    }

    /// <summary>Moves file by file; meanwhile the record has the files of both runs, so that what a killed one leaves is known to the next.</summary>
    void Exchange(FolderRecord written, IReadOnlyList<string> names)
    {
        string record = Path.Combine(FullPath, FolderRecord.FileName);
        AtomicFile.WriteAllText(record, written.And(_before).Text());
        foreach (string name in names)
        {
            string target = Path.Combine(FullPath, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(_partial, name), target, overwrite: true);
        }
        foreach (string name in (_before?.Files ?? []).Select(file => file.Name).Distinct().Except(names).Where(IsSurplus)) RemoveSurplus(Path.Combine(FullPath, name));
        AtomicFile.WriteAllText(record, written.And(_before?.Only(name => FilesRead.Holds(Path.Combine(FullPath, name)))).Text());
    }

    /// <summary>True for a file of the run before that is no more; what this run reads stays.</summary>
    bool IsSurplus(string name) => IsUnchanged(name) && !FilesRead.Holds(Path.Combine(FullPath, name));

    /// <summary>Removes a file of the run before, and its folder where that is empty then.</summary>
    void RemoveSurplus(string file)
    {
        File.Delete(file);
        string folder = Path.GetDirectoryName(file)!;
        if (folder != FullPath && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    /// <summary>A folder or a file of somebody else's where a file is to be, or a file where a folder is to be; null for none.</summary>
    string? Obstacle(string name)
    {
        for (string folder = Path.GetDirectoryName(name) ?? ""; folder.Length > 0; folder = Path.GetDirectoryName(folder) ?? "")
            if (Path.Exists(Path.Combine(FullPath, folder)) && !Directory.Exists(Path.Combine(FullPath, folder))) return folder;
        string target = Path.Combine(FullPath, name);
        FilesRead.Refuse(target, Path.Combine(_name, name));
        return (Path.Exists(target) || new FileInfo(target).LinkTarget is not null) && !IsUnchanged(name) ? name : null;
    }

    /// <summary>True for a file of the run before, as that left it.</summary>
    bool IsUnchanged(string name)
    {
        string target = Path.Combine(FullPath, name);
        return _before is not null && IsWithin(target) && new FileInfo(target).LinkTarget is null && FileIdentity.Of(target).Kind == FileKind.Regular && _before.Holding(FullPath, name);
    }

    bool IsWithin(string target) => Path.GetFullPath(target).StartsWith(FullPath + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    static SoundException Unusable(string path, string fault) => new(new Fault(ErrorCodes.PlaceUnusable, $"{path}: {fault}"));
}
