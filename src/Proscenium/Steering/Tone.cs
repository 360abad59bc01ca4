using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>Where the tone and the balance of a design are to be right: in a room, with or without a house curve on top, or in its direct sound alone.</summary>
public sealed class Tone
{
    const double MinMetres = 0.01, MaxMetres = 1000;

    /// <summary>A house curve stays within this, in dB.</summary>
    public const double MaxDb = 20;

    readonly LogLines? _houseCurve, _criticalMetres;

    Tone(bool isForRoom, IReadOnlyList<(double Hertz, double Decibels)> points, IReadOnlyList<(double Hertz, double Metres)> criticalDistances)
    {
        (IsForRoom, Points, CriticalDistances) = (isForRoom, points, criticalDistances);
        if (points.Count > 0) _houseCurve = new(points);
        if (criticalDistances.Count > 0) _criticalMetres = new(criticalDistances);
    }

    /// <summary>Direct sound and what a living room returns, together.</summary>
    public static Tone Room { get; } = new(true, [], []);

    /// <summary>The direct sound alone: free field, or a seat so near that the room does not count.</summary>
    public static Tone Direct { get; } = new(false, [], []);

    /// <summary>For a room, with a house curve on top: straight lines over log frequency between points, level beyond the outermost ones.</summary>
    /// <param name="points">(Hz, dB) with rising frequencies; each -20 to 20 dB.</param>
    /// <exception cref="SettingException">The points make no such curve.</exception>
    public static Tone Through(IReadOnlyList<(double Hertz, double Decibels)> points)
    {
        Tone tone = new(true, points, []);
        if (tone._houseCurve is null) throw new SettingException("a house curve has no points: give it at least one point, a frequency in Hz and a level in dB.");
        foreach ((double hertz, double decibels) in points)
            if (Math.Abs(decibels) > MaxDb) throw new SettingException(FormattableString.Invariant($"the house curve is {decibels} dB at {hertz} Hz: keep it between {-MaxDb} and {MaxDb} dB."));
        return tone;
    }

    /// <summary>The same for a certain room.</summary>
    /// <param name="criticalDistances">
    /// (Hz, metres) with rising frequencies: where direct sound and reverberation of an omnidirectional source are alike, 0.01 to 1000 m; straight lines over log frequency between. None: an
    /// ordinary living room.
    /// </param>
    /// <exception cref="SettingException">The points make no such curve, or the tone is for the direct sound alone.</exception>
    public Tone In(IReadOnlyList<(double Hertz, double Metres)> criticalDistances)
    {
        if (!IsForRoom) throw new SettingException("a tone that is right in the direct sound alone knows no room: leave the room out, or choose the tone for a room.");
        foreach ((double hertz, double metres) in criticalDistances)
            if (metres is not (>= MinMetres and <= MaxMetres)) throw new SettingException(FormattableString.Invariant($"a critical distance of {metres} m at {hertz} Hz cannot be: {MinMetres} to {MaxMetres} m."));
        return new(true, Points, criticalDistances);
    }

    /// <summary>Where direct sound and reverberation are alike in the room that the tone is for; empty: an ordinary living room.</summary>
    public IReadOnlyList<(double Hertz, double Metres)> CriticalDistances { get; }

    /// <summary>True where the room counts.</summary>
    public bool IsForRoom { get; }

    /// <summary>The points of the house curve, else empty.</summary>
    public IReadOnlyList<(double Hertz, double Decibels)> Points { get; }

    /// <summary>The tone in words.</summary>
    public string Description => !IsForRoom ? "the direct sound" : (CriticalDistances.Count == 0 ? "an ordinary living room" : "the room it was designed for") + (Points.Count == 0 ? "" : $", with a house curve of {Points.Count} point{(Points.Count == 1 ? "" : "s")}");

    /// <summary>The power that the room returns of an omnidirectional source over that of its direct sound; 0 where no room counts.</summary>
    internal double Returned(double metres, double frequency) => IsForRoom ? AssumedRoom.Returned(metres, _criticalMetres?.At(frequency) ?? AssumedRoom.CriticalMetres) : 0;

    /// <summary>The house curve at a frequency in Hz, linear.</summary>
    internal double HouseGain(double frequency) => _houseCurve is null ? 1 : Math.Pow(10, _houseCurve.At(frequency) / 20);
}
