using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Simd;

/// <summary>512 bits of values: AVX-512.</summary>
readonly struct SimdVector512<T>(Vector512<T> values) : ISimdVector<SimdVector512<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Vector512<T> _values = values;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> operator +(SimdVector512<T> a, SimdVector512<T> b) => new(a._values + b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> operator -(SimdVector512<T> a, SimdVector512<T> b) => new(a._values - b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> operator *(SimdVector512<T> a, SimdVector512<T> b) => new(a._values * b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> operator /(SimdVector512<T> a, SimdVector512<T> b) => new(a._values / b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> Max(SimdVector512<T> a, SimdVector512<T> b) => new(Vector512.MaxNative(a._values, b._values));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> WhereAtLeast(SimdVector512<T> compared, SimdVector512<T> limit, SimdVector512<T> values) => new(Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(compared._values, limit._values), values._values, Vector512<T>.Zero));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> MultiplyAdd(SimdVector512<T> a, SimdVector512<T> b, SimdVector512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> MultiplySubtract(SimdVector512<T> a, SimdVector512<T> b, SimdVector512<T> c) => typeof(T) == typeof(float)
        ? new(Avx512F.FusedMultiplySubtract(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Avx512F.FusedMultiplySubtract(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> SubtractProduct(SimdVector512<T> a, SimdVector512<T> b, SimdVector512<T> c) => typeof(T) == typeof(float)
        ? new(Avx512F.FusedMultiplyAddNegated(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Avx512F.FusedMultiplyAddNegated(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> ZipLower(SimdVector512<T> a, SimdVector512<T> b, int group)
    {
        if (typeof(T) == typeof(double)) return group == 1 ? Pick(a, b, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11)) : Pick(a, b, Vector512.Create(0L, 1, 2, 3, 8, 9, 10, 11));
        return group == 1
            ? Pick(a, b, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23))
            : Pick(a, b, Vector512.Create(0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> ZipUpper(SimdVector512<T> a, SimdVector512<T> b, int group)
    {
        if (typeof(T) == typeof(double)) return group == 1 ? Pick(a, b, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15)) : Pick(a, b, Vector512.Create(4L, 5, 6, 7, 12, 13, 14, 15));
        return group == 1
            ? Pick(a, b, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31))
            : Pick(a, b, Vector512.Create(8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31));
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> Even(SimdVector512<T> a, SimdVector512<T> b) => typeof(T) == typeof(float)
        ? Pick(a, b, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30))
        : Pick(a, b, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> Odd(SimdVector512<T> a, SimdVector512<T> b) => typeof(T) == typeof(float)
        ? Pick(a, b, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31))
        : Pick(a, b, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector512<T> ReverseAfter(SimdVector512<T> first, SimdVector512<T> others) => typeof(T) == typeof(float)
        ? Pick(first, others, Vector512.Create(0, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17))
        : Pick(first, others, Vector512.Create(0L, 15, 14, 13, 12, 11, 10, 9));

    Vector512<float> Floats
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, float>();
    }

    Vector512<double> Doubles
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, double>();
    }

    [MethodImpl(AggressiveInlining)]
    static SimdVector512<T> Pick(SimdVector512<T> a, SimdVector512<T> b, Vector512<int> places) => new(Avx512F.PermuteVar16x32x2(a.Floats, places, b.Floats).As<float, T>());

    [MethodImpl(AggressiveInlining)]
    static SimdVector512<T> Pick(SimdVector512<T> a, SimdVector512<T> b, Vector512<long> places) => new(Avx512F.PermuteVar8x64x2(a.Doubles, places, b.Doubles).As<double, T>());
}
