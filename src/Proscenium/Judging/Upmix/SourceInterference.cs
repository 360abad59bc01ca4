namespace Proscenium.Judging.Upmix;

/// <summary>
/// Signal-to-interference ratio of an extracted source, |F(c)|^2 / |F(r)|^2: how far below the source c the rest r of the mix lies in
/// the estimate F(c + r) = F(c) + F(r). Streaming.
/// </summary>
/// <remarks>
/// The ratios are those of Vincent, Gribonval and Fevotte, Performance measurement in blind audio source separation, IEEE Trans. Audio,
/// Speech and Language Processing 14 (2006), eq. 12 and 13. They find the parts of the estimate by projecting it on the true sources,
/// delayed. Here the parts are known: the gains that were decided on the mix run over each part of it. A gain that changes over time and
/// frequency lies in the span of no short filter, and projections would count what it does to the source as interference or the other way
/// round.
/// </remarks>
sealed class SourceInterference
{
    double _source, _rest;

    /// <summary>Takes in matching stretches of what the estimate holds of the source and of the rest.</summary>
    public void Add(ReadOnlySpan<float> source, ReadOnlySpan<float> rest)
    {
        foreach (float sample in source) _source += (double)sample * sample;
        foreach (float sample in rest) _rest += (double)sample * sample;
    }

    /// <summary>The ratio in dB; NaN where nothing of the source is there, infinite where nothing of the rest is.</summary>
    public double Decibels => _source == 0 ? double.NaN : 10 * Math.Log10(_source / _rest);
}
