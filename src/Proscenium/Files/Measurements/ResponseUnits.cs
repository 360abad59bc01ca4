using Proscenium.Engine.Plan;
using Proscenium.Mathematics;

namespace Proscenium.Files.Measurements;

/// <summary>Which columns of a table are a frequency response.</summary>
/// <param name="Frequency">From 0.</param>
/// <param name="Level">From 0.</param>
/// <param name="Phase">From 0; null where there is none.</param>
readonly record struct ResponseColumns(int Frequency, int Level, int? Phase);

/// <summary>The units of a frequency response in text, as its heading writes them; Hz, dB and degrees where it writes none.</summary>
/// <param name="HertzAUnit">Of the frequencies.</param>
/// <param name="LevelOfOne">Null for levels in dB; for factors and pressures what is 0 dB.</param>
/// <param name="DegreesAUnit">Of the phases.</param>
/// <param name="IsPower">True where levels are powers, squares of pressures or factors.</param>
readonly record struct ResponseUnits(double HertzAUnit, double? LevelOfOne, double DegreesAUnit, bool IsPower = false)
{
    const double HearingThresholdPascal = 20e-6;

    static readonly string[] _decibels = ["db", "dbspl", "dbv", "dbu", "dbr", "dbfs", "decibel", "decibels"];
    static readonly string[] _factors = ["linear", "lin", "linéaire", "ratio", "factor", "abs"];
    static readonly string[] _powers = ["power", "leistung", "puissance", "watt", "watts", "w", "mw"], _levelNames = ["spl", "level", "mag", "magn", "magnitude", "ampl", "amplitude", "gain", "pressure", "response", "pegel", "betrag", "niveau", .. _powers];
    static readonly string[] _radians = ["rad", "rads", "radian", "radians", "bogenmaß", "bogenmass"], _degrees = ["deg", "degs", "degree", "degrees", "degrés", "°"], _pi = ["pi", "π"];

    static readonly string[] _unusualLevels = ["pa", "mpa", "upa", "µpa", "μpa", "pascal", "volt", "mv", .. _factors];

    /// <summary>Words that must not be overlooked in a heading whose columns cannot be told apart.</summary>
    static readonly string[] _unusual = ["khz", "mhz", "ghz", "rad", "radian", "radians", .. _unusualLevels];

    static readonly string[] _ofFrequencies = ["freq"], _ofLevels = ["spl", "level", "magn", "ampl", "gain", "pressure"], _ofPhases = ["phase"];

    /// <summary>The words to add where a factor is no number of a level.</summary>
    public string LevelHint => LevelOfOne is null ? "" : " above 0";

    /// <summary>The words to add where a frequency is one in another unit.</summary>
    public string FrequencyHint(double written) => IsOneInHertz(written) ? HertzAUnit == 1e3 ? " in kHz" : " in MHz" : "";

    /// <summary>The cure to add there.</summary>
    public string FrequencyCure(double written) => IsOneInHertz(written) ? ", or write Hz in the heading where it is in Hz" : "";

    /// <summary>True where a column says by name or unit that it is a level.</summary>
    public static bool IsLevel(TableColumn column) => column.Words.Overlaps(_levelNames) || column.Words.Overlaps(_unusualLevels) || column.Words.Any(IsDecibels) || column.Name.StartsWith('|');

    /// <summary>True where a column says that it is in degrees.</summary>
    public static bool IsInDegrees(TableColumn column) => column.Words.Overlaps(_degrees);

    bool IsOneInHertz(double written) => HertzAUnit != 1 && SaneRange.IsFrequency(written);

    static bool IsDecibels(string word) => _decibels.Contains(word) || word.StartsWith("db", StringComparison.Ordinal);

    /// <summary>The units of three columns.</summary>
    public static ResponseUnits Of(NumberTable table, ResponseColumns columns, string path)
    {
        if (table.Heading.Count != table.Width)
        {
            IReadOnlySet<string> said = TableHeading.UnitsSaid(table.Before, [.. _ofFrequencies, .. _ofLevels, .. _ofPhases]);
            return _unusual.FirstOrDefault(unit => table.WordsBefore.Contains(unit) || said.Contains(unit)) is not { } word ? new(1, null, 1)
                : throw new FileFormatException($"{path}: its heading speaks of '{word}', but does not name its {table.Width} columns: name each of them, with its unit in brackets, as in Freq(Hz), SPL(dB), Phase(deg).");
        }
        RefuseOthers(table, columns.Frequency, "frequencies", _ofFrequencies, ["khz", "mhz", "ghz"], path);
        RefuseOthers(table, columns.Level, "levels", _ofLevels, _unusualLevels, path);
        if (columns.Phase is { } angles) RefuseOthers(table, angles, "phases", _ofPhases, ["rad", "radian", "radians"], path);
        return new(HertzIn(table.Heading[columns.Frequency], path), LevelIn(table, columns.Level, path), columns.Phase is { } column ? DegreesIn(table.Heading[column], path) : 1, IsPowers(table.Heading[columns.Level]));
    }

    /// <summary>Refuses a column without a unit where another line says a unit that is not the usual one.</summary>
    static void RefuseOthers(NumberTable table, int column, string what, string[] of, string[] unusual, string path)
    {
        TableColumn heading = table.Heading[column];
        if (heading.Unit.Length > 0 || heading.Words.Any(word => word.StartsWith("db", StringComparison.Ordinal) || word is "hz" or "hertz" or "deg" or "degs" or "degree" or "degrees" || unusual.Contains(word))) return;
        IReadOnlySet<string> said = TableHeading.UnitsSaid([.. table.Before.Where(line => !table.Heading.All(named => line.Contains(named.Name, StringComparison.Ordinal)))], of);
        if (unusual.FirstOrDefault(said.Contains) is { } word)
            throw new FileFormatException($"{path}: a line over its columns speaks of '{word}', and the column '{PrintableText.Quote(heading.ToString())}' does not tell the unit of its {what}: write it in brackets behind the name, as in Freq(Hz), SPL(dB), Phase(deg).");
    }

    public double Hertz(double frequency) => HertzAUnit * frequency;

    /// <summary>A level in dB; not a number where a factor is none.</summary>
    public double Decibels(double level) => LevelOfOne is not { } one ? double.IsInfinity(level) ? double.NaN : level : level > 0 && double.IsFinite(level) ? (IsPower ? 10 : 20) * Math.Log10(level / one) : double.NaN;

    public double Degrees(double phase) => DegreesAUnit * phase;

    static double HertzIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Contains("khz")) return 1e3;
        if (words.Contains("mhz")) return 1e6;
        return words.Contains("hz") || words.Contains("hertz") || (column.Unit.Length == 0 && !words.Overlaps(["rad", "radians", "octave", "octaves", "bark", "erb"])) ? 1
            : throw Unknown(column, "frequencies", "Hz and kHz", path);
    }

    static bool IsPowers(TableColumn column) => column.IsSquare || column.Words.Overlaps(_powers);

    /// <summary>What is 0 dB; of a square the square of it.</summary>
    static double? LevelIn(NumberTable table, int level, string path) => AmplitudeIn(table, level, path) is not { } one ? null : table.Heading[level].IsSquare ? one * one : one;

    static double? AmplitudeIn(NumberTable table, int level, string path)
    {
        TableColumn column = table.Heading[level];
        IReadOnlySet<string> words = column.Words;
        if (words.Any(IsDecibels)) return null;
        if (words.Overlaps(["pa", "pascal"])) return HearingThresholdPascal;
        if (words.Contains("mpa")) return 1e3 * HearingThresholdPascal;
        if (words.Overlaps(["upa", "µpa", "μpa"])) return 1e6 * HearingThresholdPascal;
        if (words.Overlaps(["mv", "mw"])) return 1e3;
        if (words.Overlaps(_factors) || column.Unit is "1" or "-" || words.Overlaps(["v", "volt", "volts", "w", "watt", "watts"])) return 1;
        bool decibels = column.Unit.Length == 0 && table.Rows.Any(row => row.Number(level) < 0); // no factor and no pressure is below 0
        if (!decibels && (column.Unit.Length > 0 || column.IsSquare || column.Name.StartsWith('|') || column.Says("magn", "ampl") || words.Overlaps(["mag", "gain", "pressure", "betrag", .. _powers]))) throw Unknown(column, "levels", "dB, linear, Pa, V and their squares", path);
        return null;
    }

    static double DegreesIn(TableColumn column, string path)
    {
        IReadOnlySet<string> words = column.Words;
        if (words.Overlaps(_pi) && !words.Overlaps(_degrees)) return 180;
        if (words.Overlaps(_radians)) return 180 / Math.PI;
        return words.Overlaps(_degrees) || column.Unit.Length == 0 ? 1 : throw Unknown(column, "phases", "deg and rad", path);
    }

    static FileFormatException Unknown(TableColumn column, string what, string known, string path) =>
        new($"{path}: its column '{PrintableText.Quote(column.ToString())}' does not tell the unit of its {what}: write it in brackets behind the name, {known} can be read.");
}
