using System.Text;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>
/// The files of a plan, exchanged as one: new filters and a new bank are put beside the old ones under names of their fingerprints, then the description that tells these fingerprints
/// replaces the old one, then the others take their own names. Whenever a reader comes, or the writer is killed, the description finds its filters.
/// </summary>
static class PlanFolder
{
    const string LockName = ".proscenium.lock";

    static readonly string[] _newFiles = [".filters-????????????????.wav", ".bank-????????????????.wav", ".bank-????????????????.json"];

    const int PatienceMilliseconds = 30_000, BreakMilliseconds = 10;

    /// <summary>Refuses a folder that cannot be written, or whose files of these names are of no plan.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="hasBank">True where a bank will be written, too.</param>
    public static void Require(string folder, bool hasBank)
    {
        if (folder.Contains('\uFFFD')) throw Unusable(folder, "is a name with bytes that are no UTF-8, which would be written under another name: choose a name in UTF-8");
        for (string? place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)); place is not null && !Directory.Exists(place); place = Path.GetDirectoryName(place))
            if (Path.Exists(place)) throw Unusable(folder, $"cannot be made a folder: {place} is a file: name another");
        if (!Directory.Exists(folder)) return;
        string description = Path.Combine(folder, RenderPlanFile.FileName), filters = Path.Combine(folder, FilterFile.Name), bank = Path.Combine(folder, BankFile.Name), bankFilters = Path.Combine(folder, BankFile.FilterName);
        bool isPlan = File.Exists(description);
        if (isPlan && !IsOfAPlan(description)) throw Unusable(description, "is not the description of a plan, and would be replaced by one: move it, or choose another folder");
        if (!isPlan && Path.Exists(filters)) throw Unusable(filters, "is not of a plan, and would be replaced by filters: move it, or choose another folder");
        if (hasBank && File.Exists(bank) && !IsOfABank(bank)) throw Unusable(bank, "is not the bank of a plan, and would be replaced by one: move it, or choose another folder");
        if (hasBank && !File.Exists(bank) && Path.Exists(bankFilters)) throw Unusable(bankFilters, "is not of a plan, and would be replaced by filters: move it, or choose another folder");
        AtomicFile.Require([description, filters, .. hasBank ? [bank, bankFilters] : Array.Empty<string>()]);
    }

    /// <summary>Puts files in place of those of an older plan.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Those that the description names.</param>
    /// <param name="description">The content of <c>plan.json</c>.</param>
    /// <exception cref="SoundException">They cannot be written; then the older plan stays.</exception>
    public static void Replace(string folder, IReadOnlyList<(string Name, byte[] Content)> files, string description)
    {
        try
        {
            using FileStream alone = Lock(folder);
            try
            {
                Exchange(folder, files, description);
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

    static void Exchange(string folder, IReadOnlyList<(string Name, byte[] Content)> files, string description)
    {
        (string Place, string Beside)[] moves = [.. files.Select(file => (Path.Combine(folder, file.Name), Path.Combine(folder, FilterFile.NewName(Sha256.Of(file.Content), file.Name))))];
        List<AtomicFile> whole = [];
        try
        {
            foreach (((string place, string beside), (_, byte[] content)) in moves.Zip(files)) Write(new(beside, name: place), content);
            Write(new(Path.Combine(folder, RenderPlanFile.FileName)), Encoding.UTF8.GetBytes(description));
            whole.ForEach(file => file.Complete()); // all are on the disk before one has its name
        }
        finally
        {
            whole.ForEach(file => file.Dispose());
        }
        foreach ((string place, string beside) in moves) File.Move(beside, OutputTarget.Of(place).FullPath, overwrite: true);
        if (files.All(file => file.Name != BankFile.Name)) RemoveBank(folder);
        foreach (string left in _newFiles.SelectMany(pattern => Directory.GetFiles(folder, pattern))) File.Delete(left); // of writers that were killed

        void Write(AtomicFile file, byte[] content)
        {
            whole.Add(file); // before it is written, so that it goes where that fails
            using Stream stream = file.Open();
            stream.Write(content);
        }
    }

    /// <summary>Removes the bank of an older plan, by which it is known last.</summary>
    static void RemoveBank(string folder)
    {
        string bank = Path.Combine(folder, BankFile.Name);
        if (!File.Exists(bank) || !IsOfABank(bank)) return;
        File.Delete(Path.Combine(folder, BankFile.FilterName));
        File.Delete(bank);
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

    static bool IsOfAPlan(string description) => Holds(description, "\"filters\"");

    static bool IsOfABank(string description) => Holds(description, "\"leftMetres\"");

    /// <summary>True where a file holds a key, or nothing yet.</summary>
    static bool Holds(string description, string key)
    {
        try
        {
            string text = File.ReadAllText(description);
            return text.Contains(key, StringComparison.Ordinal) || text.Length == 0;
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            throw OutputFault.Of(description, e);
        }
    }

    static SoundException Unusable(string path, string fault) => new(new Fault(ErrorCodes.PlaceUnusable, $"{path}: {fault}"));
}
