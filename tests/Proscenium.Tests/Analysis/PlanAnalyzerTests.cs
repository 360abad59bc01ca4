using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering.Responses;

namespace Proscenium.Tests.Analysis;

public class PlanAnalyzerTests
{
    [Fact]
    public void OneCall_JudgesAPlan_AndTellsItsProgress()
    {
        List<double> progress = [];
        PlanAnalysis analysis = new PlanAnalyzer { MonteCarloRuns = 2 }.Measure(Designs.Canceller, new Progress(progress.Add), TestContext.Current.CancellationToken);
        Assert.True(analysis.Heard.SeatSeparationDb > analysis.Untreated.SeatSeparationDb + 5);
        Assert.Equal(("a rigid sphere", null, 3), (analysis.HeadName, analysis.HeadFile, analysis.Forms.Count));
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
    }

    [Fact]
    public void Untreated_IsFlatInFront_WhereOneDriverASideIsNot_AndACancellerKeepsTheToneInFront()
    {
        PlanAnalysis analysis = new PlanAnalyzer().Measure(Designs.Canceller, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(analysis.Untreated.PhantomCentre.DeviationDb, 0, 0.2);
        BaselineAnalysis oneDriver = Assert.Single(analysis.Baselines, baseline => baseline.Name == "one driver a side");
        Assert.True(oneDriver.Heard.PhantomCentre.DeviationDb > 5, $"{oneDriver.Heard.PhantomCentre.DeviationDb:0.0} dB"); // its mids face the sides
        Assert.InRange(analysis.Heard.Ipsilateral.DeviationDb, 0, 0.3);
    }

    [Fact]
    public void APlanBesideTheMiddle_IsJudged_AndHeard_InItsOwnSeat()
    {
        SpatialDesign beside = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), AngleDegrees = null, Poses = [new HeadPose(Left: 0.15)] });
        Assert.InRange(new PlanAnalyzer().Measure(beside, cancel: TestContext.Current.CancellationToken).Heard.SeatSeparationDb, 15, 40);

        static double OneSideDb(FirMatrix heard)
        {
            double Energy(int ear) => heard[0, ear].ToArray().Sum(sample => (double)sample * sample);
            return 10 * Math.Log10(Energy(0) / Energy(1));
        }

        FirMatrix fromTheMiddle = MonitorFilters.Of(beside.Request.Device, beside.Request.Distance, new SphericalHead(), beside.Plan.SampleRate);
        double inTheMiddle = OneSideDb(PlayedResponses.Of(beside.Plan, fromTheMiddle, TestContext.Current.CancellationToken).Item2);
        double inItsSeat = OneSideDb(new ListeningScene(beside, new SphericalHead(), null).Responses(TestContext.Current.CancellationToken)[0].Responses);
        Assert.True(inItsSeat > inTheMiddle + 2.5, $"{inItsSeat:0.0} dB in its seat, {inTheMiddle:0.0} dB in the middle");
    }

    [Fact]
    public void Cancelled_ItEnds()
    {
        using CancellationTokenSource cancel = new();
        Assert.Throws<OperationCanceledException>(() => new PlanAnalyzer().Measure(Designs.Canceller, new Progress(_ => cancel.Cancel()), cancel.Token));
        Assert.Throws<OperationCanceledException>(() => RoomFindings.Measure(Designs.Canceller, RoomFile.Open("living-room"), new SphericalHead(), cancel: cancel.Token));
    }

    sealed class Progress(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
