using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Sound;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Files.Projects;

/// <summary>Plan folders: <c>plan.json</c>, <c>filters.wav</c>, and the two files of a bank, written and read whole.</summary>
public static class PlanFile
{
    /// <summary>Writes a design into a folder, which is made where it is missing; an older plan there is replaced: who reads it meanwhile gets the old one or the new one.</summary>
    /// <exception cref="SoundException">The folder cannot be written, is read, or has files of these names that are of no plan.</exception>
    public static void Write(SpatialDesign design, string folder)
    {
        Require(folder, design.Plan.Bank is not null);
        IReadOnlyList<(string, byte[])> parts = Parts(design.Plan);
        string text = Text(design, parts, folder);
        using MadeFolder made = new(folder);
        PlanFolder.Replace(folder, parts, text);
    }

    /// <summary>Writes a design among the files of a folder that appear together.</summary>
    /// <param name="design">The design.</param>
    /// <param name="files">The folder.</param>
    /// <param name="name">The plan's folder in it.</param>
    internal static void Write(SpatialDesign design, AtomicFolder files, string name)
    {
        IReadOnlyList<(string Name, byte[] Content)> parts = Parts(design.Plan);
        foreach ((string part, byte[] content) in parts) files.WriteBytes($"{name}/{part}", content);
        files.WriteText($"{name}/{RenderPlanFile.FileName}", Text(design, parts, Path.Combine(files.FullPath, name)));
    }

    /// <summary>Refuses, before a design, a folder that cannot hold it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="hasBank">True where the plan will have a bank.</param>
    /// <exception cref="SoundException">The folder cannot be written, is read, or has files of these names that are of no plan.</exception>
    internal static void Require(string folder, bool hasBank = false)
    {
        FilesRead.Refuse(folder, folder);
        PlanFolder.Require(folder, hasBank);
    }

    /// <summary>Reads a design back; a plan can be designed again from its request.</summary>
    /// <exception cref="FileFormatException">The folder holds no plan, or a damaged one.</exception>
    public static SpatialDesign Read(string folder)
    {
        foreach (string name in (string[])["", RenderPlanFile.FileName, FilterFile.Name, BankFile.Name, BankFile.FilterName]) FilesRead.Note(Path.Combine(folder, name));
        return RenderPlanFile.Read(folder, json => Read(json, folder));
    }

    /// <summary>What a plan's description asks for, none of the files opened that it names: device, seat and settings, for a rigid sphere.</summary>
    /// <param name="text">JSON of a plan's description.</param>
    /// <param name="name">Named in errors.</param>
    /// <param name="response">Reads the response of a driver at a place (front, left, up); null where it has none.</param>
    /// <exception cref="FileFormatException">It is none.</exception>
    internal static DesignRequest RequestIn(string text, string name, Func<StrictJson, Position, MeasuredDirectivity?> response) => StrictJson.Read(text, name, json =>
    {
        json.Accept([.. json.Keys]);
        Device device = json.Object("device", d => DeviceFile.Read(d, response));
        double distance = json.Object("listener", listener =>
        {
            listener.Accept([.. listener.Keys]);
            return listener.Number("distanceMetres", 0.2, 20);
        });
        UpmixMode? upmix = json.Has("upmix") ? json.Object("upmix", mode => UpmixModes.All.First(one => UpmixModes.Name(one) == mode.OneOf("mode", [.. UpmixModes.All.Select(UpmixModes.Name)]))) : null;
        DesignRequest listening = new() { Device = device, SampleRate = json.Whole("sampleRate", 8000, 192000), DistanceMetres = distance };
        return json.Object("settings", settings => Checked(settings, ReadSettings(settings, listening) with { Upmix = upmix ?? UpmixMode.None }));
    });

    /// <summary>A request with other settings, named as a plan's settings are; what is not named stays as it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="settings">What is to be different.</param>
    /// <param name="name">Named in errors.</param>
    /// <exception cref="FileFormatException">There is no such setting, or a value is out of its range.</exception>
    internal static DesignRequest With(DesignRequest request, JsonObject settings, string name)
    {
        if (settings.Count == 0) return request;
        JsonObject all = DescribeSettings(request);
        foreach ((string key, JsonNode? value) in settings) all[key] = value?.DeepClone();
        DesignRequest read = StrictJson.Read(all.ToJsonString(), name, json => ReadSettings(json, request));
        return read with
        {
            Taps = settings.ContainsKey("taps") ? read.Taps : request.Taps,
            ModellingDelaySamples = settings.ContainsKey("modellingDelaySamples") ? read.ModellingDelaySamples : request.ModellingDelaySamples,
            RoomBudget = settings.ContainsKey("roomBudgetDb") ? read.RoomBudget : request.RoomBudget,
            Poses = settings.ContainsKey("poses") ? read.Poses : request.Poses,
        };
    }

    /// <summary>The names of settings that a request may be given.</summary>
    internal static IReadOnlyList<string> SettingNames { get; } = ["target", "gainLimitDb", "boostLimitDb", "roomBudgetDb", "tone", "criticalDistancesMetres", "angleDegrees", "layout", "poses", "form", "taps", "modellingDelaySamples", "toleranceDb", "toleranceDegrees"];

    static SpatialDesign Read(StrictJson json, string folder)
    {
        RenderPlan plan = RenderPlanFile.ReadPlan(json, folder);
        Device device = json.Object("device", d => DeviceFile.Read(d, folder));
        if (!device.Drivers.Select(driver => driver.Name).SequenceEqual(plan.Drivers)) throw json.Fault("the device's drivers are not the plan's: design the plan again");
        if (!AreAlike(plan.DriverLimits, device.Limits)) throw json.Fault("'driverLimits' are not the limits of the device's drivers: design the plan again");
        DesignRequest listening = json.Object("listener", l => ReadListener(l, device, plan.SampleRate, folder));
        return new SpatialDesign
        {
            Plan = plan,
            Request = json.Object("settings", s => Checked(s, WithUpmixOf(plan, ReadSettings(s, listening)))),
            Asked = json.Object("asked", c => ReadCurves(c, plan)),
            Planned = json.Object("planned", c => ReadCurves(c, plan)),
            Achieved = json.Object("achieved", c => ReadCurves(c, plan)),
            Warnings = json.Texts("warnings"),
            BankCheck = BankParts.ReadCheck(json),
        };
    }

    /// <summary>The request with the plan's upmix: virtual loudspeakers for stereo that have none were designed without.</summary>
    static DesignRequest WithUpmixOf(RenderPlan plan, DesignRequest request) =>
        request with { Upmix = plan.Upmix ?? (request is { AngleDegrees: not null, Layout.IsStereo: true } ? UpmixMode.None : UpmixMode.Music) };

    /// <summary>Whether limits are the same but for the last digits of a text.</summary>
    static bool AreAlike(IReadOnlyList<DriverLimits> ofPlan, IReadOnlyList<DriverLimits> ofDevice)
    {
        static double[] Numbers(DriverLimits limits) => [limits.PeakDb, limits.ExcursionDb ?? 1e6, limits.ExcursionDb is null ? 0 : limits.ResonanceHz, limits.ExcursionDb is null ? 0 : limits.Quality, limits.PowerDb ?? 1e6, limits.PowerDb is null ? 0 : limits.PowerSeconds];
        return ofPlan.Count == ofDevice.Count && ofPlan.Zip(ofDevice).All(pair => Numbers(pair.First).Zip(Numbers(pair.Second)).All(both => Math.Abs(both.First - both.Second) < 1e-3));
    }

    /// <summary>The files that the description names: filters first, the description of a bank last.</summary>
    static IReadOnlyList<(string Name, byte[] Content)> Parts(RenderPlan plan) => [(FilterFile.Name, SoundWriter.Wave(plan.SampleRate, plan.Filters.Paths())), .. plan.Bank is { } bank ? BankParts.Of(bank, plan.SampleRate) : []];

    static string Text(SpatialDesign design, IReadOnlyList<(string Name, byte[] Content)> parts, string folder)
    {
        JsonObject description = Describe(design, Sha256.Of(parts[0].Content), folder);
        if (design.Plan.Bank is not null) description[BankParts.Key] = BankParts.Describe(parts[^1].Content, design.BankCheck);
        return ReadableJson.Of(description) + "\n";
    }

    static JsonObject Describe(SpatialDesign design, string sha256, string folder)
    {
        RenderPlan plan = design.Plan;
        JsonObject description = new()
        {
            ["version"] = RenderPlanFile.Version,
            ["sampleRate"] = plan.SampleRate,
            ["inputs"] = List(plan.Inputs),
            ["drivers"] = List(plan.Drivers),
            ["device"] = DeviceFile.Describe(design.Request.Device, folder),
            ["listener"] = DescribeListener(design.Request, folder),
            ["settings"] = DescribeSettings(design.Request),
            ["filters"] = new JsonObject { ["file"] = FilterFile.Name, ["taps"] = plan.Filters.Taps, ["sha256"] = sha256 },
            ["inputDelaySamples"] = List(plan.InputDelaySamples),
            ["latency"] = new JsonObject { ["filterSamples"] = plan.FilterLatencySamples, ["upmixSamples"] = plan.UpmixLatencySamples, ["totalSamples"] = plan.LatencySamples },
            ["upmix"] = plan.Upmix is { } mode ? new JsonObject { ["mode"] = UpmixModes.Name(mode) } : null,
            ["asked"] = DescribeCurves(design.Asked),
            ["planned"] = DescribeCurves(design.Planned),
            ["achieved"] = DescribeCurves(design.Achieved),
            ["headroomDb"] = plan.HeadroomDb,
            ["playbackGainDb"] = plan.PlaybackGainDb,
            ["warnings"] = List(design.Warnings),
        };
        if (plan.DriverLimits.Count > 0) description["driverLimits"] = RatingsJson.Describe(plan.DriverLimits);
        return description;
    }

    static JsonObject DescribeListener(DesignRequest request, string folder)
    {
        JsonObject description = new() { ["distanceMetres"] = request.Distance };
        switch (request.Head.Model)
        {
            case SphericalHead sphere:
                (description["head"], description["radiusMetres"], description["earAzimuthDegrees"]) = ("sphere", sphere.RadiusMetres, sphere.EarAzimuthDegrees);
                break;
            case MeasuredHead { Origin: { } origin }:
                (description["head"], description["earsSwapped"], description["headSha256"]) = (NameFrom(folder, origin.Path), origin.EarsSwapped, origin.Sha256);
                if (origin.TurnDegrees != 0) description["headTurnDegrees"] = origin.TurnDegrees;
                if (origin.LowEndFromSphere) description["headLow"] = "sphere";
                break;
            default:
                throw new SoundException(new Fault(ErrorCodes.PlanUnstorable, "a plan for a head that was not read from a file cannot be stored: store the head as a SOFA file and open that"));
        }
        if (request.Head is MeasuredListener listener)
        {
            HeadOrigin plant = listener.Origin ?? throw new SoundException(new Fault(ErrorCodes.PlanUnstorable, "a plan for responses that were not read from a file cannot be stored: store them as a SOFA file and open that"));
            (description["plant"], description["plantSha256"]) = (NameFrom(folder, plant.Path), plant.Sha256);
        }
        (description["left"], description["up"], description["yawDegrees"]) = (request.Place.Left, request.Place.Up, request.Place.YawDegrees);
        return description;
    }

    /// <summary>A file's name as seen from a folder; a full name stays.</summary>
    static string NameFrom(string folder, string path) => Path.IsPathFullyQualified(path) ? path : Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)).Replace('\\', '/');

    static DesignRequest ReadListener(StrictJson json, Device device, int sampleRate, string folder)
    {
        json.Accept("left", "up", "yawDegrees"); // the first pose says the same
        double distance = json.Number("distanceMetres", 0.2, 20);
        Head head = json.Text("head") == "sphere"
            ? new SphericalHead(json.Number("radiusMetres", 0.05, 0.15), json.Number("earAzimuthDegrees", 60, 120))
            : ReadHead(json, json.Text("head"), folder);
        return new() { Device = device, SampleRate = sampleRate, DistanceMetres = distance, Head = json.Has("plant") ? ReadPlant(json, json.Text("plant"), folder).Listener(device, distance, head) : head };
    }

    static MeasuredPlant ReadPlant(StrictJson json, string name, string folder) =>
        Unchanged(json, "measured plant", Path.Combine(folder, name), json.Text("plantSha256"), PlantFile.Open, plant => plant.Origin);

    /// <summary>The measured head that a plan was designed on. Its name is relative to the plan's folder, as those of responses are; in older plans it was to the working folder.</summary>
    static MeasuredHead ReadHead(StrictJson json, string name, string folder)
    {
        (bool swapped, string fingerprint) = (json.Flag("earsSwapped"), json.Text("headSha256"));
        double turn = json.Has("headTurnDegrees") ? json.Number("headTurnDegrees", -45, 45) : 0;
        bool lowEnd = json.Has("headLow") && (json.Text("headLow") == "sphere" ? true : throw json.Fault("'headLow' can only be 'sphere'"));
        string path = Path.Combine(folder, name);
        return Unchanged(json, "measured head", !File.Exists(path) && File.Exists(name) ? name : path, fingerprint, head => SofaFile.Open(head, swapped, turn, lowEnd), head => head.Origin);
    }

    /// <summary>What a plan was designed on, still the same.</summary>
    static T Unchanged<T>(StrictJson json, string what, string path, string fingerprint, Func<string, T> open, Func<T, HeadOrigin?> origin)
    {
        OnDisk.Require(path);
        if (!File.Exists(path)) throw json.Fault($"was designed on the {what} '{path}', which is not there: put the file back, or design anew");
        T measured = open(path);
        return origin(measured)!.Sha256 == fingerprint ? measured : throw json.Fault($"was designed on the {what} '{path}', which has changed since: put the old file back, or design anew");
    }

    static JsonObject DescribeSettings(DesignRequest request)
    {
        JsonObject settings = DescribeRequest(request);
        if (request.Tone.CriticalDistances.Count > 0) settings["criticalDistancesMetres"] = Points(request.Tone.CriticalDistances);
        if (request.SparedDirections.Count > 0) settings["sparedDirections"] = new JsonArray([.. request.SparedDirections.Select(DescribeSpared)]);
        if (!request.Layout.IsStereo) settings["layout"] = request.Layout.Name;
        if (request.Bank is not null) settings["bank"] = request.Bank.ToString();
        return settings;
    }

    static JsonObject DescribeRequest(DesignRequest request) => new()
    {
        ["target"] = request.Target.Name is { } name ? name : request.Target.FlatDecibels is { } flat ? flat : Points(request.Target.Points),
        ["gainLimitDb"] = request.GainLimit.Points.Count > 0 ? Points(request.GainLimit.Points) : request.GainLimit.Decibels,
        ["boostLimitDb"] = request.BoostLimitDb,
        ["roomBudgetDb"] = request.Budget == RoomBudget.None ? "none" : request.Budget.Points.Count > 0 ? Points(request.Budget.Points) : request.Budget.Decibels,
        ["tone"] = !request.Tone.IsForRoom ? "direct" : request.Tone.Points.Count == 0 ? "room" : Points(request.Tone.Points),
        ["angleDegrees"] = request.AngleDegrees is { } angle ? angle : "none",
        ["poses"] = new JsonArray([.. WeightedPose.Normalised(request.Poses).Select(pose => new JsonObject
        {
            ["left"] = pose.Pose.Left,
            ["up"] = pose.Pose.Up,
            ["forward"] = pose.Pose.Forward,
            ["yawDegrees"] = pose.Pose.YawDegrees,
            ["weight"] = Math.Max(PoseFile.LeastWeight, Math.Round(pose.Weight, 6)),
        })]),
        ["form"] = request.Form.ToString().ToLowerInvariant(),
        ["taps"] = request.FilterTaps,
        ["modellingDelaySamples"] = request.ModellingDelay,
        ["toleranceDb"] = request.ToleranceDb,
        ["toleranceDegrees"] = request.ToleranceDegrees,
    };

    static DesignRequest ReadSettings(StrictJson json, DesignRequest listening)
    {
        IReadOnlyList<WeightedPose> poses = PoseFile.ReadPoses(json);
        return listening with
        {
            Target = json.IsText("target") ? TargetCurves.Named(json.OneOf("target", [.. TargetCurves.Names])) : json.IsList("target") ? Curve(json, "target", PowerRatioCurve.Through) : PowerRatioCurve.Flat(json.Number("target", 0, 60)),
            GainLimit = json.IsList("gainLimitDb") ? Curve(json, "gainLimitDb", GainLimit.Through) : new(json.Number("gainLimitDb", 0, GainLimit.MaxDb)),
            BoostLimitDb = json.Has("boostLimitDb") ? json.Number("boostLimitDb", 0, GainLimit.MaxDb) : listening.BoostLimitDb,
            RoomBudget = !json.Has("roomBudgetDb") || (json.IsText("roomBudgetDb") && json.OneOf("roomBudgetDb", "none") == "none") ? RoomBudget.None : json.IsList("roomBudgetDb") ? Curve(json, "roomBudgetDb", RoomBudget.Through) : new(json.Number("roomBudgetDb", 0, RoomBudget.MaxDb)),
            Tone = ReadTone(json),
            SparedDirections = json.Has("sparedDirections") ? json.Objects("sparedDirections", ReadSpared) : [],
            AngleDegrees = json.IsText("angleDegrees") ? (json.OneOf("angleDegrees", "none") == "none" ? null : 0) : json.Number("angleDegrees", 1, 90),
            Layout = json.Has("layout") ? ChannelLayout.Named(json.OneOf("layout", [.. ChannelLayout.All.Select(layout => layout.Name)])) : ChannelLayout.Stereo,
            Poses = poses,
            Bank = json.Has("bank") ? SaidOf(json, "settings.bank", () => BankGrid.Parse(json.Text("bank"))) : null,
            Form = Enum.Parse<FilterForm>(json.OneOf("form", "fir", "rtf"), ignoreCase: true),
            Taps = json.Whole("taps", 32, 65536),
            ModellingDelaySamples = json.Whole("modellingDelaySamples", 0, 65535),
            ToleranceDb = json.Number("toleranceDb", 0, 6),
            ToleranceDegrees = json.Number("toleranceDegrees", 0, 45),
        };
    }

    /// <summary>A request that can be designed again.</summary>
    static DesignRequest Checked(StrictJson json, DesignRequest request) => SaidOf(json, "settings", () =>
    {
        request.Check();
        return request;
    });

    /// <summary>A curve through the points of a list.</summary>
    static T Curve<T>(StrictJson json, string key, Func<IReadOnlyList<(double, double)>, T> make)
    {
        List<(double, double)> points = json.Pairs(key, (SaneRange.LeastHertz, SaneRange.MostHertz), (-SaneRange.MostDecibels, SaneRange.MostDecibels));
        return SaidOf(json, key, () => make(points));
    }

    /// <summary>What is made of a key; what is wrong with it is said of the file, with the key.</summary>
    static T SaidOf<T>(StrictJson json, string key, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (SettingException e)
        {
            throw json.Fault($"'{key}': {e.Message.TrimEnd('.')}");
        }
    }

    static Tone ReadTone(StrictJson json)
    {
        Tone tone = !json.Has("tone") ? Tone.Direct : json.IsList("tone") ? Curve(json, "tone", Tone.Through) : json.OneOf("tone", "room", "direct") == "room" ? Tone.Room : Tone.Direct;
        return json.Has("criticalDistancesMetres") ? Curve(json, "criticalDistancesMetres", tone.In) : tone;
    }

    static JsonObject DescribeSpared(SparedDirection direction) => new()
    {
        ["azimuthDegrees"] = direction.AzimuthDegrees,
        ["elevationDegrees"] = direction.ElevationDegrees,
        ["leftWeight"] = direction.LeftWeight,
        ["rightWeight"] = direction.RightWeight,
    };

    static SparedDirection ReadSpared(StrictJson json) =>
        new(json.Number("azimuthDegrees", -180, 180), json.Number("elevationDegrees", -90, 90), json.Number("leftWeight", 0, 1e6), json.Number("rightWeight", 0, 1e6));

    static JsonArray Points(IReadOnlyList<(double Hertz, double Decibels)> points) => new([.. points.Select(p => List([p.Hertz, p.Decibels]))]);

    static JsonObject DescribeCurves(RatioCurves curves)
    {
        JsonObject description = new() { ["hertz"] = List(curves.Hertz.Select(f => Math.Round(f, 2))) };
        foreach ((string input, IReadOnlyList<double> decibels) in curves.Decibels) description[input] = List(decibels.Select(d => Math.Round(d, 3)));
        return description;
    }

    static RatioCurves ReadCurves(StrictJson json, RenderPlan plan)
    {
        List<double> hertz = json.Numbers("hertz", 1, 200000);
        return new(hertz, plan.Inputs.Where(input => input != ChannelNames.Lfe).ToDictionary(input => input, input =>
        {
            List<double> decibels = json.Numbers(input, -SaneRange.MostDecibels, SaneRange.MostDecibels);
            return decibels.Count == hertz.Count ? (IReadOnlyList<double>)decibels : throw json.Fault($"the curve '{input}' needs one value per frequency: design the plan again");
        }));
    }

    // one for each type: a generic one would need code made at run time, which native code has not
    static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    static JsonArray List(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    static JsonArray List(IEnumerable<int> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
