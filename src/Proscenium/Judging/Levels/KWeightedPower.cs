using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Proscenium.Engine.Dsp;
using Channels = System.Runtime.Intrinsics.Vector256<double>;

namespace Proscenium.Judging.Levels;

/// <summary>The summed squares of several channels under the K weighting of ITU-R BS.1770-4. Four channels run side by side in a vector, and two vectors at a time, since each sample waits for the one before.</summary>
sealed class KWeightedPower
{
    const int ChunkFrames = 64;

    readonly Section _shelf, _highPass;
    readonly float[][] _samples;   // of four channels: frames x channels
    readonly States[] _states;     // of four channels
    readonly float[] _silence = new float[ChunkFrames];

    /// <summary>Filters for one rate and number of channels.</summary>
    public KWeightedPower(int sampleRate, int channels)
    {
        (_shelf, _highPass) = (new(KWeighting.Shelf(sampleRate)), new(KWeighting.HighPass(sampleRate)));
        _samples = [.. Enumerable.Range(0, (channels + Channels.Count - 1) / Channels.Count).Select(_ => new float[ChunkFrames * Channels.Count])];
        _states = new States[_samples.Length];
    }

    /// <summary>Weighs the next samples, channels x frames, and sums their squares.</summary>
    public double Next(ReadOnlyAudioBlock block)
    {
        double power = 0;
        for (int done = 0; done < block.Frames; done += ChunkFrames)
        {
            ReadOnlyAudioBlock chunk = block.Slice(done, Math.Min(ChunkFrames, block.Frames - done));
            for (int four = 0; four < _samples.Length; four++) Interleave(chunk, four);
            int next = 0;
            for (; next < _samples.Length - 1; next += 2) power += NextTwo(next, chunk.Frames);
            if (next < _samples.Length) power += NextOne(next, chunk.Frames);
        }
        return power;
    }

    /// <summary>Four channels, one sample of each in turn.</summary>
    void Interleave(ReadOnlyAudioBlock chunk, int four)
    {
        int first = four * Channels.Count;
        Span<Vector128<float>> samples = MemoryMarshal.Cast<float, Vector128<float>>(_samples[four].AsSpan())[..chunk.Frames];
        ReadOnlySpan<float> a = Channel(chunk, first)[..samples.Length], b = Channel(chunk, first + 1)[..samples.Length], c = Channel(chunk, first + 2)[..samples.Length], d = Channel(chunk, first + 3)[..samples.Length];
        for (int n = 0; n < samples.Length; n++) samples[n] = Vector128.Create(a[n], b[n], c[n], d[n]);
    }

    ReadOnlySpan<float> Channel(ReadOnlyAudioBlock chunk, int channel) => channel < chunk.Channels ? chunk[channel] : _silence.AsSpan(0, chunk.Frames);

    double NextOne(int four, int frames)
    {
        ReadOnlySpan<Vector128<float>> samples = MemoryMarshal.Cast<float, Vector128<float>>(_samples[four])[..frames];
        (State shelf, State high, Channels power) = (_states[four].Shelf, _states[four].HighPass, Channels.Zero);
        foreach (Vector128<float> sample in samples) Add(sample, ref shelf, ref high, ref power);
        _states[four] = new(shelf, high);
        return Vector256.Sum(power);
    }

    double NextTwo(int four, int frames)
    {
        ReadOnlySpan<Vector128<float>> samples = MemoryMarshal.Cast<float, Vector128<float>>(_samples[four])[..frames], others = MemoryMarshal.Cast<float, Vector128<float>>(_samples[four + 1])[..frames];
        (State shelf, State high, Channels power) = (_states[four].Shelf, _states[four].HighPass, Channels.Zero);
        (State otherShelf, State otherHigh, Channels otherPower) = (_states[four + 1].Shelf, _states[four + 1].HighPass, Channels.Zero);
        for (int n = 0; n < samples.Length; n++)
        {
            Add(samples[n], ref shelf, ref high, ref power);
            Add(others[n], ref otherShelf, ref otherHigh, ref otherPower);
        }
        (_states[four], _states[four + 1]) = (new(shelf, high), new(otherShelf, otherHigh));
        return Vector256.Sum(power + otherPower);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Add(Vector128<float> sample, ref State shelf, ref State high, ref Channels power)
    {
        Channels weighted = _highPass.Next(_shelf.Next(Avx.IsSupported ? Avx.ConvertToVector256Double(sample) : Vector256.Create(Vector128.WidenLower(sample), Vector128.WidenUpper(sample)), ref shelf), ref high);
        power = Vector256.MultiplyAddEstimate(weighted, weighted, power);
    }

    /// <summary>The memory of a second-order section.</summary>
    record struct State(Channels First, Channels Second);

    readonly record struct States(State Shelf, State HighPass);

    /// <summary>A second-order section for four channels, in transposed direct form II.</summary>
    readonly struct Section(Biquad section)
    {
        readonly Channels _b0 = Vector256.Create(section.B0), _b1 = Vector256.Create(section.B1), _b2 = Vector256.Create(section.B2), _minusA1 = Vector256.Create(-section.A1), _minusA2 = Vector256.Create(-section.A2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Channels Next(Channels input, ref State state)
        {
            Channels output = Vector256.MultiplyAddEstimate(_b0, input, state.First);
            state = new(Vector256.MultiplyAddEstimate(_minusA1, output, Vector256.MultiplyAddEstimate(_b1, input, state.Second)), Vector256.MultiplyAddEstimate(_minusA2, output, _b2 * input));
            return output;
        }
    }
}
