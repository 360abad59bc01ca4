namespace Proscenium.Studio.Dropped;

/// <summary>A file that was dropped, by the name that it had: for sentences, for angles, and for files that name each other; never a path.</summary>
/// <param name="Name">With the folders that were dropped, with forward slashes.</param>
/// <param name="Id">Its number on the shelf.</param>
sealed record DroppedFile(string Name, string Id)
{
    /// <summary>The name without its folders.</summary>
    public string Leaf => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Its folders, without a slash at the end; empty for none.</summary>
    public string Folder => Name.LastIndexOf('/') is var slash and >= 0 ? Name[..slash] : "";
}
