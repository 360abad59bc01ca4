using System.Runtime.CompilerServices;

namespace Proscenium.Engine.Simd;

/// <summary>Rows to columns.</summary>
static class Transposition
{
    const int Side = 8, Quarter = Side / 2;

    /// <summary>Eight rows of eight values, one after the other; the columns lie elsewhere.</summary>
    public static void EightByEight(ref float rows, ref float columns)
    {
        if (SimdVector256<float>.IsSupported) ByRows<SimdVector256<float>>(ref rows, ref columns);
        else if (SimdVector128<float>.IsSupported) ByQuarters<SimdVector128<float>>(ref rows, ref columns);
        else OneByOne(ref rows, ref columns);
    }

    /// <summary>A row fills a vector: four rows become half columns, two in a vector.</summary>
    static void ByRows<TVector>(ref float rows, ref float columns) where TVector : unmanaged, ISimdVector<TVector, float>
    {
        Span<TVector> halves = stackalloc TVector[Side];
        ref float zipped = ref Unsafe.As<TVector, float>(ref halves[0]);
        for (int at = 0; at < Side * Side; at += Quarter * Side)
        {
            ref float four = ref Unsafe.Add(ref rows, at);
            TVector.StoreZipped(ref Unsafe.Add(ref zipped, at), TVector.At(ref four, 0), TVector.At(ref four, Side), TVector.At(ref four, 2 * Side), TVector.At(ref four, 3 * Side), group: 1);
        }
        for (int i = 0; i < Quarter; i++)
        {
            TVector.At(ref columns, 2 * i * Side) = TVector.ZipLower(halves[i], halves[Quarter + i], group: 4);
            TVector.At(ref columns, (2 * i + 1) * Side) = TVector.ZipUpper(halves[i], halves[Quarter + i], group: 4);
        }
    }

    /// <summary>Half a row fills a vector.</summary>
    static void ByQuarters<TVector>(ref float rows, ref float columns) where TVector : unmanaged, ISimdVector<TVector, float>
    {
        for (int top = 0; top < Side; top += Quarter)
        {
            for (int left = 0; left < Side; left += Quarter)
            {
                ref float from = ref Unsafe.Add(ref rows, top * Side + left), to = ref Unsafe.Add(ref columns, left * Side + top);
                TVector a = TVector.At(ref from, 0), b = TVector.At(ref from, Side), c = TVector.At(ref from, 2 * Side), d = TVector.At(ref from, 3 * Side);
                TVector acLower = TVector.ZipLower(a, c, 1), acUpper = TVector.ZipUpper(a, c, 1), bdLower = TVector.ZipLower(b, d, 1), bdUpper = TVector.ZipUpper(b, d, 1);
                TVector.At(ref to, 0) = TVector.ZipLower(acLower, bdLower, 1);
                TVector.At(ref to, Side) = TVector.ZipUpper(acLower, bdLower, 1);
                TVector.At(ref to, 2 * Side) = TVector.ZipLower(acUpper, bdUpper, 1);
                TVector.At(ref to, 3 * Side) = TVector.ZipUpper(acUpper, bdUpper, 1);
            }
        }
    }

    static void OneByOne(ref float rows, ref float columns)
    {
        for (int row = 0; row < Side; row++)
            for (int column = 0; column < Side; column++) Unsafe.Add(ref columns, column * Side + row) = Unsafe.Add(ref rows, row * Side + column);
    }
}
