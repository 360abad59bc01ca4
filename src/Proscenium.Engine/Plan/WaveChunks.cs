using System.Buffers.Binary;
using System.Text;

namespace Proscenium.Engine.Plan;

/// <summary>Walks the chunks of a WAV (RIFF, RIFX), RF64, BW64 or W64 file, forward only. What the chunks may hold is for its callers to judge.</summary>
sealed class WaveChunks
{
    const int RiffStartBytes = 12, RiffHeadBytes = 8, W64StartBytes = 40, W64HeadBytes = 24, SkipBytes = 4096, IdBytes = 4, LargestUnknown = 1 << 24;

    static readonly byte[][] _files = Array.ConvertAll("RIFF RIFX RF64 BW64".Split(' '), Encoding.ASCII.GetBytes);

    /// <summary>How the names of W64's chunks go on behind their first four characters.</summary>
    static readonly byte[] _w64Name = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    static readonly byte[] _w64Riff = [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    /// <summary>What others put behind the chunks: ID3, APE and Lyrics3 tags.</summary>
    static readonly byte[][] _tags = Array.ConvertAll("TAG ID3 APETAGEX LYRICSBEGIN 3DI".Split(' '), Encoding.ASCII.GetBytes);

    /// <summary>Chunks that are told by their name, also where the file ends within them.</summary>
    static readonly byte[][] _names = Array.ConvertAll("LIST|data|fact|PEAK|bext|iXML|axml|aXML|chna|id3 |ID3 |cue |plst|smpl|inst|cart|JUNK|junk|FLLR|PAD |levl|afsp|_PMX|acid|DISP|minf|elm1|regn|umid|SMED|CSET|qlty|mext|link|strc|clm ".Split('|'), Encoding.ASCII.GetBytes);

    readonly Stream _stream;
    byte[] _returned = []; // bytes that were read too far
    int _given; // of them, so many have been read again
    long _left; // bytes of the current chunk that are not read yet
    int _padding; // bytes that follow the chunk

    /// <summary>Reads the start of the file; the first chunk follows with <see cref="Next"/>.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than that.</exception>
    public WaveChunks(Stream stream)
    {
        _stream = stream;
        ReadOnlySpan<byte> start = ReadBytes(RiffStartBytes);
        (IsW64, IsBigEndian, HasLongSizes) = (start.StartsWith("riff"u8), start.StartsWith("RIFX"u8), start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8));
        uint size = IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(start[IdBytes..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[IdBytes..]);
        PromisedEnd = IsW64 || HasLongSizes ? null : RiffHeadBytes + (long)size;
        if (IsW64) ReadBytes(W64StartBytes - RiffStartBytes);
    }

    /// <summary>Where the last chunk ends, as the beginning of a file with short sizes says; else null.</summary>
    public long? PromisedEnd { get; private set; }

    /// <summary>True in a W64 file, whose chunk sizes have 64 bits.</summary>
    public bool IsW64 { get; }

    /// <summary>True in a RIFX file, whose numbers and samples begin with their highest byte.</summary>
    public bool IsBigEndian { get; }

    /// <summary>True in RF64 and BW64 files, whose chunk <c>ds64</c> holds sizes beyond 4 GB.</summary>
    public bool HasLongSizes { get; }

    /// <summary>Bytes from the file's beginning.</summary>
    public long Position { get; private set; }

    /// <summary>The first four characters of the chunk's name, such as <c>data</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Bytes of padding that should stand where the chunk before has ended.</summary>
    public int Padding => _padding;

    /// <summary>Bytes in the chunk, as the file says; negative where a W64 file is damaged.</summary>
    public long Size { get; private set; }

    /// <summary>Bytes of a chunk's head: its name and its size.</summary>
    public int HeadBytes => IsW64 ? W64HeadBytes : RiffHeadBytes;

    /// <summary>Every sequence of bytes at which a chunk of a known name, a tag, or another file may begin, and how many bytes of the head stand before it.</summary>
    public (byte[][] Marks, int Before) Marks => IsW64 ? ([_w64Name, _w64Riff[IdBytes..]], IdBytes) : ([.. _names, .. _files, .. _tags[..3]], 0);

    /// <summary>True where a file begins like a WAV file of the usual kind, with no more than 4 GB.</summary>
    public static bool IsRiff(ReadOnlySpan<byte> start) => start.StartsWith("RIFF"u8) && IsWave(start);

    /// <summary>True where a file begins like one of the five.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith(_w64Riff)
        || ((start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8)) && IsWave(start));

    /// <summary>True for the head of a chunk that is told by its name, also where the file ends within it.</summary>
    public bool IsKnown(ReadOnlySpan<byte> head) => IsW64 ? head[IdBytes..].StartsWith(_w64Name) : StartsWithOne(head, _names);

    /// <summary>True where one of the tags begins that others put behind the chunks.</summary>
    public static bool IsTag(ReadOnlySpan<byte> bytes) => StartsWithOne(bytes, _tags);

    /// <summary>Goes to the next chunk; false at the end of the file. The byte of padding behind an odd chunk is passed over where it is there: some writers leave it out.</summary>
    public bool Next()
    {
        if (Pass(_left) < _left) return false;
        _left = 0;
        if (Head() is not { } head) return false;
        Id = Encoding.ASCII.GetString(head.AsSpan(0, IdBytes));
        Size = SizeIn(head);
        (_left, _padding) = (Size, PaddingOf(Size));
        return true;
    }

    /// <summary>True where a chunk begins here, or the file ends; nothing is consumed.</summary>
    /// <param name="fileBytes">Bytes of the file, or null where they are not known: then the name has to do.</param>
    public bool IsAtChunk(long? fileBytes)
    {
        int padding = _padding;
        long position = Position;
        Span<byte> start = stackalloc byte[W64HeadBytes + 8];
        int read = ReadAtLeast(start);
        Return(start[..read]);
        byte[]? head = Head();
        long begin = Position, size = head is null ? 0 : SizeIn(head);
        Rewind(start[..read], position);
        _padding = padding;
        if (head is null || IsTag(head)) return true;
        return IsId(head) && (IsKnown(head) || (size >= 0 && begin + size <= (fileBytes ?? begin + LargestUnknown)));
    }

    /// <summary>True where the chunk is none, but the beginning of another file of samples; its head has been read.</summary>
    public bool IsAnotherFile()
    {
        if (Id is not ("RIFF" or "RIFX" or "RF64" or "BW64" or "riff")) return false;
        Span<byte> form = stackalloc byte[IdBytes];
        int read = ReadAtLeast(form);
        Return(form[..read]);
        return form.SequenceEqual(IsW64 ? "wave"u8 : "WAVE"u8);
    }

    /// <summary>Goes into the file whose beginning was found where a chunk should be, as where its header was written twice.</summary>
    public void BeginAnotherFile()
    {
        Pass((IsW64 ? W64StartBytes : RiffStartBytes) - HeadBytes);
        BeginHere();
        PromisedEnd = null;
    }

    /// <summary>Reads the whole chunk.</summary>
    /// <exception cref="EndOfStreamException">The file ends within it.</exception>
    public byte[] Read()
    {
        byte[] body = ReadBytes((int)Size);
        _left -= Size;
        return body;
    }

    /// <summary>Enters the chunk: its bytes are read by <see cref="Read(Span{byte})"/> and <see cref="Pass"/>, and <see cref="Next"/> looks for a chunk where they have ended.</summary>
    public void Enter() => _left = 0;

    /// <summary>Says that a chunk begins right here, whatever the size of the one before said.</summary>
    public void BeginHere() => (_left, _padding) = (0, 0);

    /// <summary>Reads bytes from where the file stands, whatever chunk they belong to; fewer than asked only at the end.</summary>
    public int Read(Span<byte> bytes) => ReadAtLeast(bytes);

    /// <summary>Passes over bytes; returns how many there were, fewer than asked only at the end.</summary>
    public long Pass(long count)
    {
        long passed = 0;
        Span<byte> waste = stackalloc byte[SkipBytes];
        while (passed < count)
        {
            if (_stream.CanSeek && _given == _returned.Length)
            {
                long there = Math.Clamp(_stream.Length - _stream.Position, 0, count - passed);
                _stream.Position += there;
                Position += there;
                return passed + there;
            }
            int read = ReadAtLeast(waste[..(int)Math.Min(count - passed, waste.Length)]);
            if (read == 0) break;
            passed += read;
        }
        return passed;
    }

    /// <summary>Gives bytes back that were read too far.</summary>
    public void Return(ReadOnlySpan<byte> bytes)
    {
        _returned = [.. bytes, .. _returned.AsSpan(_given)];
        (_given, Position) = (0, Position - bytes.Length);
    }

    /// <summary>True for four characters that a chunk may be called.</summary>
    public static bool IsId(ReadOnlySpan<byte> id) => id[..IdBytes].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    /// <summary>True where a chunk begins at the first byte, which should be padding.</summary>
    static bool IsUnpadded(ReadOnlySpan<byte> head) =>
        head[0] != 0 && IsId(head) && (!IsId(head[1..]) || head.StartsWith("data"u8) || head.StartsWith("fmt "u8));

    /// <summary>The next chunk's head, behind the padding of the one before; null at the end of the file.</summary>
    byte[]? Head()
    {
        int padding = _padding, headBytes = IsW64 ? W64HeadBytes : RiffHeadBytes;
        byte[] head = new byte[padding + headBytes];
        int read = ReadAtLeast(head);
        _padding = 0;
        if (read < headBytes) return null;
        if (IsW64 || padding == 0) return read == head.Length ? head[padding..] : null;
        if (read == head.Length && !IsUnpadded(head)) return head[padding..];
        Return(head.AsSpan(headBytes, read - headBytes));
        return head[..headBytes];
    }

    /// <summary>Bytes in a chunk, as its head says.</summary>
    public long SizeIn(ReadOnlySpan<byte> head) => IsW64 ? BinaryPrimitives.ReadInt64LittleEndian(head[16..]) - W64HeadBytes
        : IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(head[IdBytes..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[IdBytes..]);

    /// <summary>Bytes between a chunk of a size and the next one.</summary>
    public int PaddingOf(long size) => IsW64 ? (int)((8 - size % 8) % 8) : (int)(size % 2);

    /// <summary>Goes back to where some bytes begin, all of which, and no more, were read since or given back.</summary>
    void Rewind(ReadOnlySpan<byte> bytes, long position)
    {
        int consumed = (int)(Position - position);
        Return(bytes[..consumed]);
    }

    byte[] ReadBytes(int count)
    {
        byte[] bytes = new byte[count];
        return ReadAtLeast(bytes) == count ? bytes : throw new EndOfStreamException();
    }

    int ReadAtLeast(Span<byte> bytes)
    {
        int again = Math.Min(bytes.Length, _returned.Length - _given);
        _returned.AsSpan(_given, again).CopyTo(bytes);
        _given += again;
        int read = again + _stream.ReadAtLeast(bytes[again..], bytes.Length - again, throwOnEndOfStream: false);
        Position += read;
        return read;
    }

    static bool StartsWithOne(ReadOnlySpan<byte> bytes, byte[][] beginnings)
    {
        foreach (byte[] beginning in beginnings)
            if (bytes.StartsWith(beginning)) return true;
        return false;
    }

    static bool IsWave(ReadOnlySpan<byte> start) => start.Length >= RiffStartBytes && start[8..].StartsWith("WAVE"u8);
}
