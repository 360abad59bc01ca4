using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// The first level by transform, due at once. A partition that comes in pieces is transformed as far as it reaches with every piece; the
/// products of older partitions are then summed once and kept.
/// </summary>
sealed class TransformedFirstPartition : IFirstPartition
{
    readonly InputHistory _history;
    readonly int _partition, _inputs, _outputs;
    readonly Fft<float> _fft;
    readonly FilterSpectra _spectra;
    readonly FilterSet _filters;
    readonly Spectra _spectrum, _sums; // of an input; of every output
    readonly AlignedMemory<float> _time;
    int _fill;

    public TransformedFirstPartition(FirMatrix filters, LevelPlan level, InputHistory history)
    {
        (_history, _partition, _inputs, _outputs) = (history, level.Partition, filters.Inputs, filters.Outputs);
        _fft = new(2 * _partition);
        _spectra = FilterSpectra.Of(filters, level, _fft);
        (_spectrum, _time, _sums) = (new(1, _partition), new(_partition), new(_outputs, _partition));
        _filters = SetOf(_spectra.Filters);
    }

    /// <summary>Frames until the partition that comes in is whole.</summary>
    public int Missing => _partition - _fill;

    public void Process(AudioBlock output)
    {
        Transform(output.Frames);
        Convolve(_filters, output);
        Advance(output.Frames);
    }

    /// <summary>The spectra of other filters with the same silent paths.</summary>
    public AlignedMemory<float> Transformed(FirMatrix filters) => _spectra.Transformed(filters);

    /// <summary>Filters that can be run beside others.</summary>
    public FilterSet SetOf(AlignedMemory<float> spectra) => new(spectra, new(_outputs, _partition));

    /// <summary>Transforms the inputs with their newest samples.</summary>
    public void Transform(int frames)
    {
        if (_fill == 0 && frames < _partition) _history.ClearAhead(_partition - frames);
        long end = _history.Now - _fill - frames + _partition;
        for (int i = 0; i < _inputs; i++)
        {
            _fft.Forward(_history.Before(end, 2 * _partition, i), _spectrum.Re(0), _spectrum.Im(0));
            _spectra.SetNewest(i, _spectrum);
        }
    }

    /// <summary>Overwrites the output with what the newest samples give through some filters.</summary>
    public void Convolve(FilterSet filters, AudioBlock output)
    {
        bool whole = output.Frames == _partition;
        _spectra.Filters = filters.Spectra;
        if (whole) _spectra.Sum(0, _spectra.Count, 0, _spectra.Tiles, _sums);
        else SumPiece(filters);
        for (int o = 0; o < _outputs; o++)
        {
            _fft.InverseLaterHalf(_sums.Re(o), _sums.Im(o), whole ? output[o] : _time.Span);
            if (!whole) _time.Span.Slice(_fill, output.Frames).CopyTo(output[o]);
        }
    }

    /// <summary>Ends a step in which all filters were run.</summary>
    public void Advance(int frames)
    {
        _fill += frames;
        if (_fill < _partition) return;
        _fill = 0;
        _spectra.Age();
    }

    public void Reset()
    {
        _spectra.Reset();
        _fill = 0;
    }

    void SumPiece(FilterSet filters)
    {
        if (_fill == 0 || !filters.HasOlder) _spectra.Sum(1, _spectra.Count - 1, 0, _spectra.Tiles, filters.Older);
        filters.HasOlder = true;
        _spectra.Sum(0, 1, 0, _spectra.Tiles, _sums);
        for (int o = 0; o < _outputs; o++)
        {
            SampleMath.Add(_sums.Re(o), filters.Older.Re(o), _sums.Re(o));
            SampleMath.Add(_sums.Im(o), filters.Older.Im(o), _sums.Im(o));
        }
    }
}
