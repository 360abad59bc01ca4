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
    readonly (AlignedMemory<T> Cos, AlignedMemory<T> Sin) _separating, _joining; // of pi k / points, halved; and of pi less that, scaled
    readonly T _scale;

    public RealTransform(int points)
    {
        _points = points;
        _complex = new(points);
        _scale = T.One / T.CreateChecked(points);
        (_separating, _joining) = ((new(points / 2), new(points / 2)), (new(points / 2), new(points / 2)));
        for (int k = 0; k < points / 2; k++)
        {
            (double sin, double cos) = Math.SinCos(Math.PI * k / points);
            (_separating.Cos.Span[k], _separating.Sin.Span[k]) = (T.CreateChecked(cos / 2), T.CreateChecked(sin / 2));
            (_joining.Cos.Span[k], _joining.Sin.Span[k]) = (-_separating.Cos.Span[k] * _scale, _separating.Sin.Span[k] * _scale);
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

    /// <summary>From the spectrum of pairs to that of the real signal, in place.</summary>
    void Separate(ref T re, ref T im)
    {
        ref T middleRe = ref Unsafe.Add(ref re, _points / 2), middleIm = ref Unsafe.Add(ref im, _points / 2);
        (T firstRe, T firstIm, T keptRe, T keptIm) = (re, im, middleRe, middleIm);
        Combine(ref re, ref im, ref re, ref im, firstRe, firstIm, _separating, T.CreateChecked(0.5));
        (re, im) = (firstRe + firstIm, T.Zero);
        (Unsafe.Add(ref re, _points), Unsafe.Add(ref im, _points)) = (firstRe - firstIm, T.Zero);
        (middleRe, middleIm) = (keptRe, -keptIm);
    }

    /// <summary>The reverse, scaled by one over the number of pairs.</summary>
    void Join(ref T re, ref T im, ref T toRe, ref T toIm)
    {
        T lastRe = Unsafe.Add(ref re, _points), halfScale = T.CreateChecked(0.5) * _scale;
        Combine(ref re, ref im, ref toRe, ref toIm, lastRe, Unsafe.Add(ref im, _points), _joining, halfScale);
        (toRe, toIm) = (halfScale * (re + lastRe), halfScale * (re - lastRe));
        Unsafe.Add(ref toRe, _points / 2) = _scale * Unsafe.Add(ref re, _points / 2);
        Unsafe.Add(ref toIm, _points / 2) = -_scale * Unsafe.Add(ref im, _points / 2);
    }

    /// <summary>Bins k and points - k at once, from both ends to the middle; the first and the middle bin are the caller's.</summary>
    /// <param name="re">Real parts to read.</param>
    /// <param name="im">Imaginary parts to read.</param>
    /// <param name="toRe">Real parts to write, the same or others.</param>
    /// <param name="toIm">Imaginary parts to write.</param>
    /// <param name="lastRe">Real part of the bin at points.</param>
    /// <param name="lastIm">Its imaginary part.</param>
    /// <param name="turn">The rotation of what is odd.</param>
    /// <param name="even">The gain of what is even.</param>
    void Combine(ref T re, ref T im, ref T toRe, ref T toIm, T lastRe, T lastIm, (AlignedMemory<T> Cos, AlignedMemory<T> Sin) turn, T even)
    {
        nint points = _points, middle = points / 2, complete = points - TVector.Count;
        ref T cosines = ref turn.Cos.First, sines = ref turn.Sin.First;
        TVector half = TVector.All(even), laterRe = TVector.All(lastRe), laterIm = TVector.All(lastIm), waitingRe = default, waitingIm = default;
        for (nint k = 0, mirror = complete; k < middle; k += TVector.Count, mirror -= TVector.Count)
        {
            TVector mirrorRe = TVector.At(ref re, mirror), mirrorIm = TVector.At(ref im, mirror);
            TVector aRe = TVector.At(ref re, k), aIm = TVector.At(ref im, k), bRe = TVector.ReverseAfter(laterRe, mirrorRe), bIm = TVector.ReverseAfter(laterIm, mirrorIm);
            TVector cos = TVector.At(ref cosines, k), sin = TVector.At(ref sines, k);
            TVector evenRe = aRe + bRe, evenIm = aIm - bIm, oddRe = aIm + bIm, oddIm = bRe - aRe;
            TVector turnedRe = TVector.MultiplyAdd(cos, oddRe, sin * oddIm), turnedIm = TVector.SubtractProduct(sin, oddRe, cos * oddIm);
            TVector.At(ref toRe, k) = TVector.MultiplyAdd(half, evenRe, turnedRe);
            TVector.At(ref toIm, k) = TVector.MultiplyAdd(half, evenIm, turnedIm);
            TVector newRe = TVector.MultiplySubtract(half, evenRe, turnedRe), newIm = TVector.SubtractProduct(half, evenIm, turnedIm);
            TVector.At(ref toRe, complete) = TVector.ReverseAfter(newRe, waitingRe);
            TVector.At(ref toIm, complete) = TVector.ReverseAfter(newIm, waitingIm);
            (laterRe, laterIm, waitingRe, waitingIm, complete) = (mirrorRe, mirrorIm, newRe, newIm, mirror);
        }
        TVector.At(ref toRe, complete) = TVector.ReverseAfter(waitingRe, waitingRe);
        TVector.At(ref toIm, complete) = TVector.ReverseAfter(waitingIm, waitingIm);
    }
}
