using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Analysis;

/// <summary>A design in a room: what reaches the ears, and what cancellation costs there.</summary>
public sealed record RoomFindings
{
    const double UsualAngleDegrees = 30;

    RoomFindings(IReadOnlyList<CancellationCost> costs) => Costs = costs;

    /// <summary>The plan, the untreated device and a true pair.</summary>
    public required RoomAnalysis Heard { get; init; }

    /// <summary>The plan's own room budget, dB; infinite without one.</summary>
    public required double BudgetDb { get; init; }

    /// <summary>What cancellation costs by room budget; nothing where no wall gives anything back.</summary>
    internal IReadOnlyList<CancellationCost> Costs { get; }

    /// <summary>The room budgets that are told, dB.</summary>
    public static IReadOnlyList<double> BudgetsDb { get; } = [3, 6, 11];

    /// <summary>How much the beam raises the centre's direct-to-reverberant ratio over untreated, 500 Hz to 3 kHz, dB; null without a centre or a room.</summary>
    public double? CentreGainDb => Heard.HasCentre && !Heard.Setup.Room.IsAnechoic ? Heard.Treated.CentreMidrangeDirectDb - Heard.Untreated.CentreMidrangeDirectDb : null;

    /// <summary>Measures a design in a room; takes the longer, the larger the room's reverberation.</summary>
    /// <param name="design">The design; its sample rate is 44.1 to 192 kHz.</param>
    /// <param name="room">The room. The design should be made for the listener's distance there, <see cref="RoomSetup.DistanceIn"/>.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="progress">Told the progress, 0 to 1, from any thread.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SettingException">Nobody can listen there, or the rate is another.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RoomFindings Measure(SpatialDesign design, Room room, Head head, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        StepCounter steps = new(progress, Steps);
        return Measure(design, new(design.Plan), new(design.Untreated), SetUp(design, room, head), design.Request.Place, steps, cancel);
    }

    /// <summary>What is heard of a design in a room, without what cancellation costs there.</summary>
    internal static RoomAnalysis HeardOf(SpatialDesign design, MeasuredPlan measured, MeasuredPlan plain, Room room, Head head) =>
        RoomAnalysis.Measure(measured, plain, SetUp(design, room, head), design.Request.AngleDegrees ?? UsualAngleDegrees, ZoneGrid.Usual, design.Request.Place);

    /// <summary>Seats and cancellers.</summary>
    internal static int Steps => ZoneGrid.Usual.Columns * ZoneGrid.Usual.Rows + BudgetsDb.Count;

    /// <summary>The design's device and a head in a room.</summary>
    internal static RoomSetup SetUp(SpatialDesign design, Room room, Head head)
    {
        LocalisationTemplate.RequireRate(design.Plan.SampleRate);
        return RoomSetup.ForListening(room, design.Request.Device, head, design.Plan.SampleRate);
    }

    /// <summary>Measures everything.</summary>
    /// <param name="design">The design.</param>
    /// <param name="measured">The design as it runs.</param>
    /// <param name="plain">The untreated device.</param>
    /// <param name="setup">The room.</param>
    /// <param name="seat">Where the listener is, from where the room has one.</param>
    /// <param name="steps">Told each seat and each canceller.</param>
    /// <param name="cancel">Ends the work.</param>
    internal static RoomFindings Measure(SpatialDesign design, MeasuredPlan measured, MeasuredPlan plain, RoomSetup setup, HeadPose seat, StepCounter steps, CancellationToken cancel)
    {
        RoomAnalysis heard = RoomAnalysis.Measure(measured, plain, setup, design.Request.AngleDegrees ?? UsualAngleDegrees, ZoneGrid.Usual, seat, steps.Done, cancel);
        CancellationCost[] costs = setup.Room.IsAnechoic ? [] : [.. CostsOf(design.Request, plain, setup, seat, steps, cancel)];
        return new(costs) { Heard = heard, BudgetDb = design.Request.Budget.Decibels };
    }

    static IEnumerable<CancellationCost> CostsOf(DesignRequest request, MeasuredPlan plain, RoomSetup setup, HeadPose seat, StepCounter steps, CancellationToken cancel)
    {
        RoomPlant plant = setup.At([seat])[0];
        BinauralRoomResponses untreated = BinauralRoomResponses.Of(new(plain, setup), plant);
        foreach (double budget in BudgetsDb)
        {
            cancel.ThrowIfCancellationRequested();
            SpatialDesign canceller = SpatialDesigner.DesignUnlessCancelled(request.CancellerAlone() with { RoomBudget = new(budget) }, cancel);
            BinauralRoomResponses treated = BinauralRoomResponses.Of(new(new MeasuredPlan(canceller.Plan), setup), plant);
            steps.Done();
            yield return new(budget, WindowedSeparation.Until(treated, 0), RoomAnalysis.CostDb(treated, untreated));
        }
    }
}

/// <summary>The canceller alone, with a room budget.</summary>
/// <param name="BudgetDb">The budget.</param>
/// <param name="SeparationDb">Separation of its direct sound at the seat.</param>
/// <param name="CostDb">How much smaller its direct-to-reverberant ratio is than untreated, left input at the left ear, dB by octave from 250 Hz.</param>
readonly record struct CancellationCost(double BudgetDb, double SeparationDb, IReadOnlyList<double> CostDb);
