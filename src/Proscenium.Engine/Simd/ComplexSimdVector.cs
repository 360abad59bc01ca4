using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Simd;

/// <summary>Complex values side by side, real and imaginary parts in lanes of their own.</summary>
readonly struct ComplexSimdVector<TVector, T>(TVector re, TVector im)
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TVector Re = re, Im = im;

    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> operator +(ComplexSimdVector<TVector, T> a, ComplexSimdVector<TVector, T> b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> operator -(ComplexSimdVector<TVector, T> a, ComplexSimdVector<TVector, T> b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> operator *(ComplexSimdVector<TVector, T> a, ComplexSimdVector<TVector, T> b) =>
        new(TVector.SubtractProduct(a.Im, b.Im, a.Re * b.Re), TVector.MultiplyAdd(a.Re, b.Im, a.Im * b.Re));

    /// <summary>This + j b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexSimdVector<TVector, T> PlusJ(ComplexSimdVector<TVector, T> b) => new(Re - b.Im, Im + b.Re);

    /// <summary>This - j b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexSimdVector<TVector, T> MinusJ(ComplexSimdVector<TVector, T> b) => new(Re + b.Im, Im - b.Re);

    /// <summary>This + gain b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexSimdVector<TVector, T> Plus(TVector gain, ComplexSimdVector<TVector, T> b) => new(TVector.MultiplyAdd(gain, b.Re, Re), TVector.MultiplyAdd(gain, b.Im, Im));

    /// <summary>This - gain b.</summary>
    [MethodImpl(AggressiveInlining)]
    public ComplexSimdVector<TVector, T> Minus(TVector gain, ComplexSimdVector<TVector, T> b) => new(TVector.SubtractProduct(gain, b.Re, Re), TVector.SubtractProduct(gain, b.Im, Im));
}
