using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Lanes;

/// <summary>One value: what runs where there are no vectors, and on lengths that do not fill one.</summary>
readonly struct Lanes1<T>(T value) : ILanes<Lanes1<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly T _value = value;

    public static bool IsSupported => true;

    public static int Count => 1;

    public static int Registers => 16;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> All(T value) => new(value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator +(Lanes1<T> a, Lanes1<T> b) => new(a._value + b._value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> a, Lanes1<T> b) => new(a._value - b._value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> operator *(Lanes1<T> a, Lanes1<T> b) => new(a._value * b._value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) => new(a._value * b._value + c._value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> SubtractProduct(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) => new(c._value - a._value * b._value);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ZipLower(Lanes1<T> a, Lanes1<T> b, int group) => a;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ZipUpper(Lanes1<T> a, Lanes1<T> b, int group) => b;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Even(Lanes1<T> a, Lanes1<T> b) => a;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Odd(Lanes1<T> a, Lanes1<T> b) => b;

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Reverse(Lanes1<T> a) => a;
}
