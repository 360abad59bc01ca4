using System.Globalization;
using nietras.SeparatedValues;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Sweeps.Catalogues;

/// <summary>Catalogues: a table of sound files as CSV, or a folder of them.</summary>
static class CatalogueReader
{
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
        if (items.GroupBy(item => item.Output, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new FileFormatException($"{path}: {twice.Key} would be written twice, for {twice.First().Input} and {twice.Last().Input}: give one of them another name in the column 'output'.");
        Parallel.For(0, items.Length, n => items[n] = items[n] with { Sha256 = Fingerprint(items[n].Input) });
        return items;
    }

    static IEnumerable<CatalogueItem> OfFolder(string folder, CatalogueSettings settings)
    {
        string from = Path.GetFullPath(folder);
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(IsSound).Order(StringComparer.Ordinal))
            yield return new(file, Output(Path.GetRelativePath(from, file), settings), "", settings);
    }

    static bool IsSound(string file) => MixFolder.SoundEndings.Contains(Path.GetExtension(file).ToLowerInvariant()) && !Path.GetFileName(file).StartsWith('.');

    static IEnumerable<CatalogueItem> OfTable(string path, CatalogueSettings settings)
    {
        FilesRead.Note(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using SepReader reader = Sep.New(',').Reader(options => options with { Unescape = true, DisableColCountCheck = false }).FromFile(path);
        foreach (string name in reader.Header.ColNames)
            if (!_columns.Contains(name)) throw new FileFormatException($"{path}: has a column '{PrintableText.Quote(name)}', which means nothing here: {NearestName.Question(name, _columns)}use {string.Join(", ", _columns)}.");
        if (!reader.Header.ColNames.Contains("input")) throw new FileFormatException($"{path}: has no column 'input': begin it with a line of names, {string.Join(",", _columns)}, of which 'input' must be there.");
        foreach (SepReader.Row row in reader)
        {
            string? Text(SepReader.Row cells, string name) => reader.Header.ColNames.Contains(name) && cells[name].ToString() is { Length: > 0 } text ? text : null;
            string input = Text(row, "input") ?? throw new FileFormatException($"{path}: line {row.LineNumberFrom} has no 'input': name a sound file there, or remove the line.");
            string? gain = Text(row, "gainDb");
            CatalogueSettings own = settings with
            {
                Device = Text(row, "device") ?? settings.Device,
                Plan = Text(row, "plan") is { } plan ? Path.GetFullPath(Path.Combine(folder, plan)) : Text(row, "device") is null ? settings.Plan : null,
                Upmix = Text(row, "upmix") ?? settings.Upmix,
                GainDb = gain is null ? settings.GainDb : double.TryParse(gain, NumberStyles.Float, CultureInfo.InvariantCulture, out double decibels) ? decibels : throw new FileFormatException($"{path}: line {row.LineNumberFrom}: 'gainDb' is '{PrintableText.Quote(gain)}', which is no level in dB: write it as in -3.5."),
            };
            yield return new(Path.GetFullPath(Path.Combine(folder, input)), Text(row, "output") is { } output ? Path.GetFullPath(Path.Combine(settings.Output, output)) : Output(Path.GetFileName(input), settings), "", own);
        }
    }

    static string Output(string relative, CatalogueSettings settings) => Path.GetFullPath(Path.Combine(settings.Output, Path.ChangeExtension(relative, settings.Ending)));

    static string Fingerprint(string path)
    {
        try
        {
            using FileStream content = File.OpenRead(path);
            return Sha256.Of(content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // rendering it says what is wrong
        }
    }
}
