namespace Proscenium.Tracking;

/// <summary>
/// The One-Euro filter of one coordinate (Casiez, Roussel, Vogel 2012): a low-pass of first order whose corner rises with the speed, so that noise goes at rest and little lag is left in motion.
/// The speed is that between successive samples, as in the authors' programs, so that it does not depend on how many samples a second there are.
/// </summary>
/// <param name="cornerHz">The corner at rest, Hz.</param>
/// <param name="cornerPerSpeed">What a unit of speed adds to it, Hz.</param>
/// <param name="speedCornerHz">The corner of the low-pass that smooths the speed, Hz.</param>
sealed class OneEuroFilter(double cornerHz, double cornerPerSpeed, double speedCornerHz)
{
    const double LeastSeconds = 1e-4; // between samples that come at once

    double _sample;

    /// <summary>The filtered coordinate.</summary>
    public double Value { get; private set; }

    /// <summary>Its smoothed speed, a second.</summary>
    public double Speed { get; private set; }

    /// <summary>Begins anew at a sample, at rest.</summary>
    public void Begin(double sample) => (_sample, Value, Speed) = (sample, sample, 0);

    /// <summary>Takes the next sample.</summary>
    /// <param name="sample">The coordinate.</param>
    /// <param name="seconds">Since the sample before.</param>
    public void Add(double sample, double seconds)
    {
        seconds = Math.Max(seconds, LeastSeconds);
        Speed += Share(speedCornerHz, seconds) * ((sample - _sample) / seconds - Speed);
        Value += Share(cornerHz + cornerPerSpeed * Math.Abs(Speed), seconds) * (sample - Value);
        _sample = sample;
    }

    /// <summary>The share of a new sample in a low-pass of first order: alpha = 1 / (1 + tau / T), tau = 1 / (2 pi f), equations 4 and 5.</summary>
    static double Share(double cornerHz, double seconds) => 1 / (1 + 1 / (2 * Math.PI * cornerHz * seconds));
}
