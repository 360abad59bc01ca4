using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// Runs a weighted mean of matrices, and fades to another mean when asked. All filters run on one history of input, so that the new ones sound at once as if they always had;
/// a fade is linear in time, with gains that add up to 1, and always runs to its end.
/// </summary>
/// <remarks>Uniformly partitioned overlap-save: Wefers, Partitioned convolution algorithms for real-time auralization, 2015, chapter 5. Time-domain crossfades of a moving source's filters: the same,
/// section 7.1.</remarks>
sealed class MovingConvolver
{
    const double FadeSeconds = 0.025;
    const int FadesPerMean = 5; // a mean is made in a fifth of a fade

    readonly int _inputs, _fadeFrames;
    readonly InputHistory _history;
    readonly TransformedFirstPartition _convolver;
    readonly AlignedMemory<float>[] _matrices; // spectra
    readonly float[] _weights;
    readonly Crossfade _fade;
    readonly AudioBuffer _incoming;
    FilterSet _playing, _next;
    int _made; // values of the next mean

    /// <summary>Takes memory, and plays the first matrix.</summary>
    /// <param name="matrices">Inputs x outputs x taps each, alike in size.</param>
    /// <param name="blockFrames">The host's usual block; any other block size works too, at a higher cost.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public MovingConvolver(IReadOnlyList<FirMatrix> matrices, int blockFrames, int sampleRate)
    {
        FirMatrix paths = Paths(matrices);
        LevelPlan level = PartitionScheme.CheapestUniform(new(paths.Inputs, paths.Outputs, paths.CountPaths(), paths.Taps), blockFrames);
        (_inputs, _fadeFrames) = (paths.Inputs, Math.Max(1, (int)(FadeSeconds * sampleRate)));
        _history = new(_inputs, level.Partition);
        _convolver = new(paths, level, _history);
        _matrices = new AlignedMemory<float>[matrices.Count];
        for (int n = 0; n < _matrices.Length; n++) _matrices[n] = _convolver.Transformed(matrices[n]);
        (_playing, _next) = (_convolver.SetOf(new(_matrices[0].Length)), _convolver.SetOf(new(_matrices[0].Length)));
        foreach (FilterSet set in (ReadOnlySpan<FilterSet>)[_playing, _next]) _matrices[0].Span.CopyTo(set.Spectra.Span); // both, so that no page of memory is missing when it first moves
        _weights = new float[matrices.Count];
        _incoming = new(paths.Outputs, level.Partition);
        float[] rise = new float[_fadeFrames];
        for (int n = 0; n < rise.Length; n++) rise[n] = (n + 0.5f) / rise.Length;
        _fade = new(rise);
    }

    /// <summary>True while a mean is made or faded in; another one is not taken before.</summary>
    public bool IsMoving { get; private set; }

    /// <summary>Begins to move to another mean; not while it <see cref="IsMoving"/>.</summary>
    /// <param name="weights">Of each matrix; they add up to 1.</param>
    public void MoveTo(ReadOnlySpan<float> weights)
    {
        weights.CopyTo(_weights);
        (_made, IsMoving) = (0, true);
        _fade.Begin();
        _next.HasOlder = false;
    }

    /// <summary>Convolves a block: <c>inputs x frames</c> to <c>outputs x frames</c>, which is overwritten. Any number of frames.</summary>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        for (int done = 0; done < input.Frames;)
        {
            int frames = Math.Min(input.Frames - done, _convolver.Missing);
            ProcessPiece(input.Slice(done, frames), output.Slice(done, frames));
            done += frames;
        }
    }

    /// <summary>Forgets all past input, and ends a move.</summary>
    public void Reset()
    {
        if (IsMoving) Arrive();
        _history.Reset();
        _convolver.Reset();
        _playing.HasOlder = false;
    }

    /// <summary>A piece of input that lies within a partition.</summary>
    void ProcessPiece(ReadOnlyAudioBlock input, AudioBlock output)
    {
        if (IsMoving) Make((int)Math.Ceiling((double)_next.Spectra.Length * FadesPerMean * input.Frames / _fadeFrames));
        for (int i = 0; i < _inputs; i++) _history.Write(input[i], i);
        _history.Advance(input.Frames);
        _convolver.Transform(input.Frames);
        _convolver.Convolve(_playing, output);
        if (IsMoving && _made == _next.Spectra.Length) Fade(output);
        _convolver.Advance(input.Frames);
    }

    /// <summary>Makes some more values of the next mean.</summary>
    void Make(int values)
    {
        int count = Math.Min(values, _next.Spectra.Length - _made);
        Span<float> mean = _next.Spectra.Span.Slice(_made, count);
        mean.Clear();
        for (int n = 0; n < _matrices.Length; n++)
            if (_weights[n] != 0) SampleMath.AddScaled(_matrices[n].Span.Slice(_made, count), _weights[n], mean);
        _made += count;
    }

    void Fade(AudioBlock output)
    {
        AudioBlock incoming = _incoming.Block(output.Frames);
        _convolver.Convolve(_next, incoming);
        _fade.Apply(incoming, output);
        if (_fade.IsOver) Arrive();
    }

    void Arrive()
    {
        Make(int.MaxValue);
        (_playing, _next, IsMoving) = (_next, _playing, false);
    }

    /// <summary>A matrix whose paths are silent only where those of all are.</summary>
    static FirMatrix Paths(IReadOnlyList<FirMatrix> matrices)
    {
        FirMatrix paths = new(matrices[0].Inputs, matrices[0].Outputs, matrices[0].Taps);
        for (int input = 0; input < paths.Inputs; input++)
            for (int output = 0; output < paths.Outputs; output++)
                foreach (FirMatrix matrix in matrices)
                    if (!matrix.IsSilent(input, output)) paths[input, output][0] = 1;
        return paths;
    }
}
