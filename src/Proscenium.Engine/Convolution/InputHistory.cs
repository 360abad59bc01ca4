using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>The last samples of every input, in rings that go on beyond their end with what they begin with, so that any stretch lies in one piece.</summary>
sealed class InputHistory
{
    readonly int _capacity, _longest;
    readonly AlignedMemory<float>[] _rings;

    /// <summary>Takes memory for stretches of input that are read as late as twice a partition after their end.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="longestPartition">Half the longest stretch, a power of two.</param>
    public InputHistory(int inputs, int longestPartition)
    {
        (_capacity, _longest) = (4 * longestPartition, 2 * longestPartition);
        _rings = new AlignedMemory<float>[inputs];
        for (int i = 0; i < inputs; i++) _rings[i] = new(_capacity + _longest);
    }

    /// <summary>Samples taken in so far.</summary>
    public long Now { get; private set; }

    /// <summary>Takes in the next samples of one input; they may not run beyond a multiple of the capacity.</summary>
    public void Write(ReadOnlySpan<float> samples, int input)
    {
        int at = Place(Now);
        Span<float> ring = _rings[input].Span, written = ring.Slice(at, samples.Length);
        samples.CopyTo(written);
        SampleGuard.SilenceTiny(written);
        if (at < _longest) written.CopyTo(ring[(at + _capacity)..]);
    }

    /// <summary>Ends a step in which every input was written.</summary>
    public void Advance(int frames) => Now += frames;

    /// <summary>A stretch of one input that ends before the sample of a given number.</summary>
    public ReadOnlySpan<float> Before(long end, int length, int input) => _rings[input].Span.Slice(Place(end - length), length);

    /// <summary>Makes the next samples of every input silent until they come; not beyond a multiple of the capacity.</summary>
    public void ClearAhead(int frames)
    {
        int at = Place(Now);
        foreach (AlignedMemory<float> ring in _rings)
        {
            ring.Span.Slice(at, frames).Clear();
            if (at < _longest) ring.Span.Slice(at + _capacity, frames).Clear();
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
