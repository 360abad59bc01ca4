using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Plugin.Lv2;

namespace Proscenium.Tests.Plugins;

/// <summary>The built LV2 plug-in in a small host, and its messages in memory; the oracle is the renderer.</summary>
[Trait(Traits.Needs, Traits.Linux)]
public sealed unsafe class Lv2Tests : NativeHostTests
{
    const int Frames = 12000;

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheDefaultPlan_PlaysFromTheFirstSample()
    {
        _folder.Write("proscenium/plan", Designs.Echo);
        using Lv2HostProgram host = new("urn:proscenium:drivers-5");
        SoundsAs(Designs.Echo.Plan, host);
        Assert.Equal(Designs.Echo.Plan.PlaybackLatencySamples, host.Latency);
        Assert.Empty(host.Said);
        Assert.Empty(host.Save());
        host.Ask();
        Assert.Equal(Path.GetFullPath(_folder["proscenium/plan"]), Path.GetFullPath(host.Told!));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void APlanThatTheHostSets_IsFadedIn_Told_AndStored()
    {
        string chosen = _folder.Write("100% ähnlich", PlanFolders.Canceller);
        using Lv2HostProgram host = new("urn:proscenium:drivers-5"), later = new("urn:proscenium:drivers-5");
        Assert.Contains("holds no plan", Assert.Single(host.Said));
        host.Choose(Path.Combine(chosen, "plan.json"));
        Assert.Equal(chosen, host.Told);
        host.Play(new AudioBuffer(2, Frames), new AudioBuffer(5, Frames), 2);
        SoundsAs(PlanFolders.Canceller.Plan, host);
        Assert.Equal($"session:{chosen}\0", Encoding.UTF8.GetString(host.Save()));
        later.Restore(host.Save());
        later.Activate();
        SoundsAs(PlanFolders.Canceller.Plan, later);
        Assert.Equal(PlanFolders.Canceller.Plan.PlaybackLatencySamples, later.Latency);
        later.Restore([]); // a session in which none was chosen
        later.Activate();
        later.Process(new AudioBuffer(2, 64).Block(), new AudioBuffer(5, 64).Block());
        Assert.Equal(0, later.Latency);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheHeadsPorts_MoveTheFilters_OfAPlanChosenLaterToo()
    {
        string chosen = _folder.Write("followed", PlanFolders.Followed);
        using Lv2HostProgram host = new("urn:proscenium:drivers-5");
        host.Set(-30, isFollowed: true, left: 0.1f, forward: 0.3f);
        host.Choose(chosen);
        host.Play(new AudioBuffer(2, Frames), new AudioBuffer(5, Frames), 2);
        SoundsAs(PlanFolders.FollowedTo(0.75f), host, -30);
        host.Set(-30, isFollowed: false, left: 0.1f, forward: 0.3f);
        host.Play(new AudioBuffer(2, Frames), new AudioBuffer(5, Frames), 1);
        SoundsAs(PlanFolders.Canceller.Plan, host, -30);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AFolderWithoutAPlan_IsExplained_PercentSignsAndAll()
    {
        using Lv2HostProgram host = new("urn:proscenium:drivers-5");
        host.Choose(_folder["50% less"]);
        Assert.Contains(_folder["50%% less"] + ": holds no plan", host.Said[^1]); // as a format of printf
    }

    [Fact]
    public void RandomMessages_AreReadWithinTheirBounds()
    {
        Random random = new(1);
        uint[] memory = GC.AllocateArray<uint>(64, pinned: true);
        uint* known = stackalloc uint[sizeof(Lv2Uris) / sizeof(uint)]; // URIs are numbers: all alike here, so that random ones are often met
        fixed (uint* words = memory)
        {
            for (int turn = 0; turn < 200000; turn++)
            {
                for (int word = 0; word < memory.Length; word++) words[word] = random.Next(4) == 0 ? (uint)random.Next() : (uint)random.Next(0, 40);
                words[0] = (uint)random.Next(0, 4 * memory.Length - 8);
                for (int uri = 0; uri < sizeof(Lv2Uris) / sizeof(uint); uri++) known[uri] = (uint)random.Next(1, 6);
                Lv2Uris uris = *(Lv2Uris*)known;
                words[1] = uris.Sequence;
                Assert.InRange(Lv2Atoms.Read((Lv2Atom*)words, uris, out _).Length, 0, 4 * memory.Length);
            }
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(1u << 31)]
    [InlineData(uint.MaxValue)]
    public void SequencesOfAbsurdSizes_AreNoMessages(uint size)
    {
        uint* known = stackalloc uint[sizeof(Lv2Uris) / sizeof(uint)], words = stackalloc uint[4];
        new Span<uint>(known, sizeof(Lv2Uris) / sizeof(uint)).Fill(1);
        (words[0], words[1]) = (size, 1);
        Assert.Equal(0, Lv2Atoms.Read((Lv2Atom*)words, *(Lv2Uris*)known, out bool asked).Length);
        Assert.False(asked);
    }

    static void SoundsAs(RenderPlan plan, Lv2HostProgram host, double gainDb = 0)
    {
        AudioBuffer input = Signals.Noise(2, Frames, 1);
        AudioBuffer wanted = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 256, plan.AsPlayed(256, gainDb).Process);
        host.Activate();
        AudioBuffer found = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 300, host.Process);
        for (int driver = 0; driver < wanted.Channels; driver++) Assert.InRange(Signals.ErrorDb(found.Block()[driver], wanted.Block()[driver]), -310, -95);
    }
}
