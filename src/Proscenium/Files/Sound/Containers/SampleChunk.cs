namespace Proscenium.Files.Sound.Containers;

/// <summary>The chunk of samples in a container of chunks, AIFF or CAF.</summary>
/// <param name="Format">The container's name.</param>
/// <param name="First">The first byte of the container.</param>
/// <param name="Samples">The first byte of the samples.</param>
/// <param name="Promised">Bytes of samples that the header promises; null for all to the end.</param>
/// <param name="FrameBytes">Bytes of one frame.</param>
/// <param name="SizeBytes">Bytes of a chunk's size.</param>
/// <param name="Names">Names of the chunks that may follow.</param>
/// <param name="IsOfAPipe">True where the sizes are those that programs write which do not know them.</param>
/// <param name="Mark">How another container begins.</param>
/// <param name="Mend">Makes a header of the one that is there: the place of the last sample's end, or null where that is not known.</param>
sealed record SampleChunk(string Format, long First, long Samples, long? Promised, int FrameBytes, int SizeBytes, string[] Names, bool IsOfAPipe, Func<ContainerBytes, long, bool> Mark, Func<long?, byte[]> Mend)
{
    const int MostChunks = 1000;

    /// <summary>The most bytes of a header.</summary>
    public const int LongestHeader = 1 << 22;

    /// <summary>Holds what the header promises against what is there.</summary>
    public ContainerFault? Fault(ContainerBytes file, string path)
    {
        long? end = Samples + Promised;
        if (end is { } told && Follows(file, told) is { } next) return AsPromised(told, Another(file, next), path);
        if (file.IsWhole) return ToTheEnd(file, path);
        return end >= file.Length ? null : new(Mend(null), Samples, null, end is null ? null : Sentence(path, "all that follows is read"));
    }

    /// <summary>Nothing, unless another container follows, or the header of this one stands twice.</summary>
    ContainerFault? AsPromised(long end, long? other, string path) => First == 0 && other is null ? null
        : new(First == 0 ? [] : Mend(end), First == 0 ? 0 : Samples, First == 0 ? other : end, other is { } place ? ContainerFault.AnotherFile(path, Format, place) : null);

    /// <summary>The samples go on to chunks that end with the file, to another container, or to the end.</summary>
    ContainerFault? ToTheEnd(ContainerBytes file, string path)
    {
        long? chunks = file.FindChunks(Names, SizeBytes, Samples), second = Second(file), found = second < chunks ? second : chunks ?? second;
        long there = ((found ?? file.Length) - Samples) / FrameBytes, end = Samples + there * FrameBytes;
        if (Samples + Promised > file.Length && found is null)
            return new([], 0, null, $"{path}: ends after {there} of the {Promised / FrameBytes} frames it promises; the rest is missing.", IsLoss: true);
        List<string> notes = Promised is null ? [] : [Sentence(path, $"{there} are there: all are read")];
        if (second is { } place && place == found) notes.AddRange(IsHeaderAlone(file, place) ? [] : [ContainerFault.AnotherFile(path, Format, place)]);
        else if (chunks is not null) notes.Add($"{path}: its header does not lead to what stands behind its sound: the sound ends there.");
        return found is null && Promised is null && First == 0 && !IsOfAPipe ? null : new(Mend(end), Samples, end, notes.Count == 0 ? null : string.Join(' ', notes));
    }

    /// <summary>Where a chunk, another container or the end follows, with or without padding; else null.</summary>
    long? Follows(ContainerBytes file, long end)
    {
        for (long place = end; place <= end + Padding(end - Samples); place++)
            if (Mark(file, place) || file.LeadsToTheEnd(place, SizeBytes) || Array.Exists(Names, name => file.Has(place, name))) return place;
        return null;
    }

    /// <summary>Another container behind the chunks that follow the samples.</summary>
    long? Another(ContainerBytes file, long place)
    {
        for (int chunks = 0; place < file.Length && !Mark(file, place); chunks++)
        {
            long size = file.Number(place + 4, SizeBytes);
            if (size < 0 || size > file.Length || chunks == MostChunks) return null;
            place += 4 + SizeBytes + size + Padding(size);
        }
        return place < file.Length ? place : null;
    }

    long? Second(ContainerBytes file)
    {
        byte[] letters = file.At(First, 4);
        long from = Samples;
        for (int n = 0; n < MostChunks && file.Find(letters, from) is { } found; n++, from = found + 1)
            if (Mark(file, found)) return found;
        return null;
    }

    /// <summary>True where nothing but a header follows, as where a program writes its header again and cannot go back.</summary>
    bool IsHeaderAlone(ContainerBytes file, long place) => file.Length - place <= Samples - First;

    /// <summary>Bytes between a chunk of a size and the next: of 8 bytes are the sizes of CAF, which pads none.</summary>
    long Padding(long size) => SizeBytes == 4 ? size & 1 : 0;

    string Sentence(string path, string what) => $"{path}: its header promises {Promised / FrameBytes} frames, as where a recording was not finished or comes from a pipe, and {what}.";
}
