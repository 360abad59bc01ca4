using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Acoustics;

/// <summary>A phase that grows with frequency: a sound that comes earlier or later.</summary>
static class PhaseRamp
{
    const int Run = 32;

    /// <summary>Writes e^{j bin step}.</summary>
    /// <remarks>A run of bins by turning from one to the next, then whole runs by turning from one run to the next: few turns, so that errors do not grow.</remarks>
    public static void Fill(SplitSpectrum spectrum, double step)
    {
        Span<float> runRe = stackalloc float[Run], runIm = stackalloc float[Run];
        Complex turn = Complex.FromPolarCoordinates(1, step), bin = Complex.One, leap = Complex.FromPolarCoordinates(1, Run * step), start = Complex.One;
        for (int i = 0; i < Run; i++, bin *= turn) (runRe[i], runIm[i]) = ((float)bin.Real, (float)bin.Imaginary);
        for (int first = 0; first < spectrum.Re.Length; first += Run, start *= leap)
        {
            int count = Math.Min(Run, spectrum.Re.Length - first);
            Turn(runRe[..count], runIm[..count], start, spectrum.Re.Slice(first, count), spectrum.Im.Slice(first, count));
        }
    }

    static void Turn(Span<float> runRe, Span<float> runIm, Complex start, Span<float> re, Span<float> im)
    {
        (Vector<float> startRe, Vector<float> startIm) = (new((float)start.Real), new((float)start.Imaginary));
        Span<Vector<float>> fromRe = MemoryMarshal.Cast<float, Vector<float>>(runRe), fromIm = MemoryMarshal.Cast<float, Vector<float>>(runIm);
        Span<Vector<float>> toRe = MemoryMarshal.Cast<float, Vector<float>>(re), toIm = MemoryMarshal.Cast<float, Vector<float>>(im);
        for (int i = 0; i < toRe.Length; i++)
        {
            toRe[i] = startRe * fromRe[i] - startIm * fromIm[i];
            toIm[i] = startRe * fromIm[i] + startIm * fromRe[i];
        }
    }
}
