namespace Proscenium.Files.Sound.Containers;

/// <summary>Where a second FLAC file begins behind the first: ffmpeg reads on there and loses samples.</summary>
sealed class FlacJoint
{
    static readonly byte[][] _marks = [[.. "fLaC"u8, 0, 0, 0, 34], [.. "fLaC"u8, 0x80, 0, 0, 34]];

    byte[] _last = [];
    long _passed;

    /// <summary>The first byte of the second file, once it has gone by.</summary>
    public long? Place { get; private set; }

    /// <summary>The first byte of a second file, or null.</summary>
    public static long? In(ContainerBytes file) => _marks.Select(mark => file.Find(mark, 1)).Min();

    /// <summary>Looks at the next bytes of a file; returns how many of them belong to the first one.</summary>
    public int Before(ReadOnlySpan<byte> bytes)
    {
        byte[] seen = [.. _last, .. bytes];
        long begin = _passed - _last.Length;
        foreach (byte[] mark in _marks)
            for (int from = begin == 0 ? 1 : 0; Place is null && seen.AsSpan(from).IndexOf(mark) is >= 0 and int found;) Place = begin + from + found;
        int count = Place is { } place ? (int)Math.Clamp(place - _passed, 0, bytes.Length) : bytes.Length;
        _passed += bytes.Length;
        _last = seen[^Math.Min(seen.Length, _marks[0].Length - 1)..];
        return count;
    }
}
