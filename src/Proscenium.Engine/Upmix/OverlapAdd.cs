using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Upmix;

/// <summary>Synthesises the centre from weighted spectra by windowed overlap-add with 75 % overlap.</summary>
sealed class OverlapAdd : ICentreSynthesis
{
    readonly int _window, _hop;
    readonly Fft<float> _fft;
    readonly float[] _re, _im, _windowed, _shape;
    readonly float[] _sum; // output so far of the windows that are not complete

    /// <summary>Takes memory.</summary>
    public OverlapAdd(UpmixTiming timing)
    {
        (_window, _hop) = (timing.WindowFrames, timing.HopFrames);
        _fft = new Fft<float>(timing.TransformLength);
        int bins = StereoSpectrum.PaddedLength(_fft.BinCount);
        (_re, _im, _windowed, _sum) = (new float[bins], new float[bins], new float[timing.TransformLength], new float[_window]);
        _shape = StereoSpectrum.SineShape(_window, timing.FallFrames);
        SampleMath.Scale(_shape, 0.5f); // four squared sines add up to 2
    }

    /// <inheritdoc/>
    public void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre)
    {
        Weigh(weights, spectrum.LeftRe, spectrum.RightRe, _re);
        Weigh(weights, spectrum.LeftIm, spectrum.RightIm, _im);
        _fft.Inverse(_re, _im, _windowed);
        _sum.AsSpan(_hop).CopyTo(_sum);
        _sum.AsSpan(_window - _hop).Clear();
        SampleMath.MultiplyAdd(_windowed.AsSpan(0, _window), _shape, _sum);
        _sum.AsSpan(0, _hop).CopyTo(centre);
    }

    /// <inheritdoc/>
    public void Reset() => Array.Clear(_sum);

    static void Weigh(ICentreEstimator weights, float[] left, float[] right, float[] centre)
    {
        SampleMath.Multiply(weights.FromLeft, left, centre);
        SampleMath.MultiplyAdd(weights.FromRight, right, centre);
        SampleGuard.SilenceTiny(centre, StereoSpectrum.Smallest);
    }
}
