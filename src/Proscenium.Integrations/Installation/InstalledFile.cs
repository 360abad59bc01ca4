namespace Proscenium.Integrations.Installation;

/// <summary>A file that was written, and its contents' fingerprint.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Sha256">In hexadecimal digits.</param>
sealed record InstalledFile(string Path, string Sha256)
{
    /// <summary>True where it is there as it was written, and not behind a link that was made since.</summary>
    public bool IsUnchanged => File.Exists(Path) && Links.IsDirect(Path) && Fingerprint(File.ReadAllBytes(Path)) == Sha256;

    /// <summary>What a draft's file will be.</summary>
    public static InstalledFile Of(DraftFile file) => new(file.Path, Fingerprint(file.Content));

    static string Fingerprint(byte[] content) => Engine.Plan.Sha256.Of(content);
}
