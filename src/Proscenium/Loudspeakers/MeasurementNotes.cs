using Proscenium.Acoustics;
using static System.FormattableString;

namespace Proscenium.Loudspeakers;

/// <summary>What the measurements of drivers leave open, and what is assumed instead.</summary>
static class MeasurementNotes
{
    const double FarFromIdealDb = 20, AlikeDb = 0.5, LateSeconds = 0.5e-3, MinHz = 20, MaxHz = 20000, Slack = 1.05;

    public static List<string> Of(Device device)
    {
        List<string> notes = [];
        foreach (IGrouping<string, (Driver Driver, string Note)> same in device.Drivers.SelectMany(driver => About(driver, device), (driver, note) => (driver, note)).GroupBy(pair => pair.note))
            notes.Add($"{Names(same.Select(pair => pair.Driver))} {same.Key}.");
        Driver[] ideal = [.. device.Drivers.Where(driver => driver.Response is null)];
        if (ideal.Length > 0 && ideal.Length < device.Drivers.Count)
            notes.Add($"{Names(ideal)} ideal among measured drivers: their levels and delays match only if 'referenceDb', 'distanceMetres' and 'flightTime' are correct.");
        Driver[] rated = [.. device.Drivers.Where(driver => driver.Response is null && driver.Ratings?.FullScaleDb is not null)];
        if (rated.Length > 1 && rated.Max(driver => driver.Ratings!.FullScaleDb!.Value) - rated.Min(driver => driver.Ratings!.FullScaleDb!.Value) is > AlikeDb and var apart)
            notes.Add(Invariant($"The levels 'fullScaleDb' of ideal drivers are up to {apart:0.0} dB apart, but a plan takes ideal drivers for equally sensitive: measure their responses, or make them alike with their amplifiers."));
        notes.AddRange(device.Drivers.SelectMany(driver => driver.Response?.Notes ?? []).Distinct());
        return notes;
    }

    static IEnumerable<string> About(Driver driver, Device device)
    {
        if (driver.Response is not { } response) yield break;
        if (response.Measured.Count == 1) yield return "measured in one direction only and assumed to be equally loud in all others";
        else if (response.Reach < Math.PI - 0.1 || response.IsMirrored)
            yield return Invariant($"measured up to {response.Reach * 180 / Math.PI:0.#} degrees{(response.IsMirrored ? " on one side, mirrored to the other" : "")}; beyond that, the response at the last angle is used");
        if (response.IsOneSided) yield return "measured on one side of the device only, which says nothing of the other: there, the response at the angle nearest to the front is used";
        if (response.Measured.Any(m => m.Response.IsCoarse)) yield return "measured at frequencies too far apart to follow the phase: export more points per octave";
        if (Band(driver, response) is { } band) yield return band;
        FrequencyResponse aimed = Aimed(response);
        double level = Level(driver, aimed);
        if (Math.Abs(level) > FarFromIdealDb)
            yield return Invariant($"{Math.Abs(level):0} dB {(level > 0 ? "louder" : "quieter")} than an ideal driver: set 'referenceDb': {level:0} if that level in the files corresponds to 0 dB");
        if (aimed.DelaySeconds > LateSeconds && (response.Source is not { FlightTimeIncluded: true } || device.Drivers.All(other => other.Response is null || Aimed(other.Response).DelaySeconds > LateSeconds)))
            yield return Invariant($"delayed by {aimed.DelaySeconds * 1e3:0.0} ms: ")
                + (response.Source is { FlightTimeIncluded: true } ? "" : "if this is the travel time to the microphone, set 'flightTime': 'included'; otherwise ")
                + "subtract it from all drivers alike with 'delaySeconds'";
    }

    static string? Band(Driver driver, MeasuredDirectivity response)
    {
        double low = response.Measured.Max(m => m.Response.MinHz), high = response.Measured.Min(m => m.Response.MaxHz);
        return low > Slack * Math.Max(MinHz, driver.LowHz) || Slack * high < Math.Min(MaxHz, driver.HighHz)
            ? Invariant($"measured from {low:0} to {high:0} Hz but used from {driver.LowHz:0} to {driver.HighHz:0} Hz; outside the measured range its level and delay are held constant")
            : null;
    }

    static FrequencyResponse Aimed(MeasuredDirectivity response) => response.Measured.MaxBy(m => m.Direction.X).Response;

    /// <summary>Mean level in the usable band, even over the logarithm of frequency.</summary>
    static double Level(Driver driver, FrequencyResponse response) => Enumerable.Range(0, 25).Average(i =>
        20 * Math.Log10(Math.Max(1e-10, response.At(driver.LowHz * Math.Pow(driver.HighHz / driver.LowHz, i / 24.0)).Magnitude)));

    static string Names(IEnumerable<Driver> drivers)
    {
        string[] names = [.. drivers.Select(driver => $"'{driver.Name}'")];
        return names.Length == 1 ? $"driver {names[0]} is" : $"drivers {string.Join(", ", names)} are";
    }
}
