using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Dsp;

/// <summary>Fourier transform of real signals at one vector width; memory is not checked.</summary>
abstract class RealTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Transforms samples into half as many bins and one more.</summary>
    public abstract void Forward(ref T time, ref T re, ref T im);

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
/// <remarks>Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3.2.</remarks>
sealed class RealTransform<TVector, T> : RealTransform<T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly int _points;
    readonly StockhamTransform<TVector, T> _complex;
    readonly AlignedMemory<T> _cos, _sin; // of pi k / points, halved
    readonly T _scale;

    public RealTransform(int points)
    {
        _points = points;
        _complex = new(points);
        _scale = T.One / T.CreateChecked(points);
        (_cos, _sin) = (new(points / 2), new(points / 2));
        for (int k = 0; k < points / 2; k++)
        {
            (double sin, double cos) = Math.SinCos(Math.PI * k / points);
            (_cos.Span[k], _sin.Span[k]) = (T.CreateChecked(cos / 2), T.CreateChecked(sin / 2));
        }
    }

    public override void Forward(ref T time, ref T re, ref T im)
    {
        _complex.ForwardFromPairs(ref time, ref re, ref im);
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

    /// <summary>From the spectrum of pairs to that of the real signal, in place; bins k and points - k at once.</summary>
    void Separate(ref T re, ref T im)
    {
        ref T lastRe = ref Unsafe.Add(ref re, _points), lastIm = ref Unsafe.Add(ref im, _points);
        ref T middleRe = ref Unsafe.Add(ref re, _points / 2), middleIm = ref Unsafe.Add(ref im, _points / 2);
        (T firstRe, T firstIm, T keptRe, T keptIm) = (re, im, middleRe, middleIm);
        (lastRe, lastIm) = (firstRe, firstIm);
        TVector half = TVector.All(T.CreateChecked(0.5));
        for (int k = 0; k < _points / 2; k += TVector.Count)
        {
            int mirror = _points - k - (TVector.Count - 1);
            TVector aRe = TVector.At(ref re, k), aIm = TVector.At(ref im, k), bRe = TVector.Reverse(TVector.At(ref re, mirror)), bIm = TVector.Reverse(TVector.At(ref im, mirror));
            TVector cos = TVector.At(ref _cos.First, k), sin = TVector.At(ref _sin.First, k);
            TVector evenRe = half * (aRe + bRe), evenIm = half * (aIm - bIm), oddRe = aIm + bIm, oddIm = bRe - aRe;
            TVector turnedRe = TVector.MultiplyAdd(cos, oddRe, sin * oddIm), turnedIm = TVector.SubtractProduct(sin, oddRe, cos * oddIm);
            TVector.At(ref re, k) = evenRe + turnedRe;
            TVector.At(ref im, k) = evenIm + turnedIm;
            TVector.At(ref re, mirror) = TVector.Reverse(evenRe - turnedRe);
            TVector.At(ref im, mirror) = TVector.Reverse(turnedIm - evenIm);
        }
        (re, im, lastRe, lastIm) = (firstRe + firstIm, T.Zero, firstRe - firstIm, T.Zero);
        (middleRe, middleIm) = (keptRe, -keptIm);
    }

    /// <summary>The reverse, scaled by one over the number of pairs.</summary>
    void Join(ref T re, ref T im, ref T toRe, ref T toIm)
    {
        TVector scale = TVector.All(_scale), half = TVector.All(T.CreateChecked(0.5) * _scale);
        for (int k = 0; k < _points / 2; k += TVector.Count)
        {
            int mirror = _points - k - (TVector.Count - 1);
            TVector aRe = TVector.At(ref re, k), aIm = TVector.At(ref im, k), bRe = TVector.Reverse(TVector.At(ref re, mirror)), bIm = TVector.Reverse(TVector.At(ref im, mirror));
            TVector cos = scale * TVector.At(ref _cos.First, k), sin = scale * TVector.At(ref _sin.First, k);
            TVector evenRe = half * (aRe + bRe), evenIm = half * (aIm - bIm), turnedRe = aRe - bRe, turnedIm = aIm + bIm;
            TVector oddRe = TVector.SubtractProduct(sin, turnedIm, cos * turnedRe), oddIm = TVector.MultiplyAdd(cos, turnedIm, sin * turnedRe);
            TVector.At(ref toRe, k) = evenRe - oddIm;
            TVector.At(ref toIm, k) = evenIm + oddRe;
            TVector.At(ref toRe, mirror) = TVector.Reverse(evenRe + oddIm);
            TVector.At(ref toIm, mirror) = TVector.Reverse(oddRe - evenIm);
        }
        T firstRe = re, lastRe = Unsafe.Add(ref re, _points), halfScale = T.CreateChecked(0.5) * _scale;
        (toRe, toIm) = (halfScale * (firstRe + lastRe), halfScale * (firstRe - lastRe));
        Unsafe.Add(ref toRe, _points / 2) = _scale * Unsafe.Add(ref re, _points / 2);
        Unsafe.Add(ref toIm, _points / 2) = -_scale * Unsafe.Add(ref im, _points / 2);
    }
}
