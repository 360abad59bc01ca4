namespace Proscenium.Engine.Upmix;

/// <summary>Synthesises the centre from weights by frequency, hop by hop.</summary>
interface ICentreSynthesis
{
    /// <summary>Writes the next hop of the centre.</summary>
    /// <param name="weights">The estimator, with its present weights.</param>
    /// <param name="spectrum">The latest window of the signal.</param>
    /// <param name="past">The latest samples of the signal.</param>
    /// <param name="centre">A hop of output.</param>
    void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre);

    /// <summary>Forgets all past input.</summary>
    void Reset();
}
