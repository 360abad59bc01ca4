using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Steering;

/// <summary>
/// The cap on what cancellation costs in a room: how much more power the device may radiate to all sides than untreated, for the same direct sound, in dB over
/// frequency. Where it binds, cancellation is less deep.
/// </summary>
public sealed class RoomBudget
{
    /// <summary>The largest budget that can be set, in dB.</summary>
    public const double MaxDb = 40;

    readonly LogLines? _decibels; // null: no cap

    /// <summary>One figure for all frequencies.</summary>
    /// <param name="decibels">0 to 40 dB.</param>
    /// <exception cref="SettingException">The figure is out of range.</exception>
    public RoomBudget(double decibels)
    {
        if (decibels is not (>= 0 and <= MaxDb)) throw new SettingException(Invariant($"a room budget of {decibels} dB is out of range: choose 0 to {MaxDb} dB."));
        (_decibels, Decibels, Points) = (new([(1000, decibels)]), decibels, []);
    }

    RoomBudget() => (Decibels, Points) = (double.PositiveInfinity, []);

    RoomBudget(IReadOnlyList<(double Hertz, double Decibels)> points) => (_decibels, Decibels, Points) = (new(points), points.Max(point => point.Decibels), points);

    /// <summary>No cap.</summary>
    public static RoomBudget None { get; } = new();

    /// <summary>11 dB: with more, the direct sound has to be bent by more than 8 dB for a tone that is right in a living room; with less, the stage is narrower (docs/decisions/defaults.md).</summary>
    public static RoomBudget Usual { get; } = new(11);

    /// <summary>The highest value, in dB; infinite without a cap.</summary>
    public double Decibels { get; }

    /// <summary>The points of a curve through points, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; }

    /// <summary>The budget in words.</summary>
    public string Description => _decibels is null ? "none" : Points.Count == 0 ? Invariant($"{Decibels:0.##} dB") : Invariant($"a curve of {Points.Count} point{(Points.Count == 1 ? "" : "s")} up to {Decibels:0.##} dB");

    /// <summary>Straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies; each 0 to 40 dB.</param>
    /// <exception cref="SettingException">The points make no such curve.</exception>
    public static RoomBudget Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        _ = new LogLines(points);
        foreach ((double hertz, double decibels) in points)
            if (decibels is not (>= 0 and <= MaxDb)) throw new SettingException(FormattableString.Invariant($"the room budget is {decibels} dB at {hertz} Hz: keep it between 0 and {MaxDb} dB."));
        return new(points);
    }

    /// <summary>The budget as a power ratio at a frequency in Hz.</summary>
    internal double PowerAt(double frequency) => _decibels is null ? double.PositiveInfinity : Math.Pow(10, _decibels.At(frequency) / 10);
}
