using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Proscenium.Files.Sound;

/// <summary>The coding of a sample in a file.</summary>
enum SampleCoding
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}

/// <summary>Turns file samples into floats, full scale = 1.</summary>
static class SampleCodec
{
    /// <summary>Bytes per sample.</summary>
    public static int Bytes(this SampleCoding coding) => coding switch
    {
        SampleCoding.Unsigned8 or SampleCoding.ALaw or SampleCoding.MuLaw => 1,
        SampleCoding.Signed16 => 2,
        SampleCoding.Signed24 => 3,
        SampleCoding.Float64 => 8,
        _ => 4,
    };

    /// <summary>Floats as files hold them, least significant byte first, whatever the order of the machine.</summary>
    public static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<float> samples) => BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(samples) : InFileOrder(samples);

    /// <summary>The same, one by one.</summary>
    internal static byte[] InFileOrder(ReadOnlySpan<float> samples)
    {
        byte[] bytes = new byte[sizeof(float) * samples.Length];
        for (int n = 0; n < samples.Length; n++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * n), samples[n]);
        return bytes;
    }

    /// <summary>Decodes one channel out of interleaved bytes.</summary>
    public static void Decode(SampleCoding coding, ReadOnlySpan<byte> bytes, int offset, int stride, Span<float> samples)
    {
        if (coding == SampleCoding.Signed16)
        {
            // most files: no branch per sample
            for (int n = 0, at = offset; n < samples.Length; n++, at += stride) samples[n] = BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]) / 32768f;
            return;
        }
        for (int n = 0, at = offset; n < samples.Length; n++, at += stride)
        {
            ReadOnlySpan<byte> sample = bytes[at..];
            samples[n] = coding switch
            {
                SampleCoding.Float32 => BinaryPrimitives.ReadSingleLittleEndian(sample),
                SampleCoding.Signed24 => (sample[0] << 8 | sample[1] << 16 | sample[2] << 24) / 2147483648f,
                SampleCoding.Signed32 => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
                SampleCoding.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
                SampleCoding.Unsigned8 => (sample[0] - 128) / 128f,
                SampleCoding.ALaw => ALaw(sample[0]) / 32768f,
                _ => MuLaw(sample[0]) / 32768f,
            };
        }
    }

    /// <summary>ITU-T G.711, A-law, to 16 bits.</summary>
    static int ALaw(byte code)
    {
        int value = code ^ 0x55, segment = value >> 4 & 7, mantissa = (value & 15) << 4;
        int size = segment == 0 ? mantissa + 8 : mantissa + 0x108 << segment - 1;
        return (value & 0x80) != 0 ? size : -size;
    }

    /// <summary>ITU-T G.711, mu-law, to 16 bits.</summary>
    static int MuLaw(byte code)
    {
        int value = ~code & 0xFF, size = ((value & 15) << 3) + 0x84 << (value >> 4 & 7);
        return (value & 0x80) != 0 ? 0x84 - size : size - 0x84;
    }
}
