using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// In-order complex Fourier transform, radix 4 and 8, real and imaginary parts apart. Every pass runs on whole vectors: the first ones,
/// whose transforms lie closer together than a vector is wide, on neighbouring butterflies, zipped into order as they are stored; the
/// others on neighbouring transforms.
/// </summary>
/// <remarks>Stockham's autosort algorithm: Van Loan, Computational Frameworks for the FFT, 1992, section 1.7.</remarks>
sealed class StockhamTransform<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly TransformPass<TVector, T>[] _passes;
    readonly AlignedMemory<T> _evenRe, _evenIm, _oddRe, _oddIm; // what passes of even and of odd number read

    /// <summary>Prepares transforms of a power of two of complex points for which <see cref="Fits"/>.</summary>
    public StockhamTransform(int length)
    {
        _passes = TransformPass<TVector, T>.Plan(length);
        int padded = length + TVector.Count; // parts that lie a power of two apart meet in the same lines of the cache
        (_evenRe, _evenIm, _oddRe, _oddIm) = (new(padded), new(padded), new(padded), new(padded));
    }

    /// <summary>Real parts that <see cref="InverseToPairs"/> transforms; overwritten by every transform.</summary>
    public ref T Re => ref _evenRe.First;

    /// <summary>Imaginary parts that <see cref="InverseToPairs"/> transforms.</summary>
    public ref T Im => ref _evenIm.First;

    /// <summary>True where the machine has these lanes, and every pass over this length fills them.</summary>
    public static bool Fits(int length) => TVector.Count == 1 || (TVector.IsSupported && length >= (TVector.Count > 4 ? 64 : 16));

    /// <summary>Transforms complex points that lie as pairs, real and imaginary part in turn.</summary>
    public void ForwardFromPairs(ref T pairs, ref T re, ref T im) => Run<PairedPoints<TVector, T>, SplitPoints<TVector, T>>(ref pairs, ref pairs, ref re, ref im, (_evenRe, _evenIm), (_oddRe, _oddIm));

    /// <summary>The same with each number times that of a window.</summary>
    public void ForwardFromWindowedPairs(ref T pairs, ref T window, ref T re, ref T im) => Run<WindowedPairs<TVector, T>, SplitPoints<TVector, T>>(ref pairs, ref window, ref re, ref im, (_evenRe, _evenIm), (_oddRe, _oddIm));

    /// <summary>Transforms <see cref="Re"/> and <see cref="Im"/> back to pairs, unscaled: with both parts exchanged, forward is inverse.</summary>
    public void InverseToPairs(ref T pairs) => Run<SplitPoints<TVector, T>, ExchangedPoints<TVector, T>>(ref Im, ref Re, ref pairs, ref pairs, (_evenIm, _evenRe), (_oddIm, _oddRe));

    /// <summary>The same, the later half of the pairs alone.</summary>
    public void InverseToLaterPairs(ref T pairs) => Run<SplitPoints<TVector, T>, LaterExchangedPoints<TVector, T>>(ref Im, ref Re, ref pairs, ref pairs, (_evenIm, _evenRe), (_oddIm, _oddRe));

    void Run<TFrom, TTo>(ref T fromRe, ref T fromIm, ref T toRe, ref T toIm,
        (AlignedMemory<T> Re, AlignedMemory<T> Im) even, (AlignedMemory<T> Re, AlignedMemory<T> Im) odd)
        where TFrom : struct, IPointSource<TVector, T>
        where TTo : struct, IPointTarget<TVector, T>
    {
        int last = _passes.Length - 1;
        if (last == 0)
        {
            RunLast<TFrom, TTo>(_passes[0], ref fromRe, ref fromIm, ref toRe, ref toIm);
            return;
        }
        RunPass<TFrom>(_passes[0], ref fromRe, ref fromIm, ref odd.Re.First, ref odd.Im.First);
        for (int pass = 1; pass < last; pass++)
        {
            RunPass<SplitPoints<TVector, T>>(_passes[pass], ref odd.Re.First, ref odd.Im.First, ref even.Re.First, ref even.Im.First);
            (even, odd) = (odd, even);
        }
        RunLast<SplitPoints<TVector, T>, TTo>(_passes[last], ref odd.Re.First, ref odd.Im.First, ref toRe, ref toIm);
    }

    static void RunPass<TFrom>(in TransformPass<TVector, T> pass, ref T xRe, ref T xIm, ref T yRe, ref T yIm) where TFrom : struct, IPointSource<TVector, T>
    {
        ref T twiddles = ref pass.Twiddles.First;
        if (pass.Stride == 1 && TVector.Count > 1) ZipPass<TFrom>(ref xRe, ref xIm, ref yRe, ref yIm, ref twiddles, pass.Parts, 1);
        else if (pass.Stride < TVector.Count) ZipPass<TFrom>(ref xRe, ref xIm, ref yRe, ref yIm, ref twiddles, pass.Parts * pass.Stride, 4);
        else if (pass.Radix == 8) PassOfEight<TFrom>(ref xRe, ref xIm, ref yRe, ref yIm, ref twiddles, pass.Parts, pass.Stride);
        else PassOfFour<TFrom>(ref xRe, ref xIm, ref yRe, ref yIm, ref twiddles, pass.Parts, pass.Stride);
    }

    /// <summary>The last pass has one part, whose twiddle factors are one.</summary>
    static void RunLast<TFrom, TTo>(in TransformPass<TVector, T> pass, ref T xRe, ref T xIm, ref T yRe, ref T yIm) where TFrom : struct, IPointSource<TVector, T> where TTo : struct, IPointTarget<TVector, T>
    {
        if (pass.Radix == 8) LastOfEight<TFrom, TTo>(ref xRe, ref xIm, ref yRe, ref yIm, pass.Stride);
        else if (pass.Radix == 4) LastOfFour<TFrom, TTo>(ref xRe, ref xIm, ref yRe, ref yIm, pass.Stride);
        else LastOfTwo<TFrom, TTo>(ref xRe, ref xIm, ref yRe, ref yIm, pass.Stride);
    }

    /// <summary>A pass over transforms that lie closer together than a vector is wide, a group of them in turn.</summary>
    /// <param name="xRe">Real parts to read.</param>
    /// <param name="xIm">Imaginary parts to read.</param>
    /// <param name="yRe">Real parts to write.</param>
    /// <param name="yIm">Imaginary parts to write.</param>
    /// <param name="twiddle">Twiddle factors of every lane.</param>
    /// <param name="apart">Distance of a butterfly's inputs.</param>
    /// <param name="group">Transforms side by side, 1 or 4.</param>
    [MethodImpl(AggressiveInlining)] // so that the group is a constant
    static void ZipPass<TFrom>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, ref T twiddle, nint apart, int group) where TFrom : struct, IPointSource<TVector, T>
    {
        nint lanes = TVector.Count;
        for (nint i = 0; i < apart; i += lanes)
        {
            var a = TFrom.Load(ref xRe, ref xIm, i);
            var b = TFrom.Load(ref xRe, ref xIm, i + apart);
            var c = TFrom.Load(ref xRe, ref xIm, i + 2 * apart);
            var d = TFrom.Load(ref xRe, ref xIm, i + 3 * apart);
            Butterfly(ref a, ref b, ref c, ref d);
            ref T w = ref Unsafe.Add(ref twiddle, 6 * i);
            b *= SplitPoints<TVector, T>.Load(ref w, ref Unsafe.Add(ref w, lanes), 0);
            c *= SplitPoints<TVector, T>.Load(ref w, ref Unsafe.Add(ref w, lanes), 2 * lanes);
            d *= SplitPoints<TVector, T>.Load(ref w, ref Unsafe.Add(ref w, lanes), 4 * lanes);
            TVector.StoreZipped(ref Unsafe.Add(ref yRe, 4 * i), a.Re, b.Re, c.Re, d.Re, group);
            TVector.StoreZipped(ref Unsafe.Add(ref yIm, 4 * i), a.Im, b.Im, c.Im, d.Im, group);
        }
    }

    static void PassOfFour<TFrom>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, ref T twiddle, nint parts, nint stride) where TFrom : struct, IPointSource<TVector, T>
    {
        nint apart = stride * parts;
        for (nint p = 0, i = 0; p < parts; p++)
        {
            var w1 = Twiddle(ref twiddle, 3 * p);
            var w2 = Twiddle(ref twiddle, 3 * p + 1);
            var w3 = Twiddle(ref twiddle, 3 * p + 2);
            for (nint end = i + stride, o = 4 * i; i < end; i += TVector.Count, o += TVector.Count)
            {
                var a = TFrom.Load(ref xRe, ref xIm, i);
                var b = TFrom.Load(ref xRe, ref xIm, i + apart);
                var c = TFrom.Load(ref xRe, ref xIm, i + 2 * apart);
                var d = TFrom.Load(ref xRe, ref xIm, i + 3 * apart);
                Butterfly(ref a, ref b, ref c, ref d);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o, a);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + stride, b * w1);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 2 * stride, c * w2);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 3 * stride, d * w3);
            }
        }
    }

    static void PassOfEight<TFrom>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, ref T twiddle, nint parts, nint stride) where TFrom : struct, IPointSource<TVector, T>
    {
        nint apart = stride * parts;
        for (nint p = 0, i = 0; p < parts; p++)
        {
            ref T w = ref Unsafe.Add(ref twiddle, 14 * p);
            for (nint end = i + stride, o = 8 * i; i < end; i += TVector.Count, o += TVector.Count)
            {
                EvenBins<TFrom>(ref xRe, ref xIm, i, apart, out var a, out var c, out var e, out var g);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o, a);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 2 * stride, c * Twiddle(ref w, 1));
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 4 * stride, e * Twiddle(ref w, 3));
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 6 * stride, g * Twiddle(ref w, 5));
                OddBins<TFrom>(ref xRe, ref xIm, i, apart, out var b, out var d, out var f, out var h);
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + stride, b * Twiddle(ref w, 0));
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 3 * stride, d * Twiddle(ref w, 2));
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 5 * stride, f * Twiddle(ref w, 4));
                SplitPoints<TVector, T>.Store(ref yRe, ref yIm, o + 7 * stride, h * Twiddle(ref w, 6));
            }
        }
    }

    static void LastOfTwo<TFrom, TTo>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, nint stride) where TFrom : struct, IPointSource<TVector, T> where TTo : struct, IPointTarget<TVector, T>
    {
        for (nint i = 0; i < stride; i += TVector.Count)
        {
            var a = TFrom.Load(ref xRe, ref xIm, i);
            var b = TFrom.Load(ref xRe, ref xIm, i + stride);
            nint o = TTo.HasEarlierHalf ? i : i - stride;
            if (TTo.HasEarlierHalf) TTo.Store(ref yRe, ref yIm, o, a + b);
            TTo.Store(ref yRe, ref yIm, o + stride, a - b);
        }
    }

    static void LastOfFour<TFrom, TTo>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, nint stride) where TFrom : struct, IPointSource<TVector, T> where TTo : struct, IPointTarget<TVector, T>
    {
        for (nint i = 0; i < stride; i += TVector.Count)
        {
            var a = TFrom.Load(ref xRe, ref xIm, i);
            var b = TFrom.Load(ref xRe, ref xIm, i + stride);
            var c = TFrom.Load(ref xRe, ref xIm, i + 2 * stride);
            var d = TFrom.Load(ref xRe, ref xIm, i + 3 * stride);
            Butterfly(ref a, ref b, ref c, ref d);
            nint o = TTo.HasEarlierHalf ? i : i - 2 * stride;
            if (TTo.HasEarlierHalf)
            {
                TTo.Store(ref yRe, ref yIm, o, a);
                TTo.Store(ref yRe, ref yIm, o + stride, b);
            }
            TTo.Store(ref yRe, ref yIm, o + 2 * stride, c);
            TTo.Store(ref yRe, ref yIm, o + 3 * stride, d);
        }
    }

    static void LastOfEight<TFrom, TTo>(ref T xRe, ref T xIm, ref T yRe, ref T yIm, nint stride) where TFrom : struct, IPointSource<TVector, T> where TTo : struct, IPointTarget<TVector, T>
    {
        for (nint i = 0; i < stride; i += TVector.Count)
        {
            nint o = TTo.HasEarlierHalf ? i : i - 4 * stride;
            EvenBins<TFrom>(ref xRe, ref xIm, i, stride, out var a, out var c, out var e, out var g);
            if (TTo.HasEarlierHalf)
            {
                TTo.Store(ref yRe, ref yIm, o, a);
                TTo.Store(ref yRe, ref yIm, o + 2 * stride, c);
            }
            TTo.Store(ref yRe, ref yIm, o + 4 * stride, e);
            TTo.Store(ref yRe, ref yIm, o + 6 * stride, g);
            OddBins<TFrom>(ref xRe, ref xIm, i, stride, out var b, out var d, out var f, out var h);
            if (TTo.HasEarlierHalf)
            {
                TTo.Store(ref yRe, ref yIm, o + stride, b);
                TTo.Store(ref yRe, ref yIm, o + 3 * stride, d);
            }
            TTo.Store(ref yRe, ref yIm, o + 5 * stride, f);
            TTo.Store(ref yRe, ref yIm, o + 7 * stride, h);
        }
    }

    /// <summary>Fourier transform of four points.</summary>
    [MethodImpl(AggressiveInlining)]
    static void Butterfly(ref ComplexSimdVector<TVector, T> a, ref ComplexSimdVector<TVector, T> b, ref ComplexSimdVector<TVector, T> c, ref ComplexSimdVector<TVector, T> d)
    {
        var (ac, bd, acOdd, bdOdd) = (a + c, b + d, a - c, b - d);
        (a, b, c, d) = (ac + bd, acOdd.MinusJ(bdOdd), ac - bd, acOdd.PlusJ(bdOdd));
    }

    /// <summary>The even bins of a Fourier transform of eight points: that of the four sums of opposite points.</summary>
    [MethodImpl(AggressiveInlining)]
    static void EvenBins<TFrom>(ref T re, ref T im, nint at, nint apart, out ComplexSimdVector<TVector, T> a, out ComplexSimdVector<TVector, T> c, out ComplexSimdVector<TVector, T> e, out ComplexSimdVector<TVector, T> g)
        where TFrom : struct, IPointSource<TVector, T>
    {
        a = TFrom.Load(ref re, ref im, at) + TFrom.Load(ref re, ref im, at + 4 * apart);
        c = TFrom.Load(ref re, ref im, at + apart) + TFrom.Load(ref re, ref im, at + 5 * apart);
        e = TFrom.Load(ref re, ref im, at + 2 * apart) + TFrom.Load(ref re, ref im, at + 6 * apart);
        g = TFrom.Load(ref re, ref im, at + 3 * apart) + TFrom.Load(ref re, ref im, at + 7 * apart);
        Butterfly(ref a, ref c, ref e, ref g);
    }

    /// <summary>The odd bins: of the four differences, turned. The points are read once more: all eight and their twiddle factors do not fit sixteen registers.</summary>
    [MethodImpl(AggressiveInlining)]
    static void OddBins<TFrom>(ref T re, ref T im, nint at, nint apart, out ComplexSimdVector<TVector, T> b, out ComplexSimdVector<TVector, T> d, out ComplexSimdVector<TVector, T> f, out ComplexSimdVector<TVector, T> h)
        where TFrom : struct, IPointSource<TVector, T>
    {
        var ae = TFrom.Load(ref re, ref im, at) - TFrom.Load(ref re, ref im, at + 4 * apart);
        var bf = TFrom.Load(ref re, ref im, at + apart) - TFrom.Load(ref re, ref im, at + 5 * apart);
        var cg = TFrom.Load(ref re, ref im, at + 2 * apart) - TFrom.Load(ref re, ref im, at + 6 * apart);
        var dh = TFrom.Load(ref re, ref im, at + 3 * apart) - TFrom.Load(ref re, ref im, at + 7 * apart);
        var (first, third) = (ae.MinusJ(cg), ae.PlusJ(cg));
        var (difference, sum) = (bf - dh, bf + dh);
        var (turnedFirst, turnedThird) = (difference.MinusJ(sum), difference.PlusJ(sum)); // by 45 degrees, yet sqrt(2) too long
        TVector shorter = TVector.All(T.CreateChecked(Math.Sqrt(0.5)));
        (b, f) = (first.Plus(shorter, turnedFirst), first.Minus(shorter, turnedFirst));
        (d, h) = (third.Minus(shorter, turnedThird), third.Plus(shorter, turnedThird));
    }

    [MethodImpl(AggressiveInlining)]
    static ComplexSimdVector<TVector, T> Twiddle(ref T twiddle, nint index) =>
        new(TVector.All(Unsafe.Add(ref twiddle, 2 * index)), TVector.All(Unsafe.Add(ref twiddle, 2 * index + 1)));
}
