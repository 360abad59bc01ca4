using Proscenium.Engine.Plan;
using Proscenium.Storage;

namespace Proscenium.Installation;

/// <summary>
/// Writes what a draft says, and takes it away again. Everything is written under names of its own first and renamed at the end, the filter chain last: whenever
/// PipeWire starts it finds the old installation, or the new one, or a chain whose plan is not there yet. Files of others, and those changed since, stay.
/// </summary>
public sealed class PipeWireInstallation(PipeWirePlaces places)
{
    /// <summary>Puts a draft in place of what was installed before.</summary>
    /// <param name="draft">What to write.</param>
    /// <param name="replace">Moves files aside that are in the way and were not written by an installation.</param>
    /// <exception cref="SoundException">Something is in the way, or cannot be written.</exception>
    public InstallOutcome Install(PipeWireDraft draft, bool replace) => InSentences(() =>
    {
        InstallationRecord before = InstallationRecord.Read(places.Record) ?? new([], []);
        string[] strangers = [.. Strangers(draft, before)];
        if (strangers.Length > 0 && !replace)
            throw new SoundException($"{strangers[0]}: was not written by 'proscenium install', or was changed since: remove it, or add --replace, which moves it aside.");
        FolderMaker folders = new();
        List<WholeFile> staged = [];
        try
        {
            List<InstalledFile> written = [.. draft.Files.Select(file => Stage(file, folders, staged))];
            folders.MakeFor(places.Record);
            // Until all is in place the record has both, so that an end halfway can be undone.
            string[] made = [.. before.Folders.Union(folders.Made)];
            new InstallationRecord([.. before.Files, .. written], made).Write(places.Record);
            string[] aside = [.. MoveAside(strangers)];
            Retire(before, draft);
            foreach (WholeFile file in staged) file.Complete();
            InstalledFile[] kept = [.. before.Files.Where(file => draft.PlanIsInPlace && IsOfThePlan(file.Path))];
            string[] left = [.. Remove(before.Files.Where(old => !draft.Paths.Contains(old.Path) && !kept.Contains(old)))];
            new InstallationRecord([.. kept, .. written], [.. RemoveEmpty(made)]).Write(places.Record);
            return new InstallOutcome(before.Files.Count > 0, aside, left);
        }
        catch
        {
            foreach (WholeFile file in staged) file.Dispose();
            RemoveEmpty(folders.Made);
            throw;
        }
    });

    /// <summary>Removes what was installed; null where nothing was.</summary>
    /// <exception cref="SoundException">Something cannot be removed.</exception>
    public UninstallOutcome? Uninstall() => InSentences(() =>
    {
        if (InstallationRecord.Read(places.Record) is not { } record) return null;
        string[] there = [.. record.Files.Select(file => file.Path).Distinct().Where(File.Exists)];
        string[] left = [.. Remove(record.Files)];
        File.Delete(places.Record);
        RemoveEmpty(record.Folders);
        return new UninstallOutcome([.. there.Except(left)], left);
    });

    static InstalledFile Stage(DraftFile file, FolderMaker folders, List<WholeFile> staged)
    {
        folders.MakeFor(file.Path);
        WholeFile whole = new(file.Path);
        staged.Add(whole);
        file.Write(whole.PartialPath);
        return new(file.Path, InstalledFile.Fingerprint(whole.PartialPath));
    }

    /// <summary>What is in the way: a chain, and where a plan is to be written all that lies there.</summary>
    IEnumerable<string> Strangers(PipeWireDraft draft, InstallationRecord before)
    {
        IEnumerable<string> there = Directory.Exists(places.Plan) && draft.Paths.Any(IsOfThePlan) ? Directory.EnumerateFiles(places.Plan, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
        return there.Union(draft.Paths.Where(File.Exists)).Where(path => !before.Holds(path));
    }

    /// <summary>Moves files to the first free number: <c>plan</c> to <c>plan.1</c>, <c>proscenium.conf</c> to <c>proscenium.conf.1</c>.</summary>
    IEnumerable<string> MoveAside(IReadOnlyList<string> strangers)
    {
        foreach (IGrouping<string, string> files in strangers.GroupBy(path => IsOfThePlan(path) ? places.Plan : path))
        {
            string aside = Enumerable.Range(1, int.MaxValue).Select(n => $"{files.Key}.{n}").First(name => !Path.Exists(name));
            foreach (string file in files)
            {
                string target = aside + file[files.Key.Length..];
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(file, target);
            }
            yield return aside;
        }
    }

    /// <summary>Takes the old plan's descriptions away, so that none is ever read with the new plan's filters.</summary>
    void Retire(InstallationRecord before, PipeWireDraft draft)
    {
        if (!draft.Paths.Any(IsOfThePlan)) return;
        foreach (InstalledFile file in before.Files)
            if (Path.GetFileName(file.Path) == RenderPlanFile.FileName && file.IsUnchanged) File.Delete(file.Path);
    }

    bool IsOfThePlan(string path) => path.StartsWith(places.Plan + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Removes files that are as they were written, and gives those that are not. A path may come twice, of two installations.</summary>
    static IEnumerable<string> Remove(IEnumerable<InstalledFile> files)
    {
        foreach (IGrouping<string, InstalledFile> versions in files.GroupBy(file => file.Path))
        {
            if (versions.Any(file => file.IsUnchanged)) File.Delete(versions.Key);
            else if (File.Exists(versions.Key)) yield return versions.Key;
        }
    }

    /// <summary>Removes the folders that are empty, inner ones first, and gives the others.</summary>
    static List<string> RemoveEmpty(IEnumerable<string> folders)
    {
        List<string> full = [];
        foreach (string folder in folders.OrderByDescending(folder => folder.Length).Where(Directory.Exists))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) full.Add(folder);
            else Directory.Delete(folder);
        }
        return full;
    }

    static T InSentences<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SoundException($"{e.Message.TrimEnd('.')}: look at the folder's rights and at what is in its place, then try again.", e);
        }
    }
}

/// <summary>What became of an installation.</summary>
/// <param name="Replaced">True where one was there before.</param>
/// <param name="Aside">Where files that were in the way are now.</param>
/// <param name="Left">Files of the former one that were changed since, and stay.</param>
public sealed record InstallOutcome(bool Replaced, IReadOnlyList<string> Aside, IReadOnlyList<string> Left);

/// <summary>What became of it in the end.</summary>
/// <param name="Removed">Files that are gone.</param>
/// <param name="Left">Files that were changed since, and stay.</param>
public sealed record UninstallOutcome(IReadOnlyList<string> Removed, IReadOnlyList<string> Left);
