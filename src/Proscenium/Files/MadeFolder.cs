namespace Proscenium.Files;

/// <summary>A folder that is made where it is missing, with those above it, and removed again where nothing came into it.</summary>
sealed class MadeFolder : IDisposable
{
    readonly List<string> _made = [];

    /// <summary>Makes it.</summary>
    /// <exception cref="SoundException">The path is a file, or the folder cannot be made.</exception>
    public MadeFolder(string path)
    {
        if (File.Exists(path)) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: is a file: name a folder"));
        for (string? folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)) _made.Add(folder);
        Unfinished.Add(this);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{path}: cannot be made a folder ({e.Message.TrimEnd('.')}): name another place"), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unfinished.Remove(this);
        foreach (string folder in _made.Where(Directory.Exists))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return;
            Directory.Delete(folder);
        }
    }
}
