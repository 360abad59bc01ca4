using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Convolution;

/// <summary>The first taps sample by sample: every piece of input costs the same per sample, however short it is.</summary>
sealed class DirectFirstPartition : IFirstPartition
{
    readonly InputHistory _history;
    readonly int _taps, _inputs;
    readonly float[]?[,] _reversed; // [input, output][tap, the last first], null where a path is silent

    public DirectFirstPartition(FirMatrix filters, int taps, InputHistory history)
    {
        (_history, _taps, _inputs) = (history, taps, filters.Inputs);
        _reversed = new float[]?[filters.Inputs, filters.Outputs];
        for (int i = 0; i < filters.Inputs; i++)
        {
            for (int o = 0; o < filters.Outputs; o++)
            {
                if (filters.IsSilent(i, o)) continue;
                float[] reversed = filters[i, o][..taps].ToArray();
                Array.Reverse(reversed);
                _reversed[i, o] = reversed;
            }
        }
    }

    public void Process(AudioBlock output)
    {
        for (int o = 0; o < output.Channels; o++)
        {
            output[o].Clear();
            for (int i = 0; i < _inputs; i++)
                if (_reversed[i, o] is { } taps) AddPath(_history.Before(_history.Now, output.Frames + _taps - 1, i), taps, output[o]);
        }
    }

    public void Reset()
    {
    }

    static void AddPath(ReadOnlySpan<float> input, ReadOnlySpan<float> taps, Span<float> output)
    {
        for (int n = 0; n < output.Length; n++) output[n] += SampleMath.Dot(input.Slice(n, taps.Length), taps);
    }
}
