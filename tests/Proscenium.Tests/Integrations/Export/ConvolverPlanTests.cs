using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium.Tests.Integrations.Export;

public class ConvolverPlanTests
{
    [Fact]
    public void LeftAndRightAlone_AreWhatTheRendererPlays_OfANullCentre()
    {
        // oracle: the real renderer with the upmix taken out and silence on the centre
        RenderPlan plan = Designs.Echo.Plan with { Upmix = null }, alone = ConvolverPlan.Of(Designs.Echo.Plan, stereoOnly: true);
        AudioBuffer sound = Quiet(1);
        sound.Block()[2].Clear();
        AssertSame(Play(plan, sound), alone, sound, plan.FilterLatencySamples - alone.FilterLatencySamples);
        Assert.Equal(["left", "right"], alone.Inputs);
        Assert.Null(alone.Upmix);
    }

    [Fact]
    public void ThreeInputs_ArePlayed_AlignedAsTheRendererAlignsThem()
    {
        RenderPlan plan = Designs.Echo.Plan with { Upmix = null }, convolver = ConvolverPlan.Of(Designs.Echo.Plan, stereoOnly: false);
        Assert.Contains(plan.InputDelaySamples, delay => delay > 0); // else nothing would be shown
        AudioBuffer sound = Quiet(2);
        AssertSame(Play(plan, sound), convolver, sound, plan.FilterLatencySamples - convolver.FilterLatencySamples);
        Assert.All(convolver.InputDelaySamples, delay => Assert.Equal(0, delay));
    }

    [Fact]
    public void ZerosThatAllPathsBeginWith_AreTakenAway_AndTheLatencySaysSo()
    {
        FirMatrix filters = new(2, 2, 50);
        for (int path = 0; path < 4; path++) filters[path / 2, path % 2][20 + path] = 1 + path;
        RenderPlan plan = Designs.Canceller.Plan with { Filters = filters, Drivers = ["a", "b"], InputDelaySamples = [3, 0], FilterLatencySamples = 25 };
        RenderPlan trimmed = ConvolverPlan.Of(plan, stereoOnly: false);
        // left begins at 3 + 20, right at 22
        Assert.Equal(3, trimmed.FilterLatencySamples);
        Assert.Equal([1, 2, 3, 4], [trimmed.Filters[0, 0][1], trimmed.Filters[0, 1][2], trimmed.Filters[1, 0][0], trimmed.Filters[1, 1][1]]);
    }

    [Fact]
    public void Headroom_IsForInputsThatKnowNothingOfEachOther()
    {
        RenderPlan convolver = ConvolverPlan.Of(Designs.Echo.Plan, stereoOnly: false);
        double worst = Enumerable.Range(0, convolver.Drivers.Count).Max(driver => Enumerable.Range(0, 3).Sum(input => convolver.Filters[input, driver].ToArray().Sum(tap => Math.Abs((double)tap))));
        Assert.Equal(20 * Math.Log10(worst), convolver.HeadroomDb, 1e-9);
        Assert.True(convolver.HeadroomDb >= Designs.Echo.Plan.HeadroomDb);
    }

    /// <summary>Noise that no guard limits.</summary>
    static AudioBuffer Quiet(int seed)
    {
        AudioBuffer sound = Signals.Noise(3, 4000, seed);
        for (int channel = 0; channel < 3; channel++)
            foreach (ref float sample in sound.Block()[channel]) sample *= 0.02f;
        return sound;
    }

    static AudioBuffer Play(RenderPlan plan, AudioBuffer sound)
    {
        AudioBuffer drivers = Signals.Unwritten(plan.Drivers.Count, sound.Capacity);
        new Renderer(plan, sound.Capacity).Process(sound.Block(), drivers.Block());
        return drivers;
    }

    static void AssertSame(AudioBuffer rendered, RenderPlan convolver, AudioBuffer sound, int earlier)
    {
        AudioBuffer convolved = Signals.Unwritten(convolver.Drivers.Count, sound.Capacity), input = new(convolver.Inputs.Count, sound.Capacity);
        for (int channel = 0; channel < input.Channels; channel++) sound.Block()[channel].CopyTo(input.Block()[channel]);
        new PartitionedConvolver(convolver.Filters, sound.Capacity).Process(input.Block(), convolved.Block());
        for (int driver = 0; driver < convolver.Drivers.Count; driver++)
            Assert.InRange(Signals.ErrorDb(convolved.Block()[driver][..^earlier], rendered.Block()[driver][earlier..]), -400, -120);
    }
}
