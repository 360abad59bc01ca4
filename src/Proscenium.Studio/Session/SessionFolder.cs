namespace Proscenium.Studio.Session;

/// <summary>
/// A studio's folder for what is dropped. A file in it is held open exclusively, which the system ends with the process, however that ends: so the next studio knows whose folders nobody owns any more, and deletes them.
/// </summary>
sealed class SessionFolder : IDisposable
{
    const string Prefix = "proscenium-studio-", OwnerFile = "owner";
    const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(Prefix);
    readonly FileStream _owner;

    /// <summary>Makes one, and sweeps those whose owners are gone.</summary>
    public SessionFolder()
    {
        _owner = Hold(_folder, FileMode.CreateNew);
        Sweep(_folder.Parent!);
    }

    /// <summary>Where it is.</summary>
    public string FullName => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner.Dispose();
        Delete(_folder);
    }

    /// <summary>Deletes the folders of studios that are gone. A link is nobody's folder, nor is one that others may enter.</summary>
    /// <param name="parent">Where they lie.</param>
    internal static void Sweep(DirectoryInfo parent)
    {
        foreach (DirectoryInfo folder in parent.EnumerateDirectories($"{Prefix}*").Where(IsOwn))
        {
            try
            {
                Hold(folder, FileMode.Open).Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // its owner lives, or it is somebody else's
            }
            Delete(folder);
        }
    }

    static bool IsOwn(DirectoryInfo folder) => !folder.Attributes.HasFlag(FileAttributes.ReparsePoint) && (OperatingSystem.IsWindows() || folder.UnixFileMode == OwnerAlone)
        && new FileInfo(Path.Combine(folder.FullName, OwnerFile)) is { Exists: true, LinkTarget: null };

    static FileStream Hold(DirectoryInfo folder, FileMode mode) => new(Path.Combine(folder.FullName, OwnerFile), mode, FileAccess.ReadWrite, FileShare.None);

    static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true); // links in it are removed, and not followed
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a file is still open: the next studio sweeps it, or the system clears its folder for temporary files
        }
    }
}
