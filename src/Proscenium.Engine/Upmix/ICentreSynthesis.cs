namespace Proscenium.Engine.Upmix;

/// <summary>Turns weights by frequency into the next hop of the centre.</summary>
interface ICentreSynthesis
{
    /// <summary>Writes the centre from the output's present on, a hop long.</summary>
    /// <param name="weights">What of the channels is centre now.</param>
    /// <param name="spectrum">The latest window of the signal.</param>
    /// <param name="past">The latest samples of the signal.</param>
    /// <param name="centre">A hop of output.</param>
    void NextHop(ICentreEstimator weights, StereoSpectrum spectrum, StereoHistory past, Span<float> centre);

    /// <summary>Forgets all past input.</summary>
    void Reset();
}
