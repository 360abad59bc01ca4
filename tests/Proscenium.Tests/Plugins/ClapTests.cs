using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Plugin.Clap;

namespace Proscenium.Tests.Plugins;

/// <summary>The built CLAP plug-in in a small host; the oracle is the renderer, and the public headers' layouts.</summary>
[Trait(Traits.Needs, Traits.Linux)]
public sealed unsafe class ClapTests : NativeHostTests
{
    const uint Gain = 1, Plan = 2, FollowHead = 3, HeadLeft = 4, HeadForward = 5;
    const int Frames = 12000;

    [Fact]
    public void Structures_HaveTheLayouts_OfTheHeaders()
    {
        Assert.Equal((1320, 16, 272, 1296, 1304, 1312), (sizeof(ClapParam), At<ClapParam>("Name"), At<ClapParam>("Module"), At<ClapParam>("Min"), At<ClapParam>("Max"), At<ClapParam>("Default")));
        Assert.Equal((288, 4, 260, 264, 272, 280), (sizeof(ClapAudioPort), At<ClapAudioPort>("Name"), At<ClapAudioPort>("Flags"), At<ClapAudioPort>("Channels"), At<ClapAudioPort>("Type"), At<ClapAudioPort>("InPlacePair")));
        Assert.Equal((56, 16, 24, 32, 36, 38, 40, 48), (sizeof(ClapParamValue), At<ClapParamValue>("Param"), At<ClapParamValue>("Cookie"), At<ClapParamValue>("Note"), At<ClapParamValue>("Port"), At<ClapParamValue>("Channel"), At<ClapParamValue>("Key"), At<ClapParamValue>("Value")));
        Assert.Equal((64, 8, 16, 24, 32, 40, 44, 48, 56), (sizeof(ClapProcess), At<ClapProcess>("Frames"), At<ClapProcess>("Transport"), At<ClapProcess>("Inputs"), At<ClapProcess>("Outputs"), At<ClapProcess>("InputCount"), At<ClapProcess>("OutputCount"), At<ClapProcess>("InEvents"), At<ClapProcess>("OutEvents")));
        Assert.Equal((32, 16, 20, 24), (sizeof(ClapAudioBuffer), At<ClapAudioBuffer>("Channels"), At<ClapAudioBuffer>("Latency"), At<ClapAudioBuffer>("ConstantMask")));
        Assert.Equal((88, 16, 56, 64, 72, 80), (sizeof(ClapHost), At<ClapHost>("Data"), At<ClapHost>("Extension"), At<ClapHost>("RequestRestart"), At<ClapHost>("RequestProcess"), At<ClapHost>("RequestCallback")));
        Assert.Equal((96, 16, 32, 64, 72, 80, 88), (sizeof(ClapPlugin), At<ClapPlugin>("Init"), At<ClapPlugin>("Activate"), At<ClapPlugin>("Reset"), At<ClapPlugin>("Process"), At<ClapPlugin>("Extension"), At<ClapPlugin>("OnMainThread")));
        Assert.Equal((88, 16, 72, 80), (sizeof(ClapDescriptor), At<ClapDescriptor>("Id"), At<ClapDescriptor>("Description"), At<ClapDescriptor>("Features")));

        static int At<T>(string field) => (int)Marshal.OffsetOf<T>(field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/home/me/plan")]
    [InlineData("/home/me/a\nplan=b\n\n")]
    public void AFolderWithEndsOfLinesInItsName_IsSaved(string? folder)
    {
        byte[] saved = new SavedState(-3, folder).Write();
        Assert.True(SavedState.TryRead(saved, out SavedState state));
        Assert.Equal((-3, folder), (state.GainDb, state.Plan));
        Assert.False(SavedState.TryRead(saved.AsSpan(0, 20), out _)); // cut short
        SavedState moved = new(-3, folder, new(true, 0.123456f, -1));
        Assert.True(SavedState.TryRead(moved.Write(), out state));
        Assert.Equal(moved, state);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheFactory_ListsEveryNumberOfDrivers()
    {
        ClapFactory* factory = ClapHostProgram.Factory;
        string[] ids = [.. Enumerable.Range(0, (int)factory->Count(factory)).Select(i => Marshal.PtrToStringUTF8((nint)ClapHostProgram.Factory->Descriptor(ClapHostProgram.Factory, (uint)i)->Id)!)];
        Assert.Equal(((int[])[2, 3, 4, 5, 6, 7, 8, 10, 12, 16]).Select(drivers => $"proscenium.drivers-{drivers}"), ids);
        Assert.True(factory->Descriptor(factory, 10) == null);
        fixed (byte* id = "no such thing"u8) Assert.True(factory->Create(factory, null, id) == null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(480)]
    [InlineData(5000)]
    [Trait(Traits.Needs, Traits.Program)]
    public void ADefaultPlan_SoundsAsTheRenderer(int block)
    {
        _folder.Write("proscenium/plan", Designs.Echo);
        using ClapHostProgram host = new("proscenium.drivers-5");
        host.Activate();
        Assert.Equal((uint)Designs.Echo.Plan.PlaybackLatencySamples, host.Latency);
        Assert.Equal(1, host.LatencyChanges);
        SoundsAs(Designs.Echo.Plan, 0, host, block);
        Assert.Empty(host.Said);
        host.Deactivate();
        host.Activate(); // as if never used
        SoundsAs(Designs.Echo.Plan, 0, host, block);
        host.Plugin->Reset(host.Plugin);
        SoundsAs(Designs.Echo.Plan, 0, host, block);
        host.Deactivate();
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void Ports_AreStereoIn_AndOneChannelPerDriverOut()
    {
        using ClapHostProgram host = new("proscenium.drivers-5");
        ClapAudioPort input, output;
        Assert.Equal((1u, 1u), (host.AudioPorts->Count(host.Plugin, 1), host.AudioPorts->Count(host.Plugin, 0)));
        Assert.Equal((1, 1), (host.AudioPorts->Get(host.Plugin, 0, 1, &input), host.AudioPorts->Get(host.Plugin, 0, 0, &output)));
        Assert.Equal((2u, 5u), (input.Channels, output.Channels));
        Assert.Equal("stereo", Marshal.PtrToStringUTF8((nint)input.Type));
        Assert.True(output.Type == null);
        Assert.Equal(0, host.AudioPorts->Get(host.Plugin, 1, 0, &output));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheGain_AndThePlansByName_AreParameters()
    {
        _folder.Write("proscenium/plans/living room", Designs.Echo);
        _folder.Write("proscenium/plans/desk", PlanFolders.Canceller);
        using ClapHostProgram host = new("proscenium.drivers-5");
        ClapParam gain, plan;
        Assert.Equal(5u, host.Params->Count(host.Plugin));
        Assert.Equal((1, 1), (host.Params->Get(host.Plugin, 0, &gain), host.Params->Get(host.Plugin, 1, &plan)));
        Assert.Equal((Gain, -60.0, 20.0, 0.0), (gain.Id, gain.Min, gain.Max, gain.Default));
        Assert.Equal((Plan, 0.0, 3.0, 0.0), (plan.Id, plan.Min, plan.Max, plan.Default));
        Assert.Equal(["default", "desk", "living room", "as saved"], Enumerable.Range(0, 4).Select(step => host.Text(Plan, step)));
        Assert.Equal(("-3.5 dB", 2.0, -7.5), (host.Text(Gain, -3.5), host.Parse(Plan, "living room"), host.Parse(Gain, "-7.5 dB")));
        host.Set(Gain, -6);
        host.Flush();
        Assert.Equal(-6, host.Value(Gain));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheHead_IsThreeParametersForAutomation_ThatASessionKeeps()
    {
        _folder.Write("proscenium/plan", PlanFolders.Followed);
        using ClapHostProgram host = new("proscenium.drivers-5"), later = new("proscenium.drivers-5");
        ClapParam follow, left, forward;
        Assert.Equal((1, 1, 1), (host.Params->Get(host.Plugin, 2, &follow), host.Params->Get(host.Plugin, 3, &left), host.Params->Get(host.Plugin, 4, &forward)));
        Assert.Equal(0, host.Params->Get(host.Plugin, 5, &forward));
        Assert.Equal((FollowHead, 0.0, 1.0, 0.0, ClapParam.Stepped | ClapParam.Automatable), (follow.Id, follow.Min, follow.Max, follow.Default, follow.Flags));
        foreach (ClapParam metres in (ClapParam[])[left, forward]) Assert.Equal((-1.0, 1.0, 0.0, ClapParam.Automatable), (metres.Min, metres.Max, metres.Default, metres.Flags));
        Assert.Equal((HeadLeft, HeadForward, "Head to the left"), (left.Id, forward.Id, Marshal.PtrToStringUTF8((nint)left.Name)));
        Assert.Equal(("on", "off", "-0.25 m"), (host.Text(FollowHead, 1), host.Text(FollowHead, 0), host.Text(HeadLeft, -0.25)));
        Assert.Equal((1.0, 0.0, 0.1), (host.Parse(FollowHead, "on"), host.Parse(FollowHead, "off"), host.Parse(HeadForward, "0.1 m")));
        host.Activate();
        AudioBuffer silence = new(2, Frames), ignored = new(5, Frames);
        foreach ((uint param, double value) in (ReadOnlySpan<(uint, double)>)[(Gain, -30), (FollowHead, 1), (HeadLeft, 0.1), (HeadForward, -7)])
        {
            host.Set(param, value, frame: 77);
            host.Process(silence.Block(), ignored.Block());
        }
        Assert.Equal((1.0, 0.1, -1.0), (host.Value(FollowHead), host.Value(HeadLeft), host.Value(HeadForward)), (wanted, found) => wanted.Item1 == found.Item1 && Math.Abs(wanted.Item2 - found.Item2) < 1e-6 && wanted.Item3 == found.Item3);
        SoundsAs(PlanFolders.FollowedTo(0.75f), -30, host, 100);
        Assert.True(later.Load(host.Save()));
        Assert.Equal((1.0, host.Value(HeadLeft), -1.0), (later.Value(FollowHead), later.Value(HeadLeft), later.Value(HeadForward)));
        later.Activate();
        later.Process(silence.Block(), ignored.Block());
        SoundsAs(PlanFolders.FollowedTo(0.75f), -30, later, 100);
        later.Deactivate();
        host.Deactivate();
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AState_BringsBackGainAndPlan_AlsoOfAFolderAnywhere()
    {
        string elsewhere = _folder.Write("elsewhere", PlanFolders.Canceller);
        _folder.Write("proscenium/plans/desk", PlanFolders.Canceller);
        using ClapHostProgram first = new("proscenium.drivers-5"), second = new("proscenium.drivers-5");
        first.Set(Plan, 1);
        first.Flush();
        first.OnMainThread();
        first.Set(Gain, -6.5);
        first.Flush();
        byte[] state = first.Save();
        Assert.True(second.Load(state));
        Assert.Equal((1, 1.0, -6.5), (second.Rescans, second.Value(Plan), second.Value(Gain)));
        second.Activate();
        SoundsAs(PlanFolders.Canceller.Plan, -6.5, second, 512);
        second.Deactivate();
        Assert.True(second.Load("proscenium 1\ngain=0\nplan="u8.ToArray().Concat(System.Text.Encoding.UTF8.GetBytes($"{elsewhere}\n")).ToArray()));
        Assert.Equal((2.0, "as saved: elsewhere"), (second.Value(Plan), second.Text(Plan, 2)));
        second.Activate();
        SoundsAs(PlanFolders.Canceller.Plan, 0, second, 512);
        Assert.Equal(second.Save(), System.Text.Encoding.UTF8.GetBytes($"proscenium 1\ngain=0\nplan={elsewhere}\n"));
        second.Deactivate();
    }

    [Theory]
    [InlineData("")]
    [InlineData("proscenium 2\ngain=0\nplan=\n")]
    [InlineData("proscenium 1\ngain=loud\nplan=\n")]
    [InlineData("proscenium 2\ngain=0\nhead=there\nleft=0\nforward=0\nplan=\n")]
    [InlineData("proscenium 2\ngain=0\nhead=seat\nleft=0\nforward=here\nplan=\n")]
    [Trait(Traits.Needs, Traits.Program)]
    public void ADamagedState_IsRefused_InOneSentence(string state)
    {
        using ClapHostProgram host = new("proscenium.drivers-5");
        Assert.False(host.Load(System.Text.Encoding.UTF8.GetBytes(state)));
        Assert.Contains("damaged", Assert.Single(host.Said));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void APlanOfAnotherLatency_WaitsForARestart_OneOfTheSameIsFadedIn()
    {
        _folder.Write("proscenium/plan", Designs.Echo);
        WriteLower("proscenium/plans/a lower one", Designs.Echo, 6);
        _folder.Write("proscenium/plans/b canceller", PlanFolders.Canceller);
        RenderPlan lower = Designs.Echo.Plan with { PlaybackGainDb = Designs.Echo.Plan.PlaybackGainDb - 6 };
        using ClapHostProgram host = new("proscenium.drivers-5");
        host.Activate();
        AudioBuffer silence = new(2, Frames), ignored = new(5, Frames);
        Choose(1);
        Assert.Equal((1, 0, 1), (host.Callbacks, host.Restarts, host.LatencyChanges));
        for (int n = 0; n < 3; n++) host.Process(silence.Block(), ignored.Block());
        SoundsAs(lower, 0, host, 256);
        Choose(2);
        Assert.Equal((2, 1, 1), (host.Callbacks, host.Restarts, host.LatencyChanges));
        Assert.Equal((uint)lower.PlaybackLatencySamples, host.Latency);
        host.Deactivate();
        host.Activate();
        Assert.Equal((1, 2), (host.Restarts, host.LatencyChanges));
        Assert.Equal((uint)PlanFolders.Canceller.Plan.PlaybackLatencySamples, host.Latency);
        SoundsAs(PlanFolders.Canceller.Plan, 0, host, 256);
        host.Deactivate();

        void Choose(int step)
        {
            host.Set(Plan, step);
            host.Process(silence.Block(), ignored.Block());
            host.OnMainThread();
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WithoutAPlan_TheHostsLogSaysWhy_Once()
    {
        using ClapHostProgram host = new("proscenium.drivers-5");
        host.Activate();
        AudioBuffer input = Signals.Noise(2, 1000, 1), output = Signals.Unwritten(5, 1000);
        for (int turn = 0; turn < 3; turn++) host.Process(input.Block(), output.Block());
        Assert.Equal(input.Block()[1].ToArray(), output.Block()[1].ToArray());
        Assert.StartsWith("proscenium: the sound passes untreated: ", Assert.Single(host.Said));
        Assert.Equal(0u, host.Latency);
        host.Deactivate();
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void ProcessingBeforeActivation_AndMissingBuffers_AreNoHarm()
    {
        using ClapHostProgram host = new("proscenium.drivers-5");
        ClapProcess block = new() { Frames = 64 };
        Assert.Equal(1, host.Plugin->Process(host.Plugin, &block));
        host.Plugin->Reset(host.Plugin);
        host.Activate();
        Assert.Equal(1, host.Plugin->Process(host.Plugin, &block));
        host.Deactivate();
    }

    static void SoundsAs(RenderPlan plan, double gainDb, ClapHostProgram host, int block)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 1);
        AudioBuffer wanted = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 256, plan.AsPlayed(256, gainDb).Process);
        host.Plugin->Reset(host.Plugin);
        AudioBuffer found = Signals.RunInBlocks(input, plan.Drivers.Count, _ => block, host.Process);
        for (int driver = 0; driver < wanted.Channels; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
    }
}
