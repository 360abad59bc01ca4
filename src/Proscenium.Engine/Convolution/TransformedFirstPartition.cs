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
    readonly Spectra _spectrum, _sums, _older; // of an input; of every output, and what older partitions add to it
    readonly AlignedMemory<float> _time;
    int _fill;

    public TransformedFirstPartition(FirMatrix filters, LevelPlan level, InputHistory history)
    {
        (_history, _partition, _inputs, _outputs) = (history, level.Partition, filters.Inputs, filters.Outputs);
        _fft = new(2 * _partition);
        _spectra = FilterSpectra.Of(filters, level, _fft);
        (_spectrum, _time) = (new(1, _partition), new(_partition));
        (_sums, _older) = (new(_outputs, _partition), new(_outputs, _partition));
    }

    public void Process(AudioBlock output)
    {
        int frames = output.Frames;
        bool whole = frames == _partition, begins = _fill == 0;
        if (begins && !whole) _history.ClearAhead(_partition - frames);
        long end = _history.Now - _fill - frames + _partition;
        for (int i = 0; i < _inputs; i++)
        {
            _fft.Forward(_history.Before(end, 2 * _partition, i), _spectrum.Re(0), _spectrum.Im(0));
            _spectra.SetNewest(i, _spectrum);
        }
        if (whole) _spectra.Sum(0, _spectra.Count, 0, _spectra.Tiles, _sums);
        else SumPiece(begins);
        for (int o = 0; o < _outputs; o++)
        {
            _fft.InverseLaterHalf(_sums.Re(o), _sums.Im(o), whole ? output[o] : _time.Span);
            if (!whole) _time.Span.Slice(_fill, frames).CopyTo(output[o]);
        }
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

    void SumPiece(bool begins)
    {
        if (begins) _spectra.Sum(1, _spectra.Count - 1, 0, _spectra.Tiles, _older);
        _spectra.Sum(0, 1, 0, _spectra.Tiles, _sums);
        for (int o = 0; o < _outputs; o++)
        {
            SampleMath.Add(_sums.Re(o), _older.Re(o), _sums.Re(o));
            SampleMath.Add(_sums.Im(o), _older.Im(o), _sums.Im(o));
        }
    }
}
