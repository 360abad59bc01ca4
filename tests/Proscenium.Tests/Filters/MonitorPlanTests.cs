using Proscenium.Acoustics;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Plants;

namespace Proscenium.Tests.Filters;

public class MonitorPlanTests
{
    [Fact]
    public void ItIs_TheRendererAndThenTheEars_InOne()
    {
        RenderPlan plan = Designs.Echo.Plan;
        FirMatrix ears = MonitorFilters.Of(Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], FrequencyGrid.ForDesign(plan.SampleRate)), 2);
        AudioBuffer input = Signals.Noise(2, 20000, 1);
        AudioBuffer feeds = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 500, new Renderer(plan, 500, 0.02).Process);
        AudioBuffer wanted = Signals.RunInBlocks(feeds, 2, _ => 500, new PartitionedConvolver(ears, 500).Process);
        RenderPlan monitor = MonitorPlan.Of(plan, ears);
        AudioBuffer found = Signals.RunInBlocks(input, 2, _ => 500, new Renderer(monitor, 500, 0.02).Process);
        Assert.Equal(plan.LatencySamples, monitor.LatencySamples);
        for (int ear = 0; ear < 2; ear++) Assert.True(Signals.ErrorDb(found.Block()[ear], wanted.Block()[ear]) < -120);
    }

    [Fact]
    public void EarsOfOtherDrivers_AreRefused() =>
        Assert.Throws<ArgumentException>(() => MonitorPlan.Of(Designs.Echo.Plan, new FirMatrix(3, 2, 8)));
}
