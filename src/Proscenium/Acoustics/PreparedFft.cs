using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>The transforms that a thread has made: preparing one takes longer than using it.</summary>
static class PreparedFft<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic]
    static Dictionary<int, Fft<T>>? _known;

    /// <summary>This thread's transform of a number of points; not to be handed to another thread.</summary>
    public static Fft<T> Of(int length)
    {
        Dictionary<int, Fft<T>> known = _known ??= [];
        return known.TryGetValue(length, out Fft<T>? fft) ? fft : known[length] = new(length);
    }
}
