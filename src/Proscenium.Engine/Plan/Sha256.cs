using System.Buffers.Binary;
using System.Numerics;

namespace Proscenium.Engine.Plan;

/// <summary>SHA-256 (FIPS 180-4, 2015, section 6.2). The runtime's own needs a library of the system's, which not every system has, and would bring it into every host of the plug-ins.</summary>
static class Sha256
{
    const int BlockBytes = 64, LengthBytes = 8, BufferBytes = 1024 * BlockBytes;

    static readonly uint[] _rounds = Roots(64, Math.Cbrt), _begin = Roots(8, Math.Sqrt);

    /// <summary>The fingerprint of a content, in lower-case hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<uint> state = stackalloc uint[8];
        _begin.CopyTo(state);
        int whole = AddWhole(content, state);
        return Finished(content[whole..], content.Length, state);
    }

    /// <summary>The fingerprint of what a stream holds from where it stands to its end.</summary>
    public static string Of(Stream content)
    {
        Span<uint> state = stackalloc uint[8];
        _begin.CopyTo(state);
        byte[] buffer = new byte[BufferBytes];
        long length = 0;
        while (true)
        {
            int read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), whole = AddWhole(buffer.AsSpan(0, read), state);
            length += read;
            if (read < buffer.Length) return Finished(buffer.AsSpan(whole, read - whole), length, state);
        }
    }

    /// <summary>Adds all whole blocks; returns their bytes.</summary>
    static int AddWhole(ReadOnlySpan<byte> content, Span<uint> state)
    {
        Span<uint> schedule = stackalloc uint[64];
        int whole = content.Length / BlockBytes * BlockBytes;
        for (int at = 0; at < whole; at += BlockBytes) Add(content.Slice(at, BlockBytes), state, schedule);
        return whole;
    }

    static string Finished(ReadOnlySpan<byte> rest, long length, Span<uint> state)
    {
        Span<byte> end = stackalloc byte[2 * BlockBytes];
        end.Clear();
        rest.CopyTo(end);
        end[rest.Length] = 0x80;
        int blocks = rest.Length + 1 + LengthBytes <= BlockBytes ? 1 : 2;
        BinaryPrimitives.WriteUInt64BigEndian(end[(blocks * BlockBytes - LengthBytes)..], 8 * (ulong)length);
        AddWhole(end[..(blocks * BlockBytes)], state);
        Span<byte> digest = stackalloc byte[32];
        for (int i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(digest[(4 * i)..], state[i]);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>True for what may be a fingerprint.</summary>
    public static bool IsOne(string text)
    {
        foreach (char digit in text)
            if (!char.IsAsciiHexDigitLower(digit)) return false;
        return text.Length == 64;
    }

    static void Add(ReadOnlySpan<byte> block, Span<uint> state, Span<uint> w)
    {
        for (int t = 0; t < 16; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        for (int t = 16; t < 64; t++)
        {
            uint early = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ w[t - 15] >> 3;
            uint late = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ w[t - 2] >> 10;
            w[t] = unchecked(w[t - 16] + early + w[t - 7] + late);
        }
        (uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (int t = 0; t < 64; t++)
        {
            uint first = unchecked(h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + (e & f ^ ~e & g) + _rounds[t] + w[t]);
            uint second = unchecked((BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + (a & b ^ a & c ^ b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, unchecked(d + first), c, b, a, unchecked(first + second));
        }
        Span<uint> sum = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < 8; i++) state[i] = unchecked(state[i] + sum[i]);
    }

    /// <summary>The first 32 bits of the fractional parts of the roots of the first primes, as the standard defines its constants.</summary>
    static uint[] Roots(int count, Func<double, double> root)
    {
        uint[] words = new uint[count];
        for (int n = 2, found = 0; found < count; n++)
            if (IsPrime(n)) words[found++] = (uint)((root(n) - Math.Floor(root(n))) * 4294967296.0);
        return words;
    }

    static bool IsPrime(int n)
    {
        for (int d = 2; d * d <= n; d++)
            if (n % d == 0) return false;
        return true;
    }
}
