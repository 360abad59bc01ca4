using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Lanes;

/// <summary>Complex values side by side, real and imaginary parts in lanes of their own.</summary>
readonly struct ComplexLanes<TLanes, T>(TLanes re, TLanes im)
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TLanes Re = re, Im = im;

    [MethodImpl(AggressiveInlining)]
    public static ComplexLanes<TLanes, T> operator +(ComplexLanes<TLanes, T> a, ComplexLanes<TLanes, T> b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(AggressiveInlining)]
    public static ComplexLanes<TLanes, T> operator -(ComplexLanes<TLanes, T> a, ComplexLanes<TLanes, T> b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(AggressiveInlining)]
    public static ComplexLanes<TLanes, T> operator *(ComplexLanes<TLanes, T> a, ComplexLanes<TLanes, T> b) =>
        new(TLanes.SubtractProduct(a.Im, b.Im, a.Re * b.Re), TLanes.MultiplyAdd(a.Re, b.Im, a.Im * b.Re));

    /// <summary>This + j b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexLanes<TLanes, T> PlusJ(ComplexLanes<TLanes, T> b) => new(Re - b.Im, Im + b.Re);

    /// <summary>This - j b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexLanes<TLanes, T> MinusJ(ComplexLanes<TLanes, T> b) => new(Re + b.Im, Im - b.Re);

    /// <summary>This + gain b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexLanes<TLanes, T> Plus(TLanes gain, ComplexLanes<TLanes, T> b) => new(TLanes.MultiplyAdd(gain, b.Re, Re), TLanes.MultiplyAdd(gain, b.Im, Im));

    /// <summary>This - gain b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexLanes<TLanes, T> Minus(TLanes gain, ComplexLanes<TLanes, T> b) => new(TLanes.SubtractProduct(gain, b.Re, Re), TLanes.SubtractProduct(gain, b.Im, Im));
}
