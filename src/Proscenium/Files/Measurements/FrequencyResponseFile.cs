using Proscenium.Acoustics;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Frequency responses as text, as REW, VituixCAD, ARTA and others write them (FRD): a line for each frequency with Hz, dB and degrees.
/// Comments start with <c>*</c>, <c>#</c> or <c>;</c>; lines without numbers before the first one are headings.
/// </summary>
static class FrequencyResponseFile
{
    /// <summary>Reads a response.</summary>
    /// <param name="path">The file.</param>
    /// <param name="minimumPhase">True: the phase is worked out from the level, a phase in the file is not used.</param>
    /// <exception cref="FileFormatException">The file is missing or no response; the message says which line and why.</exception>
    public static FrequencyResponse Read(string path, bool minimumPhase = false)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".zma") throw new FileFormatException($"{path}: is an impedance (ZMA), not a response: name the FRD file.");
        NumberTable table = NumberTable.Read(path);
        (int level, int? phase) = Columns(table, path);
        List<double> hertz = [], decibels = [], degrees = [];
        foreach (NumberRow row in Measured(table, level, path))
        {
            double frequency = row.Number(0);
            if (!double.IsFinite(frequency) || frequency < 0) throw row.Fault("the frequency is no number from 0 on");
            if (hertz.Count > 0 && frequency <= hertz[^1]) throw row.Fault($"{row[0]} Hz comes after {hertz[^1]} Hz, and frequencies must rise: sort the lines and leave out repeated ones");
            if (!double.IsFinite(row.Number(level))) throw row.Fault($"the level '{row[level]}' is no number: measure this frequency again or leave the line out");
            if (phase is { } p && !minimumPhase && !double.IsFinite(row.Number(p))) throw row.Fault($"the phase '{row[p]}' is no number: measure this frequency again or leave the line out");
            hertz.Add(frequency);
            decibels.Add(row.Number(level));
            degrees.Add(phase is { } column && !minimumPhase ? row.Number(column) : 0);
        }
        if (hertz.Count < FrequencyResponse.MinFrequencies)
            throw new FileFormatException($"{path}: holds {hertz.Count} frequencies, too few for a response (at least {FrequencyResponse.MinFrequencies}): export the whole curve.");
        if (phase is null && !minimumPhase)
            throw new FileFormatException($"{path}: has no phase column, and without phase no sound can be cancelled: export it with phase, "
                + "or let it be worked out from the level by \"phase\": \"minimum\".");
        return FrequencyResponse.Tabulated(hertz, decibels, minimumPhase ? MinimumPhase.Degrees(hertz, decibels) : degrees);
    }

    /// <summary>Rows that hold a level. Traced curves leave it empty where the picture ends; a gap in between is a fault.</summary>
    static IEnumerable<NumberRow> Measured(NumberTable table, int level, string path)
    {
        NumberRow[] rows = [.. table.Rows.SkipWhile(row => row[level].Length == 0)];
        int end = Array.FindLastIndex(rows, row => row[level].Length > 0) + 1;
        if (end == 0) throw new FileFormatException($"{path}: holds no levels: name a file with Hz, dB and degrees in each line.");
        return rows.Take(end);
    }

    /// <summary>Which column is the level and which one the phase, by the heading where there is one.</summary>
    static (int Level, int? Phase) Columns(NumberTable table, string path)
    {
        if (table.Width < 2) throw new FileFormatException($"{path}: has one number in a line, and a response needs Hz, dB and degrees: export frequency, level and phase.");
        bool Says(int column, params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
                if (column < table.Heading.Count && table.Heading[column].Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }
        if (Enumerable.Range(0, table.Heading.Count).Any(column => Says(column, "ohm", "imped")))
            throw new FileFormatException($"{path}: is an impedance by its heading, not a response: name the file of the response.");
        if (table.Heading.Count != table.Width) return (1, table.Width > 2 ? 2 : null);
        int[] phases = [.. Enumerable.Range(1, table.Width - 1).Where(column => Says(column, "phase") || table.Heading[column] is "deg" or "degrees")];
        int[] levels = [.. Enumerable.Range(1, table.Width - 1).Except(phases).Where(column => !Says(column, "coh", "thd"))];
        return levels.Length == 1 && phases.Length < 2
            ? (levels[0], phases.Length > 0 ? phases[0] : null)
            : throw new FileFormatException($"{path}: has the columns {string.Join(", ", table.Heading)}, and which is the level and which the phase cannot be told: "
                + "keep frequency, one level and its phase, in a file for each angle.");
    }
}
