using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Synthesises the centre by short filters that change from hop to hop: the weights, transformed into impulse responses that look farther back
/// than ahead. The delay is how far they look ahead, not the window from which the weights were estimated.
/// </summary>
/// <remarks>Weights are real, so the responses are even; they are faded out at both ends, and the output fades from one hop's filters to the next one's.</remarks>
sealed class CentreFilterBank : ICentreSynthesis
{
    readonly int _hop, _past, _future, _reach;
    readonly Fft<float> _ofWeights, _fft;
    readonly float[] _fades, _rising, _zeros, _response, _time, _fadingOut, _productRe, _productIm;
    readonly Spectrum _leftInput, _rightInput;
    Filters _present, _before;

    /// <summary>Takes memory.</summary>
    public CentreFilterBank(UpmixTiming timing)
    {
        (_hop, _past, _future) = (timing.HopFrames, timing.PastFrames, timing.FutureFrames);
        _reach = _past + _future + 1;
        (_ofWeights, _fft) = (new(timing.TransformLength), new(timing.FilterTransformLength));
        int bins = StereoSpectrum.PaddedLength(_fft.BinCount);
        (_fades, _rising) = (Fades(_past, _future), new float[_hop]);
        for (int n = 0; n < _hop; n++) _rising[n] = (n + 0.5f) / _hop;
        (_zeros, _response) = (new float[_ofWeights.BinCount], new float[_ofWeights.Length]);
        (_time, _fadingOut, _productRe, _productIm) = (new float[_fft.Length], new float[_fft.Length / 2], new float[bins], new float[bins]);
        (_leftInput, _rightInput) = (new(bins), new(bins));
        (_present, _before) = (new(new(bins), new(bins)), new(new(bins), new(bins)));
    }

    /// <inheritdoc/>
    public void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre)
    {
        (_present, _before) = (_before, _present);
        Filter(weights.FromLeft, _present.Left);
        Filter(weights.FromRight, _present.Right);
        Transform(past.Latest(0, _reach + _hop - 1), _leftInput);
        Transform(past.Latest(1, _reach + _hop - 1), _rightInput);
        ReadOnlySpan<float> fadingOut = Convolve(_before, _fadingOut), fadingIn = Convolve(_present, _time);
        SampleMath.Subtract(fadingIn, fadingOut, centre);
        SampleMath.Multiply(centre, _rising, centre);
        SampleMath.Add(centre, fadingOut, centre);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _present.Clear();
        _before.Clear();
    }

    /// <summary>A window over the response: 1 up to half of either side, then a squared cosine down to 0.</summary>
    static float[] Fades(int past, int future)
    {
        float[] fades = new float[future + past + 1];
        for (int n = 0; n < fades.Length; n++)
        {
            double distance = n < future ? (future - n) / (future + 1.0) : (n - future) / (past + 1.0);
            fades[n] = distance < 0.5 ? 1 : (float)Math.Pow(Math.Cos(Math.PI * (distance - 0.5)), 2);
        }
        return fades;
    }

    /// <summary>The spectrum of the windowed impulse response of weights, in the order of time.</summary>
    void Filter(float[] weights, Spectrum filter)
    {
        _ofWeights.Inverse(weights, _zeros, _response);
        SampleMath.Multiply(_response.AsSpan(_response.Length - _future), _fades, _time.AsSpan(0, _future)); // what is before time 0 lies at the end
        SampleMath.Multiply(_response.AsSpan(0, _past + 1), _fades.AsSpan(_future), _time.AsSpan(_future, _past + 1));
        _time.AsSpan(_reach).Clear();
        SampleGuard.SilenceTiny(_time.AsSpan(0, _reach));
        _fft.Forward(_time, filter.Re, filter.Im);
        filter.SilenceTiny();
    }

    /// <summary>The spectrum of the latest input, at the end of a transform's length.</summary>
    void Transform(ReadOnlySpan<float> latest, Spectrum spectrum)
    {
        _time.AsSpan(0, _time.Length - latest.Length).Clear();
        latest.CopyTo(_time.AsSpan(_time.Length - latest.Length));
        _fft.Forward(_time, spectrum.Re, spectrum.Im);
        spectrum.SilenceTiny();
    }

    /// <summary>The last hop of both inputs through the filters; the rest of the circular convolution wraps around and is dropped.</summary>
    ReadOnlySpan<float> Convolve(Filters filters, float[] time)
    {
        if (SimdVector512<float>.IsSupported) Multiply<SimdVector512<float>>(filters);
        else if (SimdVector256<float>.IsSupported) Multiply<SimdVector256<float>>(filters);
        else if (SimdVector128<float>.IsSupported) Multiply<SimdVector128<float>>(filters);
        else Multiply<SimdVector1<float>>(filters);
        _fft.InverseLaterHalf(_productRe, _productIm, time);
        return time.AsSpan(_fft.Length / 2 - _hop, _hop);
    }

    /// <summary>Both inputs times their filters, summed, without what is tiny.</summary>
    void Multiply<TVector>(Filters filters) where TVector : unmanaged, ISimdVector<TVector, float>
    {
        ref float lRe = ref _leftInput.Re[0], lIm = ref _leftInput.Im[0], rRe = ref _rightInput.Re[0], rIm = ref _rightInput.Im[0];
        ref float flRe = ref filters.Left.Re[0], flIm = ref filters.Left.Im[0], frRe = ref filters.Right.Re[0], frIm = ref filters.Right.Im[0];
        ref float productRe = ref _productRe[0], productIm = ref _productIm[0];
        TVector smallest = TVector.All(StereoSpectrum.Smallest);
        for (int bin = 0; bin < _productRe.Length; bin += TVector.Count)
        {
            TVector leftRe = TVector.At(ref lRe, bin), leftIm = TVector.At(ref lIm, bin), rightRe = TVector.At(ref rRe, bin), rightIm = TVector.At(ref rIm, bin);
            TVector ofLeftRe = TVector.At(ref flRe, bin), ofLeftIm = TVector.At(ref flIm, bin), ofRightRe = TVector.At(ref frRe, bin), ofRightIm = TVector.At(ref frIm, bin);
            TVector re = TVector.SubtractProduct(ofRightIm, rightIm, TVector.MultiplyAdd(ofRightRe, rightRe, TVector.SubtractProduct(ofLeftIm, leftIm, ofLeftRe * leftRe)));
            TVector im = TVector.MultiplyAdd(ofRightIm, rightRe, TVector.MultiplyAdd(ofRightRe, rightIm, TVector.MultiplyAdd(ofLeftIm, leftRe, ofLeftRe * leftIm)));
            TVector.At(ref productRe, bin) = TVector.SilenceTiny(re, smallest);
            TVector.At(ref productIm, bin) = TVector.SilenceTiny(im, smallest);
        }
    }

    readonly record struct Spectrum(float[] Re, float[] Im)
    {
        public Spectrum(int bins) : this(new float[bins], new float[bins])
        {
        }

        public void SilenceTiny()
        {
            SampleGuard.SilenceTiny(Re, StereoSpectrum.Smallest);
            SampleGuard.SilenceTiny(Im, StereoSpectrum.Smallest);
        }
    }

    readonly record struct Filters(Spectrum Left, Spectrum Right)
    {
        public void Clear()
        {
            foreach (float[] part in (ReadOnlySpan<float[]>)[Left.Re, Left.Im, Right.Re, Right.Im]) Array.Clear(part);
        }
    }
}
