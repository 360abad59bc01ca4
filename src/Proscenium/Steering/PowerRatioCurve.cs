using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Steering;

/// <summary>The target for the power at the aim over that in the dark zone, in dB over frequency in Hz: the target gain.</summary>
public sealed class PowerRatioCurve
{
    const double DefaultLowHz = 250, DefaultHighHz = 10000;

    readonly Func<double, double> _decibels;

    PowerRatioCurve(Func<double, double> decibels, string description) => (_decibels, Description) = (decibels, description);

    /// <summary>The figure of a flat curve with the usual edges, else null.</summary>
    public double? FlatDecibels { get; private init; }

    /// <summary>The name of a built-in curve, else null.</summary>
    public string? Name { get; private init; }

    /// <summary>The points of a curve through points, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; private init; } = [];

    /// <summary>The target in words.</summary>
    public string Description { get; }

    /// <summary>The wanted ratio in dB at a frequency in Hz.</summary>
    public double At(double frequency) => _decibels(frequency);

    /// <summary>One figure between two frequencies, tapered to 0 dB over an octave beyond each.</summary>
    /// <param name="decibels">0 to 60.</param>
    /// <param name="lowHz">Lower edge of the full figure.</param>
    /// <param name="highHz">Upper edge of the full figure.</param>
    public static PowerRatioCurve Flat(double decibels, double lowHz = DefaultLowHz, double highHz = DefaultHighHz)
    {
        if (decibels is not (>= 0 and <= 60)) throw new SettingException(Invariant($"a target gain of {decibels} dB is out of range: choose 0 to 60 dB."));
        return new(f => decibels * Edges(f, lowHz, highHz), Invariant($"{decibels:0.##} dB from {lowHz:0} to {highHz:0} Hz"))
        {
            FlatDecibels = (lowHz, highHz) == (DefaultLowHz, DefaultHighHz) ? decibels : null,
        };
    }

    /// <summary>Straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies; each 0 to 60 dB.</param>
    public static PowerRatioCurve Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        LogLines lines = new(points);
        foreach ((double hertz, double decibels) in points)
            if (decibels is not (>= 0 and <= 60)) throw new SettingException(FormattableString.Invariant($"the target curve has {decibels} dB at {hertz} Hz: keep it between 0 and 60 dB."));
        return new(lines.At, $"a curve of {points.Count} point{(points.Count == 1 ? "" : "s")}") { Points = points };
    }

    /// <summary>A built-in curve with the usual edges.</summary>
    internal static PowerRatioCurve Named(string name, IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        LogLines lines = new(points);
        return new(f => lines.At(f) * Edges(f, DefaultLowHz, DefaultHighHz), $"'{name}', {string.Join(", ", points.Select(p => Invariant($"{p.Decibels:0.#} dB at {p.Hertz:0} Hz")))}") { Name = name };
    }

    static double Edges(double frequency, double lowHz, double highHz) => LogRamp.Rise(frequency, lowHz / 2, lowHz) * (1 - LogRamp.Rise(frequency, highHz, 2 * highHz));
}
