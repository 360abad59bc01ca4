using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Frequency responses as text, as REW, VituixCAD, ARTA and others write them (FRD): a line for each frequency with Hz, dB and degrees.
/// Comments start with <c>*</c>, <c>#</c> or <c>;</c>; lines without numbers before the first one are headings.
/// </summary>
static class FrequencyResponseFile
{
    /// <summary>Phases smaller than this are none to speak of, in either unit.</summary>
    const double LeastRadians = 0.5;

    const double Rounding = 0.01;

    /// <inheritdoc cref="Read(NumberTable, string, bool, List{string})"/>
    public static FrequencyResponse Read(string path, bool minimumPhase = false) => Read(NumberTable.Read(MeasurementText.LinesOf(path), path), path, minimumPhase);

    /// <summary>Reads a response.</summary>
    /// <param name="table">The file's numbers.</param>
    /// <param name="path">The file.</param>
    /// <param name="minimumPhase">True: the phase is worked out from the level, a phase in the file is not used.</param>
    /// <param name="notes">Takes what is odd about the file; may be null.</param>
    /// <exception cref="FileFormatException">The file is missing or no response; the message says which line and why.</exception>
    public static FrequencyResponse Read(NumberTable table, string path, bool minimumPhase, List<string>? notes = null)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".zma") throw new FileFormatException($"{path}: is an impedance (ZMA), not a response: name the FRD file.");
        ResponseColumns columns = Columns(table, path);
        ResponseUnits units = ResponseUnits.Of(table, columns, path);
        (int first, int level, int? phase) = columns;
        List<double> hertz = [], decibels = [], degrees = [];
        foreach (NumberRow row in Measured(table, level, path))
        {
            double frequency = units.Hertz(row.Number(first));
            if (!double.IsFinite(frequency) || frequency < 0) throw row.Fault("the frequency is no number from 0 on: correct the line or leave it out");
            if (frequency != 0 && !SaneRange.IsFrequency(frequency)) throw row.Fault($"'{PrintableText.Quote(row[first])}' is no frequency of a sound{units.FrequencyHint(row.Number(first))}, which is 0 or {SaneRange.Frequencies}: correct the line or leave it out{units.FrequencyCure(row.Number(first))}");
            if (hertz.Count > 0 && frequency <= hertz[^1]) throw row.Fault(Invariant($"{PrintableText.Quote(row[first])} Hz comes after {hertz[^1]} Hz, and frequencies must rise: sort the lines and leave out repeated ones"));
            double decibelsHere = units.Decibels(row.Number(level)), degreesHere = phase is { } column && !minimumPhase ? units.Degrees(row.Number(column)) : 0;
            if (double.IsNaN(decibelsHere)) throw row.Fault($"the level '{PrintableText.Quote(row[level])}' is no number{units.LevelHint}: measure this frequency again or leave the line out");
            if (!SaneRange.IsLevel(decibelsHere)) throw row.Fault($"the level '{PrintableText.Quote(row[level])}' is beyond {SaneRange.Levels}: correct the line or leave it out");
            if (!(Math.Abs(degreesHere) <= SaneRange.MostDegrees)) throw row.Fault($"the phase '{PrintableText.Quote(row[phase!.Value])}' is no number{(double.IsNaN(degreesHere) || double.IsInfinity(degreesHere) ? "" : " of a phase")}: measure this frequency again or leave the line out");
            hertz.Add(frequency);
            decibels.Add(decibelsHere);
            degrees.Add(degreesHere);
        }
        if (hertz.Count < FrequencyResponse.MinFrequencies)
            throw new FileFormatException($"{path}: holds {hertz.Count} frequencies, too few for a response (at least {FrequencyResponse.MinFrequencies}): export the whole curve.");
        if (phase is null && !minimumPhase)
            throw new FileFormatException($"{path}: has no phase column, and without phase no sound can be cancelled: export it with phase, "
                + "or let it be worked out from the level by \"phase\": \"minimum\".");
        if (phase is { } angles && !minimumPhase && IsWithinATurnOfRadians(table, angles, degrees)) notes?.Add($"{path}: does not tell the unit of its phase, whose values lie within +-3.14: taken for degrees; where it is in radians, write Phase(rad) over it.");
        return FrequencyResponse.Tabulated(hertz, decibels, minimumPhase ? MinimumPhase.Degrees(hertz, decibels) : degrees);
    }

    /// <summary>True where a table has a column of phases that are not all 0.</summary>
    public static bool HasPhase(NumberTable table, string path) => Columns(table, path).Phase is { } column && table.Rows.Any(row => row.Number(column) is not (0 or double.NaN));

    /// <summary>True where nothing says that phases are in degrees, and radians between -pi and pi would look the same.</summary>
    static bool IsWithinATurnOfRadians(NumberTable table, int phase, List<double> degrees) =>
        (table.Heading.Count != table.Width || !ResponseUnits.IsInDegrees(table.Heading[phase])) && degrees.Max(Math.Abs) is > LeastRadians and <= Math.PI + Rounding;

    /// <summary>Rows that hold a level. Traced curves leave it empty where the picture ends; a gap in between is a fault.</summary>
    static IEnumerable<NumberRow> Measured(NumberTable table, int level, string path)
    {
        NumberRow[] rows = [.. table.Rows.SkipWhile(row => row[level].Length == 0)];
        int end = Array.FindLastIndex(rows, row => row[level].Length > 0) + 1;
        if (end == 0) throw new FileFormatException($"{path}: holds no levels: name a file with Hz, dB and degrees in each line.");
        return rows.Take(end);
    }

    /// <summary>Which column is the level and which one the phase, by the heading where there is one.</summary>
    static ResponseColumns Columns(NumberTable table, string path)
    {
        if (table.Width < 2) throw new FileFormatException($"{path}: has one number in a line, and a response needs Hz, dB and degrees: export frequency, level and phase.");
        if (table.Heading.Any(column => column.Says("ohm", "imped") || column.Words.Contains("ohm") || column.Words.Contains("ω")))
            throw new FileFormatException($"{path}: is an impedance by its heading, not a response: name the file of the response.");
        if (table.Heading.Count != table.Width) return new(0, 1, table.Width > 2 ? 2 : null);
        int first = Math.Max(0, table.Heading.ToList().FindIndex(column => column.Says("freq", "fréq") || column.Words.Overlaps(["f", "hz", "khz", "mhz"])));
        int[] others = [.. Enumerable.Range(0, table.Width).Where(column => column != first)];
        int[] phases = [.. others.Where(column => IsPhase(table.Heading[column]))];
        int[] levels = [.. others.Except(phases).Where(column => !IsBeside(table.Heading[column]))];
        if (levels.Length > 1 && levels.Select(column => table.Heading[column]).FirstOrDefault(column => !ResponseUnits.IsLevel(column)) is { } unknown)
            throw new FileFormatException($"{path}: what its column '{PrintableText.Quote(unknown.ToString())}' holds cannot be told: call it SPL(dB) where it is the level, Phase(deg) where it is the phase, with the unit that it has, or take it out.");
        return levels.Length == 1 && phases.Length < 2
            ? new(first, levels[0], phases.Length > 0 ? phases[0] : null)
            : throw new FileFormatException($"{path}: has the columns {PrintableText.Quote(string.Join(", ", table.Heading.Select(column => column.Name)))}, and which is the level and which the phase cannot be told: "
                + "keep frequency, one level and its phase, in a file for each angle.");
    }

    static bool IsPhase(TableColumn column) => column.Says("phase", "winkel") || column.Name.Trim('*', ' ').ToLowerInvariant() is "deg" or "degrees" or "rad" or "radians" or "arg" or "angle" or "phi" or "φ" || column.Name.StartsWith("arg(", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for what programs write beside a response: coherence, distortion, delay.</summary>
    static bool IsBeside(TableColumn column) => column.Says("coh", "thd", "distort", "delay") || column.Words.Overlaps(["%", "percent", "s", "ms", "us", "snr"]);
}
