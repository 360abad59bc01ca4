namespace Proscenium.Files.Sound.Containers;

/// <summary>What is wrong with the sizes in a file that ffmpeg would believe, and the bytes to give to it instead.</summary>
/// <param name="Header">The beginning, with right sizes; empty where the file's own is right.</param>
/// <param name="Begin">The first byte of the file that follows it.</param>
/// <param name="End">The byte behind the last one, or null for all to the end.</param>
/// <param name="Note">What a user must know, or null.</param>
/// <param name="IsLoss">True where sound is missing.</param>
/// <param name="Seconds">How long the sound is, where ffmpeg does not tell; else null.</param>
sealed record ContainerFault(byte[] Header, long Begin, long? End, string? Note, bool IsLoss = false, double? Seconds = null)
{
    /// <summary>True where ffmpeg must be given other bytes than the file's.</summary>
    public bool IsMended => Header.Length > 0 || Begin > 0 || End is not null;

    /// <summary>The note of a second file behind the first.</summary>
    public static string AnotherFile(string path, string format, long place, string? extension = null) =>
        $"{path}: holds another {format} file behind the first, from byte {place} on, which is not read: to hear it, make a file of it (tail -c +{place + 1} FILE > OUT.{extension ?? format.ToLowerInvariant()}).";
}
