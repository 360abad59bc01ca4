using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>
/// Installs a draft, and uninstalls it. Everything is written under temporary names first and renamed at the end, the filter chain last: whenever PipeWire
/// starts it finds the old installation, or the new one, or a chain whose plan is not there yet. Files of others, and files changed since, stay.
/// </summary>
sealed class PipeWireInstallation(PipeWirePaths paths)
{
    /// <summary>Puts a draft in place of what was installed before.</summary>
    /// <param name="draft">What to write.</param>
    /// <param name="replace">True to back up files and links that are in the way and were not written by an installation.</param>
    /// <exception cref="SoundException">Something is in the way, or cannot be written.</exception>
    public InstallOutcome Install(PipeWireDraft draft, bool replace) => InSentences(() =>
    {
        InstallationRecord? before = Recorded();
        PipeWireChange change = new(paths, draft, before, Movable(draft, before, replace));
        try
        {
            foreach (Action step in change.Steps) step();
        }
        catch
        {
            change.GoBack();
            throw;
        }
        return new InstallOutcome(before is not null, change.Backups, change.Left);
    });

    /// <summary>Removes what was installed; null where nothing was.</summary>
    /// <exception cref="SoundException">Something cannot be removed.</exception>
    public UninstallOutcome? Uninstall() => InSentences(() =>
    {
        InstallationRecord? record = Recorded();
        InstalledFiles.RemoveUnfinished([paths.Record, .. record?.Files.Select(file => file.Path) ?? []]);
        if (record is null) return null;
        string[] there = [.. record.Files.Select(file => file.Path).Distinct().Where(File.Exists)];
        IReadOnlyList<string> left = InstalledFiles.Remove(record.Files);
        File.Delete(paths.Record);
        InstalledFiles.RemoveEmpty(record.Folders);
        return new UninstallOutcome([.. there.Except(left)], left, [.. record.Backups.Where(Links.IsTaken)]);
    });

    InstallationRecord? Recorded()
    {
        try
        {
            return InstallationRecord.Read(paths.Record);
        }
        catch (FileFormatException e)
        {
            string plan = Links.IsTaken(paths.Plan) ? $", and {paths.Plan} if you did not make it," : "";
            throw new SoundException(new Fault(ErrorCodes.RecordDamaged, $"{paths.Record}: is damaged, so that it is not known what was installed: delete {paths.Chain} and {paths.Own}{plan} and begin anew"), e);
        }
    }

    /// <summary>What is in the way, if it may be moved.</summary>
    string[] Movable(PipeWireDraft draft, InstallationRecord? before, bool replace)
    {
        string[] foreign = [.. InTheWay(draft).Where(path => before?.Holds(path) != true)];
        if (foreign.Length == 0 || replace) return foreign;
        throw new SoundException(Links.IsLink(foreign[0])
            ? new Fault(ErrorCodes.PlaceLinked, $"{foreign[0]}: is a link, which is not followed", "remove it, or let the link be moved aside")
            : new Fault(ErrorCodes.PlaceTaken, $"{foreign[0]}: was not written by this installation, or was changed since", "remove it, or let it be moved aside"));
    }

    /// <summary>What lies where a draft writes: a chain, and where a plan is to be written all that lies there.</summary>
    IEnumerable<string> InTheWay(PipeWireDraft draft) => (draft.Paths.Any(paths.IsOfThePlan) ? Within(paths.Plan) : []).Union(draft.Paths.Where(path => !paths.IsOfThePlan(path) && Links.IsTaken(path)));

    /// <summary>The files and links in a folder, or what is in a folder's place; no link is followed, and what is unfinished is nobody's.</summary>
    static IEnumerable<string> Within(string path)
    {
        if (TemporaryName.Is(Path.GetFileName(path)) || !Links.IsTaken(path)) return [];
        return Directory.Exists(path) && !Links.IsLink(path) ? Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal).SelectMany(Within) : [path];
    }

    static T InSentences<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{e.Message.TrimEnd('.')}: look at the folder's rights and at what is in its place, then try again"), e);
        }
    }
}

/// <summary>The outcome of an installation.</summary>
/// <param name="Replaced">True where one was there before.</param>
/// <param name="Backups">Backups of files that were in the way.</param>
/// <param name="Left">Files of the former one that were changed since, and stay.</param>
sealed record InstallOutcome(bool Replaced, IReadOnlyList<string> Backups, IReadOnlyList<string> Left);

/// <summary>The outcome of an uninstallation.</summary>
/// <param name="Removed">Files that were removed.</param>
/// <param name="Left">Files that were changed since, and stay.</param>
/// <param name="Backups">Backups that the installation made.</param>
sealed record UninstallOutcome(IReadOnlyList<string> Removed, IReadOnlyList<string> Left, IReadOnlyList<string> Backups);
