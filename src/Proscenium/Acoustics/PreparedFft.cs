using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>A transform that a thread has made, and memory for its use: preparing one takes longer than using it.</summary>
sealed class PreparedFft<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int LongestKept = 1 << 16; // the memory of longer ones is made anew each time

    [ThreadStatic]
    static Dictionary<int, PreparedFft<T>>? _known;

    FourierMemory<T>? _memory;

    PreparedFft(int length) => Fft = new(length);

    /// <summary>The transform.</summary>
    public Fft<T> Fft { get; }

    /// <summary>Memory for one use: whoever asks next overwrites it.</summary>
    public FourierMemory<T> Memory => Fft.Length <= LongestKept ? _memory ??= new(Fft) : new(Fft);

    /// <summary>This thread's transform of a number of points; not to be handed to another thread.</summary>
    public static PreparedFft<T> Of(int length)
    {
        Dictionary<int, PreparedFft<T>> known = _known ??= [];
        return known.TryGetValue(length, out PreparedFft<T>? prepared) ? prepared : known[length] = new(length);
    }
}
