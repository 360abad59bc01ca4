using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;
using static System.FormattableString;

namespace Proscenium.Rendering;

/// <summary>Renders a sound file for a device: set the properties, then make one call.</summary>
/// <example>
/// <code>
/// RenderedFile rendered = new FileRendering { Input = "song.flac", Device = "laptop" }.Write("feeds.wav");
/// Console.WriteLine($"{rendered.Figures.PeakDb:0.0} dB");
/// </code>
/// </example>
public sealed record FileRendering
{
    /// <summary>The sound file, or - for standard input, which can be read once only.</summary>
    public required string Input { get; init; }

    /// <summary>The number of the file's sound track, from 1; null for the one that is meant to be played.</summary>
    public int? Track { get; init; }

    /// <summary>A built-in device or a device file; the plan is designed for it at the input's sample rate. Not used where there is a <see cref="Plan"/>.</summary>
    public string Device { get; init; } = "echo-studio";

    /// <summary>The folder of a plan; null to design one.</summary>
    public string? Plan { get; init; }

    /// <summary>Gain at the drivers, dB; null for as loud as the untreated device. Where a driver would exceed -1 dB of full scale, the inputs are turned down for that moment.</summary>
    public double? GainDb { get; init; }

    /// <summary>True for minus the plan's headroom, at which music needs no limiting.</summary>
    public bool SafeHeadroom { get; init; }

    /// <summary>How much louder the centre plays, dB, up to <see cref="DialogueLevel.MaxDb"/> either way.</summary>
    public double DialogueDb { get; init; }

    /// <summary>How the phantom centre is split off, or that it is not; null for what the plan says.</summary>
    public UpmixMode? Upmix { get; init; }

    /// <summary>Loud passages softer and soft ones louder, by one gain for all channels.</summary>
    public bool Night { get; init; }

    /// <summary>The loudness level to listen at, 20 to 90 phon: the tone is that of a mix made at 80 phon (ISO 226:2003); null for the tone as it is.</summary>
    public double? ListeningLevelPhon { get; init; }

    /// <summary>Bass below the device's lowest driver by its second and third harmonic.</summary>
    public bool HarmonicBass { get; init; }

    /// <summary>
    /// A CSV file of the head's poses over time (<c>seconds,left,forward,up,yaw</c>: metres from the seat, degrees): the filters of a plan with a bank follow them, and the sound at the ears is heard
    /// along them, in free field. Null for a head in the seat.
    /// </summary>
    public string? Poses { get; init; }

    /// <summary>The sound at the ears of the listener, for headphones, instead of driver feeds.</summary>
    public bool Monitor { get; init; }

    /// <summary>The untreated device, as loud at the ears as the plan.</summary>
    public bool Bypass { get; init; }

    /// <summary>The listening head.</summary>
    public Head Head { get; init; } = new SphericalHead();

    /// <summary>The room in which the head hears, null for free field; a plan is designed for the listener's distance there.</summary>
    public Room? Room { get; init; }

    /// <summary>Designs that are shared with other files, or null.</summary>
    internal DesignShelf? Shelf { get; init; }

    /// <summary>A measured room in whose receivers the sound is heard, null for none; a source for each driver. Its head takes the place of <see cref="Head"/>.</summary>
    internal MeasuredRoom? MeasuredRoom { get; init; }

    /// <summary>Renders into a file, which appears only when it is complete.</summary>
    /// <param name="output">WAV file (32-bit float), or what its ending says, or - for standard output.</param>
    /// <param name="progress">Told the progress, 0 to 1; not a number where the input does not say how long it is.</param>
    /// <param name="cancel">Ends the work; no file appears then.</param>
    /// <exception cref="SoundException">The input cannot be read or does not fit the plan.</exception>
    /// <exception cref="FileFormatException">There is no such device or plan, or its file is damaged.</exception>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RenderedFile Write(string output, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        using IDisposable read = FilesRead.Begin();
        AtomicFile.Require(output);
        using PreparedFile file = Open(cancel);
        RequireFormat(output, file);
        if (Poses is not null && !Monitor && file.Design.Plan.Bank is null) throw new SettingException($"{Plan ?? Device}: has no filters for other places of the head, so that poses would move nothing: design a plan with a bank of them.");
        if (Poses is not null && Bypass && !Monitor) throw new SettingException("the untreated device follows nobody: leave the poses out, or hear it along them with a monitor.");
        FirMatrix? ears = Monitor || Bypass ? MonitorOf(file) : null;
        double gainDb = GainOf(file);
        if (!Bypass) return file.Write(output, file.Design.Plan, gainDb, 0, ears, progress, cancel);
        double matchDb = file.LoudnessDifference(ears!, gainDb, PhaseProgress.Of(progress, 0, 2), cancel);
        return file.Write(output, file.Untreated, gainDb + matchDb, matchDb, Monitor ? ears : null, PhaseProgress.Of(progress, 1, 2), cancel) with { MatchDb = matchDb };
    }

    /// <summary>Renders what the ears get of the untreated device and of the plan into two files, equally loud, the louder peak 1 dB below full scale.</summary>
    /// <param name="before">File for the untreated device.</param>
    /// <param name="after">File for the plan.</param>
    /// <param name="progress">Told the progress, 0 to 1.</param>
    /// <param name="cancel">Ends the work; the file that was on its way does not appear then.</param>
    /// <exception cref="SoundException">The input cannot be read or does not fit the plan.</exception>
    /// <exception cref="FileFormatException">There is no such device or plan, or its file is damaged.</exception>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MatchedMonitors WriteBeforeAndAfter(string before, string after, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        using IDisposable read = FilesRead.Begin();
        AtomicFile.Require(before, after);
        using PreparedFile file = Open(cancel);
        AtomicFile.Require(before, after);
        return MatchedMonitors.Write(file, MonitorOf(file), GainOf(file), before, after, progress, cancel);
    }

    /// <summary>Refuses, before the work, a file that is read, or whose format does not keep the channels apart.</summary>
    void RequireFormat(string output, PreparedFile file)
    {
        AtomicFile.Require(output);
        OutputFormat.Require(output, Monitor ? 2 : file.Design.Plan.Drivers.Count, speakers: 0);
    }

    double GainOf(PreparedFile file) => SafeHeadroom ? -file.Design.Plan.HeadroomDb : GainDb ?? file.Design.Plan.PlaybackGainDb;

    FirMatrix MonitorOf(PreparedFile file) => MeasuredRoom is null ? file.Monitor(Head, Room) : file.Monitor(MeasuredRoom);

    /// <summary>The input with the plan for it, for several runs.</summary>
    internal PreparedFile Open(CancellationToken cancel = default)
    {
        if (ListeningLevelPhon is < ListeningSettings.LeastPhon or > ListeningSettings.MostPhon) throw new SettingException(Invariant($"the listening level {ListeningLevelPhon:0.#} phon is out of range: choose {ListeningSettings.LeastPhon:0} to {ListeningSettings.MostPhon:0}."));
        if (SafeHeadroom && GainDb is not null) throw new SettingException("a gain and the safe headroom exclude each other: choose one of them.");
        if (Poses is not null && (Room is not null || MeasuredRoom is not null)) throw new SettingException("a room's responses are those of one place of the head: hear a head that moves in free field.");
        if (Bypass && DialogueDb != 0) throw new SettingException("the untreated device has no centre that could be louder: leave the dialogue's level at 0 dB.");
        return PreparedFile.Open(this, cancel);
    }
}
