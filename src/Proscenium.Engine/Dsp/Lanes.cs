using System.Numerics;
using System.Runtime.Intrinsics;

namespace Proscenium.Engine.Dsp;

/// <summary>Values that go through the same arithmetic side by side, so that one loop serves every vector width.</summary>
interface ILanes<TSelf, T> : IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, T, TSelf>
    where TSelf : unmanaged, ILanes<TSelf, T>;

/// <summary>One value.</summary>
readonly struct SingleLane<T>(T value) : ILanes<SingleLane<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly T _value = value;

    public static SingleLane<T> operator +(SingleLane<T> a, SingleLane<T> b) => new(a._value + b._value);

    public static SingleLane<T> operator -(SingleLane<T> a, SingleLane<T> b) => new(a._value - b._value);

    public static SingleLane<T> operator *(SingleLane<T> a, T b) => new(a._value * b);
}

/// <summary>128 bits of values.</summary>
readonly struct NarrowLanes<T>(Vector128<T> values) : ILanes<NarrowLanes<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Vector128<T> _values = values;

    public static NarrowLanes<T> operator +(NarrowLanes<T> a, NarrowLanes<T> b) => new(a._values + b._values);

    public static NarrowLanes<T> operator -(NarrowLanes<T> a, NarrowLanes<T> b) => new(a._values - b._values);

    public static NarrowLanes<T> operator *(NarrowLanes<T> a, T b) => new(a._values * b);
}

/// <summary>As many values as the machine's usual vectors hold.</summary>
readonly struct WideLanes<T>(Vector<T> values) : ILanes<WideLanes<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Vector<T> _values = values;

    public static WideLanes<T> operator +(WideLanes<T> a, WideLanes<T> b) => new(a._values + b._values);

    public static WideLanes<T> operator -(WideLanes<T> a, WideLanes<T> b) => new(a._values - b._values);

    public static WideLanes<T> operator *(WideLanes<T> a, T b) => new(a._values * b);
}
