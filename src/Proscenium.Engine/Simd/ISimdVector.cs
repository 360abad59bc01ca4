using System.Numerics;
using System.Runtime.CompilerServices;

namespace Proscenium.Engine.Simd;

/// <summary>
/// Values that go through the same arithmetic side by side, so that one loop serves every vector width, single and double precision.
/// </summary>
interface ISimdVector<TSelf, T> : IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, ISimdVector<TSelf, T>
    where T : unmanaged
{
    /// <summary>True where this machine has registers of this width.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>How many values there are.</summary>
    static abstract int Count { get; }

    /// <summary>The lanes that begin at an element of memory, read or written without a check: callers stay within it by construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual ref TSelf At(ref T start, nint index) => ref Unsafe.As<T, TSelf>(ref Unsafe.Add(ref start, index));

    /// <summary>The same value everywhere.</summary>
    static abstract TSelf All(T value);

    /// <summary>a b + c.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a b - c.</summary>
    static abstract TSelf MultiplySubtract(TSelf a, TSelf b, TSelf c);

    /// <summary>c - a b.</summary>
    static abstract TSelf SubtractProduct(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger of both.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Values where what they are compared with is not below a limit, zero elsewhere.</summary>
    static abstract TSelf WhereAtLeast(TSelf compared, TSelf limit, TSelf values);

    /// <summary>Values, and zero for those of a smaller magnitude than the smallest that stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf SilenceTiny(TSelf values, TSelf smallest) => TSelf.WhereAtLeast(TSelf.Max(values, default(TSelf) - values), smallest, values);

    /// <summary>The lower halves of a and b, a group of values from each in turn; groups of one or four.</summary>
    static abstract TSelf ZipLower(TSelf a, TSelf b, int group);

    /// <summary>The upper halves of a and b, a group of values from each in turn; groups of one or four.</summary>
    static abstract TSelf ZipUpper(TSelf a, TSelf b, int group);

    /// <summary>Stores four vectors one after the other, a group of values from each in turn; groups of one or four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void StoreZipped(ref T start, TSelf a, TSelf b, TSelf c, TSelf d, int group)
    {
        TSelf acLower = TSelf.ZipLower(a, c, group), acUpper = TSelf.ZipUpper(a, c, group);
        TSelf bdLower = TSelf.ZipLower(b, d, group), bdUpper = TSelf.ZipUpper(b, d, group);
        TSelf.At(ref start, 0) = TSelf.ZipLower(acLower, bdLower, group);
        TSelf.At(ref start, TSelf.Count) = TSelf.ZipUpper(acLower, bdLower, group);
        TSelf.At(ref start, 2 * TSelf.Count) = TSelf.ZipLower(acUpper, bdUpper, group);
        TSelf.At(ref start, 3 * TSelf.Count) = TSelf.ZipUpper(acUpper, bdUpper, group);
    }

    /// <summary>Values at even places of a, then of b.</summary>
    static abstract TSelf Even(TSelf a, TSelf b);

    /// <summary>Values at odd places of a, then of b.</summary>
    static abstract TSelf Odd(TSelf a, TSelf b);

    /// <summary>The first value of one, then the others of another, the last one first: a stretch read backwards, of which the first value lies in the next vector.</summary>
    static abstract TSelf ReverseAfter(TSelf first, TSelf others);
}
