using System.Buffers.Binary;
using System.Text;

namespace Proscenium.Engine.Plan;

/// <summary>Walks the chunks of a WAV (RIFF), RF64 or W64 file, forward only. What the chunks may hold is for its callers to judge.</summary>
sealed class WaveChunks
{
    const int RiffStartBytes = 12, RiffHeadBytes = 8, W64StartBytes = 40, W64HeadBytes = 24, SkipBytes = 4096;

    static readonly byte[] _w64Riff = [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    readonly Stream _stream;
    long _left; // bytes of the current chunk and its padding that are not read yet

    /// <summary>Reads the start of the file; the first chunk follows with <see cref="Next"/>.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than that.</exception>
    public WaveChunks(Stream stream)
    {
        _stream = stream;
        IsW64 = ReadBytes(RiffStartBytes).AsSpan().StartsWith("riff"u8);
        if (IsW64) ReadBytes(W64StartBytes - RiffStartBytes);
    }

    /// <summary>True in a W64 file, whose chunk sizes have 64 bits.</summary>
    public bool IsW64 { get; }

    /// <summary>The first four characters of the chunk's name, such as <c>data</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Bytes in the chunk, as the file says; negative where a W64 file is damaged.</summary>
    public long Size { get; private set; }

    /// <summary>True where a file begins like a WAV file, the only one of the three with no more than 4 GB.</summary>
    public static bool IsRiff(ReadOnlySpan<byte> start) => start.StartsWith("RIFF"u8) && IsWave(start);

    /// <summary>True where a file begins like one of the three.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => IsRiff(start) || (start.StartsWith("RF64"u8) && IsWave(start)) || start.StartsWith(_w64Riff);

    /// <summary>Goes to the next chunk; false at the end of the file.</summary>
    public bool Next()
    {
        Span<byte> head = stackalloc byte[IsW64 ? W64HeadBytes : RiffHeadBytes];
        if (!Skip(_left) || _stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return false;
        Id = Encoding.ASCII.GetString(head[..4]);
        Size = IsW64 ? BinaryPrimitives.ReadInt64LittleEndian(head[16..]) - W64HeadBytes : BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        int alignment = IsW64 ? 8 : 2;
        _left = Size + (alignment - Size % alignment) % alignment;
        return true;
    }

    /// <summary>Reads the whole chunk.</summary>
    /// <exception cref="EndOfStreamException">The file ends within it.</exception>
    public byte[] Read()
    {
        byte[] body = ReadBytes((int)Size);
        _left -= Size;
        return body;
    }

    byte[] ReadBytes(int count)
    {
        byte[] bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }

    bool Skip(long count)
    {
        Span<byte> waste = stackalloc byte[SkipBytes];
        while (count > 0)
        {
            int read = _stream.Read(waste[..(int)Math.Min(count, waste.Length)]);
            if (read == 0) return false;
            count -= read;
        }
        return true;
    }

    static bool IsWave(ReadOnlySpan<byte> start) => start.Length >= RiffStartBytes && start[8..].StartsWith("WAVE"u8);
}
