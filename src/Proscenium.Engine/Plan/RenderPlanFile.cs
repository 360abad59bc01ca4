using Proscenium.Engine.Dsp;
using static System.FormattableString;

namespace Proscenium.Engine.Plan;

/// <summary>Reads what a <see cref="Renderer"/> needs of a plan folder: <c>plan.json</c>, <c>filters.wav</c>, and <c>bank.json</c> and <c>bank.wav</c> of a plan with a bank. Off the audio thread.</summary>
public static class RenderPlanFile
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>The name of the description within the folder.</summary>
    public const string FileName = "plan.json";

    const string Cure = "design the plan again";

    /// <summary>22 s at 48 kHz: larger latencies and delays are none of a plan.</summary>
    const int MaxDelaySamples = 1 << 20;

    /// <summary>A plan that is written again while it is read is read again, so many times: a writer exchanges its files within a moment.</summary>
    const int Attempts = 20;

    /// <summary>Reads a plan folder.</summary>
    /// <exception cref="FileFormatException">The folder holds no plan, or a damaged one.</exception>
    public static RenderPlan Read(string folder) => Read(folder, json => ReadRunnable(json, FilesIn(folder)));

    /// <summary>Reads a plan that lies in no folder: in resources, in an archive, in a host's project.</summary>
    /// <param name="open">Opens a file of the plan by its name (<c>plan.json</c>, <c>filters.wav</c>, those of a bank), or gives null where there is none; each is read to its end and closed, and need not be seekable.</param>
    /// <param name="name">The plan's name, for errors.</param>
    /// <exception cref="FileFormatException">A file is missing or damaged.</exception>
    public static RenderPlan Read(Func<string, Stream?> open, string name)
    {
        using Stream description = Opened(open, FileName, name);
        string text = BoundedFile.TextOf(BoundedFile.Read(description, Path.Combine(name, FileName), BoundedFile.MaxTextBytes));
        return StrictJson.Read(text, Path.Combine(name, FileName), json => ReadRunnable(json, (file, sha256, what) =>
        {
            using Stream filters = Opened(open, file, name);
            string path = Path.Combine(name, file);
            byte[] content = FilterFile.Content(filters, path);
            return IsOf(content, sha256) ? (path, content) : throw Mixed(path, what);
        }), Cure);
    }

    /// <summary>Reads a plan folder, everything in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="read">Asks for the keys; calls <see cref="ReadPlan(StrictJson, string)"/> for those of the plan itself.</param>
    internal static T Read<T>(string folder, Func<StrictJson, T> read) => Read(folder, (_, json) => read(json));

    /// <summary>The files of a plan folder that belong together: the description, and the names and contents of those that it names.</summary>
    /// <exception cref="FileFormatException">The folder holds no plan, or a damaged one.</exception>
    internal static (byte[] Description, IReadOnlyList<(string Name, byte[] Content)> Files) ReadContents(string folder) => Read(folder, (description, json) =>
    {
        List<(string, byte[])> files = [];
        (string, byte[]) Noted(string file, string? sha256, string what)
        {
            (string path, byte[] content) = FilesIn(folder)(file, sha256, what);
            files.Add((file, content));
            return (path, content);
        }
        ReadRunnable(json, Noted);
        return (description, (IReadOnlyList<(string, byte[])>)files);
    });

    static T Read<T>(string folder, Func<byte[], StrictJson, T> read)
    {
        string path = Path.Combine(folder, FileName);
        for (int attempt = 1; ; attempt++)
        {
            byte[] description = Description(path, folder);
            try
            {
                return StrictJson.Read(BoundedFile.TextOf(description), path, json => read(description, json), Cure);
            }
            catch (FileFormatException e) when (e.Code is ErrorCodes.PlanMixed or ErrorCodes.FileMissing && attempt < Attempts)
            {
                // its description has been replaced since it was read
            }
        }
    }

    static byte[] Description(string path, string folder)
    {
        try
        {
            _ = File.GetAttributes(path); // tells a file that is not there from one that may not be looked at
            return BoundedFile.ReadFromDisk(path, BoundedFile.MaxTextBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.PlanMissing, $"{folder}: holds no plan ({FileName})", "design one with Proscenium", folder), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: the plan cannot be read: look at the rights of the file and of its folder, or design the plan again"), e);
        }
    }

    /// <summary>Reads the keys that make a plan runnable, and its filters.</summary>
    internal static RenderPlan ReadPlan(StrictJson json, string folder) => ReadPlan(json, FilesIn(folder));

    /// <summary>The path and content of a file of the plan by its name and its fingerprint, null for filters of plans that have none; what it is, with its verb, is for errors.</summary>
    delegate (string Path, byte[] Content) FileSource(string file, string? sha256, string what);

    const string Filters = "filters are", Bank = "bank is";

    /// <summary>Files in a folder: that of the name, or, while a plan is being replaced, the new one beside it.</summary>
    static FileSource FilesIn(string folder) => (file, sha256, what) =>
    {
        string path = Path.Combine(folder, file);
        if (sha256 is null) return (path, FilterFile.Content(path, what));
        if (File.Exists(path) && FilterFile.Content(path, what) is { } content && IsOf(content, sha256)) return (path, content);
        string beside = Path.Combine(folder, FilterFile.NewName(sha256, file));
        if (File.Exists(beside) && FilterFile.Content(beside, what) is { } latest && IsOf(latest, sha256)) return (beside, latest);
        throw File.Exists(path) ? Mixed(path, what) : FilterFile.Missing(path, what);
    };

    static bool IsOf(byte[] content, string? sha256) => sha256 is null || Sha256.Of(content) == sha256;

    static FileFormatException Mixed(string path, string what) => new(new Fault(ErrorCodes.PlanMixed, $"{path}: {(what == Filters ? "these are not the filters" : "this is not the bank")} that the plan was written with: copy the plan's folder whole, or design the plan again"));

    static Stream Opened(Func<string, Stream?> open, string file, string name) => open(file) ?? throw new FileFormatException($"{name}: holds no {file}: name a plan that has all its files.");

    /// <summary>Reads what the engine needs and accepts what the designer adds.</summary>
    static RenderPlan ReadRunnable(StrictJson json, FileSource source)
    {
        json.Accept("device", "listener", "settings", "asked", "planned", "achieved", "warnings");
        return ReadPlan(json, source);
    }

    static RenderPlan ReadPlan(StrictJson json, FileSource source)
    {
        int version = json.Whole("version");
        if (version != Version) throw json.Fault(Invariant($"is of version {version}, this program reads version {Version}: design the plan again"));
        int rate = json.Whole("sampleRate", 8000, 384000);
        List<string> inputs = json.Texts("inputs"), drivers = json.Texts("drivers");
        if (inputs.Count is < 1 or > 64 || drivers.Count is < 1 or > 64) throw json.Fault("a plan has 1 to 64 inputs and drivers: design the plan again");
        if (!ChannelNames.AreInputs(inputs)) throw json.Fault($"'inputs' are some of {string.Join(", ", ChannelNames.All)}, each once: design the plan again");
        FirMatrix filters = json.Object("filters", f => ReadFilters(f, source, inputs.Count, drivers.Count, rate));
        List<double> delays = json.Numbers("inputDelaySamples", 0, MaxDelaySamples);
        if (delays.Count != inputs.Count || delays.Exists(delay => delay != Math.Floor(delay))) throw json.Fault("'inputDelaySamples' needs one whole number per input: design the plan again");
        UpmixMode? upmix = json.Has("upmix") ? json.Object("upmix", ReadUpmix) : null;
        if (upmix is not null && !ChannelNames.BeginWithTheFront(inputs)) throw json.Fault("the first inputs of a plan with an upmix are left, right and centre: design the plan again");
        (int filterLatency, int upmixLatency) = json.Object("latency", ReadLatency);
        RenderPlan plan = new()
        {
            SampleRate = rate,
            Inputs = inputs,
            Drivers = drivers,
            Filters = filters,
            Bank = json.Has("bank") ? json.Object("bank", bank => ReadBank(bank, source, filters, rate)) : null,
            InputDelaySamples = delays.ConvertAll(delay => (int)delay),
            Upmix = upmix,
            FilterLatencySamples = filterLatency,
            HeadroomDb = json.Number("headroomDb", 0, 200),
            PlaybackGainDb = json.Has("playbackGainDb") ? json.Number("playbackGainDb", -60, 60) : 0,
            DriverLimits = DriverLimitsJson.Read(json, drivers.Count),
        };
        return upmixLatency == plan.UpmixLatencySamples ? plan : throw json.Fault($"'latency.upmixSamples' is not that of the upmix, {plan.UpmixLatencySamples}: design the plan again");
    }

    static FirMatrix ReadFilters(StrictJson json, FileSource source, int inputs, int drivers, int rate)
    {
        (string path, byte[] content) = source(Path.GetFileName(json.Text("file")), Fingerprint(json), Filters);
        FirMatrix filters = FilterFile.Parse(content, path, inputs, drivers, rate);
        return json.Whole("taps") == filters.Taps ? filters : throw json.Fault($"the filter file holds {filters.Taps} taps, not as many as 'taps' says: design the plan again");
    }

    /// <summary>The bank that a plan names; what the designer says of it is accepted.</summary>
    static PlanBank ReadBank(StrictJson json, FileSource source, FirMatrix filters, int rate)
    {
        json.Accept("midpoints");
        (string path, byte[] content) = source(Path.GetFileName(json.Text("file")), BankFile.Fingerprint(json, "bank.sha256"), Bank);
        return BankFile.Read(BoundedFile.TextOf(content), path, (file, sha256) => source(file, sha256, Bank), filters, rate);
    }

    /// <summary>The fingerprint of the filters; null in plans that have none.</summary>
    static string? Fingerprint(StrictJson filters)
    {
        string? sha256 = filters.Has("sha256") ? filters.Text("sha256") : null;
        return sha256 is null || Sha256.IsOne(sha256) ? sha256 : throw filters.Fault("'filters.sha256' must be 64 hexadecimal digits in lower case: design the plan again");
    }

    static UpmixMode ReadUpmix(StrictJson json)
    {
        string name = json.Text("mode");
        return UpmixModes.TryParse(name, out UpmixMode mode) ? mode : throw json.Fault($"'upmix.mode' is '{PrintableText.Quote(name)}': {UpmixModes.Names}");
    }

    static (int Filter, int Upmix) ReadLatency(StrictJson json)
    {
        (int filter, int upmix) = (json.Whole("filterSamples", 0, MaxDelaySamples), json.Whole("upmixSamples", 0, MaxDelaySamples));
        if (json.Whole("totalSamples", 0, 2 * MaxDelaySamples) != filter + upmix) throw json.Fault("'latency.totalSamples' is not the sum of its parts: design the plan again");
        return (filter, upmix);
    }
}
