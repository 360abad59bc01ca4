using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>Room for a real signal and its spectrum.</summary>
sealed class FourierMemory<T>(Fft<T> fft) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Samples.</summary>
    public T[] Time { get; } = new T[fft.Length];

    /// <summary>Real parts by bin.</summary>
    public T[] Re { get; } = new T[fft.BinCount];

    /// <summary>Imaginary parts by bin.</summary>
    public T[] Im { get; } = new T[fft.BinCount];
}
