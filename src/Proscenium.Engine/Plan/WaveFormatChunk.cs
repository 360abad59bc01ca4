using System.Buffers.Binary;

namespace Proscenium.Engine.Plan;

/// <summary>The chunk <c>fmt </c> of a WAV file: WAVEFORMATEX, or WAVEFORMATEXTENSIBLE where the file has that.</summary>
/// <param name="Tag">The coding: 1 PCM, 3 float, 6 A-law, 7 mu-law, others.</param>
/// <param name="Channels">0 to 65535.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Bits">Bits of a sample.</param>
/// <param name="SpeakerMask">One bit for each loudspeaker that a channel is meant for (dwChannelMask); 0 where the file does not say.</param>
readonly record struct WaveFormatChunk(int Tag, int Channels, uint SampleRate, int Bits, uint SpeakerMask)
{
    /// <summary>Bytes of the smallest chunk of this kind.</summary>
    public const int MinBytes = 16;

    const int Extensible = 0xFFFE, MaskOffset = 20, SubformatOffset = 24;

    /// <summary>Reads the fields; nothing is judged.</summary>
    /// <param name="chunk"><see cref="MinBytes"/> or more.</param>
    public static WaveFormatChunk Parse(ReadOnlySpan<byte> chunk)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        bool extensible = tag == Extensible && chunk.Length >= SubformatOffset + sizeof(ushort);
        return new(
            extensible ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubformatOffset..]) : tag,
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]),
            extensible ? BinaryPrimitives.ReadUInt32LittleEndian(chunk[MaskOffset..]) : 0);
    }
}
