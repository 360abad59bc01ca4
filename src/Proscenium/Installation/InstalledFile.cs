using System.Security.Cryptography;

namespace Proscenium.Installation;

/// <summary>A file that was written, and its contents' fingerprint.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Sha256">In hexadecimal digits.</param>
sealed record InstalledFile(string Path, string Sha256)
{
    /// <summary>True where it is there as it was written.</summary>
    public bool IsUnchanged => File.Exists(Path) && Fingerprint(Path) == Sha256;

    /// <summary>The fingerprint of a file's contents.</summary>
    public static string Fingerprint(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
