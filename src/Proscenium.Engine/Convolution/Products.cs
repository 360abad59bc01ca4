using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// A running sum of products of complex bins, their four parts apart: so each waits for no other, and two real bins can share a place.
/// </summary>
struct Products<TVector> where TVector : unmanaged, ISimdVector<TVector, float>
{
    TVector _reRe, _imIm, _reIm, _imRe;

    /// <summary>Adds the products of x and h.</summary>
    [MethodImpl(AggressiveInlining)]
    public void Add(TVector xRe, TVector xIm, TVector hRe, TVector hIm)
    {
        _reRe = TVector.MultiplyAdd(xRe, hRe, _reRe);
        _imIm = TVector.MultiplyAdd(xIm, hIm, _imIm);
        _reIm = TVector.MultiplyAdd(xRe, hIm, _reIm);
        _imRe = TVector.MultiplyAdd(xIm, hRe, _imRe);
    }

    /// <summary>Adds another sum.</summary>
    [MethodImpl(AggressiveInlining)]
    public void Add(Products<TVector> other)
    {
        _reRe += other._reRe;
        _imIm += other._imIm;
        _reIm += other._reIm;
        _imRe += other._imRe;
    }

    /// <summary>Stores the sums: real parts, and imaginary ones a row further on.</summary>
    [MethodImpl(AggressiveInlining)]
    public readonly void Store(ref float re, int rowLength)
    {
        TVector.At(ref re, 0) = _reRe - _imIm;
        TVector.At(ref re, rowLength) = _reIm + _imRe;
    }

    /// <summary>Stores the sums of the first bins: the two real ones that share a place get places of their own, at the ends of the spectrum.</summary>
    [MethodImpl(AggressiveInlining)]
    public readonly void StoreFirst(ref float re, int rowLength, int lastBin)
    {
        TVector.At(ref re, 0) = _reRe;
        TVector.At(ref re, rowLength) = _imIm;
        (float first, float last) = (re, Unsafe.Add(ref re, rowLength));
        Store(ref re, rowLength);
        (re, Unsafe.Add(ref re, rowLength)) = (first, 0);
        (Unsafe.Add(ref re, lastBin), Unsafe.Add(ref re, rowLength + lastBin)) = (last, 0);
    }
}
