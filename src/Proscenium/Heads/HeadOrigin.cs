namespace Proscenium.Heads;

/// <summary>Where a measured head was read from, so that it can be found again.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="EarsSwapped">True where the file's ears were exchanged on request.</param>
/// <param name="Sha256">The file's content, in lower-case hexadecimal digits.</param>
sealed record HeadOrigin(string Path, bool EarsSwapped, string Sha256);
