using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// In-order complex Fourier transform, radix 4 with one radix-2 pass where the length asks for it. Split storage keeps the inner
/// loops contiguous, so they run on whole vectors as soon as a pass has a vector's worth of interleaved transforms.
/// </summary>
/// <remarks>Stockham's autosort algorithm: Van Loan, Computational Frameworks for the FFT, 1992, section 1.7.</remarks>
sealed class StockhamTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly int _length;
    readonly T[] _scratchRe, _scratchIm;
    readonly T[][] _cos, _sin; // [pass][3 p + m - 1]: e^{-j 2 pi m p / n}, m = 1..3

    public StockhamTransform(int length)
    {
        _length = length;
        _scratchRe = new T[length];
        _scratchIm = new T[length];
        int passes = BitOperations.Log2((uint)length) / 2;
        _cos = new T[passes][];
        _sin = new T[passes][];
        for (int pass = 0, n = length; pass < passes; pass++, n /= 4)
            (_cos[pass], _sin[pass]) = Twiddles(n);
    }

    /// <summary>Transforms in place.</summary>
    public void Forward(T[] re, T[] im)
    {
        (T[] fromRe, T[] fromIm, T[] toRe, T[] toIm) = (re, im, _scratchRe, _scratchIm);
        int stride = 1;
        for (int pass = 0; pass < _cos.Length; pass++, stride *= 4)
        {
            int quarter = _length / stride / 4;
            if (stride >= Vector<T>.Count)
                Pass<WideLanes<T>>(fromRe, fromIm, toRe, toIm, quarter, stride / Vector<T>.Count, _cos[pass], _sin[pass]);
            else if (stride >= Vector128<T>.Count)
                Pass<NarrowLanes<T>>(fromRe, fromIm, toRe, toIm, quarter, stride / Vector128<T>.Count, _cos[pass], _sin[pass]);
            else
                Pass<SingleLane<T>>(fromRe, fromIm, toRe, toIm, quarter, stride, _cos[pass], _sin[pass]);
            (fromRe, fromIm, toRe, toIm) = (toRe, toIm, fromRe, fromIm);
        }
        if (stride < _length)
        {
            LastPassOfTwo(fromRe, fromIm, toRe, toIm);
            (fromRe, fromIm) = (toRe, toIm);
        }
        if (fromRe == re) return;
        fromRe.CopyTo(re, 0);
        fromIm.CopyTo(im, 0);
    }

    static (T[] Cos, T[] Sin) Twiddles(int n)
    {
        T[] cos = new T[3 * (n / 4)], sin = new T[3 * (n / 4)];
        for (int p = 0; p < n / 4; p++)
        {
            for (int m = 1; m <= 3; m++)
            {
                (double s, double c) = Math.SinCos(-2 * Math.PI * m * p / n);
                cos[3 * p + m - 1] = T.CreateChecked(c);
                sin[3 * p + m - 1] = T.CreateChecked(s);
            }
        }
        return (cos, sin);
    }

    /// <summary>
    /// One radix-4 pass: <c>quarter x step</c> butterflies on lanes of interleaved transforms, each of four elements a quarter of the
    /// length apart.
    /// </summary>
    static void Pass<TLanes>(T[] fromRe, T[] fromIm, T[] toRe, T[] toIm, int quarter, int step, T[] cos, T[] sin)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        ref TLanes xRe = ref Lanes<TLanes>(fromRe), xIm = ref Lanes<TLanes>(fromIm), yRe = ref Lanes<TLanes>(toRe), yIm = ref Lanes<TLanes>(toIm);
        int apart = step * quarter;
        for (int p = 0; p < quarter; p++)
        {
            T cos1 = cos[3 * p], cos2 = cos[3 * p + 1], cos3 = cos[3 * p + 2];
            T sin1 = sin[3 * p], sin2 = sin[3 * p + 1], sin3 = sin[3 * p + 2];
            for (int q = 0; q < step; q++)
            {
                int a = q + step * p, b = a + apart, c = b + apart, d = c + apart, y = q + step * 4 * p;
                TLanes sumRe = At(ref xRe, a) + At(ref xRe, c), sumIm = At(ref xIm, a) + At(ref xIm, c);
                TLanes differenceRe = At(ref xRe, a) - At(ref xRe, c), differenceIm = At(ref xIm, a) - At(ref xIm, c);
                TLanes oddSumRe = At(ref xRe, b) + At(ref xRe, d), oddSumIm = At(ref xIm, b) + At(ref xIm, d);
                TLanes turnedRe = At(ref xIm, b) - At(ref xIm, d), turnedIm = At(ref xRe, d) - At(ref xRe, b); // -j (b - d)
                TLanes re1 = differenceRe + turnedRe, im1 = differenceIm + turnedIm, re2 = sumRe - oddSumRe, im2 = sumIm - oddSumIm;
                TLanes re3 = differenceRe - turnedRe, im3 = differenceIm - turnedIm;
                At(ref yRe, y) = sumRe + oddSumRe;
                At(ref yIm, y) = sumIm + oddSumIm;
                At(ref yRe, y + step) = re1 * cos1 - im1 * sin1;
                At(ref yIm, y + step) = re1 * sin1 + im1 * cos1;
                At(ref yRe, y + 2 * step) = re2 * cos2 - im2 * sin2;
                At(ref yIm, y + 2 * step) = re2 * sin2 + im2 * cos2;
                At(ref yRe, y + 3 * step) = re3 * cos3 - im3 * sin3;
                At(ref yIm, y + 3 * step) = re3 * sin3 + im3 * cos3;
            }
        }
    }

    static ref TLanes Lanes<TLanes>(T[] values) => ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetArrayDataReference(values));

    /// <summary>An element without a bounds check; the passes stay within the length by construction.</summary>
    static ref TElement At<TElement>(ref TElement start, int index) => ref Unsafe.Add(ref start, index);

    void LastPassOfTwo(T[] fromRe, T[] fromIm, T[] toRe, T[] toIm)
    {
        int half = _length / 2;
        for (int q = 0; q < half; q++)
        {
            (toRe[q], toRe[q + half]) = (fromRe[q] + fromRe[q + half], fromRe[q] - fromRe[q + half]);
            (toIm[q], toIm[q + half]) = (fromIm[q] + fromIm[q + half], fromIm[q] - fromIm[q + half]);
        }
    }
}
