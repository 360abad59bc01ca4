namespace Proscenium.Engine.Plan;

/// <summary>The <c>driverLimits</c> of a plan: one object per driver, empty where it bears full scale.</summary>
static class DriverLimitsJson
{
    /// <summary>Reads them.</summary>
    /// <param name="json">The plan.</param>
    /// <param name="drivers">How many drivers it has.</param>
    public static IReadOnlyList<DriverLimits> Read(StrictJson json, int drivers)
    {
        if (!json.Has("driverLimits")) return [];
        List<DriverLimits> limits = json.Objects("driverLimits", Read);
        return limits.Count == drivers ? limits : throw json.Fault("'driverLimits' needs one object per driver: design the plan again");
    }

    static DriverLimits Read(StrictJson json)
    {
        DriverLimits limits = new() { PeakDb = json.Has("peakDb") ? json.Number("peakDb", -60, 0) : 0 };
        if (json.Has("excursion")) limits = json.Object("excursion", e => limits with { ExcursionDb = e.Number("levelDb", -100, 60), ResonanceHz = e.Number("resonanceHz", 5, 2000), Quality = e.Number("quality", 0.1, 5) });
        if (json.Has("power")) limits = json.Object("power", p => limits with { PowerDb = p.Number("levelDb", -60, 20), PowerSeconds = p.Number("seconds", 0.1, 1000) });
        return limits;
    }
}
