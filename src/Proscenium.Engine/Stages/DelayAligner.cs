using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Stages;

/// <summary>Phase-aligns the faster path: delays each input by its own number of samples. Fractions of a sample are in the filters.</summary>
sealed class DelayAligner
{
    readonly DelayLine[] _delays;

    /// <summary>Prepares one delay per input, in samples, zero or more.</summary>
    public DelayAligner(IReadOnlyList<int> delaySamples)
    {
        _delays = new DelayLine[delaySamples.Count];
        for (int i = 0; i < _delays.Length; i++) _delays[i] = new DelayLine(delaySamples[i]);
    }

    /// <summary>Delays <c>inputs x frames</c> in place.</summary>
    public void Process(AudioBlock inputs)
    {
        for (int i = 0; i < _delays.Length; i++) _delays[i].Process(inputs[i]);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (DelayLine delay in _delays) delay.Reset();
    }
}
