using System.Buffers.Binary;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>The chunks before the samples of a WAV (RIFF, RIFX), RF64, BW64 or W64 file.</summary>
/// <param name="Format">Rate and channels.</param>
/// <param name="Samples">How a sample is coded.</param>
/// <param name="FrameBytes">Bytes of one frame.</param>
/// <param name="DataBytes">Bytes of samples that the file promises, or null where only the end of the stream shows it.</param>
/// <param name="SpeakerMask">One bit for each loudspeaker that a channel is meant for (dwChannelMask of WAVEFORMATEXTENSIBLE); 0 where the file does not say.</param>
/// <param name="IsAmbisonic">True where the channels are ambisonic, for no loudspeakers.</param>
/// <param name="Note">Something odd about it, or null.</param>
sealed record WaveHeader(SoundFormat Format, WaveSampleFormat Samples, int FrameBytes, long? DataBytes, uint SpeakerMask, bool IsAmbisonic, string? Note)
{
    const uint StreamSize = 0xFFFFFFFF, FirstStreamSize = 0xFFFFF000, FirstHalfSize = 0x7FFFF000, LastHalfSize = 0x80000000; // what programs write that do not know the size
    const int MaxHeaderChunk = 4096, LongDataOffset = 8, LongChunkBytes = 16; // of the chunk ds64
    const int MostStart = 40;
    const long LongestW64 = 1L << 62; // beyond it, only the end shows it

    static readonly byte[] _ambisonic = [0x00, 0x00, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0x00, 0x00, 0x00]; // of a sub-format's GUID

    /// <summary>Begins a file.</summary>
    /// <exception cref="SoundException">It is too short.</exception>
    public static WaveChunks Begin(Stream stream, string path)
    {
        try
        {
            return new(stream);
        }
        catch (EndOfStreamException e)
        {
            throw new SoundException($"{path}: ends within its header: the file is damaged, export it again.", e);
        }
    }

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="SoundException">The header is damaged, or the samples are in a codec that is not read here (<see cref="ErrorCodes.SoundCodecUnknown"/>).</exception>
    public static WaveHeader Read(WaveChunks chunks, string path)
    {
        try
        {
            return ReadChunks(chunks, path);
        }
        catch (EndOfStreamException e)
        {
            throw new SoundException($"{path}: ends within its header: the file is damaged, export it again.", e);
        }
    }

    static WaveHeader ReadChunks(WaveChunks chunks, string path)
    {
        WaveHeader? header = null;
        long? longData = null;
        while (chunks.Next())
        {
            long size = Promised(chunks);
            if (size < 0) throw new SoundException($"{path}: chunk '{chunks.Id}' has an impossible size: the file is damaged, export it again.");
            switch (chunks.Id)
            {
                case "fmt ":
                    header = ReadFormat(ReadSmall(chunks, path), chunks.IsBigEndian, path);
                    break;
                case "ds64" when chunks.HasLongSizes: // elsewhere it is left over from an older file
                    longData = ReadLongData(ReadSmall(chunks, path), path);
                    break;
                case "data" when header is null:
                    throw new SoundException($"{path}: its samples come before their format: the file is damaged, export it again.");
                case "data" when size == 0 && IsWrittenTwice(chunks):
                    header = null;
                    break;
                case "data":
                    return header with { DataBytes = chunks.IsW64 ? size < LongestW64 ? size : null : DataSize(size, longData) };
            }
        }
        throw new SoundException($"{path}: has no sound in it (no 'data' chunk): the file is damaged or was never finished: export it again.");
    }

    /// <summary>The chunk's size; that of W64's samples holds their head, does not where the file was not finished, and is -1 in a pipe.</summary>
    static long Promised(WaveChunks chunks)
    {
        if (!chunks.IsW64 || chunks.Id != "data" || chunks.Size >= 0) return chunks.Size;
        long written = chunks.Size + chunks.HeadBytes;
        return written >= 0 ? 0 : written == -1 ? long.MaxValue : written;
    }

    /// <summary>True where a header without sound is followed by another one, as where a program writes its header again and cannot go back; that one is entered.</summary>
    static bool IsWrittenTwice(WaveChunks chunks)
    {
        Span<byte> start = stackalloc byte[MostStart];
        int read = chunks.Read(start);
        chunks.Return(start[..read]);
        if (!WaveChunks.Recognises(start[..read])) return false;
        chunks.BeginHere();
        chunks.Next();
        chunks.BeginAnotherFile();
        return true;
    }

    /// <summary>What the size of the data chunk promises.</summary>
    static long? DataSize(long size, long? longData) => size switch
    {
        StreamSize when longData is not null => longData,
        >= FirstStreamSize or (>= FirstHalfSize and <= LastHalfSize) => null,
        _ => size,
    };

    static WaveHeader ReadFormat(byte[] chunk, bool bigEndian, string path)
    {
        if (chunk.Length < WaveFormatChunk.MinBytes) throw new SoundException($"{path}: its format chunk is too short: the file is damaged, export it again.");
        WaveFormatChunk format = WaveFormatChunk.Parse(chunk, bigEndian);
        if (format.Channels is < 1 or > 64) throw new SoundException($"{path}: says it has {format.Channels} channels: 1 to 64 can be read: export fewer channels into a file.");
        if (format.SampleRate is < 1 or > SoundReader.HighestRate) throw SoundReader.RateRefusal(path, format.SampleRate);
        WaveSampleFormat samples = WaveSampleFormat.Of(format, bigEndian, path, out string? note);
        return new(new((int)format.SampleRate, format.Channels), samples, format.Channels * samples.Coding.Bytes(), null, format.SpeakerMask, format.Kind.Span.SequenceEqual(_ambisonic), note);
    }

    static long ReadLongData(byte[] chunk, string path) => chunk.Length >= LongChunkBytes && BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(LongDataOffset)) is >= 0 and long bytes ? bytes : throw ImpossibleSize(path);

    static byte[] ReadSmall(WaveChunks chunks, string path) => chunks.Size <= MaxHeaderChunk ? chunks.Read() : throw ImpossibleSize(path);

    static SoundException ImpossibleSize(string path) => new($"{path}: its header has an impossible size: the file is damaged, export it again.");
}
