using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>Where the tone and the balance of a design are to be right: in a room, with or without a house curve on top, or in its direct sound alone.</summary>
public sealed class Tone
{
    /// <summary>A house curve stays within this, in dB.</summary>
    public const double MaxDb = 20;

    readonly LogLines? _houseCurve;

    Tone(bool isForRoom, IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        (IsForRoom, Points) = (isForRoom, points);
        if (points.Count > 0) _houseCurve = new(points);
    }

    /// <summary>Direct sound and what a living room returns, together.</summary>
    public static Tone Room { get; } = new(true, []);

    /// <summary>The direct sound alone: free field, or a seat so near that the room does not count.</summary>
    public static Tone Direct { get; } = new(false, []);

    /// <summary>For a room, with a house curve on top: straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies; each -20 to 20 dB.</param>
    /// <exception cref="SettingException">The points make no such curve.</exception>
    public static Tone Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        Tone tone = new(true, points);
        if (tone._houseCurve is null) throw new SettingException("a house curve has no points: give it at least one point, a frequency in Hz and a level in dB.");
        foreach ((double hertz, double decibels) in points)
            if (Math.Abs(decibels) > MaxDb) throw new SettingException(FormattableString.Invariant($"the house curve is {decibels} dB at {hertz} Hz: keep it between {-MaxDb} and {MaxDb} dB."));
        return tone;
    }

    /// <summary>True where the room counts.</summary>
    public bool IsForRoom { get; }

    /// <summary>The points of the house curve, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; }

    /// <summary>The tone in words.</summary>
    public string Description => !IsForRoom ? "direct sound" : Points.Count == 0 ? "room" : $"room, with a house curve of {Points.Count} point{(Points.Count == 1 ? "" : "s")}";

    /// <summary>The house curve at a frequency in Hz, linear.</summary>
    internal double HouseGain(double frequency) => _houseCurve is null ? 1 : Math.Pow(10, _houseCurve.At(frequency) / 20);
}
