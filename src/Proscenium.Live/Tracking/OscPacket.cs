using System.Buffers.Binary;

namespace Proscenium.Live.Tracking;

/// <summary>Receives a message.</summary>
/// <param name="address">Its address in ASCII.</param>
/// <param name="numbers">Its arguments; what is no number is NaN.</param>
delegate void OscMessage(ReadOnlySpan<byte> address, ReadOnlySpan<double> numbers);

/// <summary>The packets of Open Sound Control 1.0 (Wright 2002): a message, or a bundle of messages and bundles, whose time tags are passed over. Nothing is allocated.</summary>
static class OscPacket
{
    /// <summary>Arguments of a message that are handed on; there may be more.</summary>
    public const int MostNumbers = 64;

    const int MostNesting = 8, Word = 4;

    static ReadOnlySpan<byte> Bundle => "#bundle\0"u8;

    /// <summary>Hands on each message of a packet, in order.</summary>
    /// <returns>False where the packet is none, as a whole or in a part; then nothing was handed on.</returns>
    public static bool Read(ReadOnlySpan<byte> packet, OscMessage receive) => Walk(packet, null, 0) && Walk(packet, receive, 0);

    static bool Walk(ReadOnlySpan<byte> packet, OscMessage? receive, int nesting)
    {
        if (!packet.StartsWith(Bundle)) return WalkMessage(packet, receive);
        const int timeTag = 8;
        if (nesting == MostNesting || packet.Length < Bundle.Length + timeTag) return false;
        for (packet = packet[(Bundle.Length + timeTag)..]; packet.Length > 0;)
        {
            if (packet.Length < Word || BinaryPrimitives.ReadInt32BigEndian(packet) is var size && (size < Word || size % Word != 0 || size > packet.Length - Word)) return false;
            if (!Walk(packet.Slice(Word, size), receive, nesting + 1)) return false;
            packet = packet[(Word + size)..];
        }
        return true;
    }

    static bool WalkMessage(ReadOnlySpan<byte> packet, OscMessage? receive)
    {
        if (!TakeString(ref packet, out ReadOnlySpan<byte> address) || address is not [(byte)'/', ..]) return false;
        if (!TakeString(ref packet, out ReadOnlySpan<byte> tags) || tags is not [(byte)',', ..]) return false;
        Span<double> numbers = stackalloc double[MostNumbers];
        int count = 0;
        foreach (byte tag in tags[1..])
        {
            if (!TakeArgument(tag, ref packet, out double number)) return false;
            if (count < MostNumbers) numbers[count++] = number;
        }
        if (packet.Length > 0) return false;
        receive?.Invoke(address, numbers[..count]);
        return true;
    }

    /// <summary>Takes an argument off; of those that are no numbers as many bytes as they have.</summary>
    static bool TakeArgument(byte tag, ref ReadOnlySpan<byte> packet, out double number)
    {
        number = double.NaN;
        int bytes = (char)tag switch { 'f' or 'i' or 'c' or 'r' or 'm' => Word, 'd' or 'h' or 't' => 2 * Word, 'T' or 'F' or 'N' or 'I' => 0, 's' or 'S' or 'b' => -1, _ => -2 };
        if (bytes == -1) return tag == (byte)'b' ? TakeBlob(ref packet) : TakeString(ref packet, out _);
        if (bytes < 0 || bytes > packet.Length) return false;
        number = (char)tag switch
        {
            'f' => BinaryPrimitives.ReadSingleBigEndian(packet),
            'd' => BinaryPrimitives.ReadDoubleBigEndian(packet),
            'i' => BinaryPrimitives.ReadInt32BigEndian(packet),
            'h' => BinaryPrimitives.ReadInt64BigEndian(packet),
            _ => double.NaN,
        };
        packet = packet[bytes..];
        return true;
    }

    /// <summary>Takes a string off, which ends with one to four zeros at a multiple of four bytes.</summary>
    static bool TakeString(ref ReadOnlySpan<byte> packet, out ReadOnlySpan<byte> text)
    {
        text = default;
        int length = packet.IndexOf((byte)0), padded = Padded(length + 1);
        if (length < 0 || padded > packet.Length || packet[length..padded].ContainsAnyExcept((byte)0)) return false;
        text = packet[..length];
        packet = packet[padded..];
        return true;
    }

    static bool TakeBlob(ref ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Word || BinaryPrimitives.ReadInt32BigEndian(packet) is var size && (size < 0 || size > packet.Length - Word || Padded(size) > packet.Length - Word)) return false;
        packet = packet[(Word + Padded(size))..];
        return true;
    }

    static int Padded(int bytes) => (bytes + Word - 1) / Word * Word;
}
