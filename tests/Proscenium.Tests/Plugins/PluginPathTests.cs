using System.Runtime.CompilerServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Plugin;

namespace Proscenium.Tests.Plugins;

/// <summary>The signal path of all plug-ins; the oracle is the renderer.</summary>
public sealed unsafe class PluginPathTests : IDisposable
{
    const int Rate = 48000, Outputs = 5, Block = PluginPath.BlockFrames;

    readonly TemporaryFolder _folder = new();

    static RenderPlan Plan => Designs.Echo.Plan;

    static PlayablePlan Nothing => new() { Folder = "" };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(12000)]
    public void BlocksOfAnyLength_SoundAsTheRenderer(int block)
    {
        AudioBuffer input = Signals.Noise(2, 12000, 1), wanted = Rendered(input, Plan);
        AudioBuffer found = Signals.RunInBlocks(input, Outputs, _ => block, Echo().Process);
        for (int driver = 0; driver < Outputs; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
    }

    [Fact]
    public void ABlockOfNoFrames_IsNoHarm()
    {
        PluginPath path = Echo();
        path.Process(new AudioBlock([], 2, 0), new AudioBlock([], Outputs, 0));
        Assert.Equal(Plan.PlaybackLatencySamples, path.LatencyFrames);
    }

    [Fact]
    public void WithoutAPlan_LeftAndRightPass_BitByBit_TheOthersAreSilent()
    {
        AudioBuffer input = Signals.Noise(2, 3000, 1);
        input.Block()[0][7] = 3; // beyond full scale is not for a wire to mend
        PluginPath path = new(Nothing, Outputs, Rate);
        AudioBuffer output = Signals.RunInBlocks(input, Outputs, _ => 777, path.Process);
        Assert.Equal(0, path.LatencyFrames);
        for (int channel = 0; channel < 2; channel++) Assert.Equal(input.Block()[channel].ToArray(), output.Block()[channel].ToArray());
        for (int output3 = 2; output3 < Outputs; output3++) Assert.False(output.Block()[output3].ContainsAnyExcept(0f));
    }

    [Fact]
    public void FewerDrivers_PlayOnTheFirstOutputs()
    {
        RenderPlan laptop = PlanFolders.Laptop.Plan;
        AudioBuffer input = Signals.Noise(2, 8000, 1), wanted = Rendered(input, laptop);
        PluginPath path = new(PlayablePlan.Open(_folder.Write("laptop", PlanFolders.Laptop), Outputs, Rate, new()), Outputs, Rate);
        AudioBuffer found = Signals.RunInBlocks(input, Outputs, _ => Block, path.Process);
        for (int driver = 0; driver < 2; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
        for (int driver = 2; driver < Outputs; driver++) Assert.False(found.Block()[driver].ContainsAnyExcept(0f));
    }

    [Fact]
    public void TheHostsBuffers_MayBeShared_OrMissing()
    {
        const int frames = 5000;
        AudioBuffer input = Signals.Noise(2, frames, 1), wanted = Rendered(input, Plan);
        float[][] host = new float[Outputs][];
        for (int channel = 0; channel < Outputs; channel++) host[channel] = GC.AllocateArray<float>(frames, pinned: true);
        for (int channel = 0; channel < 2; channel++) input.Block()[channel].CopyTo(host[channel]);
        float** inputs = stackalloc float*[2];
        float** outputs = stackalloc float*[Outputs];
        for (int channel = 0; channel < Outputs; channel++) outputs[channel] = Pointer(host[channel]);
        inputs[0] = outputs[0]; // in place
        inputs[1] = outputs[1];
        outputs[3] = null; // not connected
        new HostAudio(Echo(), Outputs).Process(inputs, outputs, 0, frames);
        foreach (int driver in (int[])[0, 1, 2, 4]) Assert.InRange(Signals.ErrorDb(host[driver], wanted.Block()[driver]), -310, -95);
        inputs[0] = inputs[1] = null;
        new HostAudio(Echo(), Outputs).Process(inputs, outputs, 0, frames);
        Assert.False(host[0].AsSpan().ContainsAnyExcept(0f));
    }

    [Fact]
    public void AfterAReset_NothingOfThePastIsHeard()
    {
        AudioBuffer input = Signals.Noise(2, 9000, 1);
        PluginPath path = Echo();
        AudioBuffer first = Signals.RunInBlocks(input, Outputs, _ => 300, path.Process);
        path.Reset();
        AudioBuffer again = Signals.RunInBlocks(input, Outputs, _ => 300, path.Process);
        for (int driver = 0; driver < Outputs; driver++) Assert.Equal(first.Block()[driver].ToArray(), again.Block()[driver].ToArray());
    }

    [Fact]
    public void WhatIsOfferedBeforeAReset_PlaysFromTheFirstSample()
    {
        AudioBuffer input = Signals.Noise(2, 9000, 1), wanted = Rendered(input, Plan);
        PluginPath path = new(Nothing, Outputs, Rate);
        path.Process(input.Block(), new AudioBuffer(Outputs, 9000).Block());
        path.Offer(EchoPlan());
        path.Reset();
        Assert.Equal(Plan.PlaybackLatencySamples, path.LatencyFrames);
        AudioBuffer found = Signals.RunInBlocks(input, Outputs, _ => Block, path.Process);
        for (int driver = 0; driver < Outputs; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
    }

    [Fact]
    public void TheGain_ComesOnTopOfMinusTheHeadroom_FromTheFirstSample()
    {
        AudioBuffer input = Signals.Noise(2, 9000, 1), wanted = Rendered(input, Plan, -6);
        PluginPath path = Echo();
        path.GainDb = -6;
        AudioBuffer found = Signals.RunInBlocks(input, Outputs, _ => Block, path.Process);
        for (int driver = 0; driver < Outputs; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 20)]
    [InlineData(-500, -60)]
    public void AnAbsurdGain_IsHeldWithinTheControlsRange(float asked, float kept)
    {
        PluginPath path = Echo();
        path.GainDb = asked;
        Assert.Equal(kept, path.GainDb);
    }

    [Fact]
    public void AChangeOfGain_ClicksBelowMinus80Decibels()
    {
        PluginPath path = new(Nothing, 2, Rate);
        AudioBuffer input = Clicks.Tone(32768), output = Signals.RunInBlocks(input, 2, at =>
        {
            if (at >= 16384) path.GainDb = -20;
            return 64;
        }, path.Process);
        Assert.InRange(Clicks.OverToneDb(output.Block()[0].Slice(16384 - 4096 + 480, 8192)), -200, -80);
    }

    public static TheoryData<string, string> Changes => new() { { "", "echo" }, { "echo", "" }, { "echo", "canceller" }, { "echo", "laptop" }, { "laptop", "echo" } };

    [Theory]
    [MemberData(nameof(Changes))]
    public void AChangeOfPlan_ClicksBelowMinus80Decibels(string from, string to)
    {
        PluginPath path = new(Open(from), Outputs, Rate);
        path.GainDb = 6;
        PlayablePlan next = Open(to);
        AudioBuffer input = Clicks.Tone(65536);
        int changed = 0;
        AudioBuffer output = Signals.RunInBlocks(input, Outputs, at =>
        {
            if (at == 16384) path.Offer(next);
            if (at > 16384 && !path.IsSwapping && changed == 0) changed = at;
            return 64;
        }, path.Process);
        Assert.InRange(changed, 16384, 40000);
        Assert.InRange(Clicks.OverToneDb(output.Block()[0].Slice(changed - 720 - 4096, 8192)), -200, -80);
    }

    [Fact]
    public void QuickChanges_AllComeThrough()
    {
        PluginPath path = Echo();
        AudioBuffer input = Clicks.Tone(2 * Rate), output = new(Outputs, 2 * Rate);
        path.Offer(Open("canceller"));
        path.Process(input.Block().Slice(0, 2000), output.Block().Slice(0, 2000));
        path.Offer(Nothing);
        path.Process(input.Block().Slice(2000, 100), output.Block().Slice(2000, 100));
        path.Offer(Open("laptop"));
        path.Process(input.Block(), output.Block());
        Assert.False(path.IsSwapping);
        Assert.Equal(PlanFolders.Laptop.Plan.PlaybackLatencySamples, path.LatencyFrames);
    }

    [Theory]
    [InlineData(true, 0.2f, 0f, 0.5f)]
    [InlineData(true, 0.1f, -1f, 0.75f)]
    [InlineData(true, 0.1f, float.NaN, 0.75f)]
    [InlineData(true, float.PositiveInfinity, 0f, 0.5f)] // beyond the bank its edge plays
    [InlineData(true, float.NaN, 0f, 1f)]
    [InlineData(true, -5f, 0f, -1f)]
    [InlineData(false, 0.2f, 0f, 1f)]
    public void APlanWithABank_FollowsTheHead_AndPlaysOnOutputsBeyondItsDriversTheSame(bool isFollowed, float left, float forward, float gain)
    {
        const int outputs = Outputs + 2, settled = 6000;
        HostHead head = new();
        PluginPath path = new(PlayablePlan.Open(_folder.Write("followed", PlanFolders.Followed), outputs, Rate, head.Place), outputs, Rate) { GainDb = -30 }; // far below the limiter
        head.Controls = new(isFollowed, left, forward);
        AudioBuffer input = Signals.Noise(2, 12000, 1), wanted = Rendered(input, PlanFolders.FollowedTo(gain), -30);
        AudioBuffer found = Signals.RunInBlocks(input, outputs, _ => 300, path.Process);
        for (int driver = 0; driver < Outputs; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver][settled..], wanted.Block()[driver][settled..]), -310, -95);
        Assert.False(found.Block()[Outputs].ContainsAnyExcept(0f));
    }

    [Fact]
    public void AHeadThatIsMovedAbout_AllocatesNotOneByte()
    {
        HostHead head = new();
        PluginPath path = new(PlayablePlan.Open(_folder.Write("followed", PlanFolders.Followed), Outputs, Rate, head.Place), Outputs, Rate);
        AudioBuffer input = Clicks.Tone(1000), output = new(Outputs, 1000);
        path.Process(input.Block(), output.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 100; turn++)
        {
            head.Controls = new(turn % 10 != 0, turn % 40 / 100f - 0.2f, 0);
            path.Process(input.Block(), output.Block());
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TheAudioThread_AllocatesNotOneByte_WhilePlansAndGainsChange()
    {
        PluginPath path = Echo();
        PlayablePlan[] plans = [Open("canceller"), Nothing, Open("laptop"), Nothing, EchoPlan()];
        AudioBuffer input = Clicks.Tone(1000), output = new(Outputs, 1000);
        for (int turn = 0; turn < 3; turn++) path.Process(input.Block(), output.Block());
        path.Offer(plans[0]);
        for (int turn = 0; turn < 20; turn++) path.Process(input.Block(), output.Block());
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 200; turn++)
        {
            if (turn % 40 == 0 && turn > 0) path.Offer(plans[turn / 40]);
            path.GainDb = -turn % 20;
            path.Process(input.Block(), output.Block());
        }
        path.Reset();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    PlayablePlan EchoPlan() => PlayablePlan.Open(_folder.Write("echo", Designs.Echo), Outputs, Rate, new());

    PluginPath Echo() => new(EchoPlan(), Outputs, Rate);

    PlayablePlan Open(string name) => name switch
    {
        "" => Nothing,
        "echo" => EchoPlan(),
        "canceller" => PlayablePlan.Open(_folder.Write(name, PlanFolders.Canceller), Outputs, Rate, new()),
        _ => PlayablePlan.Open(_folder.Write(name, PlanFolders.Laptop), Outputs, Rate, new()),
    };

    static AudioBuffer Rendered(AudioBuffer input, RenderPlan plan, double gainDb = 0) =>
        Signals.RunInBlocks(input, plan.Drivers.Count, _ => Block, plan.AsPlayed(Block, gainDb).Process);

    static float* Pointer(float[] pinned) => (float*)Unsafe.AsPointer(ref pinned[0]);
}
