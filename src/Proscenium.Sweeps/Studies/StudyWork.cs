using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Studies;

/// <summary>The designs of a study as items of a job.</summary>
sealed class StudyWork : IJobWork
{
    /// <summary>Seconds that a thread takes for weights, for a design with filters, for a room and for a Monte Carlo run, roughly.</summary>
    const double PlannedSeconds = 0.02, DesignSeconds = 2, RoomSeconds = 15, RunSeconds = 0.06;

    readonly SubjectReader _subjects;
    readonly PlannedContent _content;
    readonly string _common;

    /// <summary>Prepares a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="folder">Where the files lie that it names.</param>
    /// <param name="content">What those held when the job was planned; null for no job.</param>
    public StudyWork(Study study, string folder, PlannedContent? content = null)
    {
        Study = study;
        _content = content ?? PlannedContent.None;
        _subjects = new(study.File, folder);
        JsonObject settings = [];
        foreach ((string name, JsonNode? value) in study.Fixed.OrderBy(setting => setting.Key, StringComparer.Ordinal)) settings[name] = value?.DeepClone();
        _common = $"{study.Measures}\n{settings.ToJsonString()}\n{string.Concat(_content.Fingerprints)}";
        Settings = [.. study.Points.Axes.Select(axis => new Column(SettingNames.Column(axis.Setting), axis.IsNumber ? CellKind.Number : CellKind.Text))];
        Figures = study.Measures.Planned ? PlannedFigures.Columns : DesignFigures.ColumnsOf(study.Measures);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    public int Count => (int)Study.Points.Count;

    public IReadOnlyList<Column> Settings { get; }

    public IReadOnlyList<Column> Figures { get; }

    public string MainFigure => Figures[0].Name;

    public double SecondsPerItem => Study.Measures is { Planned: true } ? PlannedSeconds
        : DesignSeconds * (Study.Measures.Canceller ? 1.5 : 1) + (Study.Measures.InRoom ? RoomSeconds : 0) + RunSeconds * Study.Measures.MonteCarloRuns;

    public string Describe(int item)
    {
        JsonObject values = [];
        foreach ((Axis axis, JsonNode? value) in Study.Points.Axes.Zip(Study.Points.At(item)))
            foreach ((string name, JsonNode? set) in Set(axis, value)) values[name] = set;
        return $"{_common}\n{values.ToJsonString()}";
    }

    public object?[] SettingsOf(int item) => [.. Study.Points.At(item).Zip(Settings, Cell)];

    public object?[] Measure(int item, string id)
    {
        Subject subject = SubjectOf(item);
        IReadOnlyDictionary<string, object?> figures = Study.Measures.Planned ? PlannedFigures.Of(subject) : DesignFigures.Of(subject, Study.Measures, Seed(id));
        return [.. Figures.Select(column => figures.GetValueOrDefault(column.Name))];
    }

    /// <summary>What an item designs.</summary>
    public Subject SubjectOf(int item)
    {
        _content.Require(_content.Names);
        Dictionary<string, JsonNode?> settings = new(Study.Fixed);
        foreach ((Axis axis, JsonNode? value) in Study.Points.Axes.Zip(Study.Points.At(item)))
            foreach ((string name, JsonNode? set) in Set(axis, value)) settings[name] = set;
        return _subjects.Read(settings);
    }

    static IEnumerable<(string Name, JsonNode? Value)> Set(Axis axis, JsonNode? value)
    {
        yield return (axis.Setting, value?.DeepClone());
        foreach (string other in axis.Also) yield return (other, value?.DeepClone());
        foreach (string other in axis.Mirrored) yield return (other, JsonValue.Create(-value!.GetValue<double>()));
    }

    static object? Cell(JsonNode? value, Column column) => value is null ? null : column.Kind == CellKind.Number ? value.GetValue<double>() : Text(value);

    static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.ToString() : value.ToJsonString();

    /// <summary>A seed of an item's own: the same item has the same random errors wherever it is computed.</summary>
    static int Seed(string id) => (int)(Convert.ToUInt32(id[..8], 16) >> 4);
}
