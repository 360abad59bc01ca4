using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Extracts the phantom centre: stereo to left, right and centre, where left + centre and right + centre give the delayed input
/// back exactly, and the centre is minimally correlated with left minus right.
/// </summary>
/// <remarks>
/// An <see cref="ICentreEstimator"/> estimates the centre in each frequency band, an <see cref="ICentreSynthesis"/> synthesises it. Left and
/// right are the input minus the centre, in the time domain.
/// </remarks>
sealed class CentreUpmixer
{
    readonly int _hop;
    readonly ICentreEstimator _estimator;
    readonly SideDecorrelation _decorrelation;
    readonly DamageGate _gate;
    readonly CentrePath _mix;
    readonly CentrePath? _shadow;
    readonly AudioBuffer? _shadowSides;
    int _fill; // frames of the present hop

    /// <summary>Prepares an upmix at one sample rate.</summary>
    /// <param name="mode">How well against how late.</param>
    /// <param name="sampleRate">Samples per second, 8000 to 384000.</param>
    public CentreUpmixer(UpmixMode mode, int sampleRate) : this(mode, sampleRate, shadowed: false)
    {
    }

    /// <summary>The same; shadowed it takes memory for <see cref="ProcessShadowed"/>, too.</summary>
    internal CentreUpmixer(UpmixMode mode, int sampleRate, bool shadowed)
    {
        UpmixTiming timing = UpmixTiming.Of(mode, sampleRate);
        (_hop, LatencyFrames) = (timing.HopFrames, timing.LatencyFrames);
        _mix = new(timing);
        _estimator = mode == UpmixMode.Fast ? new SimilarityEstimator(timing, sampleRate) : new PanEstimator(timing, sampleRate);
        (_decorrelation, _gate) = (new(_hop, sampleRate), new(timing, sampleRate));
        if (shadowed) (_shadow, _shadowSides) = (new(timing), new(2, _hop));
    }

    /// <summary>Delay from input to output in samples.</summary>
    public int LatencyFrames { get; }

    /// <summary>Splits <c>2 x frames</c> into left, right and centre, <c>3 x frames</c>; any number of frames.</summary>
    public void Process(ReadOnlyAudioBlock stereo, AudioBlock leftRightCentre)
    {
        for (int done = 0; done < stereo.Frames;)
        {
            int frames = Math.Min(stereo.Frames - done, _hop - _fill);
            Pass(stereo.Slice(done, frames), leftRightCentre.Slice(done, frames));
            done += frames;
            if (Filled(frames)) NextHop();
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
    internal void ProcessShadowed(ReadOnlyAudioBlock stereo, ReadOnlyAudioBlock shadow, AudioBlock leftRightCentre, AudioBlock shadowCentre)
    {
        for (int done = 0; done < stereo.Frames;)
        {
            int frames = Math.Min(stereo.Frames - done, _hop - _fill);
            AudioBlock sides = _shadowSides!.Block(frames);
            Pass(stereo.Slice(done, frames), leftRightCentre.Slice(done, frames));
            _shadow!.Pass(shadow.Slice(done, frames), _fill, sides[0], sides[1], shadowCentre.Slice(done, frames)[0]);
            done += frames;
            if (!Filled(frames)) continue;
            NextHop();
            _shadow.Analyse();
            _shadow.Synthesise(_estimator);
            Decorrelate(_shadow);
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _mix.Reset();
        _shadow?.Reset();
        _estimator.Reset();
        _decorrelation.Reset();
        _gate.Reset();
        _fill = 0;
    }

    void Pass(ReadOnlyAudioBlock stereo, AudioBlock split)
    {
        _gate.Look(stereo);
        _mix.Pass(stereo, _fill, split[0], split[1], split[2]);
    }

    bool Filled(int frames)
    {
        _fill = (_fill + frames) % _hop;
        return _fill == 0;
    }

    void NextHop()
    {
        bool learns = _gate.LetsTheHopThrough();
        _mix.Analyse();
        if (learns) _estimator.Update(_mix.Spectrum);
        _mix.Synthesise(_estimator);
        if (learns) _decorrelation.Update(_mix.Centre, _mix.Channel(0), _mix.Channel(1));
        Decorrelate(_mix);
    }

    void Decorrelate(CentrePath path) => _decorrelation.Remove(path.Centre, path.Channel(0), path.Channel(1));
}
