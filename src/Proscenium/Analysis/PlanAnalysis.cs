using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;

namespace Proscenium.Analysis;

/// <summary>Everything that <see cref="PlanAnalyzer"/> finds out about a design.</summary>
public sealed record PlanAnalysis
{
    readonly Lazy<Spinoramas> _spinoramas;

    internal PlanAnalysis(MeasuredPlan measured, Lazy<Spinoramas> spinoramas, HighestLevels highest, IReadOnlyList<FormAnalysis> forms, IReadOnlyList<PerceivedDirection> places) =>
        (Measured, _spinoramas, HighestLevels, Forms, Places) = (measured, spinoramas, highest, forms, places);

    /// <summary>The design.</summary>
    public required SpatialDesign Design { get; init; }

    /// <summary>The head that hears.</summary>
    public required Head Head { get; init; }

    /// <summary>The design as it runs.</summary>
    internal MeasuredPlan Measured { get; }

    /// <summary>What the head hears of it.</summary>
    public required FreeFieldAnalysis Heard { get; init; }

    /// <summary>The same settings without virtual loudspeakers; where there are none, the design itself.</summary>
    public required SpatialDesign Canceller { get; init; }

    /// <summary>What the head hears of the canceller alone.</summary>
    public required FreeFieldAnalysis CancellerHeard { get; init; }

    /// <summary>The untreated device, judged like a plan.</summary>
    public required FreeFieldAnalysis Untreated { get; init; }

    /// <summary>Known treatments of the same device, judged alike.</summary>
    public required IReadOnlyList<BaselineAnalysis> Baselines { get; init; }

    /// <summary>The centre around the device; null without a centre.</summary>
    internal BeamPattern? Beam { get; init; }

    /// <summary>The centre of the untreated device, on left and right alike; null without a centre.</summary>
    internal BeamPattern? UntreatedBeam { get; init; }

    /// <summary>The design's inputs as loudspeakers are looked at; measured when first asked for.</summary>
    internal Spinoramas Spinoramas => _spinoramas.Value;

    /// <summary>How loud it plays over frequency.</summary>
    internal HighestLevels HighestLevels { get; }

    /// <summary>What is left where the drivers differ from their model; null where no Monte Carlo runs were made.</summary>
    public required DriverTolerance? Tolerance { get; init; }

    /// <summary>The same of the canceller alone.</summary>
    public required DriverTolerance? CancellerTolerance { get; init; }

    /// <summary>The canceller in other forms of filters.</summary>
    internal IReadOnlyList<FormAnalysis> Forms { get; }

    /// <summary>Where the channels of a film are heard; empty for stereo, and below 44.1 kHz.</summary>
    internal IReadOnlyList<PerceivedDirection> Places { get; }

    /// <summary>How loud low-frequency effects are; null for layouts without.</summary>
    internal LowFrequencyLevel? Lfe { get; init; }

    /// <summary>The design in a room; null where none was named.</summary>
    public RoomFindings? Room { get; init; }

    /// <summary>The design in a room that was measured; null where none was named.</summary>
    internal MeasuredRoomFindings? MeasuredRoom { get; init; }

    /// <summary>What the canceller is worth beyond the measurement that it was designed and is judged on; null where these are two.</summary>
    internal OwnMeasurement? OwnMeasurement { get; init; }

    /// <summary>True where the plan is a canceller and nothing else.</summary>
    public bool IsCancellerAlone => Design.Request.AngleDegrees is null;

    /// <summary>True where the plan's centre is a channel of the programme, not what left and right have in common.</summary>
    public bool HasCentreChannel => Design.Request.Layout.HasCentre;

    /// <summary>Name of the head's file; null for a head without one, such as the rigid sphere.</summary>
    public string? HeadFile => Head switch
    {
        MeasuredListener { Origin: { } origin } => Path.GetFileName(origin.Path),
        MeasuredHead { Origin: { } origin } => Path.GetFileName(origin.Path),
        _ => null,
    };

    /// <summary>The head in words.</summary>
    public string HeadName => HeadFile is { } file ? Path.GetFileNameWithoutExtension(file) : Head is MeasuredHead ? "a measured head" : "a rigid sphere";

    /// <summary>The places of the plan's bank; null where it has none.</summary>
    internal BankFindings? Bank { get; init; }

    /// <summary>How it cancels while the head moves; null where no track was named.</summary>
    internal MotionFindings? Motion { get; init; }

    /// <summary>The frequencies of everything measured.</summary>
    internal FrequencyGrid Grid => Heard.Grid;

    /// <summary>Separation of a real loudspeaker in the direction of the virtual one, at the seat, in dB; null for a canceller alone.</summary>
    public double? RealLoudspeakerSeparationDb => Heard.RealLoudspeakerSeparationDb;
}

/// <summary>A known treatment and what the head hears of it.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">One line.</param>
/// <param name="LatencySamples">Input to output.</param>
/// <param name="Heard">The figures.</param>
public sealed record BaselineAnalysis(string Name, string Description, int LatencySamples, FreeFieldAnalysis Heard);
