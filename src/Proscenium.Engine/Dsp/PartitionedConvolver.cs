using System.Numerics;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// Runs a <see cref="FirMatrix"/>: every output is the sum of all inputs through their responses, with no added latency at any
/// block size. Each input is transformed once, each output transformed back once, however many paths there are.
/// </summary>
/// <remarks>
/// Uniformly partitioned overlap-add with a frequency-domain delay line (Wefers, Partitioned convolution algorithms for real-time
/// auralization, 2015, section 5.2). A host block that does not fill a partition is convolved as far as it reaches: the spectra of
/// older partitions are summed once per partition, the unfinished one is transformed again with each call. So the block size
/// changes the cost, not the sound.
/// </remarks>
public sealed class PartitionedConvolver
{
    readonly int _inputs, _outputs, _partition, _partitions, _bins;
    readonly Fft<float> _fft;
    readonly float[]?[,] _filterRe, _filterIm;   // [input, output][partition * bins + bin], null where a path is silent
    readonly float[][] _historyRe, _historyIm;   // [input][slot * bins + bin], a ring of past input spectra
    readonly float[][] _tailRe, _tailIm;         // [output][bin], what past partitions add to the current one
    readonly float[][] _current;                 // [input][2 x partition], the partition being filled, then zeros
    readonly float[][] _overlap;                 // [output][partition], what the last partition left over
    readonly float[] _sumRe, _sumIm, _time;
    int _fill, _newest;

    /// <summary>Prepares spectra and memory for blocks of about <paramref name="blockFrames"/> frames.</summary>
    /// <param name="filters">Responses, inputs x outputs x taps.</param>
    /// <param name="blockFrames">The host's usual block; it sets the partition, any other block size works too.</param>
    /// <exception cref="ArgumentOutOfRangeException">blockFrames is less than one.</exception>
    public PartitionedConvolver(FirMatrix filters, int blockFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockFrames, 1);
        (_inputs, _outputs) = (filters.Inputs, filters.Outputs);
        uint longest = Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)filters.Taps), 64, 8192);
        _partition = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)blockFrames), 64, longest);
        _partitions = (filters.Taps + _partition - 1) / _partition;
        _fft = new Fft<float>(2 * _partition);
        _bins = _fft.BinCount;
        (_filterRe, _filterIm) = Transform(filters);
        (_historyRe, _historyIm) = (Rows(_inputs, _partitions * _bins), Rows(_inputs, _partitions * _bins));
        (_tailRe, _tailIm) = (Rows(_outputs, _bins), Rows(_outputs, _bins));
        _current = Rows(_inputs, 2 * _partition);
        _overlap = Rows(_outputs, _partition);
        (_sumRe, _sumIm, _time) = (new float[_bins], new float[_bins], new float[2 * _partition]);
    }

    /// <summary>Convolves a block: <c>inputs x frames</c> to <c>outputs x frames</c>, which is overwritten. Any number of frames.</summary>
    public void Process(AudioBlock input, AudioBlock output)
    {
        for (int done = 0; done < input.Frames;)
        {
            int frames = Math.Min(input.Frames - done, _partition - _fill);
            ProcessWithinPartition(input.Slice(done, frames), output.Slice(done, frames));
            done += frames;
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (float[][] rows in (ReadOnlySpan<float[][]>)[_historyRe, _historyIm, _tailRe, _tailIm, _current, _overlap])
            foreach (float[] row in rows) Array.Clear(row);
        (_fill, _newest) = (0, 0);
    }

    void ProcessWithinPartition(AudioBlock input, AudioBlock output)
    {
        for (int i = 0; i < _inputs; i++)
        {
            input[i].CopyTo(_current[i].AsSpan(_fill));
            _fft.Forward(_current[i], Slot(_historyRe[i], _newest), Slot(_historyIm[i], _newest));
        }
        bool filled = _fill + input.Frames == _partition;
        for (int o = 0; o < _outputs; o++)
        {
            SumCurrentPartition(o);
            _fft.Inverse(_sumRe, _sumIm, _time);
            SampleMath.Add(_time.AsSpan(_fill, input.Frames), _overlap[o].AsSpan(_fill, input.Frames), output[o]);
            if (filled) _time.AsSpan(_partition).CopyTo(_overlap[o]);
        }
        _fill += input.Frames;
        if (filled) StartPartition();
    }

    void SumCurrentPartition(int output)
    {
        _tailRe[output].CopyTo(_sumRe, 0);
        _tailIm[output].CopyTo(_sumIm, 0);
        for (int i = 0; i < _inputs; i++) Accumulate(i, output, 0, _sumRe, _sumIm);
    }

    void StartPartition()
    {
        _fill = 0;
        _newest = (_newest + 1) % _partitions;
        foreach (float[] samples in _current) Array.Clear(samples);
        for (int o = 0; o < _outputs; o++)
        {
            Array.Clear(_tailRe[o]);
            Array.Clear(_tailIm[o]);
            for (int i = 0; i < _inputs; i++)
                for (int age = 1; age < _partitions; age++) Accumulate(i, o, age, _tailRe[o], _tailIm[o]);
        }
    }

    void Accumulate(int input, int output, int age, float[] sumRe, float[] sumIm)
    {
        if (_filterRe[input, output] is not { } filterRe || _filterIm[input, output] is not { } filterIm) return;
        int slot = (_newest - age + _partitions) % _partitions;
        SpectrumMath.MultiplyAdd(Slot(_historyRe[input], slot), Slot(_historyIm[input], slot), Slot(filterRe, age), Slot(filterIm, age), sumRe, sumIm);
    }

    (float[]?[,] Re, float[]?[,] Im) Transform(FirMatrix filters)
    {
        var spectraRe = new float[]?[_inputs, _outputs];
        var spectraIm = new float[]?[_inputs, _outputs];
        float[] padded = new float[2 * _partition];
        for (int i = 0; i < _inputs; i++)
        {
            for (int o = 0; o < _outputs; o++)
            {
                if (filters.IsSilent(i, o)) continue;
                float[] re = new float[_partitions * _bins], im = new float[_partitions * _bins];
                for (int p = 0; p < _partitions; p++)
                {
                    Array.Clear(padded);
                    int start = p * _partition;
                    filters[i, o].Slice(start, Math.Min(_partition, filters.Taps - start)).CopyTo(padded);
                    _fft.Forward(padded, Slot(re, p), Slot(im, p));
                }
                (spectraRe[i, o], spectraIm[i, o]) = (re, im);
            }
        }
        return (spectraRe, spectraIm);
    }

    Span<float> Slot(float[] spectra, int slot) => spectra.AsSpan(slot * _bins, _bins);

    static float[][] Rows(int rows, int length)
    {
        float[][] memory = new float[rows][];
        for (int row = 0; row < rows; row++) memory[row] = new float[length];
        return memory;
    }
}
