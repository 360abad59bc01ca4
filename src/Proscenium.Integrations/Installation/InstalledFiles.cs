using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>Removes the files of an installation, and nothing else: no changed file, nothing behind a link, no folder that is not empty.</summary>
static class InstalledFiles
{
    /// <summary>Removes files that are as they were written, and gives those that are not. A path may come twice, of two installations.</summary>
    public static IReadOnlyList<string> Remove(IEnumerable<InstalledFile> files)
    {
        List<string> left = [];
        foreach (IGrouping<string, InstalledFile> versions in files.GroupBy(file => file.Path))
        {
            if (versions.Any(file => file.IsUnchanged)) File.Delete(versions.Key);
            else if (Links.IsTaken(versions.Key)) left.Add(versions.Key);
        }
        return left;
    }

    /// <summary>Removes the unfinished files beside some, of installations that were stopped.</summary>
    public static void RemoveUnfinished(IEnumerable<string> paths)
    {
        foreach (string folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct().Where(folder => Directory.Exists(folder) && Links.IsDirect(folder))) TemporaryName.RemoveLeftovers(folder);
    }

    /// <summary>Removes the folders that are empty, inner ones first, and gives the others.</summary>
    public static IReadOnlyList<string> RemoveEmpty(IEnumerable<string> folders)
    {
        List<string> full = [];
        foreach (string folder in folders.OrderByDescending(folder => folder.Length).Where(folder => Directory.Exists(folder) && Links.IsDirect(folder)))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) full.Add(folder);
            else Directory.Delete(folder);
        }
        return full;
    }
}
