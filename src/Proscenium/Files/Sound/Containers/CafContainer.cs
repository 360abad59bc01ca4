using System.Buffers.Binary;

namespace Proscenium.Files.Sound.Containers;

/// <summary>CAF with plain samples.</summary>
static class CafContainer
{
    const int FirstChunk = 8, HeadBytes = 12, EditBytes = 4;

    static readonly string[] _names = ["free", "info", "chan", "mark", "regn", "inst", "midi", "strg", "umid", "uuid", "peak", "ovvw", "edct", "kuki", "pakt", "desc"];

    /// <summary>True where a container begins.</summary>
    public static bool IsAt(ContainerBytes file, long place) => file.Has(place, "caff\0\u0001\0\0") && file.Has(place + FirstChunk, "desc");

    /// <summary>Its samples; null where it has none, or in a codec. A header that was written again before the samples counts as the last one says.</summary>
    public static SampleChunk? Samples(ContainerBytes file, long first = 0)
    {
        int frameBytes = 0;
        for (long at = first + FirstChunk; at + HeadBytes <= Math.Min(file.Length, SampleChunk.LongestHeader);)
        {
            long size = file.Number(at + 4, 8), body = at + HeadBytes, samples = body + EditBytes;
            if (file.Has(at, "desc") && file.Has(body + 8, "lpcm")) frameBytes = (int)Math.Clamp(file.Number(body + 16, 4), 0, 1 << 10);
            if (file.Has(at, "data")) return frameBytes == 0 ? null : IsAt(file, samples) ? Samples(file, samples) : new("CAF", first, samples, size == -1 ? null : Math.Max(0, size - EditBytes), frameBytes, 8, _names, false, IsAt, end => Mended(file, first, at, end));
            if (size < 0 || size > file.Length) return null;
            at = body + size;
        }
        return null;
    }

    /// <summary>The chunks up to the samples, without room for others, which ffmpeg does not pass over in a pipe.</summary>
    static byte[] Mended(ContainerBytes file, long first, long chunk, long? end)
    {
        List<byte> header = [.. file.At(first, FirstChunk)];
        for (long at = first + FirstChunk; at < chunk; at += HeadBytes + file.Number(at + 4, 8))
            if (!file.Has(at, "free")) header.AddRange(file.At(at, (int)Math.Min(HeadBytes + file.Number(at + 4, 8), chunk - at)));
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, end is { } last ? last - (chunk + HeadBytes) : -1);
        return [.. header, .. "data"u8, .. size, .. file.At(chunk + HeadBytes, EditBytes)];
    }
}
