using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Studies;

/// <summary>What a design does, by its filters running in the real engine: figures of <c>analyze --json</c>, under the same names.</summary>
static class DesignFigures
{
    const string Canceller = "canceller", Tolerance = "tolerance", InRoom = "room.plan", Warnings = "warnings";

    static readonly string[] _plan = ["latencySamples", "headroomDb", "playbackGainDb"], _toleranceFigures = ["separationDb.seat", "separationDb.fiveCentimetres", "separationDb.worstPose", "ipsilateralColorationDb"], _spread = ["nominal", "mean", "standardDeviation", "worst"];

    static readonly string[] _room =
    [
        "widthDegrees", "widthUncertaintyDegrees", "left.azimuthDegrees", "centre.azimuthDegrees", "right.azimuthDegrees", "separationDb.direct", "separationDb.all", "directToReverberantDb.leftMidrange", "directToReverberantDb.centreMidrange", "clarityDb.leftC50",
        "balanceLu.middle", "listeningZone.squareMetres", "listeningZone.widthMetres",
    ];

    /// <summary>The columns of what is found out.</summary>
    public static IReadOnlyList<Column> ColumnsOf(Measures measures) =>
    [
        .. PlannedFigures.CancellationColumns, .. _plan.Select(name => Column.Of(name)), .. Heard("").Select(name => Column.Of(name)),
        .. measures.Canceller ? Heard(Canceller).Select(name => Column.Of(name)) : [],
        .. measures.MonteCarloRuns == 0 ? [] : _toleranceFigures.SelectMany(figure => _spread.Select(part => Column.Of($"{Tolerance}.{figure}.{part}"))),
        .. measures.InRoom ? _room.Select(name => Column.Of($"{InRoom}.{name}")) : [],
        Column.Of(Warnings, CellKind.Text),
    ];

    /// <summary>The figures of a design, by column.</summary>
    /// <param name="subject">The design and its listener.</param>
    /// <param name="measures">What is wanted.</param>
    /// <param name="seed">Of random driver errors.</param>
    public static IReadOnlyDictionary<string, object?> Of(Subject subject, Measures measures, int seed)
    {
        DesignRequest request = subject.Request;
        SpatialDesign design = SpatialDesigner.Design(request);
        MeasuredPlan measured = new(design.Plan), plain = new(design.Untreated);
        FreeFieldSetup setup = new(request.Device, request.Distance, subject.Listener, measured.Grid, request.Place);
        Dictionary<string, object?> figures = PlannedFigures.Cancellation(measured, subject);
        void Add(string name, double? value) => figures[Column.NameOf(name)] = value is { } number && double.IsFinite(number) ? number : null;
        foreach ((string name, double value) in _plan.Zip([design.Plan.LatencySamples, design.Plan.HeadroomDb, design.Plan.PlaybackGainDb])) Add(name, value);
        foreach ((string name, double? value) in FreeFieldFigures.Of(FreeFieldAnalysis.Measure(measured, plain, setup, request.AngleDegrees), design.Plan.Inputs)) Add(name, value);
        if (measures.Canceller && request.AngleDegrees is not null)
        {
            SpatialDesign canceller = SpatialDesigner.Design(request.CancellerAlone());
            foreach ((string name, double? value) in FreeFieldFigures.Of(FreeFieldAnalysis.Measure(new(canceller.Plan), plain, setup, request.AngleDegrees), canceller.Plan.Inputs)) Add($"{Canceller}.{name}", value);
        }
        if (measures.MonteCarloRuns > 0)
        {
            DriverTolerance spread = DriverTolerance.Measure(measured, setup, request.AngleDegrees, measures.MonteCarloRuns, subject.LevelDb, subject.PhaseDegrees, seed);
            foreach ((string figure, Spread of) in _toleranceFigures.Zip([spread.SeatSeparation, spread.OffAxis5CmSeparation, spread.WorstPoseSeparation, spread.Tone]))
                foreach ((string part, double value) in _spread.Zip([of.Nominal, of.Mean, of.StandardDeviation, of.Worst])) Add($"{Tolerance}.{figure}.{part}", value);
        }
        if (measures.InRoom && subject.Room is { } room)
            foreach ((string name, double value) in _room.Zip(Room(RoomFindings.HeardOf(design, measured, plain, room, subject.Listener)))) Add($"{InRoom}.{name}", value);
        figures[Warnings] = design.Warnings.Count == 0 ? null : string.Join(" ", design.Warnings);
        return figures;
    }

    static double[] Room(RoomAnalysis heard)
    {
        RoomImpression plan = heard.Treated;
        return [plan.Width.Degrees, plan.Width.UncertaintyDegrees, plan.Left.AzimuthDegrees, plan.Centre.AzimuthDegrees, plan.Right.AzimuthDegrees, plan.Separation.DirectDb, plan.Separation.AllDb, plan.LeftMidrangeDirectDb, plan.CentreMidrangeDirectDb, plan.LeftClarityDb.C50,
            plan.Balance.MiddleLu, heard.Zone.SquareMetres, heard.Zone.WidthMetres];
    }

    static IEnumerable<string> Heard(string of) => FreeFieldFigures.Names(FreeFieldFigures.StereoInputs).Where(name => of.Length == 0 || !name.EndsWith($".{ChannelNames.Centre}", StringComparison.Ordinal)).Select(name => of.Length == 0 ? name : $"{of}.{name}");
}
