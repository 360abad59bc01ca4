using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Estimates the centre in each frequency band by a running model of the panning: in every ERB band, sources from seven directions add up,
/// and a two-channel Wiener filter extracts the one in the middle.
/// </summary>
sealed class PanEstimator : ICentreEstimator
{
    const double LearningSeconds = 0.0095; // shorter, and the prior forgets before it has settled

    readonly int _passes, _learnEvery;
    readonly ErbBands _bands;
    readonly SmoothedPowers _covariance;
    readonly PanPowers _powers;
    readonly PanningPrior _prior;
    int _hop;

    /// <summary>Takes memory.</summary>
    public PanEstimator(UpmixTiming timing, int sampleRate)
    {
        (_passes, double perBandwidth) = timing.Filters ? (1, 4.0) : (2, 6.0); // the filter bank has short hops, which leave little time
        _bands = new(timing.TransformLength, sampleRate, perBandwidth);
        double hopSeconds = (double)timing.HopFrames / sampleRate;
        _covariance = new(_bands, hopSeconds);
        _powers = PanPowers.Widest(_bands.PaddedCount);
        _learnEvery = Math.Max(1, (int)Math.Round(LearningSeconds / hopSeconds));
        _prior = new(_bands, _learnEvery * hopSeconds);
        int length = StereoSpectrum.PaddedLength(timing.TransformLength / 2 + 1);
        (FromLeft, FromRight) = (new(length), new(length));
    }

    /// <inheritdoc/>
    public AlignedMemory<float> FromLeft { get; }

    /// <inheritdoc/>
    public AlignedMemory<float> FromRight { get; }

    /// <inheritdoc/>
    public void Update(StereoSpectrum spectrum)
    {
        _covariance.Update(spectrum);
        for (int pass = 1; pass < _passes; pass++)
        {
            _powers.Fit(_covariance, _prior.Shares);
            _prior.Reconsider(_powers.ByDirection, _covariance.Total.Span);
        }
        _powers.Fit(_covariance, _prior.Shares);
        if (++_hop % _learnEvery == 0) _prior.Learn(_powers.ByDirection, _covariance.Total.Span);
        _bands.Spread(_powers.FromLeft, _powers.FromRight, FromLeft.Span, FromRight.Span);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _covariance.Reset();
        _prior.Reset();
        FromLeft.Span.Clear(); // what plays before anything is learned
        FromRight.Span.Clear();
        _hop = 0;
    }
}
