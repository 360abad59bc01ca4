using System.CommandLine;
using System.Net;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Live;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;
using Proscenium.Live.Tracking;
using Proscenium.Rendering;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium live</c>: a plan on a sound server.</summary>
static class LiveCommand
{
    const double MaxSeconds = 1e6;
    const int OnASocket = -1; // in place of a port
    const int LowestRate = 8000, MaxRate = 192000;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        Option<string> device = Options.Device();
        Option<string?> backend = new("--backend") { HelpName = "name", Description = $"Audio system: {SoundServers.Jack} (also PipeWire's) or {SoundServers.PortAudio}; by default {SoundServers.Jack}, or {SoundServers.PortAudio} if --input is given." };
        Option<string?> input = new("--input") { HelpName = "device", Description = "PortAudio input device: its index in --list, or a part of its name." }, output = new("--output") { HelpName = "device", Description = "PortAudio output device, which has the drivers." };
        Option<int?> rate = NumberOption.Whole("--rate", "Hz", "Sample rate of the PortAudio devices in Hz; by default the plan's.", LowestRate, MaxRate);
        Option<int?> block = ServerOptions.Block();
        Option<string> client = ServerOptions.Client();
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "Plan folder, instead of a design for --device." }, head = Options.Head();
        Option<string?> server = ServerOptions.Server();
        Option<string?> from = new("--from") { HelpName = "ports", Description = "Source ports: a part of their names or a regular expression. The first ports that match are connected, now and whenever they appear." };
        Option<string?> to = new("--to") { HelpName = "ports", Description = "Driver ports, in the same way: driver n is connected to the n-th port that matches; by default to a device with enough ports." };
        Option<string?> room = RoomOptions.Room("With --monitor: the sound at the ears in a room"), seconds = new("--duration") { HelpName = "seconds", Description = "Stop after this many seconds." };
        Option<string?> upmix = new("--upmix") { HelpName = "mode", Description = $"{Options.UpmixModeDescription}{Options.OrNoUpmix} By default music, or the mode of the plan." };
        Option<int?> control = NumberOption.WholeOrAlone(OnASocket, "--control", "port", "Accept commands, one a line: bypass, gain, plan, ab, abx, status, quit and others ('help' lists all). Alone on a socket that only you can open; with a port on TCP of this machine (0 for any free port), after a first line with the token whose file is named at the start.", 0, IPEndPoint.MaxPort);
        Option<bool> list = new("--list") { Description = "List the available ports or devices, and exit." };
        Option<bool> identify = new("--identify") { Description = "Play a soft tone at one driver after the other and print which, to check the wiring; then exit." };
        Option<bool> monitor = new("--monitor") { Description = "Play the sound at the listener's ears, for headphones, instead of driver feeds." };
        Option<double?> gain = Options.Gain(Options.PlaybackGain, Options.MostLiveGainDb);
        Option<string?> headroom = Options.Headroom();
        HeadCorrections corrections = new();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("live", "Process sound live on a sound server (JACK or PipeWire) or sound card (PortAudio), until Ctrl-C.\n\n"
            + $"{char.ToUpperInvariant(ControlHelp.Keys[0])}{ControlHelp.Keys[1..]}.\n\n"
            + "Example: proscenium live --device soundbar-8 --from mpv")
        {
            { Heading.Server, list, identify, backend, from, to, server, client, input, output, rate, block },
            { Heading.Plan, device, plan, upmix },
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low, room },
            { Heading.Level, gain, headroom },
            { Heading.Control, control, seconds },
            { Heading.Output, monitor, quiet },
        };
        ListeningOptions listening = new();
        listening.AddTo(command);
        TrackOptions tracker = new();
        tracker.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(gain) is not null && result.GetResult(headroom) is not null) result.AddError("--gain and --headroom both set the level: leave one of them out.");
            if (result.GetResult(plan) is not null && result.GetResult(device) is { Implicit: false }) result.AddError("--plan contains its own device: leave --device out.");
            if (result.GetResult(room) is not null && !result.GetValue(monitor)) result.AddError("--room applies to the sound at the ears: add --monitor; driver feeds do not depend on the room.");
            if (result.GetResult(tracker.Track) is not null && result.GetValue(monitor)) result.AddError("--track follows a head in front of the drivers, and --monitor plays what a head at the seat hears: leave one of them out.");
            if (result.GetResult(head) is not null && !result.GetValue(monitor)) result.AddError("--head applies to the sound at the ears: add --monitor; to design a plan for a head, use 'proscenium design --head'.");
        });
        command.SetAction(parsed =>
        {
            ServerSettings where = new()
            {
                Server = parsed.GetValue(server), Client = parsed.GetValue(client)!, From = parsed.GetValue(from), To = parsed.GetValue(to),
                Input = parsed.GetValue(input), Output = parsed.GetValue(output), Rate = parsed.GetValue(rate), BlockFrames = parsed.GetValue(block),
            };
            if (parsed.GetValue(backend) is { } named and not (SoundServers.Jack or SoundServers.PortAudio)) throw new SettingException($"unknown --backend '{named}': use {SoundServers.Jack} or {SoundServers.PortAudio}.");
            if (parsed.GetValue(backend) != SoundServers.PortAudio) ServerOptions.RequireApart(where.Client, where.Server);
            if (parsed.GetValue(list)) return List(parsed.GetValue(backend), where);
            TrackerSettings? followed = tracker.Of(parsed);
            Room? heardIn = parsed.GetValue(room) is { } name ? RoomOptions.Open(name) : null;
            UpmixMode? mode = parsed.GetValue(upmix) is { } text ? Options.ModeOrNone("--upmix", text) : null;
            Head listener = corrections.Open(parsed, parsed.GetValue(head));
            PlanSource source = parsed.GetValue(plan) is { } folder ? PlanSource.InFolder(folder, mode) : PlanSource.ToDesign(Request(parsed.GetValue(device)!, heardIn, mode, follows: parsed.GetValue(tracker.Track) is not null), parsed.GetValue(device)!);
            using StatusLine status = new(parsed.GetValue(quiet));
            if (parsed.GetValue(identify)) return Identify(SoundServers.Opener(parsed.GetValue(backend), where with { UsualRate = source.Request.SampleRate }), source, status);
            if (parsed.GetValue(plan) is null && parsed.GetResult(device) is { Implicit: true }) Report.Warn($"plays for {Options.StandardDevice}{Options.Unnamed}.");
            if (heardIn is not null && parsed.GetValue(plan) is null) RoomOptions.NoteMove(source.Request, heardIn);
            LiveSettings settings = new()
            {
                Open = SoundServers.Opener(parsed.GetValue(backend), where with { UsualRate = source.Request.SampleRate }),
                Plan = source,
                Design = DesignProcess.Run,
                GainDb = parsed.GetValue(gain),
                Night = parsed.GetValue(listening.Night),
                ListeningLevelPhon = parsed.GetValue(listening.Level),
                HarmonicBass = parsed.GetValue(listening.HarmonicBass),
                SafeHeadroom = parsed.GetValue(headroom) is not null,
                Ears = design =>
                {
                    FirMatrix ears = MonitorFilters.Of(design.Request.Device, design.Request.Distance, listener, design.Plan.SampleRate, heardIn, design.Request.Place);
                    if (heardIn is not null) RoomOptions.WarnOfDistance(heardIn, design);
                    return ears;
                },
                Monitor = parsed.GetValue(monitor),
                Tracker = followed,
                BankCure = "make a plan for more places with 'proscenium design --bank auto'",
                Duration = Duration(parsed.GetValue(seconds)),
                Say = status.Say,
                Show = status.Show,
            };
            return Run(settings, where.Client, parsed.GetValue(control), status, new Report(parsed.GetValue(quiet) ? TextWriter.Null : new LossyWriter(() => Console.Out)));
        });
        return command;
    }

    static int Run(LiveSettings settings, string client, int? port, StatusLine status, Report report)
    {
        using Interruption interruption = new(() => LeaveAtOnce(status), _patience);
        using LiveSession session = new(settings with { Design = EndedBy(settings.Design, interruption.Token) });
        CommandInterpreter interpreter = new(session, tell: status.Say);
        using ControlAddress? address = port switch
        {
            null => null,
            OnASocket => ControlAddress.OfSocket(ControlAddress.UsualFolder, client),
            { } number => ControlAddress.OfPort(ControlAddress.UsualFolder, number),
        };
        using ControlSocket? socket = address is null ? null : new(interpreter, address);
        if (address is not null) status.Say(address.Sentence);
        new KeyReader(interpreter, status.Beside(new LossyWriter(() => Console.Out))).Start();
        LiveFigures figures = session.Run(interruption.Token);
        status.Dispose();
        Describe(figures, report);
        return 0;
    }

    /// <summary>A signal also ends a design while the session waits for a server that does not answer.</summary>
    static Func<PlanSource, DesignRequest, CancellationToken, SpatialDesign> EndedBy(Func<PlanSource, DesignRequest, CancellationToken, SpatialDesign> design, CancellationToken interrupted) => (source, request, cancel) =>
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, interrupted);
        return design(source, request, either.Token);
    };

    /// <summary>Ends the process, with the terminal as it was.</summary>
    static void LeaveAtOnce(StatusLine status)
    {
        status.Complain("the sound server does not answer: stopped without it; restart it before the next try.");
        Environment.Exit(1);
    }

    static void Describe(LiveFigures figures, Report report)
    {
        report.Line($"played {figures.Seconds:0.0} s");
        report.Figure("xruns", $"{figures.Xruns}");
        report.Figure("longest callback", $"{1000 * figures.LongestSeconds:0.00} ms of {1000 * figures.LongestBlockSeconds:0.00} ms, in a block of {figures.LongestBlockFrames}");
        report.Figure("load", $"{100 * figures.Load:0.0} %");
        report.Figure("allocated on the audio thread", $"{figures.AllocatedBytes} bytes");
        report.Figure("limiting", LimitingWords.Of(figures.LargestReductionDb, figures.LargestBassReductionDb, figures.MeanReductionDb, figures.SecondsAbove3Db));
        if (figures.SilencedSamples > 0) report.Figure("invalid input samples", $"{figures.SilencedSamples}, replaced by silence");
    }

    static int Identify(Func<SoundPorts, ISoundServer> open, PlanSource source, StatusLine status)
    {
        using Interruption interruption = new(() => LeaveAtOnce(status), _patience);
        DriverIdentification.Run(open, [.. source.Request.Device.Drivers.Select(driver => driver.Name)], status.Say, interruption.Token);
        return 0;
    }

    static int List(string? backend, ServerSettings where)
    {
        foreach (string line in SoundServers.List(backend, where, new("--from", "--to", "PortAudio, for --input and --output:"))) Console.Out.WriteLine(PrintableText.Of(line));
        return 0;
    }

    /// <summary>The design for a device, with filters for other places where a head is followed.</summary>
    static DesignRequest Request(string device, Room? room, UpmixMode? upmix, bool follows) => new()
    {
        Bank = follows ? BankGrid.Parse(BankGrid.Auto) : null,
        Device = DeviceFile.Open(device),
        DistanceMetres = room is null ? null : RoomSetup.DistanceIn(room),
        Upmix = upmix ?? UpmixMode.Music,
    };

    static TimeSpan? Duration(string? text)
    {
        if (text is null) return null;
        double seconds = Options.Number("--duration", text);
        return seconds is > 0 and <= MaxSeconds ? TimeSpan.FromSeconds(seconds) : throw new SettingException($"--duration needs seconds above 0, {MaxSeconds:0} at most, not '{text}'.");
    }
}
