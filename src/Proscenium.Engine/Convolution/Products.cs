using System.Runtime.CompilerServices;
using Proscenium.Engine.Lanes;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// A running sum of products of complex bins, their four parts apart: so each waits for no other, and two real bins can share a place.
/// </summary>
struct Products<TLanes> where TLanes : unmanaged, ILanes<TLanes, float>
{
    TLanes _reRe, _imIm, _reIm, _imRe;

    /// <summary>Adds products of tiles, vectors of real parts each followed by one of imaginary parts.</summary>
    /// <param name="history">The first tile of one factor.</param>
    /// <param name="step">Samples from one such tile to the next.</param>
    /// <param name="filters">The first tile of the other factor; these follow each other.</param>
    /// <param name="count">How many products.</param>
    [MethodImpl(AggressiveInlining)]
    public void Add(ref float history, int step, ref float filters, int count)
    {
        ref float end = ref Unsafe.Add(ref filters, 2 * TLanes.Count * count);
        while (Unsafe.IsAddressLessThan(ref filters, ref end))
        {
            TLanes xRe = At(ref history, 0), xIm = At(ref history, TLanes.Count), hRe = At(ref filters, 0), hIm = At(ref filters, TLanes.Count);
            _reRe = TLanes.MultiplyAdd(xRe, hRe, _reRe);
            _imIm = TLanes.MultiplyAdd(xIm, hIm, _imIm);
            _reIm = TLanes.MultiplyAdd(xRe, hIm, _reIm);
            _imRe = TLanes.MultiplyAdd(xIm, hRe, _imRe);
            history = ref Unsafe.Add(ref history, step);
            filters = ref Unsafe.Add(ref filters, 2 * TLanes.Count);
        }
    }

    /// <summary>Stores the sums from a bin on; the two real bins that share the first place get places of their own.</summary>
    [MethodImpl(AggressiveInlining)]
    public readonly void Store(Spectrum sums, int bin)
    {
        ref float re = ref Unsafe.Add(ref sums.FirstRe, bin);
        ref float im = ref Unsafe.Add(ref sums.FirstIm, bin);
        if (bin > 0)
        {
            At(ref re, 0) = _reRe - _imIm;
            At(ref im, 0) = _reIm + _imRe;
            return;
        }
        At(ref re, 0) = _reRe;
        At(ref im, 0) = _imIm;
        (float first, float last) = (re, im);
        At(ref re, 0) = _reRe - _imIm;
        At(ref im, 0) = _reIm + _imRe;
        (re, im, sums.Re[^1], sums.Im[^1]) = (first, 0, last, 0);
    }

    [MethodImpl(AggressiveInlining)]
    static ref TLanes At(ref float start, int index) => ref Unsafe.As<float, TLanes>(ref Unsafe.Add(ref start, index));
}
