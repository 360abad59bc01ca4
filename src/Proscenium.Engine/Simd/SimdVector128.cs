using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Simd;

/// <summary>128 bits of values: SSE2 or NEON.</summary>
readonly struct SimdVector128<T>(Vector128<T> values) : ISimdVector<SimdVector128<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Vector128<T> _values = values;

    public static bool IsSupported => Vector128.IsHardwareAccelerated && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported);

    public static int Count => Vector128<T>.Count;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> All(T value) => new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> operator +(SimdVector128<T> a, SimdVector128<T> b) => new(a._values + b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> operator -(SimdVector128<T> a, SimdVector128<T> b) => new(a._values - b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> operator *(SimdVector128<T> a, SimdVector128<T> b) => new(a._values * b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> operator /(SimdVector128<T> a, SimdVector128<T> b) => new(a._values / b._values);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> Max(SimdVector128<T> a, SimdVector128<T> b) => new(Vector128.MaxNative(a._values, b._values));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> WhereAtLeast(SimdVector128<T> compared, SimdVector128<T> limit, SimdVector128<T> values) => new(Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(compared._values, limit._values), values._values, Vector128<T>.Zero));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> MultiplyAdd(SimdVector128<T> a, SimdVector128<T> b, SimdVector128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a.Floats, b.Floats, c.Floats).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a.Doubles, b.Doubles, c.Doubles).As<double, T>());

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> MultiplySubtract(SimdVector128<T> a, SimdVector128<T> b, SimdVector128<T> c) => a * b - c;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> SubtractProduct(SimdVector128<T> a, SimdVector128<T> b, SimdVector128<T> c)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float) ? new(AdvSimd.FusedMultiplySubtract(c.Floats, a.Floats, b.Floats).As<float, T>()) : new(AdvSimd.Arm64.FusedMultiplySubtract(c.Doubles, a.Doubles, b.Doubles).As<double, T>());
        if (Fma.IsSupported) return typeof(T) == typeof(float) ? new(Fma.MultiplyAddNegated(a.Floats, b.Floats, c.Floats).As<float, T>()) : new(Fma.MultiplyAddNegated(a.Doubles, b.Doubles, c.Doubles).As<double, T>());
        return c - a * b;
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> ZipLower(SimdVector128<T> a, SimdVector128<T> b, int group)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float) ? new(AdvSimd.Arm64.ZipLow(a.Floats, b.Floats).As<float, T>()) : new(AdvSimd.Arm64.ZipLow(a.Doubles, b.Doubles).As<double, T>());
        return typeof(T) == typeof(float) ? new(Sse.UnpackLow(a.Floats, b.Floats).As<float, T>()) : new(Sse2.UnpackLow(a.Doubles, b.Doubles).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> ZipUpper(SimdVector128<T> a, SimdVector128<T> b, int group)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float) ? new(AdvSimd.Arm64.ZipHigh(a.Floats, b.Floats).As<float, T>()) : new(AdvSimd.Arm64.ZipHigh(a.Doubles, b.Doubles).As<double, T>());
        return typeof(T) == typeof(float) ? new(Sse.UnpackHigh(a.Floats, b.Floats).As<float, T>()) : new(Sse2.UnpackHigh(a.Doubles, b.Doubles).As<double, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> Even(SimdVector128<T> a, SimdVector128<T> b)
    {
        if (typeof(T) == typeof(double)) return ZipLower(a, b, 1);
        return AdvSimd.Arm64.IsSupported ? new(AdvSimd.Arm64.UnzipEven(a.Floats, b.Floats).As<float, T>()) : new(Sse.Shuffle(a.Floats, b.Floats, 0b10_00_10_00).As<float, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> Odd(SimdVector128<T> a, SimdVector128<T> b)
    {
        if (typeof(T) == typeof(double)) return ZipUpper(a, b, 1);
        return AdvSimd.Arm64.IsSupported ? new(AdvSimd.Arm64.UnzipOdd(a.Floats, b.Floats).As<float, T>()) : new(Sse.Shuffle(a.Floats, b.Floats, 0b11_01_11_01).As<float, T>());
    }

    [MethodImpl(AggressiveInlining)]
    public static SimdVector128<T> ReverseAfter(SimdVector128<T> first, SimdVector128<T> others) => typeof(T) == typeof(float)
        ? new(Vector128.Shuffle(others.Floats, Vector128.Create(0, 3, 2, 1)).WithElement(0, first.Floats.ToScalar()).As<float, T>())
        : new(others.Doubles.WithElement(0, first.Doubles.ToScalar()).As<double, T>());

    Vector128<float> Floats
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, float>();
    }

    Vector128<double> Doubles
    {
        [MethodImpl(AggressiveInlining)]
        get => _values.As<T, double>();
    }
}
