using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Decides, frequency by frequency, what of left and right is the centre, by a running model of what is panned where: in every group of bins
/// sources from seven directions add up, and a two-channel Wiener filter takes the one in the middle out of the others.
/// </summary>
sealed class PanEstimator : ICentreEstimator
{
    const double LearningSeconds = 0.0095; // what is learnt more often is forgotten before it is understood

    readonly int _passes, _learnEvery;
    readonly ErbBands _groups;
    readonly SmoothedPowers _heard;
    readonly PanPowers _powers;
    readonly PanningPrior _expectation;
    int _hop;

    /// <summary>Takes memory.</summary>
    public PanEstimator(UpmixTiming timing, int sampleRate)
    {
        (_passes, double perBandwidth) = timing.Filters ? (1, 4.0) : (2, 6.0); // hops of filters are short, and so is the time to decide
        _groups = new(timing.TransformLength, sampleRate, perBandwidth);
        double hopSeconds = (double)timing.HopFrames / sampleRate;
        _heard = new(_groups, hopSeconds);
        _powers = new(_groups.PaddedCount);
        _learnEvery = Math.Max(1, (int)Math.Round(LearningSeconds / hopSeconds));
        _expectation = new(_groups, _learnEvery * hopSeconds);
        int length = StereoSpectrum.PaddedLength(timing.TransformLength / 2 + 1);
        (FromLeft, FromRight) = (new float[length], new float[length]);
    }

    /// <inheritdoc/>
    public float[] FromLeft { get; }

    /// <inheritdoc/>
    public float[] FromRight { get; }

    /// <inheritdoc/>
    public void Update(StereoSpectrum spectrum)
    {
        _heard.Update(spectrum);
        for (int pass = 1; pass < _passes; pass++)
        {
            _powers.Fit(_heard, _expectation.Shares);
            _expectation.Reconsider(_powers.ByDirection, _heard.Total);
        }
        _powers.Fit(_heard, _expectation.Shares);
        if (++_hop % _learnEvery == 0) _expectation.Learn(_powers.ByDirection, _heard.Total);
        _groups.Spread(_powers.FromLeft, FromLeft);
        _groups.Spread(_powers.FromRight, FromRight);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _heard.Reset();
        _expectation.Reset();
        _hop = 0;
    }
}
