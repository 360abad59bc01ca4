using Proscenium.Engine.Plan;

namespace Proscenium.Files.Measurements;

/// <summary>The units of a frequency response in text, as its heading writes them; Hz, dB and degrees where it writes none.</summary>
/// <param name="HertzAUnit">Of the frequencies.</param>
/// <param name="LevelOfOne">Null for levels in dB; for factors and pressures what is 0 dB.</param>
/// <param name="DegreesAUnit">Of the phases.</param>
readonly record struct ResponseUnits(double HertzAUnit, double? LevelOfOne, double DegreesAUnit)
{
    const double HearingThresholdPascal = 20e-6;

    static readonly string[] _decibels = ["db", "dbspl", "dbv", "dbu", "dbr", "dbfs", "decibel", "decibels"];
    static readonly string[] _factors = ["linear", "lin", "ratio", "factor", "abs"];

    /// <summary>Words that must not be overlooked in a heading whose columns cannot be told apart.</summary>
    static readonly string[] _unusual = ["khz", "mhz", "ghz", "rad", "radian", "radians", "pa", "mpa", "upa", "µpa", "μpa", "pascal", "volt", "mv", .. _factors];

    /// <summary>The words to add where a factor is no number of a level.</summary>
    public string LevelHint => LevelOfOne is null ? "" : " above 0";

    public static ResponseUnits Of(NumberTable table, int level, int? phase, string path)
    {
        if (table.Heading.Count != table.Width)
            return _unusual.FirstOrDefault(table.WordsBefore.Contains) is not { } word ? new(1, null, 1)
                : throw new FileFormatException($"{path}: its heading speaks of '{word}', but does not name its {table.Width} columns: name each of them, with its unit in brackets, as in Freq(Hz), SPL(dB), Phase(deg).");
        return new(HertzIn(table.Heading[0], path), LevelIn(table.Heading[level], path), phase is { } column ? DegreesIn(table.Heading[column], path) : 1);
    }

    public double Hertz(double frequency) => HertzAUnit * frequency;

    /// <summary>A level in dB; not a number where a factor is none.</summary>
    public double Decibels(double level) => LevelOfOne is not { } one ? double.IsInfinity(level) ? double.NaN : level : level > 0 && double.IsFinite(level) ? 20 * Math.Log10(level / one) : double.NaN;

    public double Degrees(double phase) => DegreesAUnit * phase;

    static double HertzIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Contains("khz")) return 1e3;
        if (words.Contains("mhz")) return 1e6;
        return words.Contains("hz") || words.Contains("hertz") || (column.Unit.Length == 0 && !words.Overlaps(["rad", "radians", "octave", "octaves", "bark", "erb"])) ? 1
            : throw Unknown(column, "frequencies", "Hz and kHz", path);
    }

    static double? LevelIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Any(word => _decibels.Contains(word) || word.StartsWith("db", StringComparison.Ordinal))) return null;
        if (words.Overlaps(["pa", "pascal"])) return HearingThresholdPascal;
        if (words.Contains("mpa")) return 1e3 * HearingThresholdPascal;
        if (words.Overlaps(["upa", "µpa", "μpa"])) return 1e6 * HearingThresholdPascal;
        if (words.Overlaps(["mv"])) return 1e3;
        if (words.Overlaps(_factors) || column.Unit is "1" or "-" || words.Overlaps(["v", "volt", "volts"])) return 1;
        if (column.Unit.Length > 0 || column.Says("magn", "ampl") || words.Overlaps(["mag", "gain", "pressure"])) throw Unknown(column, "levels", "dB, linear, Pa and V", path);
        return null;
    }

    static double DegreesIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Overlaps(["rad", "rads", "radian", "radians"])) return 180 / Math.PI;
        return words.Overlaps(["deg", "degs", "degree", "degrees", "°"]) || column.Unit.Length == 0 ? 1 : throw Unknown(column, "phases", "deg and rad", path);
    }

    static FileFormatException Unknown(TableColumn column, string what, string known, string path) =>
        new($"{path}: its column '{PrintableText.Quote(column.ToString())}' does not tell the unit of its {what}: write it in brackets behind the name, {known} can be read.");
}
