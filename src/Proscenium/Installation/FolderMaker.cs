namespace Proscenium.Installation;

/// <summary>Makes folders, and knows afterwards which ones were not there before.</summary>
sealed class FolderMaker
{
    readonly List<string> _made = [];

    /// <summary>Full paths, outer ones first.</summary>
    public IReadOnlyList<string> Made => _made;

    /// <summary>Makes the folders of a file.</summary>
    public void MakeFor(string file)
    {
        Stack<string> missing = [];
        for (string? folder = Path.GetDirectoryName(file); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)) missing.Push(folder);
        foreach (string folder in missing)
        {
            Directory.CreateDirectory(folder);
            _made.Add(folder);
        }
    }
}
