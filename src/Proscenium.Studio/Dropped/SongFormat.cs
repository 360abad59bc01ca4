using Proscenium.Files;

namespace Proscenium.Studio.Dropped;

/// <summary>Files that hold sound themselves, told by their first bytes, behind tags if there are any. What is a text, like a playlist, may name other files of this machine, and is not opened.</summary>
static class SongFormat
{
    const int MostTags = 4;

    static readonly (int At, byte[] Bytes)[] _known =
    [
        (0, "RIFF"u8.ToArray()), (0, "RF64"u8.ToArray()), (0, "BW64"u8.ToArray()), (0, "riff"u8.ToArray()), (0, "FORM"u8.ToArray()), (0, "caff"u8.ToArray()), (0, ".snd"u8.ToArray()),
        (0, "fLaC"u8.ToArray()), (0, "OggS"u8.ToArray()), (4, "ftyp"u8.ToArray()), (0, [0x1A, 0x45, 0xDF, 0xA3]), (0, "wvpk"u8.ToArray()), (0, "MAC "u8.ToArray()),
    ];

    /// <summary>Refuses what is none of them.</summary>
    /// <exception cref="SoundException">It is none.</exception>
    public static void Require(string path, string name)
    {
        Span<byte> begin = stackalloc byte[16];
        using FileStream file = File.OpenRead(path);
        int count = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        for (int tags = 0; tags < MostTags && begin[..count].StartsWith("ID3"u8) && count > 9; tags++)
        {
            file.Position += 10 - count + (begin[6] << 21 | begin[7] << 14 | begin[8] << 7 | begin[9]); // seven bits of each byte
            count = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        }
        if (!IsKnown(begin[..count])) throw new SoundException($"{name}: is no sound file that the studio takes: drop WAV, FLAC, MP3, AAC (M4A), Ogg, AIFF, CAF, AU, Matroska, MP4, WavPack or APE.");
    }

    /// <summary>Whether it is an MP4 or QuickTime file, which may have its index at the end, so that a pipe cannot bring it; the files that one may name are not opened by ffmpeg unless it is told to.</summary>
    public static bool HasItsIndexAnywhere(string path)
    {
        Span<byte> begin = stackalloc byte[8];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin[4..].SequenceEqual("ftyp"u8);
    }

    static bool IsKnown(ReadOnlySpan<byte> begin)
    {
        foreach ((int at, byte[] bytes) in _known)
            if (begin.Length >= at + bytes.Length && begin.Slice(at, bytes.Length).SequenceEqual(bytes)) return true;
        if (begin.Length < 2 || begin[0] != 0xFF) return false;
        bool isMpeg = (begin[1] & 0xE0) == 0xE0 && (begin[1] & 0x18) != 0x08 && (begin[1] & 0x06) is 0x02 or 0x04; // a version, and layer III or II: the marks of UTF-16 are neither
        return isMpeg || (begin[1] & 0xF6) == 0xF0; // or AAC
    }
}
