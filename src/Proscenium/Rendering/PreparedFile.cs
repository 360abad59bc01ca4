using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Rendering;

/// <summary>A sound file on a device: the design that fits its sample rate, and runs of it.</summary>
sealed class PreparedFile : IDisposable
{
    readonly string _path;
    readonly int? _track;
    readonly Lazy<RenderPlan> _untreated;
    readonly HeadMotion? _motion;
    ProgrammeSource? _opened;

    PreparedFile(FileRendering settings, ProgrammeSource opened, SpatialDesign design)
    {
        (_path, _track, _opened, Layout, Design) = (settings.Input, settings.Track, opened, opened.Layout, design);
        Listening = new() { Night = settings.Night, LevelPhon = settings.ListeningLevelPhon, BassHz = settings.HarmonicBass ? ListeningSettings.BassOf(design.Request.Device.LowestHz) : null };
        _untreated = new(() => design.UntreatedDownmix);
        _motion = settings.Poses is { } poses ? new(new(PoseTrackFile.Open(poses), poses), design.Request.Place, design.Request.Device, design.Request.Distance, settings.Head) : null;
        if (settings.Monitor || settings.Bypass) _motion?.Require();
    }

    /// <summary>The design in use.</summary>
    public SpatialDesign Design { get; }

    /// <summary>What is changed before the plan.</summary>
    public ListeningSettings Listening { get; }

    /// <summary>The channels of the file.</summary>
    public ChannelLayout Layout { get; }

    /// <summary>Channels that the plan takes and the file has not.</summary>
    public IReadOnlyList<string> Silent => [.. Design.Plan.Channels.Except(Layout.Channels)];

    /// <summary>The same device without treatment; of a film its downmix to stereo. It is designed when it is first asked for.</summary>
    public RenderPlan Untreated => _untreated.Value;

    /// <summary>Opens a file and a plan for it, or designs one for a device at the file's rate.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="cancel">Ends the work.</param>
    public static PreparedFile Open(FileRendering settings, CancellationToken cancel = default)
    {
        string path = settings.Input;
        ProgrammeSource source = new(path, stereoAlone: false, settings.Track);
        try
        {
            cancel.ThrowIfCancellationRequested();
            SpatialDesign design = settings.Plan is null ? DesignFor(settings, source, cancel) : ReadPlan(settings, source);
            cancel.ThrowIfCancellationRequested();
            design = Upmixed(design, settings.Upmix, source, path);
            return new(settings, source, design with { Plan = DialogueLevel.Of(design.Plan, settings.DialogueDb) });
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>How much louder, in LU, the treated monitor is than the untreated one at the same driver gain.</summary>
    public double LoudnessDifference(FirMatrix monitor, double gainDb, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        if (_path == "-") throw new SettingException("the loudness of standard input cannot be measured before it is played: name a file instead.");
        double treated = Measure(Design.Plan, gainDb, monitor, PhaseProgress.Of(progress, 0, 2), cancel).Lufs;
        double untreated = Measure(Untreated, gainDb, monitor, PhaseProgress.Of(progress, 1, 2), cancel).Lufs;
        return Difference(treated, untreated);
    }

    /// <summary>The difference of two loudnesses in LU; none where one of them is silence.</summary>
    internal static double Difference(double treatedLufs, double untreatedLufs) => double.IsFinite(treatedLufs) && double.IsFinite(untreatedLufs) ? treatedLufs - untreatedLufs : 0;

    /// <summary>Filters from the drivers to a head's ears, in free field or in a room.</summary>
    public FirMatrix Monitor(Head head, Room? room = null) => MonitorFilters.Of(Design.Request.Device, Design.Request.Distance, head, Design.Plan.SampleRate, room, Design.Request.Place);

    /// <summary>Filters from the drivers to the receivers of a measured room, as loud as its file says.</summary>
    public FirMatrix Monitor(MeasuredRoom room)
    {
        MeasuredRoomFit.Require(room, Design.Plan, Design.Request.Device);
        return room.Responses;
    }

    /// <summary>Renders and measures, writing nothing.</summary>
    public (double Lufs, double PeakDb) Measure(RenderPlan plan, double gainDb, FirMatrix monitor, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        Loudness meter = new(plan.SampleRate, monitor.Outputs);
        RenderFigures figures = Run(plan, gainDb, monitor, meter.Add, progress, cancel).Figures;
        return (meter.IntegratedLufs, figures.PeakDb);
    }

    /// <summary>Renders into a file, which appears when it is complete.</summary>
    /// <param name="output">The file.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="gainDb">The gain at the drivers.</param>
    /// <param name="matchDb">The part of it that a match of loudness has added to what was asked.</param>
    /// <param name="monitor">From the drivers to the ears; null for the drivers.</param>
    /// <param name="progress">Told the progress.</param>
    /// <param name="cancel">Ends the work.</param>
    public RenderedFile Write(string output, RenderPlan plan, double gainDb, double matchDb, FirMatrix? monitor, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        using SoundWriter writer = SoundWriter.Create(output, new(plan.SampleRate, monitor?.Outputs ?? plan.Drivers.Count));
        (RenderFigures figures, List<string> warnings) = Run(plan, gainDb, monitor, writer.Write, progress, cancel);
        if (figures.LargestFeedDb > MixerLimiter.MostReductionDb + Renderer.PlaybackCeilingDb)
            throw new SoundException(new Fault(ErrorCodes.GainTooHigh, Invariant($"{output}: at a gain of {gainDb:0.0;-0.0;0.0} dB a driver would get {figures.LargestFeedDb:0.0} dB above full scale, and inputs can be turned down by {MixerLimiter.MostReductionDb:0} dB"), "use a lower gain", Invariant($"{Math.Floor(10 * (gainDb - figures.LargestFeedDb + MixerLimiter.MostReductionDb + Renderer.PlaybackCeilingDb)) / 10:0.0}")));
        double fitting = Math.Floor(10 * (gainDb - matchDb - figures.PeakDb)) / 10;
        if (writer.Clips && figures.PeakDb > 0)
            throw new SoundException(new Fault(ErrorCodes.GainTooHigh, Invariant($"{output}: at a gain of {gainDb - matchDb:0.0;-0.0;0.0} dB the sound would exceed full scale by {figures.PeakDb:0.0} dB, which only .wav and .w64 hold"), "use a lower gain", Invariant($"{fitting:0.0}")));
        writer.Complete();
        if (figures.PeakDb > 0) warnings.Add(Invariant($"{output}: exceeds full scale by {figures.PeakDb:0.0} dB, which this format keeps and players clip: a gain of {fitting:0.0} dB fits."));
        if (writer.Warning is { } note) warnings.Add(note);
        return new() { Design = Design, Layout = Layout, SilentChannels = Silent, Listening = Listening, GainDb = gainDb, Figures = figures, Warnings = warnings, ShareBeyond = _motion is null || plan.Bank is not { } bank ? null : _motion.Track.ShareBeyond(PlaceBounds.Of(bank), (double)figures.Frames / plan.SampleRate) };
    }

    public void Dispose() => _opened?.Dispose();

    (RenderFigures Figures, List<string> Warnings) Run(RenderPlan plan, double gainDb, FirMatrix? monitor, Action<ReadOnlyAudioBlock> sink, IProgress<double>? progress, CancellationToken cancel)
    {
        using ProgrammeSource source = _opened ?? new ProgrammeSource(_path, stereoAlone: false, _track);
        _opened = null;
        RenderFigures figures = new OfflineRender(plan, gainDb, monitor, Listening, _motion).Run(source, sink, PhaseProgress.OfFrames(progress, source.ExpectedFrames), cancel);
        return (figures, [.. source.Warnings]);
    }

    static SpatialDesign Upmixed(SpatialDesign design, UpmixMode? upmix, ProgrammeSource source, string path)
    {
        if (upmix is not { } mode) return design;
        return !UpmixChoice.IsPossible(design, mode) ? throw new SoundException(new Fault(ErrorCodes.UpmixMissing, $"{path}: is {source.Layout.Name} and plays without an upmix", "play it without")) : UpmixChoice.Of(design, mode);
    }

    static SpatialDesign DesignFor(FileRendering settings, ProgrammeSource source, CancellationToken cancel)
    {
        string path = settings.Input;
        if (source.SampleRate is < 8000 or > 192000)
            throw new SoundException(new Fault(ErrorCodes.SoundRateUnsupported, $"{path}: is at {source.SampleRate} Hz; 8000 to 192000 Hz can be rendered: convert it first (ffmpeg -i FILE -ar {(source.SampleRate < 8000 ? 48000 : 96000)} OUT.wav)"));
        double? distance = settings.Room is null ? null : RoomSetup.DistanceIn(settings.Room);
        SpatialDesign Make() => SpatialDesigner.DesignUnlessCancelled(new DesignRequest { Device = DeviceFile.Open(settings.Device), SampleRate = source.SampleRate, Layout = source.Layout, DistanceMetres = distance }, cancel);
        return settings.Shelf is { } shelf ? shelf.Get(Invariant($"{settings.Device} {source.SampleRate} {source.Layout.Name} {distance}"), Make) : Make();
    }

    static SpatialDesign ReadPlan(FileRendering settings, ProgrammeSource source)
    {
        (string path, string folder) = (settings.Input, settings.Plan!);
        SpatialDesign design = settings.Shelf is { } shelf ? shelf.Get(folder, () => PlanFile.Read(folder)) : PlanFile.Read(folder);
        if (design.Plan.SampleRate != source.SampleRate)
            throw new SoundException(new Fault(ErrorCodes.PlanRateMismatch, $"{path}: is at {source.SampleRate} Hz and the plan {folder} at {design.Plan.SampleRate} Hz", $"design the plan for {source.SampleRate} Hz, or convert the file", $"{source.SampleRate}"));
        if (source.Layout.Channels.Except(design.Plan.Channels).Any())
            throw new SoundException(new Fault(ErrorCodes.PlanLayoutMismatch, $"{path}: is {source.Layout.Name} and the plan {folder} takes {string.Join(", ", design.Plan.Channels)} alone", $"design a plan for {source.Layout.Name}", source.Layout.Name));
        if (source.Layout.IsStereo && design.Request.Layout.HasCentre)
            throw new SoundException(new Fault(ErrorCodes.PlanCentreSilent, $"{path}: is stereo and the plan {folder} is for {design.Request.Layout.Name}, whose centre would stay silent", "design a plan for stereo"));
        return design;
    }
}
