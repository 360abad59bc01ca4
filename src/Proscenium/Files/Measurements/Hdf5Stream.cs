using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Proscenium.Files.Measurements;

/// <summary>
/// A file as the HDF5 reader may see it: metadata whose checksum is wrong is not let through, and structures that lead back to
/// themselves end in an exception instead of going on for ever. The library underneath looks at neither.
/// </summary>
/// <remarks>
/// A block is checked when its signature is read, so that only what the reader relies on counts: object headers with their
/// continuations, headers and direct blocks of fractal heaps, headers of B-trees (HDF5 File Format Specification 3.0, sections III.A.2, III.G, IV.A.1.b).
/// Older structures carry none; files that begin with a block of their own are not checked.
/// </remarks>
sealed class Hdf5Stream : Stream
{
    const int SignatureBytes = 4, MaxBlockBytes = 16 << 20, LeastReads = 1_000_000, ReadsAByte = 16;

    readonly Stream _file;
    readonly HashSet<long> _sound = [];
    readonly Dictionary<long, FractalHeap> _heaps = [];
    readonly int _offsetBytes, _lengthBytes;
    readonly bool _checks;
    readonly long _maxReads;
    long _reads;

    /// <summary>Takes over an open file.</summary>
    /// <exception cref="InvalidDataException">The superblock's checksum is wrong.</exception>
    public Hdf5Stream(Stream file)
    {
        (_file, _maxReads) = (file, LeastReads + ReadsAByte * file.Length);
        byte[] start = Block(0, (int)Math.Min(file.Length, 64));
        if (start.Length < 64 || !start.AsSpan(1).StartsWith("HDF"u8)) return;
        int sizes = start[8] < 2 ? 13 : 9, baseAddress = start[8] switch { 0 => 24, 1 => 28, _ => 12 };
        if (start[sizes] is not (2 or 4 or 8) || start[sizes + 1] is not (2 or 4 or 8) || Number(start, baseAddress, start[sizes]) != 0) return;
        (_offsetBytes, _lengthBytes, _checks) = (start[sizes], start[sizes + 1], true);
        if (start[8] >= 2) Check(start[..(12 + 4 * _offsetBytes + 4)]);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override long Position { get => _file.Position; set => _file.Position = value; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_reads > _maxReads) throw new InvalidDataException("its structures lead back to themselves");
        long at = _file.Position;
        int read = _file.Read(buffer);
        // a header's first byte tells its version apart and is read by itself
        if (read == 3 && buffer.StartsWith("HDR"u8)) CheckBlock(at - 1);
        else if (read == SignatureBytes) CheckBlock(at);
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }

    void CheckBlock(long at)
    {
        if (!_checks || !_sound.Add(at)) return;
        switch (Encoding.Latin1.GetString(Block(at, SignatureBytes)))
        {
            case "OHDR": CheckObjectHeader(at); break;
            case "FRHP": Heap(at); break;
            case "FHDB": CheckDirectBlock(at); break;
            case "GCOL": CheckSharedTexts(at); break;
            case "HEAP": _ = Within(Number(Block(at + 8, _lengthBytes), 0, _lengthBytes)); break;
            case "BTHD": Check(Block(at, 16 + _offsetBytes + 2 + _lengthBytes + 4)); break;
        }
    }

    void CheckObjectHeader(long at)
    {
        byte[] start = Block(at, 6);
        if (start[4] != 2) return;
        int flags = start[5], sizeBytes = 1 << (flags & 3);
        int prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        ulong messages = Number(Block(at + prefix, sizeBytes), 0, sizeBytes);
        byte[] header = Block(at, prefix + sizeBytes + Within(messages) + 4);
        Check(header);
        CheckContinuations(header, prefix + sizeBytes, (flags & 4) != 0 ? 6 : 4);
    }

    /// <summary>A header goes on in other blocks; a message names each.</summary>
    void CheckContinuations(byte[] block, int from, int messageHeader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (int at = from; at + messageHeader <= block.Length - 4;)
        {
            int type = block[at], size = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(at + 1));
            at += messageHeader;
            if (type == 0x10 && at + _offsetBytes + _lengthBytes <= block.Length)
            {
                long place = (long)Number(block, at, _offsetBytes);
                if (_sound.Add(place))
                {
                    byte[] next = Block(place, Within(Number(block, at + _offsetBytes, _lengthBytes)));
                    Check(next);
                    CheckContinuations(next, SignatureBytes, messageHeader);
                }
            }
            at += size;
        }
    }

    /// <summary>A collection of objects of any length, which the reader takes into memory as long as they say they are.</summary>
    void CheckSharedTexts(long at)
    {
        const int header = 8;
        byte[] collection = Block(at, Within(Number(Block(at + header, _lengthBytes), 0, _lengthBytes)));
        for (int place = header + _lengthBytes; place + header + _lengthBytes <= collection.Length;)
        {
            ulong bytes = Number(collection, place + header, _lengthBytes);
            if (BinaryPrimitives.ReadUInt16LittleEndian(collection.AsSpan(place)) == 0) return; // the rest is free
            place += header + _lengthBytes;
            if (bytes > (ulong)(collection.Length - place)) throw TooLong();
            place += ((int)bytes + 7) / 8 * 8;
        }
    }

    void CheckDirectBlock(long at)
    {
        FractalHeap heap = Heap((long)Number(Block(at + 5, _offsetBytes), 0, _offsetBytes));
        if (!heap.ChecksumsBlocks) return;
        int header = 5 + _offsetBytes + heap.OffsetBytes;
        ulong offset = Number(Block(at + 5 + _offsetBytes, heap.OffsetBytes), 0, heap.OffsetBytes);
        byte[] block = Block(at, Within(heap.BlockBytes(offset)));
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(header));
        block.AsSpan(header, 4).Clear();
        if (Hdf5Checksum.Of(block) != stored) throw Damaged();
    }

    FractalHeap Heap(long at)
    {
        if (_heaps.TryGetValue(at, out FractalHeap known)) return known;
        (int o, int l) = (_offsetBytes, _lengthBytes);
        int table = 14 + l + o + l + o + 8 * l;
        byte[] start = Block(at, table + 2 + 2 * l + 4 + o + 2 + 4);
        int filters = BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(7));
        Check(filters == 0 ? start : Block(at, start.Length + l + 4 + filters));
        if (BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(10)) > MaxBlockBytes) throw TooLong();
        return _heaps[at] = new(
            ChecksumsBlocks: filters == 0 && (start[9] & 2) != 0,
            OffsetBytes: (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(table + 2 + 2 * l)) + 7) / 8,
            Width: BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(table)),
            FirstBytes: Number(start, table + 2, l));
    }

    static void Check(byte[] block)
    {
        if (block.Length < 4 || Hdf5Checksum.Of(block.AsSpan(..^4)) != BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(block.Length - 4))) throw Damaged();
    }

    byte[] Block(long at, int bytes)
    {
        if (at < 0 || at > _file.Length - bytes) throw TooLong();
        byte[] block = new byte[bytes];
        long position = _file.Position;
        _file.Position = at;
        _file.ReadExactly(block);
        _file.Position = position;
        return block;
    }

    int Within(ulong bytes) => bytes <= MaxBlockBytes && (long)bytes <= _file.Length ? (int)bytes : throw TooLong();

    static ulong Number(byte[] block, int at, int bytes)
    {
        ulong value = 0;
        for (int i = bytes - 1; i >= 0; i--) value = value << 8 | block[at + i];
        return value;
    }

    static InvalidDataException TooLong() => new("a part of it would be longer than the file");

    static InvalidDataException Damaged() => new("a checksum in it does not fit");

    /// <summary>What is needed of a heap's header; blocks grow by rows: two rows of the first size, then each twice as large.</summary>
    readonly record struct FractalHeap(bool ChecksumsBlocks, int OffsetBytes, int Width, ulong FirstBytes)
    {
        public ulong BlockBytes(ulong offset)
        {
            ulong row = FirstBytes * (ulong)Width, size = FirstBytes;
            if (row == 0) throw Damaged();
            for (ulong end = 2 * row; offset >= end && size < MaxBlockBytes; end *= 2) size *= 2;
            return size;
        }
    }
}
