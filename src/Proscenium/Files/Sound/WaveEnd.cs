using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>
/// Where the sound of a WAV file ends whose header does not tell it: where a chunk of a known name begins a chain that ends exactly where the file does, or where another WAV file
/// begins. Bytes of sound that look like a name alone are no end.
/// </summary>
/// <param name="chunks">The file.</param>
sealed class WaveEnd(WaveChunks chunks)
{
    const int LongestChain = 16 << 20, StartBytes = 40, Id3v1Bytes = 128, Id3v2Bytes = 10, LeastEffort = 1 << 12;

    /// <summary>Bytes that may be read twice for names that lead nowhere; a file of nothing else would take for ever.</summary>
    long _patience = 64 << 20;

    /// <summary>Where in bytes that were just read the sound ends, or a negative number.</summary>
    public int In(ReadOnlySpan<byte> bytes)
    {
        byte[] seen = [.. bytes, .. Following(StartBytes)];
        (byte[][] marks, int before) = chunks.Marks;
        int[] places = Array.ConvertAll(marks, mark => seen.AsSpan().IndexOf(mark));
        while (places.Where(place => place >= before).DefaultIfEmpty(-1).Min() is >= 0 and int place && place - before < bytes.Length && _patience > 0)
        {
            if (Ends(bytes[(place - before)..])) return place - before;
            for (int n = 0; n < marks.Length; n++)
                if (places[n] >= 0 && places[n] <= place) places[n] = seen.AsSpan(place + 1).IndexOf(marks[n]) is >= 0 and int next ? place + 1 + next : -1;
        }
        return -1;
    }

    /// <summary>True where chunks begin here, or behind some padding, that lead to the end, to a chunk of a known name, or to another file.</summary>
    public bool IsHere()
    {
        using BytesAhead ahead = new(chunks, []);
        return Ends(ahead, 0, knownIsEnough: true) || (chunks.Padding > 0 && Ends(ahead, chunks.Padding, knownIsEnough: true));
    }

    bool Ends(ReadOnlySpan<byte> bytes)
    {
        using BytesAhead ahead = new(chunks, bytes);
        bool ends = Ends(ahead, 0, knownIsEnough: false);
        _patience -= Math.Max(LeastEffort, ahead.Count);
        return ends;
    }

    bool Ends(BytesAhead ahead, long from, bool knownIsEnough)
    {
        for (long at = from; at < LongestChain;)
        {
            if (!ahead.Reaches(at + 1)) return at > from || knownIsEnough;
            bool whole = ahead.Reaches(at + StartBytes);
            ReadOnlySpan<byte> head = ahead.From(at);
            if (whole && WaveChunks.Recognises(head)) return true;
            if (WaveChunks.IsTag(head) && (at > from || knownIsEnough || IsWholeTag(ahead))) return true;
            if (head.Length < chunks.HeadBytes || !WaveChunks.IsId(head)) return false;
            if (knownIsEnough && chunks.IsKnown(head)) return true;
            long size = chunks.SizeIn(head), next = at + chunks.HeadBytes + size;
            if (size is < 0 or > LongestChain || !ahead.Reaches(next)) return false;
            at = ahead.Reaches(next + chunks.PaddingOf(size)) ? next + chunks.PaddingOf(size) : next;
        }
        return false;
    }

    /// <summary>True where a tag begins that ends exactly where the file does: three letters alone are no tag.</summary>
    static bool IsWholeTag(BytesAhead ahead)
    {
        ReadOnlySpan<byte> head = ahead.From(0);
        if (head.StartsWith("APETAGEX"u8)) return true;
        if (head.StartsWith("TAG"u8)) return ahead.Reaches(Id3v1Bytes) && !ahead.Reaches(Id3v1Bytes + 1);
        if (!head.StartsWith("ID3"u8) || head.Length < Id3v2Bytes || head[3] is < 2 or > 4 || head[6..Id3v2Bytes].ContainsAnyInRange((byte)128, (byte)255)) return false;
        long end = Id3v2Bytes + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]);
        return end < LongestChain && ahead.Reaches(end) && !ahead.Reaches(end + 1);
    }

    byte[] Following(int count)
    {
        byte[] bytes = new byte[count];
        int read = chunks.Read(bytes);
        chunks.Return(bytes.AsSpan(0, read));
        return bytes[..read];
    }

    /// <summary>Bytes that are looked at and given back.</summary>
    sealed class BytesAhead : IDisposable
    {
        readonly WaveChunks _chunks;
        readonly int _known;
        byte[] _bytes;

        public BytesAhead(WaveChunks chunks, ReadOnlySpan<byte> known) => (_chunks, _bytes, _known, Count) = (chunks, known.ToArray(), known.Length, known.Length);

        /// <summary>How many were looked at.</summary>
        public int Count { get; private set; }

        /// <summary>True where the file has so many bytes.</summary>
        public bool Reaches(long count)
        {
            if (count <= Count) return true;
            if (count > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Max(count, Math.Min(2L * _bytes.Length, 1 << 26)));
            Count += _chunks.Read(_bytes.AsSpan(Count, (int)count - Count));
            return count <= Count;
        }

        /// <summary>Those from one on.</summary>
        public ReadOnlySpan<byte> From(long first) => _bytes.AsSpan((int)first, Count - (int)first);

        public void Dispose() => _chunks.Return(_bytes.AsSpan(_known, Count - _known));
    }
}
