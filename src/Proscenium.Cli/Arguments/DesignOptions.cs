using System.CommandLine;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Steering;

namespace Proscenium.Cli.Arguments;

/// <summary>The options that make up a <see cref="DesignRequest"/>.</summary>
/// <param name="hasBank">True where a bank makes sense.</param>
sealed class DesignOptions(bool hasBank = false)
{
    readonly Option<string> _device = Options.Device();
    readonly Option<string?> _drivers = new("--drivers") { HelpName = "names", Description = "Use only these drivers: names separated by commas." };
    readonly Option<int> _rate = NumberOption.WholeOr(48000, "--rate", "Hz", "Sample rate in Hz.");
    readonly Option<double?> _distance = NumberOption.Real("--distance", "metres", "Distance from the listener to the device in metres; by default the device's own.");
    readonly Option<string> _target = new("--target-gain") { HelpName = "dB|curve|file", Description = $"Target: power at the ipsilateral ear over power at the contralateral ear, in dB; a built-in curve ({string.Join(", ", TargetCurves.Names)}); or a file with lines 'Hz dB'.", DefaultValueFactory = _ => "20" };
    readonly Option<string> _limit = new("--gain-limit") { HelpName = "dB|file", Description = "Upper limit of the drivers' effort, in dB, or a file with lines 'Hz dB'.", DefaultValueFactory = _ => "12" };
    readonly Option<double> _boost = NumberOption.RealOr(10, "--boost-limit", "dB", "Upper limit of the gain of one driver, in dB; where a flat response at the ears needs more, the response is lowered.");
    readonly Option<string?> _budget = new("--room-budget") { HelpName = "dB|none|file", Description = "Upper limit of the cost of cancellation in a room: how much more power the device may radiate to all sides than untreated, in dB, none, or a file with lines 'Hz dB'; by default 11, with --tone direct none." };
    readonly Option<string> _tone = new("--tone") { HelpName = "room|direct|file", Description = "Where tone and balance are to be right: in a room, in the direct sound alone, or in a room with a house curve on top, from a file with lines 'Hz dB'.", DefaultValueFactory = _ => "room" };
    readonly Option<string> _layout = new("--layout") { HelpName = "layout", Description = $"Channels to design for: {ChannelLayout.Names}. 4.0 has a centre and one surround, quad has two surrounds and no centre.", DefaultValueFactory = _ => ChannelLayout.Stereo.Name };
    readonly Option<string> _angle = new("--angle") { HelpName = "degrees|none", Description = "Azimuth of the front virtual loudspeakers in degrees, or none for the canceller alone.", DefaultValueFactory = _ => "30" };
    readonly Option<bool> _robust = new("--robust") { Description = "Design for the seat and for 5 cm to either side." };
    readonly Option<string?> _poses = new("--poses") { HelpName = "file", Description = "Design for the head poses in a JSON file: {\"poses\": [{\"left\": 0}, {\"left\": 0.05, \"weight\": 0.5}]}, in metres and degrees." };
    readonly Option<string?> _bank = new("--bank")
    {
        HelpName = "ranges|auto",
        Description = "Also design for other places of the head, which 'live --track' plays as it moves: metres from the seat to the left, as in left=-0.4..0.4/0.05 (from..to/step), from the device, as in distance=1.6..2.4/0.2, or both with a comma between; auto: 30 cm to either side, in steps that suit the distance.",
    };

    readonly Option<string> _tolerance = new("--tolerance") { HelpName = "dB,degrees", Description = "Driver tolerance: standard deviation of level in dB and phase in degrees, as in 0.5,3.", DefaultValueFactory = _ => "0,0" };
    readonly Option<string> _form = new("--form") { HelpName = "fir|rtf", Description = "Filter form. fir: the full matrix; rtf: relative transfer functions, from the reference drivers to the others: half the taps, a quarter of the delay.", DefaultValueFactory = _ => "fir" };
    readonly Option<int?> _taps = NumberOption.Whole("--taps", "samples", "Filter length in samples; by default 512 (rtf: 256) up to 48 kHz, longer in proportion above.");
    readonly Option<int?> _delay = NumberOption.Whole("--delay", "samples", "Modelling delay in samples; by default half the taps (rtf: a quarter).");

    readonly Option<string> _upmix = Options.UpmixMode("--upmix", Options.OrNoUpmix);
    readonly Option<string?> _fromPlan = new("--from-plan") { HelpName = "folder", Description = "Design again with the settings of a plan folder, at --rate; cannot be combined with other design options." };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [.. OfPlan, .. OfDesign, .. OfListener];

    Option[] OfPlan => [_device, _drivers, _rate, _fromPlan];

    Option[] OfDesign => [_target, _limit, _boost, _budget, _tone, _layout, _angle, _upmix, _tolerance, _form, _taps, _delay];

    Option[] OfListener => [_distance, _robust, _poses, .. hasBank ? [_bank] : Array.Empty<Option>()];

    public void AddTo(Verb command)
    {
        command.Add(Heading.Plan, OfPlan);
        command.Add(Heading.Design, OfDesign);
        command.Add(Heading.Listener, OfListener);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_poses) is not null && result.GetResult(_robust) is { Implicit: false }) result.AddError("--poses and --robust cannot be combined: leave --robust out.");
            if (result.GetResult(_fromPlan) is not null && All.FirstOrDefault(option => option != _fromPlan && option != _rate && result.GetResult(option) is { Implicit: false }) is { } other)
                result.AddError($"--from-plan cannot be combined with other design options: leave {other.Name} out.");
        });
    }

    /// <summary>The request of a command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="head">The design head; by default a sphere.</param>
    /// <param name="plant">Measured responses to design for, or null: their device and distance are those of the request, unless it names others.</param>
    public DesignRequest Read(ParseResult parsed, Head? head = null, MeasuredPlant? plant = null)
    {
        if (plant is null) return Read(parsed, head, parsed.GetValue(_device)!, null);
        if (parsed.GetResult(_fromPlan) is not null) throw new SettingException("--plant cannot be combined with --from-plan, whose plan has its own listener: leave one of them out.");
        bool isNamed = parsed.GetResult(_device) is { Implicit: false };
        if (!isNamed && !DeviceFile.BuiltIn.Contains(plant.Device)) throw new SettingException($"{plant.Name}: {(plant.Device is { } name ? $"was measured with '{name}', which is no built-in device" : "does not say with which device it was measured")}: name its device file with --device.");
        DesignRequest request = Read(parsed, head, isNamed ? parsed.GetValue(_device)! : plant.Device!, plant.DistanceMetres);
        return request with { Head = plant.Listener(request.Device, request.Distance, request.Head) };
    }

    DesignRequest Read(ParseResult parsed, Head? head, string deviceName, double? distance)
    {
        if (parsed.GetValue(_fromPlan) is { } folder) return PlanFile.Read(folder).Request.AtRate(parsed.GetValue(_rate));
        Device device = DeviceFile.Open(deviceName);
        if (parsed.GetValue(_drivers) is { } names) device = device.WithDrivers(Names(names));
        string angle = parsed.GetValue(_angle)!;
        (double toleranceDb, double toleranceDegrees) = Options.Pair("--tolerance", parsed.GetValue(_tolerance)!);
        return new()
        {
            Device = device,
            Head = head ?? new SphericalHead(),
            DistanceMetres = parsed.GetValue(_distance) ?? distance,
            SampleRate = parsed.GetValue(_rate),
            Target = Target(parsed.GetValue(_target)!),
            GainLimit = Limit(parsed.GetValue(_limit)!),
            BoostLimitDb = parsed.GetValue(_boost),
            RoomBudget = parsed.GetValue(_budget) is { } budget ? Budget(budget) : null,
            Tone = ReadTone(parsed.GetValue(_tone)!),
            Layout = ChannelLayout.Named(parsed.GetValue(_layout)!),
            AngleDegrees = angle == "none" ? null : Options.Number("--angle", angle),
            Poses = Poses(parsed),
            Bank = hasBank && parsed.GetValue(_bank) is { } places ? BankGrid.Parse(places) : null,
            ToleranceDb = toleranceDb,
            ToleranceDegrees = toleranceDegrees,
            Upmix = Options.ModeOrNone("--upmix", parsed.GetValue(_upmix)!),
            Form = Form(parsed.GetValue(_form)!),
            Taps = parsed.GetValue(_taps),
            ModellingDelaySamples = parsed.GetValue(_delay),
        };
    }

    static string[] Names(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries);
        return names.Contains("") ? throw new SettingException($"--drivers needs names separated by commas, as in left,right, not '{list}'.") : names;
    }

    IReadOnlyList<WeightedPose> Poses(ParseResult parsed) =>
        parsed.GetValue(_poses) is { } path ? PoseFile.Open(path) : parsed.GetValue(_robust) ? [.. HeadPose.SeatAndFiveCentimetres] : [HeadPose.Seat];

    static FilterForm Form(string text) => text switch
    {
        "fir" => FilterForm.Fir,
        "rtf" => FilterForm.Rtf,
        _ => throw new SettingException($"unknown --form '{text}': use fir or rtf."),
    };

    static PowerRatioCurve Target(string text)
    {
        if (TargetCurves.Names.Contains(text)) return TargetCurves.Named(text);
        if (Options.TryNumber(text, out double decibels)) return PowerRatioCurve.Flat(decibels);
        return File.Exists(text) ? CurveFile.Open(text, PowerRatioCurve.Through)
            : throw new SettingException($"--target-gain '{text}' is not a level in dB or a built-in curve, and there is no such file: use decibels as in 20, {string.Join(", ", TargetCurves.Names)}, or a file with lines 'Hz dB'.");
    }

    static GainLimit Limit(string text)
    {
        if (Options.TryNumber(text, out double decibels)) return new(decibels);
        return File.Exists(text) ? CurveFile.Open(text, GainLimit.Through) : throw new SettingException($"--gain-limit '{text}' is not a level in dB, and there is no such file: use decibels as in 12, or a file with lines 'Hz dB'.");
    }

    static RoomBudget Budget(string text)
    {
        if (text == "none") return RoomBudget.None;
        if (Options.TryNumber(text, out double decibels)) return new(decibels);
        return File.Exists(text) ? CurveFile.Open(text, RoomBudget.Through) : throw new SettingException($"--room-budget '{text}' is not a level in dB or none, and there is no such file: use decibels as in 11, none, or a file with lines 'Hz dB'.");
    }

    static Tone ReadTone(string text) => text switch
    {
        "room" => Tone.Room,
        "direct" => Tone.Direct,
        _ => File.Exists(text) ? CurveFile.Open(text, Tone.Through) : throw new SettingException($"--tone '{text}' is not room or direct, and there is no such file: use one of them, or a file with lines 'Hz dB'."),
    };
}
