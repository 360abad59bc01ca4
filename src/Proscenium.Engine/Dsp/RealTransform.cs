using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Dsp;

/// <summary>Fourier transform of real signals at one vector width; memory is not checked.</summary>
abstract class RealTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Transforms samples into half as many bins and one more.</summary>
    public abstract void Forward(ref T time, ref T re, ref T im);

    /// <summary>The same with each sample times that of a window.</summary>
    public abstract void ForwardWindowed(ref T time, ref T window, ref T re, ref T im);

    /// <summary>Transforms bins back into samples.</summary>
    public abstract void Inverse(ref T re, ref T im, ref T time);

    /// <summary>Transforms bins back into the later half of the samples.</summary>
    public abstract void InverseLaterHalf(ref T re, ref T im, ref T time);

    /// <summary>The transform of a number of real points on the widest vectors that this machine has and the length fills, no wider than given.</summary>
    public static RealTransform<T> Widest(int length, int maxLanes = int.MaxValue)
    {
        int points = length / 2;
        if (SimdVector512<T>.Count <= maxLanes && StockhamTransform<SimdVector512<T>, T>.Fits(points)) return new RealTransform<SimdVector512<T>, T>(points);
        if (SimdVector256<T>.Count <= maxLanes && StockhamTransform<SimdVector256<T>, T>.Fits(points)) return new RealTransform<SimdVector256<T>, T>(points);
        if (SimdVector128<T>.Count <= maxLanes && StockhamTransform<SimdVector128<T>, T>.Fits(points)) return new RealTransform<SimdVector128<T>, T>(points);
        return new RealTransform<SimdVector1<T>, T>(points);
    }
}

/// <summary>
/// Even and odd samples are transformed as the real and imaginary parts of one complex signal of half the length; their spectra are its
/// symmetric and antisymmetric parts.
/// </summary>
/// <remarks>
/// Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3.2. Mirrored bins are read and written as whole vectors, aligned as the first bin is:
/// bins k to k + n are mirrored in points - k - n to points - k, one of which lies in the next vector; so what is mirrored waits for the
/// next step to be complete. The first step stores nothing of worth, over which the next one writes.
/// </remarks>
sealed class RealTransform<TVector, T> : RealTransform<T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly nint _points;
    readonly StockhamTransform<TVector, T> _complex;
    readonly AlignedMemory<T> _cos, _sin; // of pi k / points, halved
    readonly AlignedMemory<T> _scaledCos, _scaledSin;
    readonly T _scale;

    public RealTransform(int points)
    {
        _points = points;
        _complex = new(points);
        _scale = T.One / T.CreateChecked(points);
        (_cos, _sin, _scaledCos, _scaledSin) = (new(points / 2), new(points / 2), new(points / 2), new(points / 2));
        for (int k = 0; k < points / 2; k++)
        {
            (double sin, double cos) = Math.SinCos(Math.PI * k / points);
            (_cos.Span[k], _sin.Span[k]) = (T.CreateChecked(cos / 2), T.CreateChecked(sin / 2));
            (_scaledCos.Span[k], _scaledSin.Span[k]) = (_cos.Span[k] * _scale, _sin.Span[k] * _scale);
        }
    }

    public override void Forward(ref T time, ref T re, ref T im)
    {
        _complex.ForwardFromPairs(ref time, ref re, ref im);
        Separate(ref re, ref im);
    }

    public override void ForwardWindowed(ref T time, ref T window, ref T re, ref T im)
    {
        _complex.ForwardFromWindowedPairs(ref time, ref window, ref re, ref im);
        Separate(ref re, ref im);
    }

    public override void Inverse(ref T re, ref T im, ref T time)
    {
        Join(ref re, ref im, ref _complex.Re, ref _complex.Im);
        _complex.InverseToPairs(ref time);
    }

    public override void InverseLaterHalf(ref T re, ref T im, ref T time)
    {
        Join(ref re, ref im, ref _complex.Re, ref _complex.Im);
        _complex.InverseToLaterPairs(ref time);
    }

    /// <summary>From the spectrum of pairs to that of the real signal, in place; bins k and points - k at once, from both ends to the middle.</summary>
    void Separate(ref T re, ref T im)
    {
        nint points = _points, middle = points / 2, complete = points - TVector.Count;
        ref T cosines = ref _cos.First, sines = ref _sin.First;
        (T firstRe, T firstIm, T middleRe, T middleIm) = (re, im, Unsafe.Add(ref re, middle), Unsafe.Add(ref im, middle));
        TVector half = TVector.All(T.CreateChecked(0.5)), laterRe = TVector.All(firstRe), laterIm = TVector.All(firstIm), waitingRe = default, waitingIm = default;
        for (nint k = 0, mirror = complete; k < middle; k += TVector.Count, mirror -= TVector.Count)
        {
            TVector mirrorRe = TVector.At(ref re, mirror), mirrorIm = TVector.At(ref im, mirror);
            TVector aRe = TVector.At(ref re, k), aIm = TVector.At(ref im, k), bRe = TVector.ReverseAfter(laterRe, mirrorRe), bIm = TVector.ReverseAfter(laterIm, mirrorIm);
            TVector cos = TVector.At(ref cosines, k), sin = TVector.At(ref sines, k);
            TVector evenRe = aRe + bRe, evenIm = aIm - bIm, oddRe = aIm + bIm, oddIm = bRe - aRe;
            TVector turnedRe = TVector.MultiplyAdd(cos, oddRe, sin * oddIm), turnedIm = TVector.SubtractProduct(sin, oddRe, cos * oddIm);
            TVector.At(ref re, k) = TVector.MultiplyAdd(half, evenRe, turnedRe);
            TVector.At(ref im, k) = TVector.MultiplyAdd(half, evenIm, turnedIm);
            TVector newRe = TVector.MultiplySubtract(half, evenRe, turnedRe), newIm = TVector.SubtractProduct(half, evenIm, turnedIm);
            TVector.At(ref re, complete) = TVector.ReverseAfter(newRe, waitingRe);
            TVector.At(ref im, complete) = TVector.ReverseAfter(newIm, waitingIm);
            (laterRe, laterIm, waitingRe, waitingIm, complete) = (mirrorRe, mirrorIm, newRe, newIm, mirror);
        }
        TVector.At(ref re, complete) = TVector.ReverseAfter(waitingRe, waitingRe);
        TVector.At(ref im, complete) = TVector.ReverseAfter(waitingIm, waitingIm);
        (re, im) = (firstRe + firstIm, T.Zero);
        (Unsafe.Add(ref re, points), Unsafe.Add(ref im, points)) = (firstRe - firstIm, T.Zero);
        (Unsafe.Add(ref re, middle), Unsafe.Add(ref im, middle)) = (middleRe, -middleIm);
    }

    /// <summary>The reverse, scaled by one over the number of pairs.</summary>
    void Join(ref T re, ref T im, ref T toRe, ref T toIm)
    {
        nint points = _points, middle = points / 2, complete = points - TVector.Count;
        ref T cosines = ref _scaledCos.First, sines = ref _scaledSin.First;
        T lastRe = Unsafe.Add(ref re, points), lastIm = Unsafe.Add(ref im, points), halfScale = T.CreateChecked(0.5) * _scale;
        TVector half = TVector.All(halfScale), laterRe = TVector.All(lastRe), laterIm = TVector.All(lastIm), waitingRe = default, waitingIm = default;
        for (nint k = 0, mirror = complete; k < middle; k += TVector.Count, mirror -= TVector.Count)
        {
            TVector mirrorRe = TVector.At(ref re, mirror), mirrorIm = TVector.At(ref im, mirror);
            TVector aRe = TVector.At(ref re, k), aIm = TVector.At(ref im, k), bRe = TVector.ReverseAfter(laterRe, mirrorRe), bIm = TVector.ReverseAfter(laterIm, mirrorIm);
            TVector cos = TVector.At(ref cosines, k), sin = TVector.At(ref sines, k);
            TVector evenRe = aRe + bRe, evenIm = aIm - bIm, turnedRe = aRe - bRe, turnedIm = aIm + bIm;
            TVector oddRe = TVector.SubtractProduct(sin, turnedIm, cos * turnedRe), oddIm = TVector.MultiplyAdd(cos, turnedIm, sin * turnedRe);
            TVector.At(ref toRe, k) = TVector.MultiplySubtract(half, evenRe, oddIm);
            TVector.At(ref toIm, k) = TVector.MultiplyAdd(half, evenIm, oddRe);
            TVector newRe = TVector.MultiplyAdd(half, evenRe, oddIm), newIm = TVector.SubtractProduct(half, evenIm, oddRe);
            TVector.At(ref toRe, complete) = TVector.ReverseAfter(newRe, waitingRe);
            TVector.At(ref toIm, complete) = TVector.ReverseAfter(newIm, waitingIm);
            (laterRe, laterIm, waitingRe, waitingIm, complete) = (mirrorRe, mirrorIm, newRe, newIm, mirror);
        }
        TVector.At(ref toRe, complete) = TVector.ReverseAfter(waitingRe, waitingRe);
        TVector.At(ref toIm, complete) = TVector.ReverseAfter(waitingIm, waitingIm);
        (toRe, toIm) = (halfScale * (re + lastRe), halfScale * (re - lastRe));
        Unsafe.Add(ref toRe, middle) = _scale * Unsafe.Add(ref re, middle);
        Unsafe.Add(ref toIm, middle) = -_scale * Unsafe.Add(ref im, middle);
    }
}
