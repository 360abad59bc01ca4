using Proscenium.Acoustics;
using Proscenium.Cli.Output;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Listening;

namespace Proscenium.Cli.Commands;

/// <summary>Judges a design, its canceller, the untreated device and the known treatments on one stand.</summary>
/// <param name="Draws">Driver errors to draw; 0 = none.</param>
/// <param name="LevelDb">Standard deviation of each driver's level.</param>
/// <param name="PhaseDegrees">Standard deviation of each driver's phase.</param>
sealed record AnalysisRun(int Draws, double LevelDb, double PhaseDegrees)
{
    const int Steps = 9;

    /// <summary>Measures everything.</summary>
    public Analysis Of(SpatialDesign design, Head head, string? headFile, RoomStand? roomStand, string commandLine, bool quiet)
    {
        using ProgressLine progress = new("analysing", Steps, quiet);
        int done = 0;
        void Done() => progress.Report(++done);
        DesignRequest request = design.Request;
        double? angle = request.AngleDegrees;
        EarRig rig = new(design.Plan), plain = new(UntreatedPlan.Of(design.Plan, request.Device));
        TestStand stand = new(request.Device, request.Distance, head, rig.Grid);
        StageAnalysis heard = StageAnalysis.Measure(rig, plain, stand, angle);
        Done();
        SpatialDesign canceller = angle is null ? design : SpatialDesigner.Design(request with { AngleDegrees = null, Layout = ChannelLayout.Stereo });
        EarRig cancellerRig = angle is null ? rig : new(canceller.Plan);
        Done();
        StageAnalysis untreated = StageAnalysis.Measure(plain, plain, stand, angle);
        Done();
        HeardBaseline[] baselines = [.. BaselinePlans.For(request).Select(baseline =>
            new HeardBaseline(baseline.Name, baseline.Description, baseline.Plan.LatencySamples, StageAnalysis.Measure(new EarRig(baseline.Plan), plain, stand, angle)))];
        Done();
        bool beams = rig.Inputs > 2;
        BeamPattern? beam = beams ? new(rig, 2, stand) : null, plainBeam = beams ? new(new EarRig(BaselinePlans.MatrixCentre(request)), 2, stand) : null;
        Done();
        DriverTolerance? Tolerance(EarRig of, double? image) => Draws == 0 ? null : DriverTolerance.Measure(of, plain, stand, image, Draws, LevelDb, PhaseDegrees);
        DriverTolerance? tolerance = Tolerance(rig, angle);
        Done();
        List<string> inputs = [.. design.Plan.Inputs];
        SpatialDesign InForm(DesignRequest form) => Realisation(form) == Realisation(canceller.Request) ? canceller : SpatialDesigner.Design(form);
        return new()
        {
            Design = design,
            CommandLine = commandLine,
            HeadFile = headFile,
            Rig = rig,
            Heard = heard,
            Canceller = canceller,
            CancellerHeard = angle is null ? heard : StageAnalysis.Measure(cancellerRig, plain, stand, angle),
            Untreated = untreated,
            Baselines = baselines,
            Beam = beam,
            PlainBeam = plainBeam,
            Tolerance = tolerance,
            Forms = [.. FormComparison.Forms(canceller.Request).Select(InForm).Select(made => new HeardForm(made, StageAnalysis.Measure(new EarRig(made.Plan), plain, stand, null)))],
            Places = HeardPlaces.Of(design, rig, stand),
            Lfe = request.Layout.HasLfe ? LowFrequencyLevel.Of(rig, inputs.IndexOf(ChannelNames.Lfe), inputs.IndexOf(ChannelNames.Centre), stand) : null,
            Room = roomStand is null ? null : RoomRun.Of(design, rig, plain, roomStand, quiet),
            CancellerTolerance = angle is null ? tolerance : Tolerance(cancellerRig, null),
        };
    }

    static (FilterForm, int, int) Realisation(DesignRequest request) => (request.Form, request.FilterTaps, request.ModellingDelay);
}
