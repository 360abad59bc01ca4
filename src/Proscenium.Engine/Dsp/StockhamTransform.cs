using System.Numerics;
using System.Runtime.InteropServices;

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
                VectorPass(fromRe, fromIm, toRe, toIm, quarter, stride, _cos[pass], _sin[pass]);
            else
                ScalarPass(fromRe, fromIm, toRe, toIm, quarter, stride, _cos[pass], _sin[pass]);
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

    static void ScalarPass(T[] fromRe, T[] fromIm, T[] toRe, T[] toIm, int quarter, int stride, T[] cos, T[] sin)
    {
        for (int p = 0; p < quarter; p++)
        {
            for (int q = 0; q < stride; q++)
            {
                int a = q + stride * p, b = a + stride * quarter, c = b + stride * quarter, d = c + stride * quarter;
                T sumRe = fromRe[a] + fromRe[c], sumIm = fromIm[a] + fromIm[c];
                T differenceRe = fromRe[a] - fromRe[c], differenceIm = fromIm[a] - fromIm[c];
                T oddSumRe = fromRe[b] + fromRe[d], oddSumIm = fromIm[b] + fromIm[d];
                T turnedRe = fromIm[b] - fromIm[d], turnedIm = fromRe[d] - fromRe[b]; // -j (b - d)
                int y = q + stride * 4 * p;
                toRe[y] = sumRe + oddSumRe;
                toIm[y] = sumIm + oddSumIm;
                Turn(differenceRe + turnedRe, differenceIm + turnedIm, cos[3 * p], sin[3 * p], out toRe[y + stride], out toIm[y + stride]);
                Turn(sumRe - oddSumRe, sumIm - oddSumIm, cos[3 * p + 1], sin[3 * p + 1], out toRe[y + 2 * stride], out toIm[y + 2 * stride]);
                Turn(differenceRe - turnedRe, differenceIm - turnedIm, cos[3 * p + 2], sin[3 * p + 2], out toRe[y + 3 * stride], out toIm[y + 3 * stride]);
            }
        }
    }

    static void Turn(T re, T im, T cos, T sin, out T turnedRe, out T turnedIm)
    {
        turnedRe = re * cos - im * sin;
        turnedIm = re * sin + im * cos;
    }

    static void VectorPass(T[] fromRe, T[] fromIm, T[] toRe, T[] toIm, int quarter, int stride, T[] cos, T[] sin)
    {
        ReadOnlySpan<Vector<T>> xRe = MemoryMarshal.Cast<T, Vector<T>>(fromRe), xIm = MemoryMarshal.Cast<T, Vector<T>>(fromIm);
        Span<Vector<T>> yRe = MemoryMarshal.Cast<T, Vector<T>>(toRe.AsSpan()), yIm = MemoryMarshal.Cast<T, Vector<T>>(toIm.AsSpan());
        int step = stride / Vector<T>.Count;
        for (int p = 0; p < quarter; p++)
        {
            T cos1 = cos[3 * p], cos2 = cos[3 * p + 1], cos3 = cos[3 * p + 2];
            T sin1 = sin[3 * p], sin2 = sin[3 * p + 1], sin3 = sin[3 * p + 2];
            for (int q = 0; q < step; q++)
            {
                int a = q + step * p, b = a + step * quarter, c = b + step * quarter, d = c + step * quarter;
                Vector<T> sumRe = xRe[a] + xRe[c], sumIm = xIm[a] + xIm[c];
                Vector<T> differenceRe = xRe[a] - xRe[c], differenceIm = xIm[a] - xIm[c];
                Vector<T> oddSumRe = xRe[b] + xRe[d], oddSumIm = xIm[b] + xIm[d];
                Vector<T> turnedRe = xIm[b] - xIm[d], turnedIm = xRe[d] - xRe[b];
                int y = q + step * 4 * p;
                yRe[y] = sumRe + oddSumRe;
                yIm[y] = sumIm + oddSumIm;
                Turn(differenceRe + turnedRe, differenceIm + turnedIm, cos1, sin1, out yRe[y + step], out yIm[y + step]);
                Turn(sumRe - oddSumRe, sumIm - oddSumIm, cos2, sin2, out yRe[y + 2 * step], out yIm[y + 2 * step]);
                Turn(differenceRe - turnedRe, differenceIm - turnedIm, cos3, sin3, out yRe[y + 3 * step], out yIm[y + 3 * step]);
            }
        }
    }

    static void Turn(Vector<T> re, Vector<T> im, T cos, T sin, out Vector<T> turnedRe, out Vector<T> turnedIm)
    {
        turnedRe = re * cos - im * sin;
        turnedIm = re * sin + im * cos;
    }

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
