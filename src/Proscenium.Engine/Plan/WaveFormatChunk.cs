using System.Buffers.Binary;

namespace Proscenium.Engine.Plan;

/// <summary>The chunk <c>fmt </c> of a WAV file: WAVEFORMATEX, or WAVEFORMATEXTENSIBLE where the file has that.</summary>
/// <param name="Tag">The coding: 1 PCM, 3 float, 6 A-law, 7 mu-law, others.</param>
/// <param name="Channels">0 to 65535.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="BytesPerSecond">Bytes of a second of sound.</param>
/// <param name="FrameBytes">Bytes of one sample of every channel (nBlockAlign).</param>
/// <param name="Bits">Bits of a sample.</param>
/// <param name="ValidBits">Bits of it that are in use (wValidBitsPerSample); <see cref="Bits"/> where the file does not say.</param>
/// <param name="SpeakerMask">One bit for each loudspeaker that a channel is meant for (dwChannelMask); 0 where the file does not say.</param>
/// <param name="Kind">Whose list the coding is of: the last 14 bytes of the sub-format's GUID; empty where the file has none.</param>
readonly record struct WaveFormatChunk(int Tag, int Channels, uint SampleRate, uint BytesPerSecond, int FrameBytes, int Bits, int ValidBits, uint SpeakerMask, ReadOnlyMemory<byte> Kind)
{
    /// <summary>Bytes of the smallest chunk of this kind.</summary>
    public const int MinBytes = 16;

    const int Extensible = 0xFFFE, ValidBitsOffset = 18, MaskOffset = 20, SubformatOffset = 24, ExtensibleBytes = 40;

    /// <summary>Reads the fields; nothing is judged.</summary>
    /// <param name="chunk"><see cref="MinBytes"/> or more.</param>
    /// <param name="bigEndian">True where numbers begin with their highest byte.</param>
    public static WaveFormatChunk Parse(byte[] chunk, bool bigEndian = false)
    {
        int tag = Short(0), bits = Short(14);
        bool extensible = tag == Extensible && chunk.Length >= SubformatOffset + sizeof(ushort);
        return new(
            extensible ? Short(SubformatOffset + (bigEndian ? sizeof(ushort) : 0)) : tag, Short(2), Long(4), Long(8), Short(12), bits,
            extensible && Short(ValidBitsOffset) is > 0 and var valid ? valid : bits,
            extensible ? Long(MaskOffset) : 0,
            extensible && chunk.Length >= ExtensibleBytes ? chunk.AsMemory(SubformatOffset + sizeof(ushort), ExtensibleBytes - SubformatOffset - sizeof(ushort)) : default);

        int Short(int offset) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(chunk.AsSpan(offset)) : BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset));

        uint Long(int offset) => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk.AsSpan(offset)) : BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(offset));
    }
}
