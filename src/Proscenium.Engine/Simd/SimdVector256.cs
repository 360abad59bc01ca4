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

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static int Count => Vector256<T>.Count;

    public static int Registers => 16;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> All(T value) => new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator +(SimdVector256<T> a, SimdVector256<T> b) => new(a._values + b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator -(SimdVector256<T> a, SimdVector256<T> b) => new(a._values - b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> operator *(SimdVector256<T> a, SimdVector256<T> b) => new(a._values * b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> MultiplyAdd(SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> SubtractProduct(SimdVector256<T> a, SimdVector256<T> b, SimdVector256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(-a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(-a.Doubles, b.Doubles, c.Doubles).As<double, T>());

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

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Even(SimdVector256<T> a, SimdVector256<T> b) => typeof(T) == typeof(float)
        ? InOrder(Avx.Shuffle(a.Floats, b.Floats, 0b10_00_10_00).AsDouble())
        : InOrder(Avx.UnpackLow(a.Doubles, b.Doubles));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Odd(SimdVector256<T> a, SimdVector256<T> b) => typeof(T) == typeof(float)
        ? InOrder(Avx.Shuffle(a.Floats, b.Floats, 0b11_01_11_01).AsDouble())
        : InOrder(Avx.UnpackHigh(a.Doubles, b.Doubles));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector256<T> Reverse(SimdVector256<T> a) => typeof(T) == typeof(float)
        ? new(Vector256.Shuffle(a.Floats, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)).As<float, T>())
        : new(Vector256.Shuffle(a.Doubles, Vector256.Create(3L, 2, 1, 0)).As<double, T>());

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

    /// <summary>Instructions that work within halves leave the middle quarters exchanged.</summary>
    [MethodImpl(AggressiveInlining)]
    static SimdVector256<T> InOrder(Vector256<double> quarters) => new(Avx2.Permute4x64(quarters, MiddleQuartersSwapped).As<double, T>());
}
