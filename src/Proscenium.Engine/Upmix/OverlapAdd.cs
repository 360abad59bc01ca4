using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>Synthesises the centre from weighted spectra by windowed overlap-add with 75 % overlap.</summary>
sealed class OverlapAdd : ICentreSynthesis
{
    readonly int _window, _hop;
    readonly Fft<float> _fft;
    readonly Spectrum _centre;
    readonly AlignedMemory<float> _windowed, _shape;
    readonly AlignedMemory<float> _sum; // output so far of the windows that are not complete

    /// <summary>Takes memory.</summary>
    public OverlapAdd(UpmixTiming timing)
    {
        (_window, _hop) = (timing.WindowFrames, timing.HopFrames);
        _fft = new Fft<float>(timing.TransformLength);
        (_centre, _windowed, _shape, _sum) = (new(_fft.BinCount), new(timing.TransformLength), new(_window), new(_window));
        float[] shape = StereoSpectrum.SineShape(_window, timing.FallFrames);
        for (int n = 0; n < _window; n++) _shape.Span[n] = 0.5f * shape[n]; // four squared sines add up to 2
    }

    /// <inheritdoc/>
    public void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre)
    {
        Weigh(weights, spectrum.Left.Re, spectrum.Right.Re, _centre.Re);
        Weigh(weights, spectrum.Left.Im, spectrum.Right.Im, _centre.Im);
        _fft.Inverse(_centre.Re, _centre.Im, _windowed.Span);
        Span<float> sum = _sum.Span;
        sum[_hop..].CopyTo(sum);
        sum[(_window - _hop)..].Clear();
        SampleMath.MultiplyAdd(_windowed.Span[^_window..], _shape.Span, sum);
        sum[.._hop].CopyTo(centre);
    }

    /// <inheritdoc/>
    public void Reset() => _sum.Span.Clear();

    static void Weigh(ICentreEstimator weights, ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> centre)
    {
        SampleMath.Multiply(weights.FromLeft.Span, left, centre);
        SampleMath.MultiplyAdd(weights.FromRight.Span, right, centre);
        SampleGuard.SilenceTiny(centre, StereoSpectrum.Smallest);
    }
}
