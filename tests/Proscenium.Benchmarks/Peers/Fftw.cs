using System.Runtime.InteropServices;

namespace Proscenium.Benchmarks.Peers;

/// <summary>FFTW in single precision, as Debian builds it, planned with patience.</summary>
sealed unsafe partial class Fftw : IDisposable
{
    const string Library = "libfftw3f.so.3";
    const uint Patient = 1 << 5;

    readonly nint _forward, _inverse;

    public Fftw(int length)
    {
        (Time, Spectrum) = (new(length), new(length + 2));
        (_forward, _inverse) = (PlanForward(length, Time.First, Spectrum.First, Patient), PlanInverse(length, Spectrum.First, Time.First, Patient));
    }

    /// <summary>Samples.</summary>
    public AlignedFloats Time { get; }

    /// <summary>Bins, real and imaginary part in turn.</summary>
    public AlignedFloats Spectrum { get; }

    public void Forward() => Execute(_forward);

    public void Inverse() => Execute(_inverse);

    public void Dispose()
    {
        Destroy(_forward);
        Destroy(_inverse);
        Time.Dispose();
        Spectrum.Dispose();
    }

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_r2c_1d")]
    private static partial nint PlanForward(int length, float* time, float* spectrum, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_plan_dft_c2r_1d")]
    private static partial nint PlanInverse(int length, float* spectrum, float* time, uint flags);

    [LibraryImport(Library, EntryPoint = "fftwf_execute")]
    private static partial void Execute(nint plan);

    [LibraryImport(Library, EntryPoint = "fftwf_destroy_plan")]
    private static partial void Destroy(nint plan);
}

