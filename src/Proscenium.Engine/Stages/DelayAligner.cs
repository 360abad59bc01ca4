using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Phase-aligns the faster path: delays each input by its own number of samples, whole or fractional. A fraction is an
/// interpolating filter and needs a delay of at least <see cref="SmallestFractionalDelay"/> samples.
/// </summary>
public sealed class DelayAligner
{
    /// <summary>The smallest delay with a fraction, in samples.</summary>
    public const int SmallestFractionalDelay = FractionalDelay.Reach;

    readonly DelayLine[] _whole;
    readonly PartitionedConvolver?[] _fraction;

    /// <summary>Prepares one delay per input, in samples.</summary>
    /// <exception cref="ArgumentException">A delay is negative, or has a fraction and is too short for it.</exception>
    public DelayAligner(ReadOnlySpan<double> delaySamples, int maxFrames)
    {
        _whole = new DelayLine[delaySamples.Length];
        _fraction = new PartitionedConvolver?[delaySamples.Length];
        for (int i = 0; i < delaySamples.Length; i++)
            (_whole[i], _fraction[i]) = Prepare(delaySamples[i], maxFrames);
    }

    /// <summary>Delays <c>inputs x frames</c> in place.</summary>
    public void Process(AudioBlock inputs)
    {
        for (int i = 0; i < _whole.Length; i++)
        {
            AudioBlock channel = new(inputs[i], 1, inputs.Frames);
            _fraction[i]?.Process(channel, channel);
            _whole[i].Process(channel[0]);
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (DelayLine line in _whole) line.Reset();
        foreach (PartitionedConvolver? filter in _fraction) filter?.Reset();
    }

    static (DelayLine Whole, PartitionedConvolver? Fraction) Prepare(double delay, int maxFrames)
    {
        if (!(delay >= 0)) throw new ArgumentException($"A delay of {delay} samples cannot be run: delays are zero or more.");
        if (delay == Math.Floor(delay)) return (new DelayLine((int)delay), null);
        if (delay < SmallestFractionalDelay)
            throw new ArgumentException($"A fractional delay of {delay} samples is too short: at least {SmallestFractionalDelay}.");
        double within = SmallestFractionalDelay + delay - Math.Floor(delay);
        FirMatrix filter = new(1, 1, 2 * SmallestFractionalDelay + 1);
        FractionalDelay.Fill(within, filter[0, 0]);
        return (new DelayLine((int)Math.Floor(delay) - SmallestFractionalDelay), new PartitionedConvolver(filter, maxFrames));
    }
}
