using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>
/// Replaces one installation by the next, in steps after each of which the program may be stopped: first the record lists what will be written, then every file
/// is written under a temporary name, then renamed, the filter chain last.
/// </summary>
sealed class PipeWireChange
{
    readonly PipeWirePaths _paths;
    readonly PipeWireDraft _draft;
    readonly InstallationRecord? _recorded;
    readonly InstallationRecord _before;
    readonly InstalledFile[] _written;
    readonly string[] _made, _folders;
    readonly (string From, string To)[] _moves;
    readonly List<(string From, string To)> _moved = [];
    readonly List<AtomicFile> _staged = [];
    bool _exchanging;

    /// <summary>Plans the steps, and does nothing yet.</summary>
    /// <param name="paths">The paths of the installation.</param>
    /// <param name="draft">The installation to write.</param>
    /// <param name="recorded">What was installed before, or null.</param>
    /// <param name="foreign">Files of others that are in the way and will be backed up.</param>
    public PipeWireChange(PipeWirePaths paths, PipeWireDraft draft, InstallationRecord? recorded, IReadOnlyList<string> foreign)
    {
        (_paths, _draft, _recorded) = (paths, draft, recorded);
        _before = recorded ?? new([], [], []);
        _written = [.. draft.Files.Select(InstalledFile.Of)];
        _made = [.. draft.Paths.Append(paths.Record).SelectMany(Missing).Distinct()];
        _folders = [.. _before.Folders.Union(_made)];
        var groups = foreign.GroupBy(path => paths.IsOfThePlan(path) ? paths.Plan : path).Select(files => (Original: files.Key, Backup: Free(files.Key), Files: files)).ToArray();
        Backups = [.. groups.Select(group => group.Backup)];
        _moves = [.. groups.SelectMany(group => group.Files.Select(file => (file, group.Backup + file[group.Original.Length..])))];
    }

    /// <summary>Backups of what is in the way: <c>plan.1</c> of <c>plan</c>, <c>proscenium.conf.1</c> of <c>proscenium.conf</c>, or the first number that is free.</summary>
    public IReadOnlyList<string> Backups { get; }

    /// <summary>Files of the former installation that were changed since.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Action> Steps =>
    [
        () => Directory.CreateDirectory(_paths.Own),
        () => new InstallationRecord([.. _before.Files, .. _written], _folders, AllBackups).Write(_paths.Record),
        .. _moves.Select(move => (Action)(() => MoveToBackup(move))),
        .. _draft.Files.Select(file => (Action)(() => Stage(file))),
        Retire,
        .. Enumerable.Range(0, _draft.Files.Count).Select(n => (Action)(() => _staged[n].Complete())),
        () => Left = InstalledFiles.Remove(_before.Files.Where(old => !_draft.Paths.Contains(old.Path) && !Kept.Contains(old))),
        () => InstalledFiles.RemoveUnfinished(_before.Files.Concat(_written).Select(file => file.Path).Append(_paths.Record)),
        () => new InstallationRecord([.. Kept, .. _written], InstalledFiles.RemoveEmpty(_folders), AllBackups).Write(_paths.Record),
    ];

    /// <summary>Goes back after a step that failed; once the exchange has begun the record has both installations, and what is there stays.</summary>
    public void GoBack()
    {
        foreach (AtomicFile file in _staged) file.Dispose();
        if (_exchanging) return;
        if (_recorded is not null) _recorded.Write(_paths.Record);
        else if (File.Exists(_paths.Record)) File.Delete(_paths.Record);
        InstalledFiles.RemoveEmpty(_made);
        foreach ((string from, string to) in Enumerable.Reverse(_moved)) Links.Move(to, from);
        foreach (string backup in Backups.Where(Directory.Exists)) InstalledFiles.RemoveEmpty(Directory.EnumerateDirectories(backup, "*", SearchOption.AllDirectories).Append(backup));
    }

    IReadOnlyList<string> AllBackups => [.. _before.Backups.Union(Backups).Where(path => Backups.Contains(path) || Links.IsTaken(path))];

    /// <summary>What the former installation wrote and the new one plays.</summary>
    IEnumerable<InstalledFile> Kept => _before.Files.Where(file => _draft.PlanIsInPlace && _paths.IsOfThePlan(file.Path));

    void MoveToBackup((string From, string To) move)
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
        whole.Open().Write(file.Content);
    }

    /// <summary>Removes the old plan's descriptions, so that none is ever read with the new plan's filters.</summary>
    void Retire()
    {
        _exchanging = true;
        if (!_draft.Paths.Any(_paths.IsOfThePlan)) return;
        foreach (InstalledFile file in _before.Files)
            if (Path.GetFileName(file.Path) == RenderPlanFile.FileName && file.IsUnchanged) File.Delete(file.Path);
    }

    /// <summary>A file's folders that are not there yet, or are links that will be backed up.</summary>
    static IEnumerable<string> Missing(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); folder is not null && !(Directory.Exists(folder) && Links.IsDirect(folder)); folder = Path.GetDirectoryName(folder)) yield return folder;
    }

    static string Free(string place) => Enumerable.Range(1, int.MaxValue).Select(n => $"{place}.{n}").First(name => !Links.IsTaken(name));
}
