using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>How a WAV file codes a sample, where its header agrees with itself; where it does not, what most of it says.</summary>
/// <param name="Coding">The coding of the bytes that hold a sample.</param>
/// <param name="BigEndian">True where they begin with the highest byte.</param>
/// <param name="ValidBits">Bits in use; where they are fewer than the bytes hold, the samples themselves show whether they stand at the upper end or at the lower.</param>
/// <param name="IsContradictory">True where the header gives the bytes two sizes: then the samples must show it.</param>
sealed record WaveSampleFormat(SampleCoding Coding, bool BigEndian, int ValidBits, bool IsContradictory)
{
    const int Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, BitsOfByte = 8;

    /// <summary>True where the header leaves open at which end of its bytes a sample stands.</summary>
    public bool IsOpen => Coding is SampleCoding.Signed16 or SampleCoding.Signed24 or SampleCoding.Signed32 && ValidBits < BitsOfByte * Coding.Bytes();

    /// <summary>Reads it from a format chunk.</summary>
    /// <param name="format">The chunk.</param>
    /// <param name="bigEndian">As the file is.</param>
    /// <param name="path">Named in errors and notes.</param>
    /// <param name="note">A contradiction that most of the header settles, or null.</param>
    /// <exception cref="SoundException">A codec that is not read here (<see cref="ErrorCodes.SoundCodecUnknown"/>), or a header that contradicts itself.</exception>
    public static WaveSampleFormat Of(WaveFormatChunk format, bool bigEndian, string path, out string? note)
    {
        note = null;
        int bytes = (format.Bits + BitsOfByte - 1) / BitsOfByte;
        SampleCoding coding = CodingOf(format.Tag, bytes, format.Bits) ?? throw Unknown(format, path);
        int valid = Math.Min(format.ValidBits, format.Bits), frame = format.Channels * bytes;
        if (format.FrameBytes == 0 || format.FrameBytes == frame) return new(coding, bigEndian, valid, false);
        string contradiction = $"its header says {format.Bits} bits for each of {format.Channels} {(format.Channels == 1 ? "channel" : "channels")} and {format.FrameBytes} bytes for them together";
        if (format.BytesPerSecond == (ulong)format.SampleRate * (ulong)frame)
        {
            note = $"{path}: {contradiction}: read as {frame} bytes, which agrees with its bytes per second.";
            return new(coding, bigEndian, valid, false);
        }
        int held = format.FrameBytes % format.Channels == 0 ? format.FrameBytes / format.Channels : 0;
        if (format.Tag == Pcm && held is > 1 and <= 4 && held > bytes) return new(CodingOf(Pcm, held, BitsOfByte * held)!.Value, bigEndian, valid, true);
        throw Contradictory(path, contradiction);
    }

    /// <summary>The error of a header that nothing settles.</summary>
    public static SoundException Contradictory(string path, string contradiction) => new($"{path}: {contradiction}, and its samples fit neither: export it again.");

    static SampleCoding? CodingOf(int tag, int bytes, int bits) => (tag, bytes) switch
    {
        (Pcm, 1) => SampleCoding.Unsigned8,
        (Pcm, 2) => SampleCoding.Signed16,
        (Pcm, 3) => SampleCoding.Signed24,
        (Pcm, 4) => SampleCoding.Signed32,
        (Float, 4) when bits == 32 => SampleCoding.Float32,
        (Float, 8) when bits == 64 => SampleCoding.Float64,
        (ALaw, 1) when bits == BitsOfByte => SampleCoding.ALaw,
        (MuLaw, 1) when bits == BitsOfByte => SampleCoding.MuLaw,
        _ => null,
    };

    static SoundException Unknown(WaveFormatChunk format, string path) =>
        new(new Fault(ErrorCodes.SoundCodecUnknown, $"{path}: holds WAV format 0x{format.Tag:X4} with {format.Bits} bits, which is not read here: convert it to PCM"));
}
