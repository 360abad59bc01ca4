using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>The signal path of one stereo signal: its past, its spectra, and the centre made of it.</summary>
sealed class CentrePath
{
    readonly int _latency;
    readonly StereoHistory _past;
    readonly ICentreSynthesis _synthesis;
    readonly AlignedMemory<float> _centre; // the present hop of output

    /// <summary>Takes memory.</summary>
    public CentrePath(UpmixTiming timing)
    {
        _latency = timing.LatencyFrames;
        _past = new(Math.Max(timing.TransformLength, timing.FilterTransformLength), timing.HopFrames);
        _centre = new(timing.HopFrames);
        Spectrum = new(timing);
        _synthesis = timing.Filters ? new CentreFilterBank(timing) : new OverlapAdd(timing);
    }

    /// <summary>Frames of the past that what comes out depends on.</summary>
    public static int MemoryFrames(UpmixTiming timing) => Math.Max(timing.WindowFrames, timing.LatencyFrames + timing.PastFrames);

    /// <summary>The spectra of the latest window.</summary>
    public StereoSpectrum Spectrum { get; }

    /// <summary>The present hop of the centre.</summary>
    public Span<float> Centre => _centre.Span;

    /// <summary>A channel at the present hop of the output.</summary>
    public ReadOnlySpan<float> Channel(int channel) => _past.Delayed(channel, _latency, 0, _centre.Length);

    /// <summary>Takes a part of the present hop, and gives the centre and the delayed channels without it.</summary>
    /// <param name="stereo"><c>2 x frames</c>.</param>
    /// <param name="at">Frames of the hop taken in so far.</param>
    /// <param name="left">Left without the centre.</param>
    /// <param name="right">Right without the centre.</param>
    /// <param name="centre">The centre.</param>
    public void Pass(ReadOnlyAudioBlock stereo, int at, Span<float> left, Span<float> right, Span<float> centre)
    {
        _centre.Span.Slice(at, stereo.Frames).CopyTo(centre);
        SampleMath.Subtract(_past.Delayed(0, _latency, at, stereo.Frames), centre, left);
        SampleMath.Subtract(_past.Delayed(1, _latency, at, stereo.Frames), centre, right);
        _past.Write(stereo, at);
    }

    /// <summary>Ends the hop of input: its spectra are known.</summary>
    public void Analyse()
    {
        _past.NextHop();
        Spectrum.Analyse(_past);
    }

    /// <summary>Begins a hop of output: its centre is known.</summary>
    public void Synthesise(ICentreEstimator weights)
    {
        _synthesis.NextHop(weights, Spectrum, _past, _centre.Span);
        SampleGuard.SilenceTiny(_centre.Span, StereoSpectrum.Smallest);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _past.Clear();
        _synthesis.Reset();
        _centre.Span.Clear();
    }
}
