namespace Proscenium.Judging.Hearing;

/// <summary>
/// How far single answers of listeners lie from the place that a model gives: their standard deviation over listeners and repetitions, in degrees. Fitted to 166 synthesised
/// sound fields, whose scatter it meets within a factor of 1.4, rms (docs/hearing.md).
/// </summary>
static class Uncertainty
{
    /// <summary>What is left where all cues agree: how exactly people point at a plain source.</summary>
    public const double LeastDegrees = 3.5;

    /// <summary>How much of the spread of the bands' places listeners' answers show.</summary>
    const double ShareOfBlur = 0.3;

    /// <summary>With which power of its width the answers follow a probability of the second model.</summary>
    const double PowerOfWidth = 1.0 / 3;

    /// <summary>Of a sound whose bands lie apart by some degrees.</summary>
    public static double OfBlur(double blurDegrees) => double.Hypot(LeastDegrees, ShareOfBlur * blurDegrees);

    /// <summary>Of a sound whose place has a probability of some entropy: by e^(entropy) a normal distribution is wider than another.</summary>
    /// <param name="nats">Its entropy.</param>
    /// <param name="leastNats">That of a plain source.</param>
    public static double OfEntropy(double nats, double leastNats) => LeastDegrees * Math.Exp(PowerOfWidth * Math.Max(0, nats - leastNats));
}
