using System.Text;

namespace Proscenium.Files;

/// <summary>
/// The one way to write a file. A regular file appears whole or not at all: it is written under a temporary name in its folder, renamed when complete, removed otherwise, and
/// what was there stays until then; a link stays, and what it leads to is replaced. What is no regular file (a device, a pipe, standard output by the name <c>-</c>) takes the
/// bytes as they come and is never replaced. A file that the work at hand reads is refused.
/// </summary>
sealed class AtomicFile : IDisposable
{
    readonly OutputTarget _target;
    OutputStream? _stream;
    bool _complete;

    /// <summary>Finds the place, removes what killed processes left there, and makes the temporary file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ending">As of <see cref="TemporaryName.In"/>.</param>
    /// <param name="name">What errors call it, where that is not its path.</param>
    /// <exception cref="SoundException">Nothing can be written there, or it is read.</exception>
    public AtomicFile(string path, string ending = "", string? name = null)
    {
        _target = OutputTarget.Of(path) with { Name = name ?? path };
        string folder = _target.IsWrittenThrough ? Path.GetTempPath() : Path.GetDirectoryName(_target.FullPath)!;
        if (!_target.IsWrittenThrough) TemporaryName.RemoveLeftovers(folder);
        TemporaryPath = TemporaryName.In(folder, ending);
        Unfinished.Add(this);
        try
        {
            if (!_target.IsWrittenThrough || ending.Length > 0) Make();
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            Dispose();
            throw OutputFault.Of(_target.Name, e);
        }
    }

    /// <summary>The temporary file, for a program that writes by name instead of through <see cref="Open"/>.</summary>
    public string TemporaryPath { get; }

    /// <summary>Refuses, before any work, places that cannot be written, are read, or are one.</summary>
    /// <param name="paths">The files that will be written; null for none.</param>
    /// <exception cref="SoundException">One of them cannot be written.</exception>
    public static void Require(params IReadOnlyList<string?> paths)
    {
        string[] files = [.. paths.OfType<string>()];
        for (int i = 0; i < files.Length; i++)
        {
            if (OutputTarget.Of(files[i]).IsWrittenThrough) continue;
            if (files[..i].FirstOrDefault(other => FileIdentity.AreOne(other, files[i])) is { } same)
                throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{files[i]}: would be written twice{(same == files[i] ? "" : $", as {same}, too")}: give each result a file of its own"));
        }
    }

    /// <summary>Opens it for writing, once.</summary>
    /// <exception cref="SoundException">It cannot be opened; also while it is written.</exception>
    public Stream Open()
    {
        try
        {
            return _stream = _target.IsWrittenThrough ? _target.OpenThrough() : new(_target.Name, new FileStream(TemporaryPath, FileMode.Open, FileAccess.Write, FileShare.None, 1 << 16), mayReturn: true);
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(_target.Name, e);
        }
    }

    /// <summary>Closes it and puts it in its place.</summary>
    /// <exception cref="SoundException">It cannot be put there.</exception>
    public void Complete()
    {
        try
        {
            _stream?.Dispose();
            if (!_target.IsWrittenThrough) Replace();
            else if (_stream is null) PassOn();
            _complete = !_target.IsWrittenThrough;
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(_target.Name, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unfinished.Remove(this);
        try
        {
            _stream?.Dispose();
        }
        catch (SoundException)
        {
            // the work has failed already, or the file is not wanted
        }
        if (!_complete) TemporaryName.Remove(TemporaryPath);
    }

    /// <summary>Writes bytes.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using AtomicFile file = new(path);
        file.Open().Write(content);
        file.Complete();
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes files that belong together: none takes its place before all are written.</summary>
    public static void WriteTogether(IReadOnlyList<(string Path, byte[] Content)> contents)
    {
        List<AtomicFile> files = [];
        try
        {
            foreach ((string path, byte[] content) in contents)
            {
                files.Add(new(path));
                files[^1].Open().Write(content);
            }
            files.ForEach(file => file.Complete());
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    void Make() => new FileStream(TemporaryPath, FileMode.CreateNew, FileAccess.Write).Dispose();

    /// <summary>Puts the temporary file in place of what is there, with the rights of that.</summary>
    void Replace()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(_target.FullPath)) File.SetUnixFileMode(TemporaryPath, File.GetUnixFileMode(_target.FullPath));
        File.Move(TemporaryPath, _target.FullPath, overwrite: true);
    }

    void PassOn()
    {
        using FileStream content = File.OpenRead(TemporaryPath);
        using Stream through = _target.OpenThrough();
        content.CopyTo(through);
    }
}
