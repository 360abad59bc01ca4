using System.Numerics;
using Proscenium.Engine.Lanes;

namespace Proscenium.Engine.Convolution;

/// <summary>The last samples of every input, kept twice in a row, so that any stretch of them lies in one piece.</summary>
sealed class InputHistory
{
    readonly int _capacity;
    readonly AlignedMemory<float>[] _rings;

    /// <summary>Takes memory for at least so many samples of every input.</summary>
    public InputHistory(int inputs, int samples)
    {
        _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(samples, 16));
        _rings = new AlignedMemory<float>[inputs];
        for (int i = 0; i < inputs; i++) _rings[i] = new(2 * _capacity);
    }

    /// <summary>Samples taken in so far.</summary>
    public long Now { get; private set; }

    /// <summary>Takes in the next samples of one input; they may not run beyond a multiple of the capacity.</summary>
    public void Write(ReadOnlySpan<float> samples, int input)
    {
        Span<float> ring = _rings[input].Span[Place(Now)..];
        samples.CopyTo(ring);
        samples.CopyTo(ring[_capacity..]);
    }

    /// <summary>Ends a step in which every input was written.</summary>
    public void Advance(int frames) => Now += frames;

    /// <summary>A stretch of one input that ends before the sample of a given number.</summary>
    public ReadOnlySpan<float> Before(long end, int length, int input) => _rings[input].Span.Slice(Place(end - length), length);

    /// <summary>Makes the next samples of every input silent until they come; not beyond a multiple of the capacity.</summary>
    public void ClearAhead(int frames)
    {
        foreach (AlignedMemory<float> ring in _rings)
        {
            ring.Span.Slice(Place(Now), frames).Clear();
            ring.Span.Slice(Place(Now) + _capacity, frames).Clear();
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        foreach (AlignedMemory<float> ring in _rings) ring.Span.Clear();
        Now = 0;
    }

    int Place(long sample) => (int)(sample & (_capacity - 1));
}
