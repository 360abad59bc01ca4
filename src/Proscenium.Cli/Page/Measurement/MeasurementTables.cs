using Proscenium.Analysis;
using Proscenium.Judging.Levels;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>The figures of a measurement as tables.</summary>
static class MeasurementTables
{
    const string None = "\u2013";

    static readonly Band[] _octaves = [.. Band.Octaves(125, 250, 500, 1000, 2000, 4000, 8000)];

    /// <summary>Distortion and noise.</summary>
    public static void Drivers(HtmlText page, Measured measured) => page.Table(
        $"Harmonic distortion in percent of the amplitude, in total and by harmonic, at the ear with less of it (noise is part of it); signal over noise of the whole response in dB, in the worst third of each octave, at the ear with more noise ({None}: below what the driver plays).",
        ["driver", "distortion", .. Enumerable.Range(2, SweepSchedule.HighestHarmonic - 1).Select(order => $"{order}{(order == 2 ? "nd" : order == 3 ? "rd" : "th")}"), .. _octaves.Select(octave => octave.Centre < 999 ? $"{octave.Centre:0}\u00a0Hz" : $"{octave.Centre / 1000:0}\u00a0kHz")],
        measured.Drivers.Select(driver => (string[])[driver.Source.Name, Percent(driver.Distortion), .. driver.Harmonics.Select(Percent), .. _octaves.Select(octave => driver.WorstSignalOverNoise(octave.LowHz, octave.HighHz) is { } worst ? Rounded(worst.Decibels) : None)]));

    /// <summary>Times and levels at the ears.</summary>
    public static void Paths(HtmlText page, Measured measured) => page.Table(MeasurementSentences.Times(measured),
        ["driver", "arrival left, ms", "arrival right, ms", "interaural time, us", "of a sphere", "level difference, dB", "of a sphere"],
        Rows(measured, (driver, pose) => [Milliseconds(measured.Paths.Arrival(2 * pose, driver)), Milliseconds(measured.Paths.Arrival((2 * pose) + 1, driver)),
            measured.Paths.InterauralSeconds(pose, driver) is { } seconds ? Signed(1e6 * seconds, 0) : "not known", Signed(1e6 * measured.Paths.ModelInterauralSeconds(pose, driver), 0), Signed(measured.Paths.LevelDifferenceDb(pose, driver), 1), Signed(measured.Paths.ModelLevelDifferenceDb(pose, driver), 1)]));

    /// <summary>What the plant differs from the sphere's by.</summary>
    public static void OffSphere(HtmlText page, Measured measured) => page.Table("Differences from the sphere, root mean square from 300 Hz, or the driver's lowest frequency, to 8 kHz.",
        ["driver", "left, dB", "left, degrees", "right, dB", "right, degrees"],
        Rows(measured, (driver, pose) => [.. Enumerable.Range(2 * pose, 2).SelectMany(point => measured.OffSphere(point, driver) is var (decibels, degrees) ? (string[])[$"{decibels:0.0}", $"{degrees:0}"] : [])]));

    /// <summary>Separation at every place.</summary>
    public static void Places(HtmlText page, Measured measured, ExpectedCancellation expected) => page.Table("Separation in dB, mean from 300 Hz to 8 kHz. All plans are designed for the first place; the others were measured, too, and are not in the design.",
        ["place", "untreated", "plan for a sphere", "plan from this measurement"],
        measured.Plant.Poses.Select((pose, n) => (string[])[pose.Words, $"{expected.Untreated.PlacesDb[n]:0.0}", $"{expected.ForSphere.PlacesDb[n]:0.0}", $"{expected.ForListener.PlacesDb[n]:0.0}"]));

    static IEnumerable<string[]> Rows(Measured measured, Func<int, int, string[]> cells) =>
        from driver in Enumerable.Range(0, measured.Drivers.Count)
        from pose in Enumerable.Range(0, measured.Plant.Poses.Count)
        select (string[])[$"{measured.Name(driver)}{measured.At(pose)}", .. cells(driver, pose)];

    static string Percent(double share) => $"{100 * share:0.0}";

    static string Milliseconds(double seconds) => $"{1000 * seconds:0.000}";

    static string Rounded(double value) => Signed(value, 0).TrimStart('+');

    /// <summary>With a sign, except for what rounds to nothing.</summary>
    static string Signed(double value, int digits) => Math.Round(value, digits) is var rounded && rounded == 0 ? 0.0.ToString($"F{digits}") : rounded.ToString(digits == 0 ? "+0;-0" : "+0.0;-0.0");
}
