using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Motion;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;
using Proscenium.Tracking;

namespace Proscenium.Analysis;

/// <summary>Judges a design, its canceller, the untreated device and the baselines in the same setup: set the properties, then make one call.</summary>
/// <example>
/// <code>
/// PlanAnalysis analysis = new PlanAnalyzer().Measure(PlanFile.Read("plan"));
/// Console.WriteLine($"{analysis.Heard.SeatSeparationDb:0.0} dB");
/// </code>
/// </example>
public sealed record PlanAnalyzer
{
    const int Steps = 11; // seven, three forms, and what is left

    /// <summary>The head that hears; figures are best read on a head that the design was not made for.</summary>
    public Head Head { get; init; } = new SphericalHead();

    /// <summary>A room to judge in as well, or null. The design should be made for the listener's distance there, <see cref="RoomSetup.DistanceIn"/>.</summary>
    public Room? Room { get; init; }

    /// <summary>A room that was measured, to judge in as well, or null: a source for each driver.</summary>
    internal MeasuredRoom? MeasuredRoom { get; init; }

    /// <summary>A room to predict the measured one by, or null.</summary>
    internal Room? LikeRoom { get; init; }

    /// <summary>What the sound of the predicted room arrives at; null for <see cref="Head"/>.</summary>
    internal Head? LikeHead { get; init; }

    /// <summary>Where the head is over time, or null for a head that rests.</summary>
    internal PoseTrack? Track { get; init; }

    /// <summary>How a tracker sees the head along <see cref="Track"/>.</summary>
    internal SimulatedTracker Tracker { get; init; } = new();

    /// <summary>Monte Carlo runs with random driver errors; 0 for none.</summary>
    public int MonteCarloRuns { get; init; }

    /// <summary>Standard deviation of each driver's level, dB, 0 or more.</summary>
    public double DriverLevelDeviationDb { get; init; } = 0.5;

    /// <summary>Standard deviation of each driver's phase, degrees, 0 or more.</summary>
    public double DriverPhaseDeviationDegrees { get; init; } = 3;

    /// <summary>Measures everything.</summary>
    /// <param name="design">The design, of <see cref="SpatialDesigner"/> or from a plan's folder.</param>
    /// <param name="progress">Told the progress, 0 to 1, from any thread.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="MonteCarloRuns"/> is negative.</exception>
    /// <exception cref="SettingException">The head cannot be there, or the rate is not one at which sounds are localised in a room.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PlanAnalysis Measure(SpatialDesign design, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        MotionFindings.Require(design, Head, Track);
        RoomSetup? roomSetup = Room is null ? null : RoomFindings.SetUp(design, Room, Head);
        RoomSetup? like = MeasuredRoom is null ? null : MeasuredRoomFindings.SetUp(design, MeasuredRoom, LikeRoom, LikeHead ?? Head);
        StepCounter steps = new(progress, Steps + (Room is null ? 0 : RoomFindings.Steps));
        void Done()
        {
            steps.Done();
            cancel.ThrowIfCancellationRequested();
        }
        DesignRequest request = design.Request;
        double? angle = request.AngleDegrees;
        RenderPlan untreatedPlan = design.Untreated;
        MeasuredPlan measured = new(design.Plan), plain = new(untreatedPlan);
        FreeFieldSetup setup = new(request.Device, request.Distance, Head, measured.Grid, request.Place);
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(measured, plain, setup, angle);
        Done();
        SpatialDesign canceller = angle is null ? design : SpatialDesigner.DesignUnlessCancelled(request.CancellerAlone(), cancel);
        MeasuredPlan measuredCanceller = angle is null ? measured : new(canceller.Plan);
        Done();
        FreeFieldAnalysis untreated = FreeFieldAnalysis.Measure(plain, plain, setup, angle);
        Done();
        BaselineAnalysis[] baselines = [.. BaselinePlans.For(request).Select(baseline =>
            new BaselineAnalysis(baseline.Name, baseline.Description, baseline.Plan.LatencySamples, FreeFieldAnalysis.Measure(new MeasuredPlan(baseline.Plan), plain, setup, angle)))];
        Done();
        bool beams = measured.Inputs > 2;
        BeamPattern? beam = beams ? new(measured, 2, setup) : null, untreatedBeam = beams ? new(new MeasuredPlan(BaselinePlans.MatrixCentre(untreatedPlan)), 2, setup) : null;
        Done();
        DriverTolerance? Tolerance(MeasuredPlan of, double? image) => MonteCarloRuns == 0 ? null : DriverTolerance.Measure(of, setup, image, MonteCarloRuns, DriverLevelDeviationDb, DriverPhaseDeviationDegrees, cancel: cancel);
        DriverTolerance? tolerance = Tolerance(measured, angle);
        Done();
        OwnMeasurement? own = OwnMeasurement.Of(request.CancellerAlone(), plain, setup, Head, cancel);
        Done();
        List<string> inputs = [.. design.Plan.Inputs];
        FormAnalysis InForm(DesignRequest form)
        {
            SpatialDesign made = Realisation(form) == Realisation(canceller.Request) ? canceller : SpatialDesigner.DesignUnlessCancelled(form, cancel);
            FormAnalysis analysis = new(made, FreeFieldAnalysis.Measure(new MeasuredPlan(made.Plan), plain, setup, null));
            Done();
            return analysis;
        }
        FormAnalysis[] forms = [.. FormAnalysis.Forms(request.CancellerAlone()).Select(InForm)];
        Lazy<Spinoramas> spinoramas = new(() => Spinoramas.Of(measured, inputs.IndexOf(ChannelNames.Centre) is var centre and >= 0 ? centre : null, request.Device));
        PlanAnalysis all = new(measured, spinoramas, new(design, measured, plain, setup), forms, PerceivedDirections.Of(design, measured, setup))
        {
            Design = design,
            Head = Head,
            Heard = heard,
            Canceller = canceller,
            CancellerHeard = angle is null ? heard : FreeFieldAnalysis.Measure(measuredCanceller, plain, setup, angle),
            Untreated = untreated,
            Baselines = baselines,
            Beam = beam,
            UntreatedBeam = untreatedBeam,
            Tolerance = tolerance,
            Lfe = request.Layout.HasLfe ? LowFrequencyLevel.Of(measured, inputs.IndexOf(ChannelNames.Lfe), inputs.IndexOf(ChannelNames.Centre), setup) : null,
            Room = roomSetup is null ? null : RoomFindings.Measure(design, measured, plain, roomSetup, request.Place, steps, cancel),
            MeasuredRoom = MeasuredRoom is null ? null : MeasuredRoomFindings.Measure(measured, plain, MeasuredRoom, like),
            OwnMeasurement = own,
            Bank = BankFindings.Of(design, measured, setup, cancel),
            Motion = MotionFindings.Of(design, Head, Track, Tracker, cancel),
            CancellerTolerance = angle is null ? tolerance : Tolerance(measuredCanceller, null),
        };
        Done();
        return all;
    }

    static (FilterForm, int, int) Realisation(DesignRequest request) => (request.Form, request.FilterTaps, request.ModellingDelay);
}
