namespace Proscenium.Design;

/// <summary>A wanted bright/dark power ratio in dB over frequency in Hz: the target gain.</summary>
public sealed class PowerRatioCurve
{
    const double DefaultLowHz = 250, DefaultHighHz = 10000;

    readonly Func<double, double> _decibels;

    PowerRatioCurve(Func<double, double> decibels, string description)
    {
        _decibels = decibels;
        Description = description;
    }

    /// <summary>The figure of a flat curve with the usual edges, else null.</summary>
    public double? FlatDecibels { get; private init; }

    /// <summary>The points of a curve through points, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; private init; } = [];

    /// <summary>What was asked, in words.</summary>
    public string Description { get; }

    /// <summary>The wanted ratio in dB at a frequency in Hz.</summary>
    public double At(double frequency) => _decibels(frequency);

    /// <summary>One figure between two frequencies, tapered to 0 dB over an octave beyond each.</summary>
    /// <param name="decibels">0 to 60.</param>
    /// <param name="lowHz">Lower edge of the full figure.</param>
    /// <param name="highHz">Upper edge of the full figure.</param>
    public static PowerRatioCurve Flat(double decibels, double lowHz = DefaultLowHz, double highHz = DefaultHighHz)
    {
        if (decibels is not (>= 0 and <= 60)) throw new ArgumentOutOfRangeException(nameof(decibels), $"A target gain of {decibels} dB cannot be asked: 0 to 60 dB.");
        return new(f => decibels * LogRamp.Rise(f, lowHz / 2, lowHz) * (1 - LogRamp.Rise(f, highHz, 2 * highHz)), $"{decibels:0.##} dB from {lowHz:0} to {highHz:0} Hz")
        {
            FlatDecibels = (lowHz, highHz) == (DefaultLowHz, DefaultHighHz) ? decibels : null,
        };
    }

    /// <summary>Straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies.</param>
    public static PowerRatioCurve Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        if (points.Count == 0) throw new ArgumentException("A target curve needs at least one point.", nameof(points));
        for (int i = 0; i < points.Count; i++)
            if (points[i].Hertz <= 0 || (i > 0 && points[i].Hertz <= points[i - 1].Hertz))
                throw new ArgumentException("The frequencies of a target curve rise from point to point.", nameof(points));
        return new(f => Between(points, f), $"a curve of {points.Count} points") { Points = points };
    }

    static double Between(IReadOnlyList<(double Hertz, double Decibels)> points, double frequency)
    {
        if (frequency <= points[0].Hertz) return points[0].Decibels;
        for (int i = 1; i < points.Count; i++)
        {
            if (frequency > points[i].Hertz) continue;
            double t = Math.Log(frequency / points[i - 1].Hertz) / Math.Log(points[i].Hertz / points[i - 1].Hertz);
            return points[i - 1].Decibels + t * (points[i].Decibels - points[i - 1].Decibels);
        }
        return points[^1].Decibels;
    }
}
