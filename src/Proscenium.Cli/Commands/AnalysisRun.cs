using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary>Judges a design, its canceller, the untreated device and the known treatments on one stand.</summary>
/// <param name="Draws">Driver errors to draw; 0 = none.</param>
/// <param name="LevelDb">Standard deviation of each driver's level.</param>
/// <param name="PhaseDegrees">Standard deviation of each driver's phase.</param>
sealed record AnalysisRun(int Draws, double LevelDb, double PhaseDegrees)
{
    const int Steps = 9;

    /// <summary>Measures everything.</summary>
    public Analysis Of(SpatialDesign design, Head head, string? headFile, RoomSetup? roomSetup, string commandLine, bool quiet)
    {
        using ProgressLine progress = new("analysing", Steps, quiet);
        int done = 0;
        void Done() => progress.Report(++done);
        DesignRequest request = design.Request;
        double? angle = request.AngleDegrees;
        MeasuredPlan measured = new(design.Plan), plain = new(UntreatedPlan.Of(design.Plan, request.Device));
        FreeFieldSetup setup = new(request.Device, request.Distance, head, measured.Grid);
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(measured, plain, setup, angle);
        Done();
        SpatialDesign canceller = angle is null ? design : SpatialDesigner.Design(request with { AngleDegrees = null, Layout = ChannelLayout.Stereo });
        MeasuredPlan measuredCanceller = angle is null ? measured : new(canceller.Plan);
        Done();
        FreeFieldAnalysis untreated = FreeFieldAnalysis.Measure(plain, plain, setup, angle);
        Done();
        BaselineAnalysis[] baselines = [.. BaselinePlans.For(request).Select(baseline =>
            new BaselineAnalysis(baseline.Name, baseline.Description, baseline.Plan.LatencySamples, FreeFieldAnalysis.Measure(new MeasuredPlan(baseline.Plan), plain, setup, angle)))];
        Done();
        bool beams = measured.Inputs > 2;
        BeamPattern? beam = beams ? new(measured, 2, setup) : null, untreatedBeam = beams ? new(new MeasuredPlan(BaselinePlans.MatrixCentre(request)), 2, setup) : null;
        Done();
        DriverTolerance? Tolerance(MeasuredPlan of, double? image) => Draws == 0 ? null : DriverTolerance.Measure(of, plain, setup, image, Draws, LevelDb, PhaseDegrees);
        DriverTolerance? tolerance = Tolerance(measured, angle);
        Done();
        List<string> inputs = [.. design.Plan.Inputs];
        SpatialDesign InForm(DesignRequest form) => Realisation(form) == Realisation(canceller.Request) ? canceller : SpatialDesigner.Design(form);
        return new()
        {
            Design = design,
            CommandLine = commandLine,
            HeadFile = headFile,
            Measured = measured,
            Heard = heard,
            Canceller = canceller,
            CancellerHeard = angle is null ? heard : FreeFieldAnalysis.Measure(measuredCanceller, plain, setup, angle),
            Untreated = untreated,
            Baselines = baselines,
            Beam = beam,
            UntreatedBeam = untreatedBeam,
            Tolerance = tolerance,
            Forms = [.. FormComparison.Forms(canceller.Request).Select(InForm).Select(made => new FormAnalysis(made, FreeFieldAnalysis.Measure(new MeasuredPlan(made.Plan), plain, setup, null)))],
            Places = PerceivedDirections.Of(design, measured, setup),
            Lfe = request.Layout.HasLfe ? LowFrequencyLevel.Of(measured, inputs.IndexOf(ChannelNames.Lfe), inputs.IndexOf(ChannelNames.Centre), setup) : null,
            Room = roomSetup is null ? null : RoomRun.Of(design, measured, plain, roomSetup, quiet),
            CancellerTolerance = angle is null ? tolerance : Tolerance(measuredCanceller, null),
        };
    }

    static (FilterForm, int, int) Realisation(DesignRequest request) => (request.Form, request.FilterTaps, request.ModellingDelay);
}
