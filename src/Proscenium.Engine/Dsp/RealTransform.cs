using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Lanes;

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
    public static RealTransform<T> Widest(int length, int mostLanes = int.MaxValue)
    {
        int points = length / 2;
        if (Lanes512<T>.Count <= mostLanes && StockhamTransform<Lanes512<T>, T>.Fits(points)) return new RealTransform<Lanes512<T>, T>(points);
        if (Lanes256<T>.Count <= mostLanes && StockhamTransform<Lanes256<T>, T>.Fits(points)) return new RealTransform<Lanes256<T>, T>(points);
        if (Lanes128<T>.Count <= mostLanes && StockhamTransform<Lanes128<T>, T>.Fits(points)) return new RealTransform<Lanes128<T>, T>(points);
        return new RealTransform<Lanes1<T>, T>(points);
    }
}

/// <summary>
/// Even and odd samples are transformed as the real and imaginary parts of one complex signal of half the length; their spectra are its
/// symmetric and antisymmetric parts.
/// </summary>
/// <remarks>Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3.2.</remarks>
sealed class RealTransform<TLanes, T> : RealTransform<T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly int _points;
    readonly StockhamTransform<TLanes, T> _complex;
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
        TLanes half = TLanes.All(T.CreateChecked(0.5));
        for (int k = 0; k < _points / 2; k += TLanes.Count)
        {
            int mirror = _points - k - (TLanes.Count - 1);
            TLanes aRe = TLanes.At(ref re, k), aIm = TLanes.At(ref im, k), bRe = TLanes.Reverse(TLanes.At(ref re, mirror)), bIm = TLanes.Reverse(TLanes.At(ref im, mirror));
            TLanes cos = TLanes.At(ref _cos.First, k), sin = TLanes.At(ref _sin.First, k);
            TLanes evenRe = half * (aRe + bRe), evenIm = half * (aIm - bIm), oddRe = aIm + bIm, oddIm = bRe - aRe;
            TLanes turnedRe = TLanes.MultiplyAdd(cos, oddRe, sin * oddIm), turnedIm = TLanes.SubtractProduct(sin, oddRe, cos * oddIm);
            TLanes.At(ref re, k) = evenRe + turnedRe;
            TLanes.At(ref im, k) = evenIm + turnedIm;
            TLanes.At(ref re, mirror) = TLanes.Reverse(evenRe - turnedRe);
            TLanes.At(ref im, mirror) = TLanes.Reverse(turnedIm - evenIm);
        }
        (re, im, lastRe, lastIm) = (firstRe + firstIm, T.Zero, firstRe - firstIm, T.Zero);
        (middleRe, middleIm) = (keptRe, -keptIm);
    }

    /// <summary>The reverse, scaled by one over the number of pairs.</summary>
    void Join(ref T re, ref T im, ref T toRe, ref T toIm)
    {
        TLanes scale = TLanes.All(_scale), half = TLanes.All(T.CreateChecked(0.5) * _scale);
        for (int k = 0; k < _points / 2; k += TLanes.Count)
        {
            int mirror = _points - k - (TLanes.Count - 1);
            TLanes aRe = TLanes.At(ref re, k), aIm = TLanes.At(ref im, k), bRe = TLanes.Reverse(TLanes.At(ref re, mirror)), bIm = TLanes.Reverse(TLanes.At(ref im, mirror));
            TLanes cos = scale * TLanes.At(ref _cos.First, k), sin = scale * TLanes.At(ref _sin.First, k);
            TLanes evenRe = half * (aRe + bRe), evenIm = half * (aIm - bIm), turnedRe = aRe - bRe, turnedIm = aIm + bIm;
            TLanes oddRe = TLanes.SubtractProduct(sin, turnedIm, cos * turnedRe), oddIm = TLanes.MultiplyAdd(cos, turnedIm, sin * turnedRe);
            TLanes.At(ref toRe, k) = evenRe - oddIm;
            TLanes.At(ref toIm, k) = evenIm + oddRe;
            TLanes.At(ref toRe, mirror) = TLanes.Reverse(evenRe + oddIm);
            TLanes.At(ref toIm, mirror) = TLanes.Reverse(oddRe - evenIm);
        }
        T firstRe = re, lastRe = Unsafe.Add(ref re, _points), halfScale = T.CreateChecked(0.5) * _scale;
        (toRe, toIm) = (halfScale * (firstRe + lastRe), halfScale * (firstRe - lastRe));
        Unsafe.Add(ref toRe, _points / 2) = _scale * Unsafe.Add(ref re, _points / 2);
        Unsafe.Add(ref toIm, _points / 2) = -_scale * Unsafe.Add(ref im, _points / 2);
    }
}
