namespace Proscenium.Judging.Upmix;

/// <summary>
/// Scale-invariant signal-to-distortion ratio of an estimate against the true signal: Le Roux, Wisdom, Erdogan and Hershey, SDR -
/// half-baked or well done?, ICASSP 2019, eq. 3: |a s|^2 / |e - a s|^2, a = &lt;e, s&gt; / &lt;s, s&gt;. Streaming.
/// </summary>
/// <remarks>
/// Of the whole estimate it is the SI-SDR. Of what became of the true signal alone in the estimate's filters it is the
/// signal-to-artefacts ratio, SAR: how intact it came through.
/// </remarks>
sealed class SourceDistortion
{
    double _cross, _estimate, _truth;

    /// <summary>Takes in matching stretches of both signals.</summary>
    public void Add(ReadOnlySpan<float> estimate, ReadOnlySpan<float> truth)
    {
        for (int n = 0; n < truth.Length; n++)
        {
            _cross += (double)estimate[n] * truth[n];
            _estimate += (double)estimate[n] * estimate[n];
            _truth += (double)truth[n] * truth[n];
        }
    }

    /// <summary>The ratio in dB; NaN where one of the signals is silent, infinite where they are the same or have nothing in common.</summary>
    public double Decibels
    {
        get
        {
            double target = _cross * _cross / _truth;
            return 10 * Math.Log10(target / Math.Max(0, _estimate - target));
        }
    }
}
