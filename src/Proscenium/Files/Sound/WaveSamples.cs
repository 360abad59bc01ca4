using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>
/// The bytes of a WAV file's samples, wherever they are: in one data chunk or in several, and behind a promised size that is too small, as crashed recorders and files
/// beyond 4 GB have it. What follows the promised bytes is sound unless a chunk, a tag or nothing follows.
/// </summary>
sealed class WaveSamples
{
    const int MostPadding = 4096;

    readonly WaveChunks _chunks;
    readonly int _frameBytes;
    readonly long? _fileBytes;
    long _left, _partBytes;
    bool _over;

    /// <summary>Begins behind the head of the first data chunk.</summary>
    /// <param name="chunks">The file.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    /// <param name="promised">Bytes that the file promises; null for all to its end.</param>
    /// <param name="fileBytes">Bytes of the file, or null where they are not known.</param>
    public WaveSamples(WaveChunks chunks, int frameBytes, long? promised, long? fileBytes)
    {
        (_chunks, _frameBytes, _fileBytes, _left) = (chunks, frameBytes, fileBytes, promised ?? long.MaxValue);
        _chunks.Enter();
    }

    /// <summary>Data chunks so far.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>True where sound followed the promised bytes.</summary>
    public bool WentOn { get; private set; }

    /// <summary>Bytes behind all that the file promises, which are no sound.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Reads bytes; fewer than asked only at the end. Asked for whole frames only.</summary>
    public int Read(Span<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length && (_left > 0 || NextPart(ref read)))
        {
            int count = _chunks.Read(bytes.Slice(read, (int)Math.Min(_left, bytes.Length - read)));
            if (count == 0) break;
            (read, _left, _partBytes) = (read + count, _left - count, _partBytes + count);
        }
        return read;
    }

    /// <summary>Passes over all bytes that are left and counts those of whole frames.</summary>
    public long Count()
    {
        long bytes = 0;
        int cut = 0;
        while (_left > 0 || NextPart(ref cut))
        {
            long count = _chunks.Pass(_left);
            (bytes, _left, _partBytes) = (bytes + count + cut, _left - count, _partBytes + count);
            cut = 0;
            if (_left > 0) break;
        }
        return bytes - bytes % _frameBytes;
    }

    /// <summary>Goes to the next data chunk, or on behind a size that is too small; false at the end.</summary>
    /// <param name="bytes">Loses what the part before had beyond whole frames.</param>
    bool NextPart(ref int bytes)
    {
        if (_over) return false;
        if (WentOn || _chunks.IsAtChunk(_fileBytes) || IsPadding())
        {
            while (!WentOn && _chunks.Next())
            {
                if (_chunks.Id != "data") continue;
                _chunks.Enter();
                bytes -= (int)(_partBytes % _frameBytes);
                (_left, _partBytes, Parts) = (_chunks.Size, 0, Parts + 1);
                return true;
            }
            _over = true;
            return false;
        }
        LeftOut = Remains();
        if (LeftOut > 0)
        {
            _over = true;
            return false;
        }
        (_left, WentOn) = (long.MaxValue, true);
        return true;
    }

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
