using System.Buffers.Binary;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>The chunks before the samples of a WAV (RIFF), RF64 or W64 file.</summary>
/// <param name="Format">Rate and channels.</param>
/// <param name="Coding">The coding of the samples.</param>
/// <param name="FrameBytes">Bytes of one frame.</param>
/// <param name="DataBytes">Bytes of samples, or null where only the end of the stream shows it.</param>
/// <param name="SpeakerMask">One bit for each loudspeaker that a channel is meant for (dwChannelMask of WAVEFORMATEXTENSIBLE); 0 where the file does not say.</param>
sealed record WaveHeader(SoundFormat Format, SampleCoding Coding, int FrameBytes, long? DataBytes, uint SpeakerMask)
{
    const uint StreamSize = 0xFFFFFFFF;
    const int MaxHeaderChunk = 4096, LongDataOffset = 8, LongChunkBytes = 16; // of the chunk ds64

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="SoundException">The header is damaged, or the samples are in a codec that is not read here (<see cref="ErrorCodes.SoundCodecUnknown"/>).</exception>
    public static WaveHeader Read(Stream stream, string path)
    {
        try
        {
            return Read(new WaveChunks(stream), path);
        }
        catch (EndOfStreamException e)
        {
            throw new SoundException($"{path}: ends within its header: the file is damaged.", e);
        }
    }

    static WaveHeader Read(WaveChunks chunks, string path)
    {
        WaveHeader? header = null;
        long? longData = null;
        while (chunks.Next())
        {
            if (chunks.Size < 0) throw new SoundException($"{path}: chunk '{chunks.Id}' has an impossible size: the file is damaged.");
            switch (chunks.Id)
            {
                case "fmt ":
                    header = ReadFormat(ReadSmall(chunks, path), path);
                    break;
                case "ds64":
                    longData = ReadLongData(ReadSmall(chunks, path), path);
                    break;
                case "data" when header is null:
                    throw new SoundException($"{path}: its samples come before their format: the file is damaged.");
                case "data":
                    return header with { DataBytes = longData ?? (!chunks.IsW64 && chunks.Size == StreamSize ? null : chunks.Size) };
            }
        }
        throw new SoundException($"{path}: has no sound in it (no 'data' chunk): the file is damaged or was never finished.");
    }

    static WaveHeader ReadFormat(byte[] chunk, string path)
    {
        if (chunk.Length < WaveFormatChunk.MinBytes) throw new SoundException($"{path}: its format chunk is too short: the file is damaged.");
        WaveFormatChunk format = WaveFormatChunk.Parse(chunk);
        if (format.Channels is < 1 or > 64) throw new SoundException($"{path}: says it has {format.Channels} channels: 1 to 64 can be read.");
        if (format.SampleRate is < 1 or > 768000) throw new SoundException($"{path}: says its sample rate is {format.SampleRate} Hz: 1 to 768000 can be read.");
        SampleCoding coding = Decide(format, path);
        return new(new((int)format.SampleRate, format.Channels), coding, format.Channels * coding.Bytes(), null, format.SpeakerMask);
    }

    static SampleCoding Decide(WaveFormatChunk format, string path) => (format.Tag, format.Bits) switch
    {
        (1, 8) => SampleCoding.Unsigned8,
        (1, 16) => SampleCoding.Signed16,
        (1, 24) => SampleCoding.Signed24,
        (1, 32) => SampleCoding.Signed32,
        (3, 32) => SampleCoding.Float32,
        (3, 64) => SampleCoding.Float64,
        (6, 8) => SampleCoding.ALaw,
        (7, 8) => SampleCoding.MuLaw,
        _ => throw new SoundException(new Fault(ErrorCodes.SoundCodecUnknown, $"{path}: holds WAV format 0x{format.Tag:X4} with {format.Bits} bits, which is not read here: convert it to PCM")),
    };

    static long ReadLongData(byte[] chunk, string path) => chunk.Length >= LongChunkBytes && BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(LongDataOffset)) is >= 0 and long bytes ? bytes : throw ImpossibleSize(path);

    static byte[] ReadSmall(WaveChunks chunks, string path) => chunks.Size <= MaxHeaderChunk ? chunks.Read() : throw ImpossibleSize(path);

    static SoundException ImpossibleSize(string path) => new($"{path}: its header has an impossible size: the file is damaged.");
}
