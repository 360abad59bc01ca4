namespace Proscenium.Files.Sound.Containers;

/// <summary>Holds the sizes in AIFF, CAF, AU and FLAC files against the file, before ffmpeg believes them, and looks for a second file behind others.</summary>
static class Container
{
    const int AuSizes = 4, AuUnknown = -1;

    /// <summary>What is wrong with a file, or null.</summary>
    /// <param name="stream">Its bytes, from where the stream stands; it stands anywhere afterwards.</param>
    /// <param name="isWhole">False for the beginning of something longer.</param>
    /// <param name="path">Named in notes.</param>
    public static ContainerFault? FaultOf(Stream stream, bool isWhole, string path)
    {
        ContainerBytes file = new(stream, isWhole);
        if (IsFlac(file)) return FlacJoint.In(file) is { } place ? new([], 0, place, ContainerFault.AnotherFile(path, "FLAC", place)) : null;
        if (file.Has(0, ".snd")) return Au(file, path);
        return AiffContainer.IsAt(file, 0) ? AiffContainer.Samples(file)?.Fault(file, path) : CafContainer.IsAt(file, 0) ? CafContainer.Samples(file)?.Fault(file, path)
            : OpusChain.Seconds(file) is { } seconds ? new([], 0, null, null, Seconds: seconds) : JoinedFiles.FaultOf(file, path);
    }

    static bool IsFlac(ContainerBytes file) => file.Has(0, "fLaC");

    /// <summary>ffmpeg reads to the end, whatever the size.</summary>
    static ContainerFault? Au(ContainerBytes file, string path)
    {
        long samples = file.Number(AuSizes, 4), size = file.Number(AuSizes + 4, 4), end = samples + size;
        if (!file.IsWhole || (int)size == AuUnknown || end == file.Length) return null;
        if (file.Has(end, ".snd")) return new([], 0, end, ContainerFault.AnotherFile(path, "AU", end));
        return end > file.Length
            ? new([], 0, null, $"{path}: ends after {file.Length - samples} of the {size} bytes of sound it promises; the rest is missing.", IsLoss: true)
            : new([], 0, null, $"{path}: its header promises {size} bytes of sound, as where a recording was not finished or comes from a pipe, and {file.Length - samples} are there: all are read.");
    }
}
