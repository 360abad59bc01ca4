using System.Buffers.Binary;
using System.Text;

namespace Proscenium.Files.Sound.Containers;

/// <summary>The bytes of a file, wherever they are asked for; numbers begin with their highest byte.</summary>
/// <param name="stream">Can be sought.</param>
/// <param name="isWhole">False for the beginning of something longer.</param>
sealed class ContainerBytes(Stream stream, bool isWhole)
{
    const int Step = 1 << 20, LongestTail = 4 << 20;

    readonly long _begin = stream.Position;
    int _patience = 100_000; // chunks that are looked at: a file of nothing else would take for ever

    /// <summary>False where more follows than can be looked at.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Bytes from the beginning on.</summary>
    public long Length { get; } = stream.Length - stream.Position;

    /// <summary>Bytes at a place; fewer than asked at the end.</summary>
    public byte[] At(long place, int count)
    {
        if (place < 0 || place >= Length) return [];
        byte[] bytes = new byte[(int)Math.Min(count, Length - place)];
        stream.Position = _begin + place;
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>True where some letters stand at a place.</summary>
    public bool Has(long place, string letters) => At(place, letters.Length).AsSpan().SequenceEqual(Encoding.Latin1.GetBytes(letters));

    /// <summary>A whole number of some bytes; 0 beyond the end.</summary>
    public long Number(long place, int bytes)
    {
        Span<byte> number = stackalloc byte[8];
        At(place, bytes).CopyTo(number[(8 - bytes)..]);
        return BinaryPrimitives.ReadInt64BigEndian(number);
    }

    /// <summary>The first place, from one on, where some bytes stand, or null.</summary>
    public long? Find(byte[] mark, long from)
    {
        for (long at = Math.Max(from, 0); at < Length; at += Step)
            if (At(at, Step + mark.Length - 1).AsSpan().IndexOf(mark) is >= 0 and int found) return at + found;
        return null;
    }

    /// <summary>The first place, from one on, at which chunks begin that end exactly where the file does; null where none do.</summary>
    /// <param name="names">Names that a first chunk has; those behind it may have any.</param>
    /// <param name="sizeBytes">Bytes of a chunk's size.</param>
    /// <param name="from">The first place that counts.</param>
    public long? FindChunks(string[] names, int sizeBytes, long from)
    {
        if (!isWhole) return null;
        from = Math.Max(from, Length - LongestTail);
        byte[] tail = At(from, LongestTail);
        return names.Select(name => First(Encoding.Latin1.GetBytes(name))).Min();

        long? First(byte[] name)
        {
            for (int at = 0; _patience > 0 && tail.AsSpan(at).IndexOf(name) is >= 0 and int found; at += found + 1)
                if (LeadsToTheEnd(from + at + found, sizeBytes)) return from + at + found;
            return null;
        }
    }

    /// <summary>True where chunks begin at a place that end exactly where the file does; there may be none.</summary>
    public bool LeadsToTheEnd(long place, int sizeBytes)
    {
        while (place <= Length && _patience-- > 0)
        {
            if (place == Length) return isWhole;
            byte[] name = At(place, 4);
            if (name.Length < 4 || name.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~')) return false;
            long size = Number(place + 4, sizeBytes), next = place + 4 + sizeBytes + size;
            if (size < 0 || size > Length) return false;
            place = sizeBytes == 4 && size % 2 == 1 && next < Length ? next + 1 : next;
        }
        return false;
    }
}
