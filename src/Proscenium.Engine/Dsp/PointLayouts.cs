using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Dsp;

/// <summary>How the complex points that a pass reads lie in memory.</summary>
interface IPointSource<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract ComplexSimdVector<TVector, T> Load(ref T re, ref T im, nint index);
}

/// <summary>How the complex points that a pass writes lie in memory.</summary>
interface IPointTarget<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>False where the earlier half of the points is not stored.</summary>
    static virtual bool HasEarlierHalf => true;

    static abstract void Store(ref T re, ref T im, nint index, ComplexSimdVector<TVector, T> points);
}

/// <summary>Real and imaginary parts apart.</summary>
readonly struct SplitPoints<TVector, T> : IPointSource<TVector, T>, IPointTarget<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> Load(ref T re, ref T im, nint index) => new(TVector.At(ref re, index), TVector.At(ref im, index));

    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T re, ref T im, nint index, ComplexSimdVector<TVector, T> points)
    {
        TVector.At(ref re, index) = points.Re;
        TVector.At(ref im, index) = points.Im;
    }
}

/// <summary>Real and imaginary part in turn, as even and odd samples of a real signal.</summary>
readonly struct PairedPoints<TVector, T> : IPointSource<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> Load(ref T pairs, ref T _, nint index)
    {
        TVector first = TVector.At(ref pairs, 2 * index), second = TVector.At(ref pairs, 2 * index + TVector.Count);
        return new(TVector.Even(first, second), TVector.Odd(first, second));
    }
}

/// <summary>The same, each sample times that of a window.</summary>
readonly struct WindowedPairs<TVector, T> : IPointSource<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static ComplexSimdVector<TVector, T> Load(ref T pairs, ref T window, nint index)
    {
        TVector first = TVector.At(ref pairs, 2 * index) * TVector.At(ref window, 2 * index);
        TVector second = TVector.At(ref pairs, 2 * index + TVector.Count) * TVector.At(ref window, 2 * index + TVector.Count);
        return new(TVector.Even(first, second), TVector.Odd(first, second));
    }
}

/// <summary>Imaginary and real part in turn.</summary>
readonly struct ExchangedPoints<TVector, T> : IPointTarget<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T pairs, ref T _, nint index, ComplexSimdVector<TVector, T> points)
    {
        TVector.At(ref pairs, 2 * index) = TVector.ZipLower(points.Im, points.Re, 1);
        TVector.At(ref pairs, 2 * index + TVector.Count) = TVector.ZipUpper(points.Im, points.Re, 1);
    }
}

/// <summary>Imaginary and real part in turn, the later half of the points alone.</summary>
readonly struct LaterExchangedPoints<TVector, T> : IPointTarget<TVector, T>
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool HasEarlierHalf => false;

    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T pairs, ref T _, nint index, ComplexSimdVector<TVector, T> points) => ExchangedPoints<TVector, T>.Store(ref pairs, ref _, index, points);
}
