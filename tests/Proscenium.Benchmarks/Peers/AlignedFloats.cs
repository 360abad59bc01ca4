using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Floats outside the managed heap that begin at a cache line, for both sides of a comparison.</summary>
sealed unsafe class AlignedFloats : IDisposable
{
    const nuint LineBytes = 64;

    readonly int _length;

    public AlignedFloats(int length)
    {
        _length = length;
        First = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), LineBytes);
        Span.Clear();
    }

    public float* First { get; }

    public Span<float> Span => new(First, _length);

    public void Dispose() => NativeMemory.AlignedFree(First);
}
