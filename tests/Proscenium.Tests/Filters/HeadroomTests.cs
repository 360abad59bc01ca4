using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Filters;

public class HeadroomTests
{
    [Fact]
    public void InputWhoseSignsMatchTheTaps_ThroughTheUpmix_ReachesTheBound_AndExceedsItByHundredths_AtMost()
    {
        const int driver = 1; // the one that decides
        RenderPlan plan = Designs.Echo.Plan;
        int taps = plan.Filters.Taps;
        AudioBuffer input = new(2, 60 * taps), feeds = new(plan.Drivers.Count, 60 * taps);
        for (int n = 0; n < input.Capacity; n++)
        {
            int tap = taps - 1 - n % (4 * taps); // the matching signs, then noise of +-1
            for (int side = 0; side < 2; side++) input.Block()[side][n] = tap >= 0 ? (plan.Filters[side, driver][tap] < 0 ? -1 : 1) : (n / 50 + side) % 2 * 2 - 1;
        }
        new Renderer(plan, 4096, 1.0 / 256).Process(input.Block(), feeds.Block());
        double largest = 20 * Math.Log10(256 * SampleGuard.Peak(feeds.Block()));
        Assert.InRange(largest - plan.HeadroomDb, -0.2, 0.05);
        AudioBuffer limited = new(plan.Drivers.Count, input.Capacity);
        new Renderer(plan, 4096, 1, Renderer.PlaybackCeilingDb).Process(input.Block(), limited.Block());
        Assert.InRange(20 * Math.Log10(SampleGuard.Peak(limited.Block())), -3, Renderer.PlaybackCeilingDb);
    }
}
