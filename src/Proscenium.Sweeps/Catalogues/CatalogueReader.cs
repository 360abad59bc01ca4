using System.Globalization;
using nietras.SeparatedValues;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;

namespace Proscenium.Sweeps.Catalogues;

/// <summary>Catalogues: a table of sound files as CSV, or a folder of them.</summary>
static class CatalogueReader
{
    const int MostGainDb = 150;

    static readonly string[] _columns = ["input", "output", "device", "plan", "gainDb", "upmix"];

    /// <summary>True for what is a catalogue and no study.</summary>
    public static bool Recognises(string path) => Directory.Exists(path) || Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one; files that cannot be read come along, to be rows with their error.</summary>
    /// <param name="path">The CSV file or the folder.</param>
    /// <param name="settings">What is done with files whose lines do not say otherwise.</param>
    /// <exception cref="FileFormatException">It names no files, or is no such table.</exception>
    public static IReadOnlyList<CatalogueItem> Read(string path, CatalogueSettings settings)
    {
        CatalogueItem[] items = [.. Directory.Exists(path) ? OfFolder(path, settings) : OfTable(path, settings)];
        if (items.Length == 0) throw new FileFormatException($"{path}: names no sound files: {(Directory.Exists(path) ? $"put some there ({string.Join(", ", MixFolder.SoundEndings)})" : "list them in the column 'input'")}.");
        if (items.GroupBy(item => item.Output, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new FileFormatException($"{path}: {twice.Key} would be written twice, for {twice.First().Input} and {twice.Last().Input}: {(Directory.Exists(path) ? "rename one of them, or make a table with a column 'output'" : "give one of them another name in the column 'output'")}.");
        RequireApart(path, items);
        Parallel.For(0, items.Length, n => items[n] = items[n] with { Sha256 = Fingerprint(items[n].Input) });
        return items;
    }

    /// <summary>Refuses results in the place of what any item reads: it would be lost.</summary>
    static void RequireApart(string path, CatalogueItem[] items)
    {
        ILookup<FileIdentity, string> inputs = items.Select(item => item.Input).Where(File.Exists).ToLookup(FileIdentity.Of);
        if (items.FirstOrDefault(item => File.Exists(item.Output) && inputs.Contains(FileIdentity.Of(item.Output))) is { } lost)
            throw new FileFormatException(new Fault(ErrorCodes.OutputIsInput, $"{path}: {inputs[FileIdentity.Of(lost.Output)].First()} is a sound file of this catalogue and would be lost under the result of {lost.Input}: name another folder with --to, or another 'output'"));
    }

    static IEnumerable<CatalogueItem> OfFolder(string folder, CatalogueSettings settings)
    {
        string from = Path.GetFullPath(folder);
        if (Path.GetRelativePath(from, settings.Output) is var within && !Path.IsPathRooted(within) && within.Split(Path.DirectorySeparatorChar)[0] != "..")
            throw new FileFormatException(new Fault(ErrorCodes.OutputIsInput, $"{settings.Output}: is {folder} or lies within it, all of whose sound files are input, so that the next job would render these results: name a folder outside of it with --to"));
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(IsSound).Order(StringComparer.Ordinal))
            yield return new(file, Output(Path.GetRelativePath(from, file), settings), "", settings);
    }

    static bool IsSound(string file) => MixFolder.SoundEndings.Contains(Path.GetExtension(file).ToLowerInvariant()) && !Path.GetFileName(file).StartsWith('.');

    static IEnumerable<CatalogueItem> OfTable(string path, CatalogueSettings settings)
    {
        FilesRead.Note(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using SepReader reader = Open(path);
        foreach (string name in reader.Header.ColNames)
            if (!_columns.Contains(name)) throw new FileFormatException($"{path}: has a column '{PrintableText.Quote(name)}', which means nothing here: {NearestName.Question(name, _columns)}use {string.Join(", ", _columns)}.");
        if (!reader.Header.ColNames.Contains("input")) throw new FileFormatException($"{path}: has no column 'input': begin it with a line of names, {string.Join(",", _columns)}, of which 'input' must be there.");
        foreach (SepReader.Row row in reader)
        {
            if (row.ColCount == 1 && row[0].Span.IsWhiteSpace()) continue;
            if (row.ColCount != reader.Header.ColNames.Count) throw new FileFormatException($"{path}: line {row.LineNumberFrom} has {row.ColCount} cell{(row.ColCount == 1 ? "" : "s")}, and the first line {reader.Header.ColNames.Count}: write as many, and put what has a comma in it into quotation marks.");
            string? Text(SepReader.Row cells, string name) => reader.Header.ColNames.Contains(name) && cells[name].ToString() is { Length: > 0 } text ? text : null;
            string input = Text(row, "input") ?? throw new FileFormatException($"{path}: line {row.LineNumberFrom} has no 'input': name a sound file there, or remove the line.");
            string? gain = Text(row, "gainDb");
            CatalogueSettings own = settings with
            {
                Device = Text(row, "device") is { } device ? DeviceIn(folder, device) : settings.Device,
                Plan = Text(row, "plan") is { } plan ? Path.GetFullPath(Path.Combine(folder, plan)) : Text(row, "device") is null ? settings.Plan : null,
                Upmix = Text(row, "upmix") is not { } upmix ? settings.Upmix : UpmixModes.AllAndNone.Any(mode => UpmixModes.Name(mode) == upmix) ? upmix : throw new FileFormatException($"{path}: line {row.LineNumberFrom}: 'upmix' is '{PrintableText.Quote(upmix)}': use {UpmixModes.NamesOrNone}."),
                GainDb = gain is null ? settings.GainDb : double.TryParse(gain, NumberStyles.Float, CultureInfo.InvariantCulture, out double decibels) && Math.Abs(decibels) <= MostGainDb ? decibels : throw new FileFormatException($"{path}: line {row.LineNumberFrom}: 'gainDb' is '{PrintableText.Quote(gain)}', which is no level in dB from -{MostGainDb} to {MostGainDb}: write it as in -3.5."),
            };
            yield return new(Path.GetFullPath(Path.Combine(folder, input)), Text(row, "output") is { } output ? Path.GetFullPath(Path.Combine(settings.Output, output)) : Output(Path.GetFileName(input), settings), "", own);
        }
    }

    /// <summary>A built-in device, or the full path of a file; what is neither stays as it is written.</summary>
    public static string DeviceIn(string folder, string device) => !DeviceFile.BuiltIn.Contains(device) && Path.GetFullPath(Path.Combine(folder, device)) is var path && File.Exists(path) ? path : device;

    static SepReader Open(string path)
    {
        try
        {
            return Sep.New(',').Reader(options => options with { Unescape = true, DisableColCountCheck = true }).FromFile(path);
        }
        catch (ArgumentException e)
        {
            throw new FileFormatException($"{path}: its first line names a column twice: give each a name of its own, of {string.Join(", ", _columns)}.", e);
        }
    }

    static string Output(string relative, CatalogueSettings settings) => Path.GetFullPath(Path.Combine(settings.Output, Path.ChangeExtension(relative, settings.Ending)));

    static string Fingerprint(string path)
    {
        try
        {
            return FileFingerprint.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // rendering it says what is wrong
        }
    }
}
