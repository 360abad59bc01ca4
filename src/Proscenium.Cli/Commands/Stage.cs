using Proscenium.Acoustics;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Plants;
using Proscenium.Rendering;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary>A sound file on a device: the design that fits its sample rate, and runs of it.</summary>
sealed class Stage : IDisposable
{
    readonly string _path;
    readonly bool _quiet;
    ProgrammeSource? _opened;

    Stage(string path, ProgrammeSource opened, SpatialDesign design, bool quiet)
    {
        (_path, _opened, Layout, Design, _quiet) = (path, opened, opened.Layout, design, quiet);
        Untreated = DownmixPlan.Of(design.Plan, design.Request.Device);
    }

    /// <summary>The design in use.</summary>
    public SpatialDesign Design { get; }

    /// <summary>The channels of the file.</summary>
    public ChannelLayout Layout { get; }

    /// <summary>Channels that the plan takes and the file has not.</summary>
    public IReadOnlyList<string> Silent => [.. Design.Plan.Channels.Except(Layout.Channels)];

    /// <summary>The same device without treatment; of a film its downmix to stereo.</summary>
    public RenderPlan Untreated { get; }

    /// <summary>Opens a file and a plan for it, or designs one for a device at the file's rate.</summary>
    /// <param name="path">The file, or - for standard input.</param>
    /// <param name="planFolder">A plan, or null to design one.</param>
    /// <param name="device">The device to design for.</param>
    /// <param name="quiet">No progress.</param>
    /// <param name="room">Where it will be heard, if anywhere: a design takes the listener's distance there.</param>
    /// <param name="dialogueDb">How much louder the centre is to be, in dB.</param>
    /// <param name="upmix">How the centre is split off; null for what the plan says.</param>
    public static Stage Open(string path, string? planFolder, string device, bool quiet, Room? room = null, double dialogueDb = 0, UpmixMode? upmix = null)
    {
        ProgrammeSource source = new(path);
        try
        {
            SpatialDesign design = planFolder is null ? DesignFor(device, room, source, path) : ReadPlan(planFolder, source, path);
            return new(path, source, design with { Plan = DialogueLevel.Of(Upmixed(design.Plan, upmix, source, path), dialogueDb) }, quiet);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>How much louder, in LU, the treated monitor is than the untreated one at the same driver gain.</summary>
    public double LoudnessDifference(FirMatrix monitor, double gainDb)
    {
        if (_path == "-") throw new ArgumentException("the loudness of standard input cannot be measured before it is played: give --bypass a file.");
        (double treated, double untreated) = (Measure(Design.Plan, gainDb, monitor).Lufs, Measure(Untreated, gainDb, monitor).Lufs);
        return double.IsNegativeInfinity(treated) || double.IsNegativeInfinity(untreated) ? 0 : treated - untreated;
    }

    /// <summary>Filters from the drivers to a head's ears, in free field or in a room.</summary>
    public FirMatrix Monitor(Head head, Room? room = null) => Monitor(Design, head, room);

    /// <summary>The same for any design.</summary>
    public static FirMatrix Monitor(SpatialDesign design, Head head, Room? room)
    {
        if (room is not null) return MonitorFilters.Of(RoomOptions.Setup(room, design, head).At([HeadPose.Seat])[0]);
        DesignRequest request = design.Request;
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, head, [HeadPose.Seat], FrequencyGrid.ForDesign(design.Plan.SampleRate));
        return MonitorFilters.Of(ears, request.Distance);
    }

    /// <summary>Renders and measures, writing nothing.</summary>
    public (double Lufs, double PeakDb) Measure(RenderPlan plan, double gainDb, FirMatrix monitor)
    {
        Loudness meter = new(plan.SampleRate, monitor.Outputs);
        RenderFigures figures = Run(plan, gainDb, monitor, meter.Add, "measuring");
        return (meter.IntegratedLufs, figures.PeakDb);
    }

    /// <summary>Renders into a file, which appears only if nothing had to be limited.</summary>
    public RenderFigures Write(string output, RenderPlan plan, double gainDb, FirMatrix? monitor)
    {
        using SoundWriter writer = SoundWriter.Create(output, new(plan.SampleRate, monitor?.Outputs ?? plan.Drivers.Count));
        RenderFigures figures = Run(plan, gainDb, monitor, writer.Write, "rendering");
        if (figures.LimitedSamples > 0)
            throw new SoundException($"{_path}: at a gain of {gainDb:0.0} dB {figures.LimitedSamples} driver samples would exceed full scale by up to {figures.LargestFeedDb:0.0} dB: use --gain {gainDb - Math.Ceiling(10 * figures.LargestFeedDb) / 10:0.0} or less.");
        writer.Complete();
        return figures;
    }

    public void Dispose() => _opened?.Dispose();

    RenderFigures Run(RenderPlan plan, double gainDb, FirMatrix? monitor, Action<ReadOnlyAudioBlock> sink, string what)
    {
        using ProgrammeSource source = _opened ?? new ProgrammeSource(_path);
        _opened = null;
        using ProgressLine progress = new(what, source.FrameCount, _quiet);
        using Interruption interruption = new();
        RenderFigures figures = new OfflineRender(plan, gainDb, monitor).Run(source, sink, progress.Report, interruption.Token);
        if (what == "rendering")
            foreach (string warning in source.Warnings) Report.Warn(warning);
        if (what == "rendering" && figures.SilencedSamples > 0) Report.Warn($"{_path}: {figures.SilencedSamples} samples were no numbers or beyond all levels and were taken for silence.");
        return figures;
    }

    static RenderPlan Upmixed(RenderPlan plan, UpmixMode? upmix, ProgrammeSource source, string path)
    {
        if (upmix is null) return plan;
        return plan.Upmix is null ? throw new SoundException($"{path}: is {source.Layout.Name} and plays without an upmix: leave --upmix out.") : plan with { Upmix = upmix };
    }

    static SpatialDesign DesignFor(string device, Room? room, ProgrammeSource source, string path)
    {
        if (source.SampleRate is < 8000 or > 192000)
            throw new SoundException($"{path}: is at {source.SampleRate} Hz; 8000 to 192000 Hz can be rendered: convert it first.");
        return SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device), SampleRate = source.SampleRate, Layout = source.Layout, DistanceMetres = room is null ? null : RoomSetup.DistanceIn(room) });
    }

    static SpatialDesign ReadPlan(string folder, ProgrammeSource source, string path)
    {
        SpatialDesign design = PlanFile.Read(folder);
        if (design.Plan.SampleRate != source.SampleRate)
            throw new SoundException($"{path}: is at {source.SampleRate} Hz and the plan {folder} at {design.Plan.SampleRate} Hz: design the plan with --rate {source.SampleRate}, or convert the file.");
        if (source.Layout.Channels.Except(design.Plan.Channels).Any())
            throw new SoundException($"{path}: is {source.Layout.Name} and the plan {folder} takes {string.Join(", ", design.Plan.Channels)} alone: design the plan with --layout {source.Layout.Name}, or leave --plan out.");
        if (source.Layout.IsStereo && design.Request.Layout.HasCentre)
            throw new SoundException($"{path}: is stereo and the plan {folder} is for {design.Request.Layout.Name}, whose centre would stay silent: design the plan without --layout, or leave --plan out.");
        return design;
    }
}
