using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Simd;

/// <summary>
/// Memory that begins at a cache line, zero at first: a wide vector that straddles two lines is read and written at half the speed.
/// </summary>
sealed class AlignedMemory<T> where T : unmanaged
{
    const int LineBytes = 64;

    static readonly int _most = Array.MaxLength - LineBytes / Unsafe.SizeOf<T>();

    readonly T[] _pinned;
    readonly int _start;

    /// <summary>Takes memory for a number of values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than memory can hold in one piece.</exception>
    public AlignedMemory(int length)
    {
        Fitting(length, 1);
        Length = length;
        _pinned = GC.AllocateArray<T>(length + LineBytes / Unsafe.SizeOf<T>(), pinned: true); // one that moves would not stay aligned
        nint beyondLine = Marshal.UnsafeAddrOfPinnedArrayElement(_pinned, 0) % LineBytes;
        _start = (int)((LineBytes - beyondLine) % LineBytes) / Unsafe.SizeOf<T>();
    }

    /// <summary>A product of sizes, unless it is more than memory can hold in one piece.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static int Fitting(long count, long size)
    {
        Int128 length = (Int128)count * size;
        return length >= 0 && length <= _most ? (int)length : throw new ArgumentOutOfRangeException(nameof(size), $"{count} times {size} values are more than memory can hold in one piece, {_most}.");
    }

    public int Length { get; }

    /// <summary>All of it.</summary>
    public Span<T> Span => _pinned.AsSpan(_start, Length);

    /// <summary>Its first element, for loops that stay within it by construction.</summary>
    public ref T First => ref _pinned[_start];
}
