using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Proscenium.Fuzz;

/// <summary>Changes inputs: bits, numbers, words and pieces.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="words">Of the target.</param>
sealed class Mutation(Random random, IReadOnlyList<string> words)
{
    const int LargestInput = 400_000;

    static readonly string[] _numbers =
    [
        "0", "-0", "-1", "1e308", "1e999", "-1e308", "1e-320", "NaN", "Infinity", "2147483648", "-2147483649", "4294967296", "9223372036854775808", "0.1", "1e9", "1e-9", "007", "1,5", "0x10", "", ".", "-", "1e", "65536", "384001", "20",
    ];

    static readonly long[] _values = [0, 1, -1, 2, 3, 4, 7, 8, 16, 24, 32, 127, 128, 255, 256, 32767, 32768, 65534, 65535, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFF00, long.MaxValue, long.MinValue];

    /// <summary>A changed input.</summary>
    /// <param name="input">What is changed; it stays what it is.</param>
    /// <param name="other">Another one, from which pieces may come.</param>
    public byte[] Of(byte[] input, byte[] other)
    {
        byte[] changed = input;
        int changes = random.Next(2) == 0 ? 1 : 1 << random.Next(5);
        for (int n = 0; n < changes; n++) changed = Once(changed, other);
        return changed.Length <= LargestInput ? changed : changed[..LargestInput];
    }

    byte[] Once(byte[] input, byte[] other)
    {
        if (input.Length == 0) return Encoding.UTF8.GetBytes(words.Count > 0 ? words[random.Next(words.Count)] : "x");
        int at = random.Next(input.Length);
        switch (random.Next(10))
        {
            case 0: return Edited(input, copy => copy[at] ^= (byte)(1 << random.Next(8)));
            case 1: return Edited(input, copy => copy[at] = (byte)random.Next(256));
            case 2: return Edited(input, copy => Put(copy, at));
            case 3: return input[..at];
            case 4: return [.. input[..at], .. input[Math.Min(input.Length, at + 1 + random.Next(64))..]];
            case 5:
                int from = random.Next(other.Length + 1), length = Math.Min(other.Length - from, random.Next(256));
                return [.. input[..at], .. other.AsSpan(from, length), .. input[at..]];
            case 6: return [.. input[..at], .. input.AsSpan(at, Math.Min(input.Length - at, random.Next(64))), .. input[at..]];
            case 7: return words.Count == 0 ? input : [.. input[..at], .. Encoding.UTF8.GetBytes(words[random.Next(words.Count)]), .. input[at..]];
            default: return Number(input, at);
        }
    }

    static byte[] Edited(byte[] input, Action<byte[]> edit)
    {
        byte[] copy = [.. input];
        edit(copy);
        return copy;
    }

    /// <summary>Writes a whole number of some width in either byte order.</summary>
    void Put(byte[] bytes, int at)
    {
        long value = _values[random.Next(_values.Length)] + (random.Next(4) == 0 ? random.Next(-2, 3) : 0);
        Span<byte> eight = stackalloc byte[8];
        bool little = random.Next(4) > 0;
        int width = 1 << random.Next(1, 4);
        if (little) BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        else BinaryPrimitives.WriteInt64BigEndian(eight, value << (64 - 8 * width));
        if (random.Next(6) == 0) BitConverter.TryWriteBytes(eight, random.Next(2) == 0 ? double.NaN : 1e300);
        eight[..Math.Min(width, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
    }

    /// <summary>Puts another number in place of the next one in a text.</summary>
    byte[] Number(byte[] input, int at)
    {
        int start = Array.FindIndex(input, at, c => c is >= (byte)'0' and <= (byte)'9');
        if (start < 0) return input;
        int end = start;
        while (end < input.Length && input[end] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'-') end++;
        string number = random.Next(3) == 0 ? (random.NextDouble() * Math.Pow(10, random.Next(-10, 12))).ToString(CultureInfo.InvariantCulture) : _numbers[random.Next(_numbers.Length)];
        return [.. input[..start], .. Encoding.UTF8.GetBytes(number), .. input[end..]];
    }
}
