using System.Collections.Concurrent;
using System.Diagnostics;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Rendering;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Catalogues;

/// <summary>The files of a catalogue as items of a job. Plans and heads are read, and designs made, once for all.</summary>
/// <param name="items">The files.</param>
/// <param name="content">Plans, devices and heads that they are rendered with.</param>
sealed class CatalogueWork(IReadOnlyList<CatalogueItem> items, PlannedContent content) : IJobWork
{
    /// <summary>Seconds that a thread takes for a track of a few minutes, roughly.</summary>
    const double TrackSeconds = 2;

    static readonly Lazy<string?> _ffmpeg = new(FfmpegVersion);

    readonly DesignShelf _shelf = new();
    readonly ConcurrentDictionary<string, Lazy<Head>> _heads = [];

    public int Count => items.Count;

    public IReadOnlyList<Column> Settings { get; } = [new("input", CellKind.Text), new("output", CellKind.Text), new("write", CellKind.Text), new("device", CellKind.Text), new("plan", CellKind.Text)];

    public IReadOnlyList<Column> Figures { get; } =
    [
        new("sampleRateHz"), new("durationSeconds"), new("gainDb"), new("playbackGainDb"), new("highestGainDb"), new("peakDb"), new("largestFeedDb"), new("loudnessLufs"), new("unlimitedLoudnessLufs"), new("largestReductionDb"), new("largestBassReductionDb"),
        new("meanReductionDb"), new("secondsAbove3Db"), new("centreShareDb"), new("sideCorrelation"), new("layout", CellKind.Text), new("warnings", CellKind.Text), new("ffmpegVersion", CellKind.Text),
    ];

    public string MainFigure => items.All(item => item.Settings.Write == Written.Upmix) ? "centreShareDb" : "largestReductionDb";

    public double SecondsPerItem => TrackSeconds;

    public string Describe(int item) => $"{items[item].Sha256}\n{items[item].Input}\n{items[item].Output}\n{items[item].Settings.Json.ToJsonString()}\n{string.Join('\n', items[item].Settings.Reads.Select(content.Of))}";

    public object?[] SettingsOf(int item)
    {
        CatalogueSettings settings = items[item].Settings;
        return [items[item].Input, items[item].Output, settings.Write.ToString().ToLowerInvariant(), settings.IsForDevice ? settings.Device : null, settings.Plan];
    }

    public bool IsLost(int item) => !File.Exists(items[item].Output);

    public object?[] Measure(int item, string id)
    {
        CatalogueItem file = items[item];
        RequireUnchanged(file);
        OutputFault.MakeFolder(Path.GetDirectoryName(file.Output)!);
        Dictionary<string, object?> figures = file.Settings.Write == Written.Upmix ? Upmix(file) : Render(file);
        using (FileStream written = new(file.Output, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        figures["ffmpegVersion"] = _ffmpeg.Value;
        return [.. Figures.Select(column => figures.GetValueOrDefault(column.Name) is double number && !double.IsFinite(number) ? null : figures.GetValueOrDefault(column.Name))];
    }

    /// <summary>Refuses what is not what the job was planned for: its row would tell of something else.</summary>
    void RequireUnchanged(CatalogueItem file)
    {
        content.Require(file.Settings.Reads);
        if (file.Sha256.Length == 0) return;
        if (!File.Exists(file.Input)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{file.Input}: is not there any more: put it back, then use 'proscenium sweep retry'"));
        if (FileFingerprint.Of(file.Input) != file.Sha256) throw new FileFormatException($"{file.Input}: has changed since the job was planned: plan a new job.");
    }

    Dictionary<string, object?> Render(CatalogueItem file)
    {
        CatalogueSettings settings = file.Settings;
        FileRendering rendering = new()
        {
            Input = file.Input,
            Device = settings.Device,
            Plan = settings.Plan,
            GainDb = settings.GainDb,
            SafeHeadroom = settings.SafeHeadroom,
            Upmix = settings.Upmix is { } mode ? ModeOf(mode) : null,
            Monitor = settings.Write == Written.Monitor,
            Head = settings.Head is { } head ? _heads.GetOrAdd(head, path => new Lazy<Head>(() => SofaFile.Open(path))).Value : new SphericalHead(),
            Shelf = _shelf,
        };
        RenderedFile rendered = rendering.Write(file.Output);
        RenderFigures of = rendered.Figures;
        int rate = rendered.Design.Plan.SampleRate;
        return new()
        {
            ["sampleRateHz"] = (double)rate, ["durationSeconds"] = (double)of.Frames / rate, ["gainDb"] = rendered.GainDb, ["playbackGainDb"] = rendered.Design.Plan.PlaybackGainDb, ["highestGainDb"] = rendered.HighestGainDb, ["peakDb"] = of.PeakDb,
            ["largestFeedDb"] = of.LargestFeedDb, ["loudnessLufs"] = of.Lufs, ["unlimitedLoudnessLufs"] = of.UnlimitedLufs, ["largestReductionDb"] = of.LargestReductionDb, ["largestBassReductionDb"] = of.LargestBassReductionDb,
            ["meanReductionDb"] = of.MeanReductionDb, ["secondsAbove3Db"] = of.SecondsAbove3Db, ["layout"] = rendered.Layout.Name, ["warnings"] = Sentences(rendered.Warnings),
        };
    }

    static Dictionary<string, object?> Upmix(CatalogueItem file)
    {
        UpmixedFile split = new FileUpmix { Input = file.Input, Mode = file.Settings.Upmix is { } mode ? ModeOf(mode) : UpmixMode.Music }.Run(file.Output);
        return new()
        {
            ["sampleRateHz"] = (double)split.Figures.SampleRate, ["durationSeconds"] = (double)split.Figures.Frames / split.Figures.SampleRate, ["centreShareDb"] = split.Figures.CentreShareDb, ["sideCorrelation"] = split.Figures.SideCorrelation, ["warnings"] = Sentences(split.Warnings),
        };
    }

    static UpmixMode ModeOf(string name) => UpmixModes.All.Append(UpmixMode.None).Where(mode => UpmixModes.Name(mode) == name).Select(mode => (UpmixMode?)mode).FirstOrDefault() ?? throw new SettingException($"unknown upmix '{name}': use {UpmixModes.NamesOrNone}.");

    static string? Sentences(IReadOnlyList<string> warnings) => warnings.Count == 0 ? null : string.Join(" ", warnings);

    /// <summary>The first line of ffmpeg's own, or null where it is not there.</summary>
    static string? FfmpegVersion()
    {
        if (!InstalledProgram.Exists("ffmpeg")) return null;
        using Process program = Process.Start(new ProcessStartInfo("ffmpeg", ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string first = program.StandardOutput.ReadLine() ?? "";
        program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return first.Split(" Copyright")[0];
    }
}
