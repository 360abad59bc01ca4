using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks.Peers;

/// <summary>FFTW in single precision, as Debian builds it, planned with patience.</summary>
sealed unsafe partial class Fftw : IDisposable
{
    const string Library = "libfftw3f.so.3";
    const uint Patient = 1 << 5;

    readonly float* _time, _spectrum;
    readonly nint _forward, _inverse;

    public Fftw(int length)
    {
        _time = Allocate(length);
        _spectrum = Allocate(length + 2);
        (_forward, _inverse) = (PlanForward(length, _time, _spectrum, Patient), PlanInverse(length, _spectrum, _time, Patient));
        Time = new(_time, length);
        Spectrum = new(_spectrum, length + 2);
    }

    /// <summary>Samples.</summary>
    public NativeFloats Time { get; }

    /// <summary>Bins, real and imaginary part in turn.</summary>
    public NativeFloats Spectrum { get; }

    public void Forward() => Execute(_forward);

    public void Inverse() => Execute(_inverse);

    public void Dispose()
    {
        Destroy(_forward);
        Destroy(_inverse);
        Free(_time);
        Free(_spectrum);
    }

    static float* Allocate(int floats) => (float*)AllocateBytes((nuint)floats * sizeof(float));

    [LibraryImport(Library, EntryPoint = "fftwf_malloc")]
    private static partial void* AllocateBytes(nuint bytes);

    [LibraryImport(Library, EntryPoint = "fftwf_free")]
    private static partial void Free(void* memory);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_r2c_1d")]
    private static partial nint PlanForward(int length, float* time, float* spectrum, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_c2r_1d")]
    private static partial nint PlanInverse(int length, float* spectrum, float* time, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_execute")]
    private static partial void Execute(nint plan);

    [LibraryImport(Library, EntryPoint = "fftwf_destroy_plan")]
    private static partial void Destroy(nint plan);
}

/// <summary>Floats that another program's library owns.</summary>
readonly unsafe struct NativeFloats(float* first, int length)
{
    readonly float* _first = first;

    public Span<float> Span => new(_first, length);
}
