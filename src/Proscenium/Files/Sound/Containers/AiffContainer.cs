using System.Buffers.Binary;

namespace Proscenium.Files.Sound.Containers;

/// <summary>AIFF and AIFF-C with plain samples.</summary>
static class AiffContainer
{
    const int FirstChunk = 12, HeadBytes = 8;
    const long PipeSize = 0x7F000000, Largest = 0x7FFFFF00;

    static readonly string[] _plain = ["NONE", "twos", "sowt", "raw ", "in24", "in32", "fl32", "FL32", "fl64", "FL64"];
    static readonly string[] _names = ["NAME", "AUTH", "(c) ", "ANNO", "COMT", "MARK", "INST", "MIDI", "AESD", "APPL", "ID3 ", "id3 ", "CHAN", "FVER", "COMM", "FLLR", "SAXL", "LIST", "basc", "cate", "trns", "PEAK"];

    /// <summary>True where a container begins.</summary>
    public static bool IsAt(ContainerBytes file, long place) => file.Has(place, "FORM") && (file.Has(place + HeadBytes, "AIFF") || file.Has(place + HeadBytes, "AIFC"));

    /// <summary>Its samples; null where it has none, or in a codec.</summary>
    public static SampleChunk? Samples(ContainerBytes file)
    {
        long? common = null;
        for (long at = FirstChunk; at + HeadBytes <= Math.Min(file.Length, SampleChunk.LongestHeader);)
        {
            long size = file.Number(at + 4, 4), body = at + HeadBytes;
            if (file.Has(at, "COMM")) common = body;
            if (file.Has(at, "SSND")) return common is { } told ? Samples(file, told, at, size) : null;
            at = body + size + size % 2;
        }
        return null;
    }

    static SampleChunk? Samples(ContainerBytes file, long common, long chunk, long size)
    {
        if (file.Has(HeadBytes, "AIFC") && !Array.Exists(_plain, type => file.Has(common + 18, type))) return null;
        int frameBytes = (int)(file.Number(common, 2) * ((file.Number(common + 6, 2) + 7) / 8));
        long offset = file.Number(chunk + HeadBytes, 4), samples = chunk + 2 * HeadBytes + offset;
        if (frameBytes == 0 || samples > Math.Min(file.Length, SampleChunk.LongestHeader)) return null;
        long told = Math.Max(0, size - HeadBytes - offset), frames = frameBytes * file.Number(common + 2, 4);
        bool beyond = samples + told > file.Length, pipe = beyond && size >= PipeSize;
        return new("AIFF", 0, samples, pipe ? null : beyond ? Math.Min(told, frames) : told, frameBytes, 4, _names, pipe, IsAt, Mended);

        byte[] Mended(long? end)
        {
            byte[] header = file.At(0, (int)samples);
            long bytes = Math.Min((end ?? Largest) - samples, Largest);
            Put(4, samples - HeadBytes + bytes);
            Put(common + 2, bytes / frameBytes);
            Put(chunk + 4, HeadBytes + offset + bytes);
            return header;

            void Put(long place, long number) => BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan((int)place), (uint)number);
        }
    }
}
