using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Steering;

/// <summary>
/// The cap on effort over frequency. One figure rises from 0 dB at 80 Hz to its full height at 400 Hz: without the slope the weights would
/// jump at the lower band edge, where a decibel of ratio takes all of the limit.
/// </summary>
public sealed class GainLimit
{
    /// <summary>The largest limit that can be set, in dB.</summary>
    public const double MaxDb = 40;

    const double RiseFromHz = 80, RiseToHz = 400;

    readonly Func<double, double> _decibels;

    /// <summary>One figure with the usual slope.</summary>
    /// <param name="decibels">The full height, 0 to 40 dB.</param>
    public GainLimit(double decibels) : this(decibels, f => decibels * LogRamp.Rise(f, RiseFromHz, RiseToHz), []) { }

    GainLimit(double decibels, Func<double, double> at, IReadOnlyList<(double, double)> points)
    {
        if (decibels is not (>= 0 and <= MaxDb)) throw new SettingException(Invariant($"a gain limit of {decibels} dB is out of range: choose 0 to {MaxDb} dB."));
        (Decibels, _decibels, Points) = (decibels, at, points);
    }

    /// <summary>The highest value, in dB.</summary>
    public double Decibels { get; }

    /// <summary>The points of a curve through points, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; }

    /// <summary>The limit in words.</summary>
    public string Description => Points.Count == 0 ? Invariant($"{Decibels:0.##} dB") : Invariant($"a curve of {Points.Count} point{(Points.Count == 1 ? "" : "s")} up to {Decibels:0.##} dB");

    /// <summary>Straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies; each 0 to 40 dB.</param>
    public static GainLimit Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        LogLines lines = new(points);
        foreach ((double hertz, double decibels) in points)
            if (decibels is not (>= 0 and <= MaxDb)) throw new SettingException(FormattableString.Invariant($"the gain limit is {decibels} dB at {hertz} Hz: keep it between 0 and {MaxDb} dB."));
        return new(points.Max(point => point.Decibels), lines.At, points);
    }

    /// <summary>The limit as a power ratio at a frequency in Hz.</summary>
    public double PowerAt(double frequency) => Math.Pow(10, _decibels(frequency) / 10);
}
