using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Splits the phantom centre off: stereo to left, right and centre, where left + centre and right + centre give the delayed input
/// back exactly. Per frequency the centre is what is minimally correlated with left minus right.
/// </summary>
/// <remarks>
/// Short-time Fourier transform with a square-root Hann window both ways, four windows deep. What is centre, <see cref="CentreEstimator"/>
/// decides; left and right leave it by subtraction in the time domain.
/// </remarks>
public sealed class CentreUpmixer
{
    readonly int _window, _hop;
    readonly Fft<float> _fft;
    readonly CentreEstimator _estimator;
    readonly float[] _analysisShape, _synthesisShape, _windowed;
    readonly float[] _overlapAdd;             // a ring: what is known of the next window of the centre
    readonly float[] _leftInput, _rightInput; // rings, twice over: the last window of input lies in one piece
    readonly float[] _leftRe, _leftIm, _rightRe, _rightIm, _centreRe, _centreIm;
    readonly bool _decides = true;            // or another upmixer's weights are taken as they are
    readonly CentreUpmixer? _shadow;
    readonly AudioBuffer? _shadowSplit;
    int _oldest, _fill; // where the window begins, and how far the next hop has come

    /// <summary>Prepares an upmix at one sample rate.</summary>
    public CentreUpmixer(UpmixSettings settings, int sampleRate) : this(settings, sampleRate, shadowed: false)
    {
    }

    /// <summary>The same; shadowed it takes memory for <see cref="ProcessShadowed"/>, too.</summary>
    internal CentreUpmixer(UpmixSettings settings, int sampleRate, bool shadowed)
    {
        _window = settings.WindowFrames;
        _hop = _window / 4;
        _fft = new Fft<float>(_window);
        _estimator = new CentreEstimator(_fft.BinCount, (float)Math.Exp(-_hop / (settings.SmoothingSeconds * sampleRate)), (float)settings.SimilarityPower);
        (_analysisShape, _synthesisShape) = (SquareRootHann(_window, 1), SquareRootHann(_window, 0.5)); // four Hann windows add up to 2
        (_windowed, _overlapAdd) = (new float[_window], new float[_window]);
        (_leftInput, _rightInput) = (new float[2 * _window], new float[2 * _window]);
        int bins = CentreEstimator.PaddedLength(_fft.BinCount);
        (_leftRe, _leftIm, _rightRe, _rightIm) = (new float[bins], new float[bins], new float[bins], new float[bins]);
        (_centreRe, _centreIm) = (new float[bins], new float[bins]);
        if (!shadowed) return;
        (_shadow, _shadowSplit) = (new(settings, sampleRate, _estimator), new(3, _hop));
    }

    /// <summary>Splits by the weights that another upmixer has decided.</summary>
    CentreUpmixer(UpmixSettings settings, int sampleRate, CentreEstimator decided) : this(settings, sampleRate, shadowed: false) => (_estimator, _decides) = (decided, false);

    /// <summary>Delay from input to output in samples: the window's length.</summary>
    public int LatencyFrames => _window;

    /// <summary>Splits <c>2 x frames</c> into left, right and centre, <c>3 x frames</c>; any number of frames.</summary>
    public void Process(AudioBlock stereo, AudioBlock leftRightCentre)
    {
        for (int done = 0; done < stereo.Frames;)
        {
            int frames = Math.Min(stereo.Frames - done, _hop - _fill);
            PassThroughWindow(stereo.Slice(done, frames), leftRightCentre.Slice(done, frames));
            _fill += frames;
            done += frames;
            if (_fill == _hop) NextHop();
        }
    }

    /// <summary>
    /// Splits the stereo as <see cref="Process"/> does, and runs another signal through the very weights that were decided on it. Once the
    /// weights stand the split is linear: a part of the mix as shadow shows what of the centre is that part.
    /// </summary>
    /// <param name="stereo">The mix, <c>2 x frames</c>.</param>
    /// <param name="shadow">The other signal, <c>2 x frames</c>.</param>
    /// <param name="leftRightCentre">The mix split, <c>3 x frames</c>.</param>
    /// <param name="shadowCentre">What the weights make of the other signal, <c>1 x frames</c>.</param>
    internal void ProcessShadowed(AudioBlock stereo, AudioBlock shadow, AudioBlock leftRightCentre, AudioBlock shadowCentre)
    {
        for (int done = 0; done < stereo.Frames;)
        {
            int frames = Math.Min(stereo.Frames - done, _hop - _fill);
            AudioBlock split = _shadowSplit!.Block(frames);
            Process(stereo.Slice(done, frames), leftRightCentre.Slice(done, frames)); // where it fills a hop, weights are decided
            _shadow!.Process(shadow.Slice(done, frames), split);
            split[2].CopyTo(shadowCentre[0][done..]);
            done += frames;
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (float[] memory in (ReadOnlySpan<float[]>)[_overlapAdd, _leftInput, _rightInput]) Array.Clear(memory);
        _estimator.Reset();
        _shadow?.Reset();
        (_oldest, _fill) = (0, 0);
    }

    /// <summary>Reads the oldest hop of the window, takes the centre out of it, and puts the new input in its place.</summary>
    void PassThroughWindow(AudioBlock stereo, AudioBlock leftRightCentre)
    {
        Span<float> centre = leftRightCentre[2], known = _overlapAdd.AsSpan(_oldest + _fill, stereo.Frames);
        known.CopyTo(centre);
        known.Clear();
        PassThrough(_leftInput, stereo[0], centre, leftRightCentre[0]);
        PassThrough(_rightInput, stereo[1], centre, leftRightCentre[1]);
    }

    void PassThrough(float[] input, ReadOnlySpan<float> newest, ReadOnlySpan<float> centre, Span<float> side)
    {
        Span<float> oldest = input.AsSpan(_oldest + _fill, newest.Length);
        SampleMath.Subtract(oldest, centre, side);
        newest.CopyTo(oldest);
        newest.CopyTo(input.AsSpan(_oldest + _fill + _window));
    }

    void NextHop()
    {
        (_oldest, _fill) = ((_oldest + _hop) % _window, 0);
        Analyse(_leftInput, _leftRe, _leftIm);
        Analyse(_rightInput, _rightRe, _rightIm);
        if (_decides) _estimator.Estimate(_leftRe, _leftIm, _rightRe, _rightIm, _centreRe, _centreIm);
        else _estimator.Apply(_leftRe, _leftIm, _rightRe, _rightIm, _centreRe, _centreIm);
        Synthesise();
    }

    void Analyse(float[] input, float[] re, float[] im)
    {
        SampleMath.Multiply(input.AsSpan(_oldest, _window), _analysisShape, _windowed);
        _fft.Forward(_windowed, re, im);
    }

    void Synthesise()
    {
        _fft.Inverse(_centreRe, _centreIm, _windowed);
        int toEnd = _window - _oldest;
        SampleMath.MultiplyAdd(_windowed.AsSpan(0, toEnd), _synthesisShape.AsSpan(0, toEnd), _overlapAdd.AsSpan(_oldest));
        SampleMath.MultiplyAdd(_windowed.AsSpan(toEnd), _synthesisShape.AsSpan(toEnd), _overlapAdd.AsSpan(0, _oldest));
    }

    static float[] SquareRootHann(int length, double gain)
    {
        float[] shape = new float[length];
        for (int n = 0; n < length; n++) shape[n] = (float)(gain * Math.Sin(Math.PI * n / length));
        return shape;
    }
}
