namespace Proscenium.Integrations.Installation;

/// <summary>Symbolic links: where they lead, and how they are moved without following them.</summary>
static class Links
{
    const int MaxLinks = 40; // as many as Linux follows

    /// <summary>True for a link, wherever it leads.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>True where there is anything, a link to nowhere included.</summary>
    public static bool IsTaken(string path) => Path.Exists(path) || IsLink(path);

    /// <summary>True for a path without links.</summary>
    public static bool IsDirect(string path) => Resolve(path) == path;

    /// <summary>The full path of the same thing without links; what does not exist yet keeps its name.</summary>
    public static string Resolve(string path) => Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), MaxLinks);

    /// <summary>Moves a file, or a link itself.</summary>
    public static void Move(string from, string to)
    {
        if (new FileInfo(from).LinkTarget is not { } target)
        {
            File.Move(from, to);
            return;
        }
        File.CreateSymbolicLink(to, target);
        File.Delete(from);
    }

    static string Resolve(string path, int most)
    {
        if (Path.GetDirectoryName(path) is not { } outer) return path;
        string folder = Resolve(outer, most), here = Path.Combine(folder, Path.GetFileName(path));
        return most > 0 && new FileInfo(here).LinkTarget is { } target ? Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, folder)), most - 1) : here;
    }
}
