using System.Runtime.CompilerServices;
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
    readonly float[] _fades, _rising;
    readonly AlignedMemory<float> _needed; // a window: 1 for the input that the filters reach, 0 before, whose rounding would outlast its sound
    readonly AlignedMemory<float> _zeros, _response, _filter, _fadingIn, _fadingOut;
    readonly Spectrum _leftInput, _rightInput, _product, _productBefore;
    Filters _present, _before;

    /// <summary>Takes memory.</summary>
    public CentreFilterBank(UpmixTiming timing)
    {
        (_hop, _past, _future) = (timing.HopFrames, timing.PastFrames, timing.FutureFrames);
        _reach = _past + _future + 1;
        (_ofWeights, _fft) = (new(timing.TransformLength), new(timing.FilterTransformLength));
        (_fades, _rising) = (Fades(_past, _future), new float[_hop]);
        for (int n = 0; n < _hop; n++) _rising[n] = (n + 0.5f) / _hop;
        _needed = new(_fft.Length);
        _needed.Span[^(_reach + _hop - 1)..].Fill(1);
        (_zeros, _response, _filter) = (new(_ofWeights.BinCount), new(_ofWeights.Length), new(_fft.Length));
        (_fadingIn, _fadingOut) = (new(_fft.Length / 2), new(_fft.Length / 2));
        int bins = _fft.BinCount;
        (_leftInput, _rightInput, _product, _productBefore) = (new(bins), new(bins), new(bins), new(bins));
        (_present, _before) = (new(new(bins), new(bins)), new(new(bins), new(bins)));
    }

    /// <inheritdoc/>
    public void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre)
    {
        (_present, _before) = (_before, _present);
        Filter(weights.FromLeft, _present.Left);
        Filter(weights.FromRight, _present.Right);
        _leftInput.Transform(_fft, past.Latest(0, _fft.Length), _needed.Span);
        _rightInput.Transform(_fft, past.Latest(1, _fft.Length), _needed.Span);
        if (SimdVector512<float>.IsSupported) Multiply<SimdVector512<float>>();
        else if (SimdVector256<float>.IsSupported) Multiply<SimdVector256<float>>();
        else if (SimdVector128<float>.IsSupported) Multiply<SimdVector128<float>>();
        else Multiply<SimdVector1<float>>();
        ReadOnlySpan<float> fadingOut = LastHop(_productBefore, _fadingOut), fadingIn = LastHop(_product, _fadingIn);
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
    void Filter(AlignedMemory<float> weights, Spectrum spectrum)
    {
        Span<float> response = _response.Span, filter = _filter.Span;
        _ofWeights.Inverse(weights.Span, _zeros.Span, response);
        SampleMath.Multiply(response[^_future..], _fades, filter[.._future]); // what is before time 0 lies at the end
        SampleMath.Multiply(response[..(_past + 1)], _fades.AsSpan(_future), filter[_future.._reach]);
        spectrum.Transform(_fft, filter);
    }

    /// <summary>The last hop of a product; the rest of the circular convolution wraps around and is dropped.</summary>
    ReadOnlySpan<float> LastHop(Spectrum product, AlignedMemory<float> laterHalf)
    {
        _fft.InverseLaterHalf(product.Re, product.Im, laterHalf.Span);
        return laterHalf.Span[^_hop..];
    }

    /// <summary>Both inputs times their filters, summed, without what is tiny: by the present filters, and by those before.</summary>
    void Multiply<TVector>() where TVector : unmanaged, ISimdVector<TVector, float>
    {
        ref float left = ref _leftInput.First, right = ref _rightInput.First, product = ref _product.First, productBefore = ref _productBefore.First;
        ref float forLeft = ref _present.Left.First, forRight = ref _present.Right.First, forLeftBefore = ref _before.Left.First, forRightBefore = ref _before.Right.First;
        nint toIm = _product.Length;
        for (nint bin = 0; bin < toIm; bin += TVector.Count)
        {
            var ofLeft = Load<TVector>(ref left, bin, toIm);
            var ofRight = Load<TVector>(ref right, bin, toIm);
            Store(ref product, bin, toIm, ofLeft * Load<TVector>(ref forLeft, bin, toIm) + ofRight * Load<TVector>(ref forRight, bin, toIm));
            Store(ref productBefore, bin, toIm, ofLeft * Load<TVector>(ref forLeftBefore, bin, toIm) + ofRight * Load<TVector>(ref forRightBefore, bin, toIm));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ComplexSimdVector<TVector, float> Load<TVector>(ref float spectrum, nint bin, nint toIm) where TVector : unmanaged, ISimdVector<TVector, float> =>
        SplitPoints<TVector, float>.Load(ref spectrum, ref Unsafe.Add(ref spectrum, toIm), bin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<TVector>(ref float spectrum, nint bin, nint toIm, ComplexSimdVector<TVector, float> values) where TVector : unmanaged, ISimdVector<TVector, float>
    {
        TVector smallest = TVector.All(StereoSpectrum.Smallest);
        SplitPoints<TVector, float>.Store(ref spectrum, ref Unsafe.Add(ref spectrum, toIm), bin, new(TVector.SilenceTiny(values.Re, smallest), TVector.SilenceTiny(values.Im, smallest)));
    }

    readonly record struct Filters(Spectrum Left, Spectrum Right)
    {
        public void Clear()
        {
            Left.Clear();
            Right.Clear();
        }
    }
}
