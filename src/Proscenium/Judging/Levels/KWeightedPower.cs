using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Levels;

/// <summary>The summed squares of several channels under the K weighting of ITU-R BS.1770-4. The channels run side by side in vectors.</summary>
sealed class KWeightedPower
{
    const int ChunkFrames = 64;

    static readonly int _lanes = Vector<double>.Count;

    readonly Biquad _shelf, _highPass;
    readonly int _vectors;
    readonly double[] _samples;         // frames x channels, filled up to whole vectors
    readonly Vector<double>[] _states; // vector x 4: two of the shelf, two of the high-pass

    /// <summary>Filters for one rate and number of channels.</summary>
    public KWeightedPower(int sampleRate, int channels)
    {
        (_shelf, _highPass, _vectors) = (KWeighting.Shelf(sampleRate), KWeighting.HighPass(sampleRate), (channels + _lanes - 1) / _lanes);
        (_samples, _states) = (new double[ChunkFrames * _vectors * _lanes], new Vector<double>[4 * _vectors]);
    }

    /// <summary>Weighs the next samples, channels x frames, and sums their squares.</summary>
    public double Next(ReadOnlyAudioBlock block)
    {
        double power = 0;
        for (int done = 0; done < block.Frames; done += ChunkFrames)
        {
            int frames = Math.Min(ChunkFrames, block.Frames - done);
            for (int channel = 0; channel < block.Channels; channel++)
            {
                ReadOnlySpan<float> samples = block[channel].Slice(done, frames);
                for (int n = 0; n < frames; n++) _samples[n * _vectors * _lanes + channel] = samples[n];
            }
            for (int vector = 0; vector < _vectors; vector++) power += Next(vector, frames);
        }
        return power;
    }

    double Next(int vector, int frames)
    {
        ReadOnlySpan<Vector<double>> samples = MemoryMarshal.Cast<double, Vector<double>>(_samples);
        Span<Vector<double>> states = _states.AsSpan(4 * vector, 4);
        (Vector<double> shelf1, Vector<double> shelf2, Vector<double> high1, Vector<double> high2) = (states[0], states[1], states[2], states[3]);
        Vector<double> power = Vector<double>.Zero;
        for (int n = 0; n < frames; n++)
        {
            Vector<double> input = samples[n * _vectors + vector], shelved = Next(_shelf, input, ref shelf1, ref shelf2), weighted = Next(_highPass, shelved, ref high1, ref high2);
            power += weighted * weighted;
        }
        (states[0], states[1], states[2], states[3]) = (shelf1, shelf2, high1, high2);
        return Vector.Sum(power);
    }

    /// <summary>Transposed direct form II.</summary>
    static Vector<double> Next(Biquad section, Vector<double> input, ref Vector<double> first, ref Vector<double> second)
    {
        Vector<double> output = section.B0 * input + first;
        first = section.B1 * input - section.A1 * output + second;
        second = section.B2 * input - section.A2 * output;
        return output;
    }
}
