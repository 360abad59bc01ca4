using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Simd;

/// <summary>
/// Memory that begins at a cache line, zero at first: a wide vector that straddles two lines is read and written at half the speed.
/// </summary>
sealed class AlignedMemory<T> where T : unmanaged
{
    const int LineBytes = 64;

    readonly T[] _pinned;
    readonly int _start;

    public AlignedMemory(int length)
    {
        Length = length;
        _pinned = GC.AllocateArray<T>(length + LineBytes / Unsafe.SizeOf<T>(), pinned: true); // one that moves would not stay aligned
        nint beyondLine = Marshal.UnsafeAddrOfPinnedArrayElement(_pinned, 0) % LineBytes;
        _start = (int)((LineBytes - beyondLine) % LineBytes) / Unsafe.SizeOf<T>();
    }

    public int Length { get; }

    /// <summary>All of it.</summary>
    public Span<T> Span => _pinned.AsSpan(_start, Length);

    /// <summary>Its first element, for loops that stay within it by construction.</summary>
    public ref T First => ref _pinned[_start];
}
