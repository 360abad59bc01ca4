using System.Globalization;

namespace Proscenium.Engine.Listening;

/// <summary>How sound is adapted to the place it is heard in; nothing is adapted by default.</summary>
sealed record ListeningSettings
{
    /// <summary>The loudness level that music is mixed at, phon.</summary>
    public const double ReferencePhon = 80;

    /// <summary>The softest and the loudest level to listen at, phon: where ISO 226 holds.</summary>
    public const double LeastPhon = 20, MostPhon = 90;

    /// <summary>The lowest and the highest corner of small drivers, Hz.</summary>
    public const double LeastBassHz = 40, MostBassHz = 400;

    /// <summary>Whether loud passages are turned down and soft ones up.</summary>
    public bool Night { get; init; }

    /// <summary>The loudness level to listen at, phon; null for that of the mix.</summary>
    public double? LevelPhon { get; init; }

    /// <summary>The frequency below which the drivers play nothing, whose bass is replaced by harmonics, Hz; null for none.</summary>
    public double? BassHz { get; init; }

    /// <summary>The frequency for <see cref="BassHz"/> of a device: that of its lowest driver; null where that plays the bass itself.</summary>
    /// <param name="lowestHz">The frequency down to which its lowest driver plays, Hz.</param>
    public static double? BassOf(double lowestHz) => lowestHz < LeastBassHz ? null : Math.Min(lowestHz, MostBassHz);

    /// <summary>In words.</summary>
    public string Description
    {
        get
        {
            List<string> parts = [];
            if (Night) parts.Add("night");
            if (LevelPhon is { } phon) parts.Add(string.Create(CultureInfo.InvariantCulture, $"tone for {phon:0.#} phon"));
            if (BassHz is { } hertz) parts.Add(string.Create(CultureInfo.InvariantCulture, $"harmonics for the bass below {hertz:0} Hz"));
            return parts.Count == 0 ? "as the programme is" : string.Join(", ", parts);
        }
    }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsNone => !Night && LevelPhon is null && BassHz is null;
}
