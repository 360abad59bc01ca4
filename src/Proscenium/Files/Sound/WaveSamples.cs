using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>
/// The bytes of a WAV file's samples, wherever they are: in one data chunk or in several, and behind a promised size that is too small, as crashed recorders and files
/// beyond 4 GB have it. What follows the promised bytes is sound unless a chunk, a tag, another file or nothing follows.
/// </summary>
sealed class WaveSamples
{
    const int MostPadding = 4096, StepBytes = 1 << 16;

    readonly WaveChunks _chunks;
    readonly WaveEnd _end;
    readonly List<string> _behind = [];
    readonly int _frameBytes;
    readonly long? _fileBytes;
    long _left, _partBytes;
    bool _over, _isAtChain;

    /// <summary>Begins behind the head of the first data chunk.</summary>
    /// <param name="chunks">The file.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    /// <param name="promised">Bytes that the file promises; null for all to its end.</param>
    /// <param name="fileBytes">Bytes of the file, or null where they are not known.</param>
    public WaveSamples(WaveChunks chunks, int frameBytes, long? promised, long? fileBytes)
    {
        (_chunks, _end, _frameBytes, _fileBytes, _left) = (chunks, new(chunks), frameBytes, fileBytes, promised ?? long.MaxValue);
        _chunks.Enter();
    }

    /// <summary>Data chunks so far.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>True where sound followed the promised bytes.</summary>
    public bool WentOn { get; private set; }

    /// <summary>Bytes behind all that the file promises, which are no sound.</summary>
    public long LeftOut { get; private set; }

    /// <summary>True where the sound ends at chunks, or another file, to which no size in the header leads.</summary>
    public bool FoundEnd { get; private set; }

    /// <summary>The chunks that were found behind the sound though the header does not lead to them.</summary>
    public IReadOnlyList<string> Behind => _behind;

    /// <summary>Where another WAV file begins behind this one, from 0; null where none does.</summary>
    public long? AnotherFile { get; private set; }

    /// <summary>Bytes of the other file.</summary>
    public long AnotherBytes { get; private set; }

    /// <summary>True where the beginning of the file knows how long the file is.</summary>
    public bool PromisesTheFile => _chunks.PromisedEnd is { } end && _fileBytes is { } bytes && Math.Abs(end - bytes) <= 1;

    /// <summary>True where the sound goes to the end of the file, as far as the header tells.</summary>
    bool IsOpenEnded => _fileBytes is { } bytes ? _left > bytes - _chunks.Position : _left > long.MaxValue / 2;

    /// <summary>Reads bytes; fewer than asked only at the end. Asked for whole frames only.</summary>
    public int Read(Span<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length && (_left > 0 || NextPart(ref read)))
            if (ReadPart(bytes[read..]) is > 0 and int count) read += count;
            else if (_left > 0) break;
        return read;
    }

    /// <summary>Passes over all bytes that are left and counts those of whole frames.</summary>
    public long Count()
    {
        long bytes = 0;
        int cut = 0;
        byte[] step = new byte[StepBytes];
        while (_left > 0 || NextPart(ref cut))
        {
            long count = IsOpenEnded ? ReadPart(step) : Pass();
            (bytes, cut) = (bytes + count + cut, 0);
            if (_left > 0 && count == 0) break;
        }
        return bytes - bytes % _frameBytes;
    }

    /// <summary>Reads bytes of one part, up to where chunks begin that no size leads to.</summary>
    int ReadPart(Span<byte> bytes)
    {
        bool open = IsOpenEnded;
        int count = _chunks.Read(bytes[..(int)Math.Min(_left, bytes.Length)]);
        int end = open ? _end.In(bytes[..count]) : -1;
        if (end >= 0)
        {
            _chunks.Return(bytes[end..count]);
            _chunks.BeginHere();
            (count, _left, _isAtChain, FoundEnd) = (end, end, true, true);
        }
        (_left, _partBytes) = (_left - count, _partBytes + count);
        return count;
    }

    long Pass()
    {
        long count = _chunks.Pass(_left);
        (_left, _partBytes) = (_left - count, _partBytes + count);
        return count;
    }

    /// <summary>Goes to the next data chunk, or on behind a size that is too small; false at the end.</summary>
    /// <param name="bytes">Loses what the part before had beyond whole frames.</param>
    bool NextPart(ref int bytes)
    {
        if (_over) return false;
        if (_isAtChain || IsAtChunk() || IsPadding()) return NextChunk(ref bytes);
        LeftOut = Remains();
        _over = LeftOut > 0;
        if (!_over) (_left, WentOn) = (long.MaxValue, true);
        return !_over;
    }

    bool NextChunk(ref int bytes)
    {
        while (_chunks.Next())
        {
            if (_chunks.IsAnotherFile())
            {
                AnotherFile = _chunks.Position - _chunks.HeadBytes;
                AnotherBytes = _chunks.Pass(long.MaxValue) + _chunks.HeadBytes;
                break;
            }
            if (_chunks.Id == "data")
            {
                _chunks.Enter();
                bytes -= (int)(_partBytes % _frameBytes);
                (_left, _partBytes, _isAtChain, Parts) = (_chunks.Size, 0, false, Parts + 1);
                return true;
            }
            if (_isAtChain) _behind.Add(NameOf(_chunks.Id));
        }
        _over = true;
        return false;
    }

    /// <summary>True where a chunk, a tag, another file or nothing follows; a name that is not known has to lead to one of these, unless the header agrees with the file.</summary>
    bool IsAtChunk() => _chunks.IsAtChunk(_fileBytes) && (PromisesTheFile || _end.IsHere());

    static string NameOf(string id) => id.StartsWith("TAG", StringComparison.Ordinal) || id is "APET" or "LYRI" ? "a tag" : id.Trim();

    /// <summary>The bytes that follow, where the whole header agrees that nothing does and they are fewer than the sound; sizes that wrapped leave more.</summary>
    long Remains()
    {
        long rest = (_fileBytes ?? 0) - _chunks.Position;
        return rest > 0 && rest < _partBytes && _chunks.PromisedEnd is { } end && Math.Abs(end - _chunks.Position) <= 1 ? rest : 0;
    }

    /// <summary>True where nothing but a few zeros follows.</summary>
    bool IsPadding()
    {
        byte[] rest = new byte[MostPadding + 1];
        int read = _chunks.Read(rest);
        _chunks.Return(rest.AsSpan(0, read));
        return read <= MostPadding && !rest.AsSpan(0, read).ContainsAnyExcept((byte)0);
    }
}
