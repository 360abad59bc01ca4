using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Engine.Lanes;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Proscenium.Engine.Dsp;

/// <summary>How the complex points that a pass reads lie in memory.</summary>
interface IPointSource<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract ComplexLanes<TLanes, T> Load(ref T re, ref T im, int index);
}

/// <summary>How the complex points that a pass writes lie in memory.</summary>
interface IPointTarget<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>False where the earlier half of the points has no place.</summary>
    static virtual bool HasEarlierHalf => true;

    static abstract void Store(ref T re, ref T im, int index, ComplexLanes<TLanes, T> points);
}

/// <summary>Real and imaginary parts apart.</summary>
readonly struct SplitPoints<TLanes, T> : IPointSource<TLanes, T>, IPointTarget<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static ComplexLanes<TLanes, T> Load(ref T re, ref T im, int index) => new(TLanes.At(ref re, index), TLanes.At(ref im, index));

    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T re, ref T im, int index, ComplexLanes<TLanes, T> points)
    {
        TLanes.At(ref re, index) = points.Re;
        TLanes.At(ref im, index) = points.Im;
    }
}

/// <summary>Real and imaginary part in turn, as even and odd samples of a real signal.</summary>
readonly struct PairedPoints<TLanes, T> : IPointSource<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static ComplexLanes<TLanes, T> Load(ref T pairs, ref T _, int index)
    {
        TLanes first = TLanes.At(ref pairs, 2 * index), second = TLanes.At(ref pairs, 2 * index + TLanes.Count);
        return new(TLanes.Even(first, second), TLanes.Odd(first, second));
    }
}

/// <summary>Imaginary and real part in turn.</summary>
readonly struct ExchangedPoints<TLanes, T> : IPointTarget<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T pairs, ref T _, int index, ComplexLanes<TLanes, T> points)
    {
        TLanes.At(ref pairs, 2 * index) = TLanes.ZipLower(points.Im, points.Re, 1);
        TLanes.At(ref pairs, 2 * index + TLanes.Count) = TLanes.ZipUpper(points.Im, points.Re, 1);
    }
}

/// <summary>Imaginary and real part in turn, the later half of the points alone.</summary>
readonly struct LaterExchangedPoints<TLanes, T> : IPointTarget<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool HasEarlierHalf => false;

    [MethodImpl(AggressiveInlining)]
    public static void Store(ref T pairs, ref T _, int index, ComplexLanes<TLanes, T> points) => ExchangedPoints<TLanes, T>.Store(ref pairs, ref _, index, points);
}
