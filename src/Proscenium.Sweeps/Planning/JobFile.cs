using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Sweeps.Catalogues;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Studies;

namespace Proscenium.Sweeps.Planning;

/// <summary>Jobs as folders: <c>job.json</c>, copies of what it reads, and the results.</summary>
static class JobFile
{
    const int Version = 1;

    const string StudyKey = "study", CatalogueKey = "catalogue", CommonKey = "common", ContentKey = "files", SealKey = "sha256";

    /// <summary>Makes a job of a study.</summary>
    /// <param name="path">The study's file.</param>
    /// <param name="folder">The job's folder, which is new or empty.</param>
    /// <param name="how">How it is to be done.</param>
    /// <exception cref="FileFormatException">The study is none, or a file that it names is missing.</exception>
    /// <exception cref="SettingException">The folder holds something.</exception>
    public static Job Plan(string path, string folder, JobSettings how)
    {
        JsonObject written = StrictJson.Read(ProjectText.Of(path), path, json =>
        {
            json.Accept([.. json.Keys]);
            return (JsonObject)JsonNode.Parse(ProjectText.Of(path), documentOptions: StrictJson.Options)!;
        });
        Study study = Study.Read(written.ToJsonString(), path);
        return Made(folder, () =>
        {
            JobInputs inputs = new(folder, path);
            JsonObject taken = inputs.Taken(written);
            PlannedContent content = PlannedContent.Now(folder, inputs.Copies);
            StudyWork work = new(Study.Read(taken.ToJsonString(), path), folder, content);
            RequireFirst(work);
            return Write(folder, work, StudyKey, taken, content, study.Name, how);
        });
    }

    /// <summary>Makes a job of a catalogue.</summary>
    /// <param name="path">A CSV file, or a folder of sound files.</param>
    /// <param name="folder">The job's folder, which is new or empty.</param>
    /// <param name="settings">What is done with each file.</param>
    /// <param name="how">How it is to be done.</param>
    /// <exception cref="ProsceniumException">It is no catalogue, or a plan, a device or a head cannot be read.</exception>
    public static Job Plan(string path, string folder, CatalogueSettings settings, JobSettings how)
    {
        settings = settings with { Output = Path.GetFullPath(settings.Output), Plan = settings.Plan is { } plan ? Path.GetFullPath(plan) : null, Head = settings.Head is { } head ? Path.GetFullPath(head) : null, Device = CatalogueReader.DeviceIn(".", settings.Device) };
        if (settings.Plan is { } checkedPlan) PlanFile.Read(checkedPlan);
        else DeviceFile.Open(settings.Device);
        if (settings.Head is { } checkedHead) Files.Measurements.SofaFile.Open(checkedHead);
        IReadOnlyList<CatalogueItem> items = CatalogueReader.Read(path, settings);
        foreach (IGrouping<string, CatalogueItem> group in items.Where(item => item.Settings.Plan is not null).GroupBy(item => item.Settings.Plan!)) RequireFormat(group, PlanFile.Read(group.Key).Plan.Drivers.Count);
        foreach (IGrouping<string, CatalogueItem> group in items.Where(item => item.Settings.IsForDevice).GroupBy(item => item.Settings.Device)) RequireFormat(group, DeviceFile.Open(group.Key).Drivers.Count);
        PlannedContent content = PlannedContent.Now(folder, items.SelectMany(item => item.Settings.Reads));
        byte[] lines = CatalogueFile.Bytes(items, settings);
        return Made(folder, () =>
        {
            DurableFile.Write(Path.Combine(folder, CatalogueFile.Name), lines);
            return Write(folder, new CatalogueWork(items, content), CatalogueKey, new JsonObject { [CommonKey] = settings.Json, [SealKey] = Sha256.Of(lines) }, content, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), how);
        });
    }

    /// <summary>Opens a job.</summary>
    /// <exception cref="FileFormatException">The folder holds none.</exception>
    public static Job Open(string folder)
    {
        string path = Path.Combine(folder, Job.FileName);
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{folder}: holds no job ({Job.FileName}): make one with 'proscenium sweep plan STUDY -o {folder}'"));
        string text = ProjectText.Of(path);
        return StrictJson.Read(text, path, json => Read(json, folder, text), "plan the job anew");
    }

    static Job Read(StrictJson json, string folder, string text)
    {
        int version = json.Whole("version", 1);
        if (version != Version) throw json.Fault($"is a job of version {version}, and this program reads version {Version}: use the program that planned it, or plan it anew");
        if (json.Text("program") != Job.Version) throw json.Fault($"was planned by version {json.Text("program")} of this program, and this is {Job.Version}, whose results may differ: use that one, or plan the job anew");
        json.Accept("writtenBy", "items");
        if (json.Text(SealKey) != SealOf((JsonObject)JsonNode.Parse(text)!)) throw json.Fault("has changed since it was planned, and a job never changes: change the study or the catalogue, and plan a new job");
        PlannedContent content = new(folder, json.Object(ContentKey, files => files.Keys.ToDictionary(key => key, key => files.Text(key))));
        string name = json.Text("name");
        Job job = new()
        {
            Folder = folder,
            Name = name,
            Fingerprint = Sha256.Of(Encoding.UTF8.GetBytes(text)),
            Work = json.Has(CatalogueKey) ? json.Object(CatalogueKey, catalogue => ReadCatalogue(catalogue, folder, content)) : new StudyWork(Study.Read(json.Any(StudyKey).GetRawText(), Path.Combine(folder, Job.FileName)), folder, content),
            Shards = json.Whole("shards", 1, Job.MaxShards),
            SimdBits = json.Has("simdBits") ? json.Whole("simdBits", 128, 512) : null,
            Pareto = json.Texts("pareto"),
        };
        return job;
    }

    static CatalogueWork ReadCatalogue(StrictJson json, string folder, PlannedContent content)
    {
        CatalogueSettings common = json.Object(CommonKey, CatalogueSettings.Read);
        string path = Path.Combine(folder, CatalogueFile.Name), sha256 = json.Text(SealKey);
        if (!File.Exists(path) || Sha256.Of(File.ReadAllBytes(path)) != sha256) throw json.Fault($"the list of its files, {CatalogueFile.Name}, is missing or has changed: plan the job anew");
        return new(CatalogueFile.Read(path, common), content);
    }

    static Job Write(string folder, IJobWork work, string kind, JsonNode items, PlannedContent content, string name, JobSettings how)
    {
        if (work.Count == 0) throw new SettingException($"{name}: has no items: give it at least one.");
        int shards = how.Shards ?? Job.ShardsFor(work.Count, work.SecondsPerItem);
        if (shards < 1 || shards > Math.Min(Job.MaxShards, work.Count)) throw new SettingException($"{work.Count} items cannot be parted into {shards} shards: choose 1 to {Math.Min(Job.MaxShards, work.Count)}.");
        foreach (string figure in how.Pareto)
            if (!work.Figures.Any(column => column.Name == figure && column.Kind == CellKind.Number)) throw new SettingException($"--pareto names '{figure}', which is no figure of this job: {NearestName.Question(figure, work.Figures.Select(column => column.Name))}use one of {string.Join(", ", work.Figures.Where(column => column.Kind == CellKind.Number).Select(column => column.Name))}.");
        JsonObject json = new()
        {
            ["writtenBy"] = "proscenium",
            ["version"] = Version,
            ["program"] = Job.Version,
            ["name"] = name,
            ["items"] = work.Count,
            ["shards"] = shards,
            ["simdBits"] = how.SimdBits,
            ["pareto"] = new JsonArray([.. how.Pareto.Select(figure => JsonValue.Create(figure))]),
            [kind] = items,
            [ContentKey] = content.Json,
        };
        json[SealKey] = SealOf(json);
        DurableFile.Write(Path.Combine(folder, Job.FileName), Encoding.UTF8.GetBytes(ReadableJson.Of(json) + "\n"));
        return Open(folder);
    }

    /// <summary>The fingerprint of a job's file without that itself, whatever its white space.</summary>
    static string SealOf(JsonObject json)
    {
        JsonObject content = (JsonObject)json.DeepClone();
        content.Remove(SealKey);
        return Sha256.Of(Encoding.UTF8.GetBytes(JsonNode.Parse(ReadableJson.Of(content))!.ToJsonString()));
    }

    /// <summary>Fills a new folder; where that fails, nothing stays there.</summary>
    static Job Made(string folder, Func<Job> make)
    {
        RequireNew(folder);
        bool isThere = Directory.Exists(folder);
        OutputFault.MakeFolder(folder);
        try
        {
            return make();
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            if (isThere) Directory.CreateDirectory(folder);
            throw;
        }
    }

    /// <summary>Refuses, before any work, formats that would mix the feeds of a device.</summary>
    static void RequireFormat(IEnumerable<CatalogueItem> items, int drivers)
    {
        foreach (CatalogueItem item in items.Where(item => item.Settings.Write == Written.Feeds)) OutputFormat.Require(item.Output, drivers, speakers: 0);
    }

    /// <summary>Tells what is wrong with every design before any is made: names of settings and places in the device.</summary>
    static void RequireFirst(StudyWork work)
    {
        try
        {
            work.SubjectOf(0);
        }
        catch (FileFormatException)
        {
            throw;
        }
        catch (SettingException)
        {
            // the first design cannot be, and others may
        }
    }

    static void RequireNew(string folder)
    {
        FilesRead.Refuse(folder, folder);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) throw new SettingException($"{folder}: is there already and is not empty, and a job never changes: name a new folder, or go on with 'proscenium sweep run {folder}'.");
    }
}

/// <summary>How a job is to be done.</summary>
/// <param name="Shards">Number of shards, or null for as many as its work suggests.</param>
/// <param name="SimdBits">Width that vectors are pinned to, or null.</param>
/// <param name="Pareto">Two figures between which the best compromises are told, or none.</param>
sealed record JobSettings(int? Shards, int? SimdBits, IReadOnlyList<string> Pareto);
