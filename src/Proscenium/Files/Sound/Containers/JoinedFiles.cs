using System.Buffers.Binary;

namespace Proscenium.Files.Sound.Containers;

/// <summary>Where a second file of the same format begins behind the first, in formats whose parts say how long they are: ffmpeg stops there, or drops what follows.</summary>
static class JoinedFiles
{
    /// <summary>Parts that are looked at: a file of more is not searched further.</summary>
    const int MostParts = 200_000;

    const int TtaHeaderBytes = 22, WavPackHeaderBytes = 32, WavPackInitial = 0x800, FlvTagBytes = 11, BoxBytes = 8, LongBoxBytes = 16, AsfHeadBytes = 24, ApeHeadBytes = 32;

    static readonly byte[] _ebml = [0x1A, 0x45, 0xDF, 0xA3], _asf = [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C];

    /// <summary>The note of the second file, or null.</summary>
    public static ContainerFault? FaultOf(ContainerBytes file, string path)
    {
        (string format, string extension, long? place) = file.At(0, _asf.Length).AsSpan() switch
        {
            var start when start.StartsWith(_ebml) => ("Matroska", "mkv", Matroska(file)),
            var start when start.StartsWith(_asf) => ("ASF", "wma", Asf(file)),
            var start when start.StartsWith("wvpk"u8) => ("WavPack", "wv", WavPack(file)),
            var start when start.StartsWith("TTA1"u8) => ("TTA", "tta", Tta(file)),
            var start when start.StartsWith("FLV\x01"u8) => ("FLV", "flv", Flv(file)),
            var start when start.Length > BoxBytes && start[4..].StartsWith("ftyp"u8) => ("MP4", "m4a", Mp4(file)),
            _ => ("", "", null),
        };
        return place is { } found ? new([], 0, null, ContainerFault.AnotherFile(path, format, found, extension)) : null;
    }

    /// <summary>The first part, behind the one at the beginning, that a second file begins with.</summary>
    /// <param name="file">The file.</param>
    /// <param name="first">Where its first part begins.</param>
    /// <param name="next">Where the part behind one begins; no further on where nobody knows.</param>
    /// <param name="begins">True where a file begins.</param>
    static long? Walk(ContainerBytes file, long first, Func<long, long> next, Func<long, bool> begins)
    {
        long place = first;
        for (int part = 0; part < MostParts && place < file.Length; part++)
        {
            if (place > 0 && begins(place)) return place;
            long behind = next(place);
            if (behind <= place) return null;
            place = behind;
        }
        return null;
    }

    static long? Matroska(ContainerBytes file) => Walk(file, 0, place => BehindElement(file, place), place => file.At(place, _ebml.Length).AsSpan().SequenceEqual(_ebml));

    /// <summary>An element's name and size begin with as many zero bits as they have further bytes; a size of ones alone is not known.</summary>
    static long BehindElement(ContainerBytes file, long place)
    {
        byte[] head = file.At(place, 12);
        int name = head.Length < 2 ? 0 : BytesOf(head[0]);
        if (name is 0 or > 4 || head.Length <= name || BytesOf(head[name]) is not (> 0 and var bytes) || head.Length < name + bytes) return 0;
        long size = head[name] & (0xFF >> bytes), unknown = (1L << (7 * bytes)) - 1;
        for (int n = 1; n < bytes; n++) size = size << 8 | head[name + n];
        return size == unknown ? 0 : place + name + bytes + size;
    }

    static int BytesOf(byte first) => first == 0 ? 0 : byte.LeadingZeroCount(first) + 1;

    static long? Asf(ContainerBytes file) => Walk(file, 0, place => file.At(place, AsfHeadBytes) is { Length: AsfHeadBytes } head ? place + BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(_asf.Length)) : 0, place => file.At(place, _asf.Length).AsSpan().SequenceEqual(_asf));

    static long? Mp4(ContainerBytes file) => Walk(file, 0, place => BehindBox(file, place), place => file.Has(place + 4, "ftyp"));

    static long BehindBox(ContainerBytes file, long place) => file.Number(place, 4) switch
    {
        1 => place + Math.Max(LongBoxBytes, file.Number(place + BoxBytes, 8)),
        >= BoxBytes and var size => place + size,
        _ => 0,
    };

    static long? Flv(ContainerBytes file) => Walk(file, file.Number(5, 4) + 4, place => place + FlvTagBytes + file.Number(place + 1, 3) + 4, place => file.Has(place, "FLV\x01"));

    /// <summary>Behind the header stands how long each frame is; a frame has 256/245 s.</summary>
    static long? Tta(ContainerBytes file)
    {
        byte[] header = file.At(0, TtaHeaderBytes);
        if (header.Length < TtaHeaderBytes) return null;
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(10)), samples = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)), frame = rate * 256 / 245;
        long frames = frame == 0 ? 0 : (samples + frame - 1) / frame;
        if (frames is 0 or > MostParts || file.At(TtaHeaderBytes, 4 * (int)frames) is not { } table || table.Length < 4 * frames) return null;
        long end = TtaHeaderBytes + 4 * frames + 4;
        for (int n = 0; n < frames; n++) end += BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(4 * n));
        end = BehindTag(file, end);
        return file.Has(end, "TTA1") ? end : null;
    }

    static long? WavPack(ContainerBytes file) => Walk(file, 0, place => file.At(place, 8) is { Length: 8 } head && head.AsSpan().StartsWith("wvpk"u8) ? place + 8 + BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) : BehindTag(file, place), place => IsFirstBlock(file.At(place, WavPackHeaderBytes)));

    /// <summary>The place behind an APE tag, or the same where there is none.</summary>
    static long BehindTag(ContainerBytes file, long place) =>
        file.At(place, ApeHeadBytes) is { Length: ApeHeadBytes } head && head.AsSpan().StartsWith("APETAGEX"u8) ? place + ApeHeadBytes + BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(12)) : place;

    /// <summary>True for a block with the first samples of all, in the first of the blocks that share a moment.</summary>
    static bool IsFirstBlock(byte[] head) => head.Length == WavPackHeaderBytes && head.AsSpan().StartsWith("wvpk"u8) && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16)) == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(20)) > 0 && (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(24)) & WavPackInitial) != 0;
}
