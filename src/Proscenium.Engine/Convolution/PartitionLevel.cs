using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// All partitions of one length. While one partition of input comes in and one of output goes out, the one before it is worked on, a
/// share with every block, so that no block has to bear a long transform and its products at once.
/// </summary>
/// <remarks>Wefers, Partitioned convolution algorithms for real-time auralization, 2015, section 6.5.</remarks>
sealed class PartitionLevel
{
    readonly InputHistory _history;
    readonly int _partition, _steps, _inputs, _outputs, _paths, _tilesAtOnce;
    readonly Fft<float> _fft;
    readonly FilterSpectra _spectra;
    readonly Spectra _spectrum, _sums;              // of an input; of every output
    AlignedMemory<float>[] _playing, _next;         // [output]: a partition
    int _played, _step;
    long _end;                                      // of the partition of input in work
    int _input, _output, _tile;                     // the next piece of work

    /// <summary>Transforms the filters of a level.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="level">Which of their taps.</param>
    /// <param name="history">The input.</param>
    /// <param name="steps">Steps in which a partition is worked on; 0 where its output is due at once.</param>
    public PartitionLevel(FirMatrix filters, LevelPlan level, InputHistory history, int steps)
    {
        (_history, _partition, _steps, _inputs, _outputs, _paths) = (history, level.Partition, steps, filters.Inputs, filters.Outputs, filters.CountPaths());
        _fft = new(2 * _partition);
        _spectra = FilterSpectra.Of(filters, level, _fft);
        _spectrum = new(1, _partition);
        _sums = new(_outputs, _partition);
        (_playing, _next) = (Blocks(), Blocks());
        Cost = (_inputs + _outputs) * MatrixSize.OneTransformCost(_partition) + TileCost(_spectra.Tiles);
        _tilesAtOnce = Math.Max(1, (int)(MatrixSize.OneTransformCost(_partition) / TileCost(1))); // no piece of work is longer than a transform
        Reset();
    }

    /// <summary>The work on one partition, in nanoseconds as estimated.</summary>
    public double Cost { get; }

    /// <summary>How much of it was done.</summary>
    public double Spent { get; private set; }

    /// <summary>Adds what past input gives to the output.</summary>
    public void AddTo(AudioBlock output)
    {
        for (int o = 0; o < _outputs; o++)
            SampleMath.Add(output[o], _playing[o].Span.Slice(_played, output.Frames), output[o]);
        _played += output.Frames;
    }

    /// <summary>Does one step's share of the work; at the end of a partition, hands its results out and begins the next one.</summary>
    public void Step()
    {
        if (_played == _partition) Begin();
        if (_steps == 0) return;
        _step++;
        WorkUntil(_step == _steps ? double.PositiveInfinity : Cost * _step / _steps);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _spectra.Reset();
        foreach (AlignedMemory<float> block in _playing) block.Span.Clear();
        foreach (AlignedMemory<float> block in _next) block.Span.Clear();
        (_played, _step, _end, Spent) = (0, 0, 0, 0);
        (_input, _output, _tile) = (_inputs, _outputs, 0);
    }

    void Begin()
    {
        if (_steps > 0) (_playing, _next) = (_next, _playing);
        _spectra.Age();
        (_played, _step, _end, Spent) = (0, 0, _history.Now, 0);
        (_input, _output, _tile) = (0, 0, 0);
        if (_steps > 0) return;
        WorkUntil(double.PositiveInfinity);
        (_playing, _next) = (_next, _playing);
    }

    void WorkUntil(double cost)
    {
        while (Spent < cost && _output < _outputs)
        {
            if (_input < _inputs) TransformInput(_input++);
            else if (_tile < _spectra.Tiles) MultiplyTiles();
            else TransformOutput(_output++);
        }
    }

    void TransformInput(int input)
    {
        _fft.Forward(_history.Before(_end, 2 * _partition, input), _spectrum.Re(0), _spectrum.Im(0));
        _spectra.SetNewest(input, _spectrum);
        Spent += MatrixSize.OneTransformCost(_partition);
    }

    void MultiplyTiles()
    {
        int tiles = Math.Min(_tilesAtOnce, _spectra.Tiles - _tile);
        _spectra.Sum(0, _spectra.Count, _tile, tiles, _sums);
        _tile += tiles;
        Spent += TileCost(tiles);
    }

    void TransformOutput(int output)
    {
        _fft.InverseLaterHalf(_sums.Re(output), _sums.Im(output), _next[output].Span);
        Spent += MatrixSize.OneTransformCost(_partition);
    }

    double TileCost(int tiles) => _paths * _spectra.Count * MatrixSize.OneProductCost(_partition) * tiles / _spectra.Tiles;

    AlignedMemory<float>[] Blocks()
    {
        AlignedMemory<float>[] blocks = new AlignedMemory<float>[_outputs];
        for (int o = 0; o < _outputs; o++) blocks[o] = new(_partition);
        return blocks;
    }
}
