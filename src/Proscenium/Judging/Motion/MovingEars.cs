using System.Numerics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;

namespace Proscenium.Judging.Motion;

/// <summary>
/// What the ears of a head that moves hear of the drivers, in free field: pieces of 4 ms, each through the responses at the place where the head is then, overlap by half and fade into each other.
/// Level and time are those of <see cref="MonitorFilters"/>.
/// </summary>
sealed class MovingEars
{
    readonly EarLattice _lattice;
    readonly Complex[][][] _responses; // of the present place, ears x drivers x bins
    readonly Func<double, HeadPose> _poseAt;
    readonly int _hop, _earliest; // samples by which sound may come earlier than to the seat
    readonly Fft<double> _fft;
    readonly double[] _rise, _time, _re, _im;
    readonly double[][] _pieces; // drivers x two hops of input
    readonly float[][] _ready;   // ears x a hop of output
    double[][] _coming;          // ears x output that pieces to come add to
    long _taken;                 // samples of input

    /// <summary>Begins with silence.</summary>
    /// <param name="lattice">The responses.</param>
    /// <param name="poseAt">Where the head is when the drivers play, by seconds since the beginning.</param>
    public MovingEars(EarLattice lattice, Func<double, HeadPose> poseAt)
    {
        (_lattice, _poseAt, _hop) = (lattice, poseAt, lattice.HopFrames);
        _earliest = (int)Math.Ceiling((MonitorFilters.SharedSeconds(lattice.Distance) + EarLattice.LeadSeconds) * lattice.SampleRate);
        _fft = new(_lattice.FftLength);
        _responses = lattice.NewSpectra();
        (_time, _re, _im) = (new double[_lattice.FftLength], new double[_fft.BinCount], new double[_fft.BinCount]);
        _rise = [.. Enumerable.Range(0, 2 * _hop).Select(n => n < _hop ? (n + 0.5) / _hop : (2 * _hop - n - 0.5) / _hop)];
        _pieces = [.. Enumerable.Range(0, _lattice.Drivers).Select(_ => new double[2 * _hop])];
        _ready = [new float[_hop], new float[_hop]];
        _coming = [new double[_lattice.FftLength], new double[_lattice.FftLength]];
    }

    /// <summary>How much later the output comes than what <see cref="MonitorFilters"/> give for a head that rests.</summary>
    public int LatencyFrames => 2 * _hop + _earliest;

    /// <summary>Samples for which a response rings on.</summary>
    public int Taps => _lattice.Taps;

    /// <summary>Takes drivers x frames, and gives 2 ears x frames. Any number of frames.</summary>
    public void Process(ReadOnlyAudioBlock feeds, AudioBlock ears)
    {
        for (int n = 0; n < feeds.Frames; n++)
        {
            int fill = (int)(_taken++ % _hop);
            for (int driver = 0; driver < _pieces.Length; driver++) _pieces[driver][_hop + fill] = feeds[driver][n];
            for (int ear = 0; ear < 2; ear++) ears[ear][n] = _ready[ear][fill];
            if (fill == _hop - 1) HearPiece();
        }
    }

    /// <summary>The last two hops, at the place of their middle.</summary>
    void HearPiece()
    {
        int late = _lattice.At(_poseAt((double)(_taken - _hop) / _lattice.SampleRate), MonitorFilters.SharedSeconds(_lattice.Distance), _responses);
        var heard = new Complex[2][];
        for (int ear = 0; ear < 2; ear++) heard[ear] = new Complex[_fft.BinCount];
        for (int driver = 0; driver < _pieces.Length; driver++)
        {
            Array.Clear(_time);
            for (int n = 0; n < _rise.Length; n++) _time[n] = _rise[n] * _pieces[driver][n];
            _fft.Forward(_time, _re, _im);
            for (int ear = 0; ear < 2; ear++)
                for (int bin = 0; bin < _re.Length; bin++) heard[ear][bin] += _responses[ear][driver][bin] * new Complex(_re[bin], _im[bin]);
            _pieces[driver].AsSpan(_hop).CopyTo(_pieces[driver]);
        }
        for (int ear = 0; ear < 2; ear++) Add(ear, heard[ear], Math.Max(0, _earliest + late));
    }

    /// <summary>Adds what a piece gives, and takes out the hop that no later piece adds to.</summary>
    void Add(int ear, Complex[] heard, int late)
    {
        for (int bin = 0; bin < heard.Length; bin++) (_re[bin], _im[bin]) = (_lattice.Distance * heard[bin].Real, _lattice.Distance * heard[bin].Imaginary);
        _fft.Inverse(_re, _im, _time);
        if (_coming[ear].Length < late + _time.Length) Array.Resize(ref _coming[ear], late + _time.Length);
        double[] coming = _coming[ear];
        for (int n = 0; n < _time.Length; n++) coming[late + n] += _time[n];
        for (int n = 0; n < _hop; n++) _ready[ear][n] = (float)coming[n];
        coming.AsSpan(_hop).CopyTo(coming);
        coming.AsSpan(coming.Length - _hop).Clear();
    }
}
