using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Proscenium.Files.Measurements;

/// <summary>Bytes that grow, least significant first.</summary>
sealed class LittleEndianBytes
{
    byte[] _bytes = new byte[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<byte> All => _bytes.AsSpan(0, Count);

    /// <summary>Appends a whole number of some bytes.</summary>
    public LittleEndianBytes Number(ulong value, int bytes)
    {
        Span<byte> whole = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(whole, value);
        return Bytes(whole[..bytes]);
    }

    /// <summary>Appends single bytes.</summary>
    public LittleEndianBytes Bytes(params ReadOnlySpan<byte> bytes)
    {
        if (Count + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Count + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Count));
        Count += bytes.Length;
        return this;
    }

    /// <summary>Appends letters.</summary>
    public LittleEndianBytes Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Appends numbers in double precision.</summary>
    public LittleEndianBytes Numbers(ReadOnlySpan<double> values)
    {
        if (BitConverter.IsLittleEndian) return Bytes(MemoryMarshal.AsBytes(values));
        foreach (double value in values) Number(BitConverter.DoubleToUInt64Bits(value), 8);
        return this;
    }

    /// <summary>Appends zeros up to a multiple of a length.</summary>
    public LittleEndianBytes PadTo(int multiple) => Bytes(new byte[(multiple - Count % multiple) % multiple]);

    /// <summary>Appends the checksum of all bytes from one on.</summary>
    public LittleEndianBytes Checksum(int from = 0) => Number(Hdf5Checksum.Of(All[from..]), 4);
}
