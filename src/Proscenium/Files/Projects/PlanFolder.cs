using System.Text;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>
/// The two files of a plan, exchanged as one: the new filters are put beside the old ones under a name of their fingerprint, then the description that tells this fingerprint
/// replaces the old one, then the filters take their own name. Whenever a reader comes, or the writer is killed, the description finds its filters.
/// </summary>
static class PlanFolder
{
    const string LockName = ".proscenium.lock", NewFilters = ".filters-????????????????.wav";
    const int PatienceMilliseconds = 30_000, BreakMilliseconds = 10;

    /// <summary>Refuses a folder that cannot be written, or whose files of these names are of no plan.</summary>
    public static void Require(string folder, string filterName)
    {
        if (folder.Contains('\uFFFD')) throw Unusable(folder, "is a name with bytes that are no UTF-8, which would be written under another name: choose a name in UTF-8");
        for (string? place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)); place is not null && !Directory.Exists(place); place = Path.GetDirectoryName(place))
            if (Path.Exists(place)) throw Unusable(folder, $"cannot be made a folder: {place} is a file: name another");
        if (!Directory.Exists(folder)) return;
        string description = Path.Combine(folder, RenderPlanFile.FileName), filters = Path.Combine(folder, filterName);
        bool isPlan = File.Exists(description);
        if (isPlan && !IsOfAPlan(description)) throw Unusable(description, "is not the description of a plan, and would be replaced by one: move it, or choose another folder");
        if (!isPlan && Path.Exists(filters)) throw Unusable(filters, "is not of a plan, and would be replaced by filters: move it, or choose another folder");
        AtomicFile.Require(description, filters);
    }

    /// <summary>Puts both files in place of those of an older plan.</summary>
    /// <exception cref="SoundException">They cannot be written; then the older plan stays.</exception>
    public static void Replace(string folder, string filterName, byte[] filters, string description)
    {
        try
        {
            using FileStream alone = Lock(folder);
            try
            {
                Exchange(folder, filterName, filters, description);
            }
            finally
            {
                File.Delete(alone.Name);
            }
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(folder, e);
        }
    }

    static void Exchange(string folder, string filterName, byte[] filters, string description)
    {
        string place = Path.Combine(folder, filterName), beside = Path.Combine(folder, FilterFile.NewName(Sha256.Of(filters)));
        using (AtomicFile latest = new(beside, name: place), text = new(Path.Combine(folder, RenderPlanFile.FileName)))
        {
            using (Stream content = latest.Open()) content.Write(filters);
            using (Stream content = text.Open()) content.Write(Encoding.UTF8.GetBytes(description)); // both are on the disk before either has its name
            latest.Complete();
            text.Complete();
        }
        File.Move(beside, OutputTarget.Of(place).FullPath, overwrite: true);
        foreach (string left in Directory.GetFiles(folder, NewFilters)) File.Delete(left); // of writers that were killed
    }

    /// <summary>Keeps other writers out of the folder while it is open.</summary>
    static FileStream Lock(string folder)
    {
        string path = Path.Combine(folder, LockName);
        for (int waited = 0; ; waited += BreakMilliseconds)
        {
            try
            {
                FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
                if (FileIdentity.Of(file.SafeFileHandle) == FileIdentity.Of(path)) return file;
                file.Dispose(); // another writer has removed it meanwhile
            }
            catch (IOException e) when (waited < PatienceMilliseconds && OutputFault.IsOfAnotherUser(e))
            {
                Thread.Sleep(BreakMilliseconds);
            }
        }
    }

    static bool IsOfAPlan(string description)
    {
        try
        {
            string text = File.ReadAllText(description);
            return text.Contains("\"filters\"", StringComparison.Ordinal) || text.Length == 0;
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(description, e);
        }
    }

    static SoundException Unusable(string path, string fault) => new(new Fault(ErrorCodes.PlaceUnusable, $"{path}: {fault}"));
}
