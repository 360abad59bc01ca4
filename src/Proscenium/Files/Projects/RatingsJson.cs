using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Loudspeakers;
using static System.FormattableString;

namespace Proscenium.Files.Projects;

/// <summary>The <c>limits</c> of a driver in a device file.</summary>
static class RatingsJson
{
    const string Key = "limits";

    /// <summary>Reads the key.</summary>
    public static DriverRatings? Read(StrictJson json) => json.Has(Key) ? json.Object(Key, ReadObject) : null;

    /// <summary>The value of the key.</summary>
    public static JsonObject Describe(DriverRatings ratings)
    {
        JsonObject description = [];
        if (ratings.FullScaleDb is { } level) description["fullScaleDb"] = level;
        if (ratings.PeakDb != 0) description["peakDb"] = ratings.PeakDb;
        if (ratings.Excursion is { } excursion) description["excursion"] = Describe(excursion);
        if (ratings.Power is { } power) description["power"] = Describe(power);
        return description;
    }

    /// <summary>The <c>driverLimits</c> of a plan.</summary>
    public static JsonArray Describe(IReadOnlyList<DriverLimits> limits) => new([.. limits.Select(Describe)]);

    static DriverRatings ReadObject(StrictJson json)
    {
        DriverRatings ratings = new()
        {
            FullScaleDb = json.Has("fullScaleDb") ? json.Number("fullScaleDb", 40, 160) : null,
            PeakDb = json.Has("peakDb") ? json.Number("peakDb", -60, 0) : 0,
            Excursion = json.Has("excursion") ? json.Object("excursion", ReadExcursion) : null,
            Power = json.Has("power") ? json.Object("power", ReadPower) : null,
        };
        if (ratings.Excursion is { LevelDb: null } && ratings.FullScaleDb is null) throw json.Fault("an 'excursion' in millimetres needs 'fullScaleDb' beside it, the sound pressure level at 1 m of a sine at full scale");
        if (ratings.Limits.ExcursionDb is < -100 or > 60) throw json.Fault(Invariant($"'excursion' ends at {ratings.Limits.ExcursionDb:0} dB of full scale: look at 'fullScaleDb', millimetres and area"));
        return ratings.Power?.Level is < -60 or > 20 ? throw json.Fault(Invariant($"'power' ends at {ratings.Power.Level:0} dB of full scale: look at both powers")) : ratings;
    }

    static ExcursionRating ReadExcursion(StrictJson json)
    {
        bool hasLevel = OneOf(json, "excursion", "levelDb", "millimetres");
        return new(json.Number("resonanceHz", 5, 2000), json.Has("quality") ? json.Number("quality", 0.1, 5) : Math.Sqrt(0.5), hasLevel ? json.Number("levelDb", -100, 60) : null,
            hasLevel ? 0 : json.Number("millimetres", 0.01, 100), hasLevel ? 0 : json.Number("areaSquareCentimetres", 0.01, 10000));
    }

    static PowerRating ReadPower(StrictJson json)
    {
        bool hasLevel = OneOf(json, "power", "levelDb", "watts");
        return new(json.Has("seconds") ? json.Number("seconds", 0.1, 1000) : new DriverLimits().PowerSeconds, hasLevel ? json.Number("levelDb", -60, 20) : null,
            hasLevel ? 0 : json.Number("watts", 0.001, 10000), hasLevel ? 0 : json.Number("fullScaleWatts", 0.001, 10000));
    }

    static bool OneOf(StrictJson json, string limit, string level, string length) =>
        json.Has(level) != json.Has(length) ? json.Has(level) : throw json.Fault($"the '{limit}' of a driver's limits needs either '{level}' or '{length}'");

    static JsonObject Describe(ExcursionRating excursion)
    {
        JsonObject description = excursion.LevelDb is { } level ? new() { ["levelDb"] = level } : new() { ["millimetres"] = excursion.Millimetres, ["areaSquareCentimetres"] = excursion.AreaSquareCentimetres };
        (description["resonanceHz"], description["quality"]) = (excursion.ResonanceHz, excursion.Quality);
        return description;
    }

    static JsonObject Describe(PowerRating power)
    {
        JsonObject description = power.LevelDb is { } level ? new() { ["levelDb"] = level } : new() { ["watts"] = power.Watts, ["fullScaleWatts"] = power.FullScaleWatts };
        description["seconds"] = power.Seconds;
        return description;
    }

    static JsonObject Describe(DriverLimits limits)
    {
        JsonObject description = [];
        if (limits.PeakDb != 0) description["peakDb"] = limits.PeakDb;
        if (limits.ExcursionDb is { } excursion) description["excursion"] = new JsonObject { ["levelDb"] = excursion, ["resonanceHz"] = limits.ResonanceHz, ["quality"] = limits.Quality };
        if (limits.PowerDb is { } power) description["power"] = new JsonObject { ["levelDb"] = power, ["seconds"] = limits.PowerSeconds };
        return description;
    }
}
