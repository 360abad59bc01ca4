using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>
/// The way from one installation to the next, in steps after each of which the program may be stopped: the record says first what will be written, then everything is
/// written under names for the time being, then renamed, the filter chain last.
/// </summary>
sealed class PipeWireChange
{
    readonly PipeWirePlaces _places;
    readonly PipeWireDraft _draft;
    readonly InstallationRecord? _recorded;
    readonly InstallationRecord _before;
    readonly InstalledFile[] _written;
    readonly string[] _made, _folders;
    readonly (string From, string To)[] _moves;
    readonly List<(string From, string To)> _moved = [];
    readonly List<AtomicFile> _staged = [];
    bool _exchanging;

    /// <summary>Decides what will be done, and does nothing yet.</summary>
    /// <param name="places">Where things lie.</param>
    /// <param name="draft">What is to be there.</param>
    /// <param name="recorded">What was installed before, or null.</param>
    /// <param name="strangers">What is in the way and will be moved aside.</param>
    public PipeWireChange(PipeWirePlaces places, PipeWireDraft draft, InstallationRecord? recorded, IReadOnlyList<string> strangers)
    {
        (_places, _draft, _recorded) = (places, draft, recorded);
        _before = recorded ?? new([], [], []);
        _written = [.. draft.Files.Select(InstalledFile.Of)];
        _made = [.. draft.Paths.Append(places.Record).SelectMany(Missing).Distinct()];
        _folders = [.. _before.Folders.Union(_made)];
        var groups = strangers.GroupBy(path => places.IsOfThePlan(path) ? places.Plan : path).Select(files => (Place: files.Key, Aside: Free(files.Key), Files: files)).ToArray();
        Aside = [.. groups.Select(group => group.Aside)];
        _moves = [.. groups.SelectMany(group => group.Files.Select(file => (file, group.Aside + file[group.Place.Length..])))];
    }

    /// <summary>Where what was in the way goes: <c>plan</c> to <c>plan.1</c>, <c>proscenium.conf</c> to <c>proscenium.conf.1</c>, or the first number that is free.</summary>
    public IReadOnlyList<string> Aside { get; }

    /// <summary>Files of the former installation that were changed since.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    /// <summary>What is to be done, in order.</summary>
    public IEnumerable<Action> Steps =>
    [
        () => Directory.CreateDirectory(_places.Own),
        () => new InstallationRecord([.. _before.Files, .. _written], _folders, AllOffAxis).Write(_places.Record),
        .. _moves.Select(move => (Action)(() => MovedBackup(move))),
        .. _draft.Files.Select(file => (Action)(() => Stage(file))),
        Retire,
        .. Enumerable.Range(0, _draft.Files.Count).Select(n => (Action)(() => _staged[n].Complete())),
        () => Left = InstalledFiles.Remove(_before.Files.Where(old => !_draft.Paths.Contains(old.Path) && !Kept.Contains(old))),
        () => InstalledFiles.RemoveUnfinished(_before.Files.Concat(_written).Select(file => file.Path).Append(_places.Record)),
        () => new InstallationRecord([.. Kept, .. _written], InstalledFiles.RemoveEmpty(_folders), AllOffAxis).Write(_places.Record),
    ];

    /// <summary>Goes back after a step that failed; once the exchange has begun the record has both installations, and what is there stays.</summary>
    public void GoBack()
    {
        foreach (AtomicFile file in _staged) file.Dispose();
        if (_exchanging) return;
        if (_recorded is not null) _recorded.Write(_places.Record);
        else if (File.Exists(_places.Record)) File.Delete(_places.Record);
        InstalledFiles.RemoveEmpty(_made);
        foreach ((string from, string to) in Enumerable.Reverse(_moved)) Links.Move(to, from);
        foreach (string aside in Aside.Where(Directory.Exists)) InstalledFiles.RemoveEmpty(Directory.EnumerateDirectories(aside, "*", SearchOption.AllDirectories).Append(aside));
    }

    IReadOnlyList<string> AllOffAxis => [.. _before.Aside.Union(Aside).Where(path => Aside.Contains(path) || Links.IsTaken(path))];

    /// <summary>What the former installation wrote and the new one plays.</summary>
    IEnumerable<InstalledFile> Kept => _before.Files.Where(file => _draft.PlanIsInPlace && _places.IsOfThePlan(file.Path));

    void MovedBackup((string From, string To) move)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(move.To)!);
        Links.Move(move.From, move.To);
        _moved.Add(move);
    }

    void Stage(DraftFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        AtomicFile whole = new(file.Path);
        _staged.Add(whole);
        File.WriteAllBytes(whole.PartialPath, file.Content);
    }

    /// <summary>Takes the old plan's descriptions away, so that none is ever read with the new plan's filters.</summary>
    void Retire()
    {
        _exchanging = true;
        if (!_draft.Paths.Any(_places.IsOfThePlan)) return;
        foreach (InstalledFile file in _before.Files)
            if (Path.GetFileName(file.Path) == RenderPlanFile.FileName && file.IsUnchanged) File.Delete(file.Path);
    }

    /// <summary>A file's folders that are not there yet, or are links that will be moved aside.</summary>
    static IEnumerable<string> Missing(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is not null && !(Directory.Exists(folder) && Links.IsDirect(folder)); folder = Path.GetDirectoryName(folder)) yield return folder;
    }

    static string Free(string place) => Enumerable.Range(1, int.MaxValue).Select(n => $"{place}.{n}").First(name => !Links.IsTaken(name));
}
