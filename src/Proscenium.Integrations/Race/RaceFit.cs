using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using static System.FormattableString;

namespace Proscenium.Integrations.Race;

/// <summary>How well a plan serves a design's aim on the design head, in dB, means from 300 Hz to 8 kHz.</summary>
/// <param name="CancellationDb">The ipsilateral ear over the excess crosstalk at the contralateral ear, in the design's poses, counted up to what the design asks for.</param>
/// <param name="SeparationDb">The ipsilateral over the contralateral ear; for virtual loudspeakers, more is not better.</param>
/// <param name="OffAxis5CmDb">The same as the first, 5 cm to either side of the seat.</param>
readonly record struct AimFigures(double CancellationDb, double SeparationDb, double OffAxis5CmDb);

/// <summary>
/// The best fit of a program's recursive canceller to a design: its settings, and how far it falls short.
/// </summary>
sealed record RaceFit
{
    const double MinWorthDb = 1;

    /// <summary>The settings, as the program takes them.</summary>
    public required RaceSettings Settings { get; init; }

    /// <summary>The program with these settings, as a plan: left and right on the reference drivers, the others silent.</summary>
    public required RenderPlan Plan { get; init; }

    /// <summary>The design's own figures.</summary>
    public required AimFigures Designed { get; init; }

    /// <summary>The program's.</summary>
    public required AimFigures Race { get; init; }

    /// <summary>Those of the two reference drivers without processing.</summary>
    public required AimFigures Untreated { get; init; }

    /// <summary>Tone of the left input at the left ear in the first pose, relative to the unprocessed pair.</summary>
    public required Coloration IpsilateralEar { get; init; }

    /// <summary>The largest gain of a single driver from 20 Hz to 20 kHz, in dB relative to unprocessed playback.</summary>
    public required double MaxGainDb { get; init; }

    /// <summary>The gain before the canceller, in dB.</summary>
    public required double GainDb { get; init; }

    /// <summary>The parts of the design that the program cannot realise, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Delay as written.</summary>
    public double DelaySeconds => Settings.DelaySeconds;

    /// <summary>Attenuation as written.</summary>
    public double AttenuationDb => Settings.AttenuationDb;

    /// <summary>Lower end of the band.</summary>
    public double LowHz => Settings.LowHz;

    /// <summary>Upper end of the band.</summary>
    public double HighHz => Settings.HighHz;

    /// <summary>How well the design serves its own aim, in dB.</summary>
    public double PlanDb => Designed.CancellationDb;

    /// <summary>How well the program serves it.</summary>
    public double RaceDb => Race.CancellationDb;

    /// <summary>How well the unprocessed pair serves it.</summary>
    public double UntreatedDb => Untreated.CancellationDb;

    /// <summary>By how much the program falls short of the design, in dB.</summary>
    public double GapDb => PlanDb - RaceDb;

    /// <summary>Attenuation in dB that keeps full-scale input below full scale.</summary>
    public double HeadroomDb => Plan.HeadroomDb;

    /// <summary>The best settings for a design's aim.</summary>
    /// <param name="design">The design.</param>
    /// <param name="format">The program.</param>
    /// <param name="gainDb">The gain, or null for minus the headroom.</param>
    public static RaceFit Of(SpatialDesign design, IRaceFormat format, double? gainDb = null) => Judged(design, format, RaceSearch.Best(design, format), gainDb);

    /// <summary>The fit of given settings to a design's aim.</summary>
    public static RaceFit Judged(SpatialDesign design, IRaceFormat format, RaceSettings settings, double? gainDb = null)
    {
        DesignRequest request = design.Request;
        RenderPlan race = format.Canceller(settings, request.SampleRate).CausalPlan(request);
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        (StereoAim aim, StereoAim offAxis) = (StereoAim.InItsPoses(design, request.Device, grid), StereoAim.OffAxis(design, grid));
        AimFigures Figures(MeasuredPlan measured) => new(aim.Cancellation(measured), aim.Separation(measured), offAxis.Cancellation(measured));
        MeasuredPlan treated = new(race), plain = new(ReferenceDriverPlan.Of(race, request.Device));
        (AimFigures achieved, AimFigures untreated) = (Figures(treated), Figures(plain));
        return new()
        {
            Settings = settings,
            Plan = race,
            Designed = Figures(new(design.Plan)),
            Race = achieved,
            Untreated = untreated,
            IpsilateralEar = aim.IpsilateralEar(treated, plain),
            MaxGainDb = treated.MaxGain(0).Decibels,
            GainDb = gainDb ?? -race.HeadroomDb,
            Notes = [.. Shortcomings(design, achieved.CancellationDb - untreated.CancellationDb)],
        };
    }

    static IEnumerable<string> Shortcomings(SpatialDesign design, double worthDb)
    {
        Device device = design.Request.Device;
        int silent = device.Drivers.Count - 2;
        string pair = $"{device.Drivers[device.ReferenceDriver(Side.Left)].Name} and {device.Drivers[device.ReferenceDriver(Side.Right)].Name}";
        if (silent > 0) yield return $"only {pair} play: a recursive canceller has two drivers, and the other {silent} are silent";
        if (design.Request.AngleDegrees is { } angle) yield return FormattableString.Invariant($"there are no virtual loudspeakers: the settings are the closest to the sound of loudspeakers at {angle:0.##} degrees at the contralateral ear");
        string[] others = [.. design.Plan.Inputs.Skip(2)];
        if (others.Length > 0) yield return others is [ChannelNames.Centre] ? "there is no centre beam: the phantom centre passes through the canceller" : $"a recursive canceller has left and right inputs only: mix {string.Join(", ", others)} into them first";
        if (worthDb < MinWorthDb) yield return Invariant($"the recursive canceller improves this design by less than {MinWorthDb:0} dB: leave it out");
    }
}
