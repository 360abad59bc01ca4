using System.Buffers.Binary;

namespace Proscenium.Files.Measurements;

/// <summary>The checksum of HDF5's metadata: lookup3 by Bob Jenkins (2006, public domain), little-endian.</summary>
static class Hdf5Checksum
{
    /// <summary>Of all bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xdeadbeef + (uint)bytes.Length, b = a, c = a;
        Span<byte> last = stackalloc byte[12];
        for (; bytes.Length > 12; bytes = bytes[12..])
        {
            Take(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
        }
        if (bytes.Length == 0) return c;
        last.Clear();
        bytes.CopyTo(last);
        Take(last, ref a, ref b, ref c);
        return Final(a, b, c);
    }

    static void Take(ReadOnlySpan<byte> twelve, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(twelve);
        b += BinaryPrimitives.ReadUInt32LittleEndian(twelve[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(twelve[8..]);
    }

    static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Stir(ref a, c, 4); c += b;
        Stir(ref b, a, 6); a += c;
        Stir(ref c, b, 8); b += a;
        Stir(ref a, c, 16); c += b;
        Stir(ref b, a, 19); a += c;
        Stir(ref c, b, 4); b += a;
    }

    static void Stir(ref uint value, uint other, int turn) => value = (value - other) ^ uint.RotateLeft(other, turn);

    static uint Final(uint a, uint b, uint c)
    {
        c = (c ^ b) - uint.RotateLeft(b, 14);
        a = (a ^ c) - uint.RotateLeft(c, 11);
        b = (b ^ a) - uint.RotateLeft(a, 25);
        c = (c ^ b) - uint.RotateLeft(b, 16);
        a = (a ^ c) - uint.RotateLeft(c, 4);
        b = (b ^ a) - uint.RotateLeft(a, 14);
        return (c ^ b) - uint.RotateLeft(b, 24);
    }
}
