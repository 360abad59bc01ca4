using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Simd;

/// <summary>256 bits of values: AVX2.</summary>
readonly struct SimdVector256<T>(Vector256<T> values) : ISimdVector<SimdVector256<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const byte LowerHalves = 0x20, UpperHalves = 0x31, MiddleQuartersSwapped = 0xD8; // of two vectors, of four quarters

    readonly Vector256<T> _values = values;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> All(T value) => new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator +(SimdVector256<T> a, SimdVector256<T> b) => new(a._values + b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator -(SimdVector256<T> a, SimdVector256<T> b) => new(a._values - b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator *(SimdVector256<T> a, SimdVector256<T> b) => new(a._values * b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator /(SimdVector256<T> a, SimdVector256<T> b) => new(a._values / b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Max(SimdVector256<T> a, SimdVector256<T> b) => new(Vector256.MaxNative(a._values, b._values));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> WhereAtLeast(SimdVector256<T> compared, SimdVector256<T> limit, SimdVector256<T> values) => new(Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(compared._values, limit._values), values._values, Vector256<T>.Zero));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> MultiplyAdd(SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> MultiplySubtract(SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c) => typeof(T) == typeof(float)
        ? new(Fma.MultiplySubtract(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Fma.MultiplySubtract(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> SubtractProduct(SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c) => typeof(T) == typeof(float)
        ? new(Fma.MultiplyAddNegated(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Fma.MultiplyAddNegated(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> ZipLower(SimdVector256<T> a, SimdVector256<T> b, int group)
    {
        if (group != 1) return new(Avx.Permute2x128(a.Floats, b.Floats, LowerHalves).As<float, T>()); // four floats fill a half
        return typeof(T) == typeof(float)
            ? new(Avx.Permute2x128(Avx.UnpackLow(a.Floats, b.Floats), Avx.UnpackHigh(a.Floats, b.Floats), LowerHalves).As<float, T>())
            : new(Avx.Permute2x128(Avx.UnpackLow(a.Doubles, b.Doubles), Avx.UnpackHigh(a.Doubles, b.Doubles), LowerHalves).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> ZipUpper(SimdVector256<T> a, SimdVector256<T> b, int group)
    {
        if (group != 1) return new(Avx.Permute2x128(a.Floats, b.Floats, UpperHalves).As<float, T>());
        return typeof(T) == typeof(float)
            ? new(Avx.Permute2x128(Avx.UnpackLow(a.Floats, b.Floats), Avx.UnpackHigh(a.Floats, b.Floats), UpperHalves).As<float, T>())
            : new(Avx.Permute2x128(Avx.UnpackLow(a.Doubles, b.Doubles), Avx.UnpackHigh(a.Doubles, b.Doubles), UpperHalves).As<double, T>());
    }

    /// <summary>Within halves first, which costs least, and then whole halves.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void StoreZipped(ref T start, SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c, SimdVector256<T> d, int group)
    {
        if (group != 1) StoreHalves(ref start, a.Doubles, c.Doubles, b.Doubles, d.Doubles);
        else if (typeof(T) == typeof(double)) StoreHalves(ref start, Avx.UnpackLow(a.Doubles, b.Doubles), Avx.UnpackHigh(a.Doubles, b.Doubles), Avx.UnpackLow(c.Doubles, d.Doubles), Avx.UnpackHigh(c.Doubles, d.Doubles));
        else
        {
            Vector256<double> abLow = Avx.UnpackLow(a.Floats, b.Floats).AsDouble(), abHigh = Avx.UnpackHigh(a.Floats, b.Floats).AsDouble();
            Vector256<double> cdLow = Avx.UnpackLow(c.Floats, d.Floats).AsDouble(), cdHigh = Avx.UnpackHigh(c.Floats, d.Floats).AsDouble();
            StoreHalves(ref start, Avx.UnpackLow(abLow, cdLow), Avx.UnpackLow(abHigh, cdHigh), Avx.UnpackHigh(abLow, cdLow), Avx.UnpackHigh(abHigh, cdHigh));
        }
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Even(SimdVector256<T> a, SimdVector256<T> b) => typeof(T) == typeof(float)
        ? InOrder(Avx.Shuffle(a.Floats, b.Floats, 0b10_00_10_00).AsDouble())
        : InOrder(Avx.UnpackLow(a.Doubles, b.Doubles));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Odd(SimdVector256<T> a, SimdVector256<T> b) => typeof(T) == typeof(float)
        ? InOrder(Avx.Shuffle(a.Floats, b.Floats, 0b11_01_11_01).AsDouble())
        : InOrder(Avx.UnpackHigh(a.Doubles, b.Doubles));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> ReverseAfter(SimdVector256<T> first, SimdVector256<T> others) => typeof(T) == typeof(float)
        ? new(Avx.Blend(Vector256.Shuffle(others.Floats, Vector256.Create(0, 7, 6, 5, 4, 3, 2, 1)), first.Floats, 1).As<float, T>())
        : new(Avx.Blend(Vector256.Shuffle(others.Doubles, Vector256.Create(0L, 3, 2, 1)), first.Doubles, 1).As<double, T>());

    Vector256<float> Floats
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, float>();
    }

    Vector256<double> Doubles
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, double>();
    }

    /// <summary>Stores lower halves of the first and third, of the second and fourth, then their upper halves.</summary>
    [MethodImpl(AggressiveInlining)]
    static void StoreHalves(ref T start, Vector256<double> first, Vector256<double> second, Vector256<double> third, Vector256<double> fourth)
    {
        Store(ref start, 0, Avx.Permute2x128(first, third, LowerHalves));
        Store(ref start, 1, Avx.Permute2x128(second, fourth, LowerHalves));
        Store(ref start, 2, Avx.Permute2x128(first, third, UpperHalves));
        Store(ref start, 3, Avx.Permute2x128(second, fourth, UpperHalves));
    }

    [MethodImpl(AggressiveInlining)]
    static void Store(ref T start, int vector, Vector256<double> values) => Unsafe.As<T, Vector256<double>>(ref Unsafe.Add(ref start, vector * Count)) = values;

    /// <summary>Instructions that work within halves leave the middle quarters exchanged.</summary>
    [MethodImpl(AggressiveInlining)]
    static SimdVector256<T> InOrder(Vector256<double> quarters) => new(Avx2.Permute4x64(quarters, MiddleQuartersSwapped).As<double, T>());
}
