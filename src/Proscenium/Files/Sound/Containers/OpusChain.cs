using System.Buffers.Binary;

namespace Proscenium.Files.Sound.Containers;

/// <summary>Opus streams in Ogg, one behind the other: how long they are together, which ffmpeg does not tell.</summary>
static class OpusChain
{
    const int HeadBytes = 27, MostPages = 200_000, FirstOfAStream = 2;
    const double Rate = 48000;

    /// <summary>Seconds of all streams; null where there is but one, or something else.</summary>
    public static double? Seconds(ContainerBytes file)
    {
        long samples = 0, last = 0, place = 0;
        int streams = 0;
        for (int page = 0; page < MostPages && file.IsWhole && place < file.Length; page++)
        {
            byte[] head = file.At(place, HeadBytes);
            if (head.Length < HeadBytes || !head.AsSpan().StartsWith("OggS"u8)) return null;
            byte[] lengths = file.At(place + HeadBytes, head[26]);
            long content = place + HeadBytes + lengths.Length;
            if ((head[5] & FirstOfAStream) != 0)
            {
                byte[] begin = file.At(content, 12);
                if (begin.Length < 12 || !begin.AsSpan().StartsWith("OpusHead"u8)) return null;
                samples += last - BinaryPrimitives.ReadUInt16LittleEndian(begin.AsSpan(10));
                streams++;
            }
            last = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(6))); // -1 where no packet ends
            place = content + lengths.Sum(length => length);
        }
        return place == file.Length && streams > 1 ? (samples + last) / Rate : null;
    }
}
