using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Simd;

/// <summary>One value: what runs where there are no vectors, and on lengths that do not fill one.</summary>
readonly struct SimdVector1<T>(T value) : ISimdVector<SimdVector1<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly T _value = value;

    public static bool IsSupported => true;

    public static int Count => 1;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> All(T value) => new(value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> operator +(SimdVector1<T> a, SimdVector1<T> b) => new(a._value + b._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> operator -(SimdVector1<T> a, SimdVector1<T> b) => new(a._value - b._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> operator *(SimdVector1<T> a, SimdVector1<T> b) => new(a._value * b._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> operator /(SimdVector1<T> a, SimdVector1<T> b) => new(a._value / b._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> Max(SimdVector1<T> a, SimdVector1<T> b) => new(T.Max(a._value, b._value));

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> WhereAtLeast(SimdVector1<T> compared, SimdVector1<T> limit, SimdVector1<T> values) => new(compared._value >= limit._value ? values._value : T.Zero);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> MultiplyAdd(SimdVector1<T> a, SimdVector1<T> b, SimdVector1<T> c) => new(a._value * b._value + c._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> MultiplySubtract(SimdVector1<T> a, SimdVector1<T> b, SimdVector1<T> c) => new(a._value * b._value - c._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> SubtractProduct(SimdVector1<T> a, SimdVector1<T> b, SimdVector1<T> c) => new(c._value - a._value * b._value);

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> ZipLower(SimdVector1<T> a, SimdVector1<T> b, int group) => a;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> ZipUpper(SimdVector1<T> a, SimdVector1<T> b, int group) => b;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> Even(SimdVector1<T> a, SimdVector1<T> b) => a;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> Odd(SimdVector1<T> a, SimdVector1<T> b) => b;

    [MethodImpl(AggressiveInlining)]
    public static SimdVector1<T> ReverseAfter(SimdVector1<T> first, SimdVector1<T> others) => first;
}
