using Proscenium.Engine.Plan;

namespace Proscenium.Files;

/// <summary>SHA-256 of a file, however long it is.</summary>
static class FileFingerprint
{
    /// <summary>Reads the file; in lower-case hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using FileStream content = File.OpenRead(path);
        return Sha256.Of(content);
    }
}
