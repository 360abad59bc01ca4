using System.Text.Json;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Rendering;
using Proscenium.Tests.Cli;
using Proscenium.Tracking;

namespace Proscenium.Tests.Rendering;

/// <summary>Files rendered for a head that moves.</summary>
[Collection("console")]
public sealed class PoseTrackRenderTests : IDisposable
{
    const int Rate = 48000;

    static readonly Lazy<SpatialDesign> _design = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), AngleDegrees = null, Taps = 256, Bank = BankGrid.Parse("left=0..0.06/0.02") }));

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AHeadThatRests_HereAndThere_HearsThePlanForEachPlace()
    {
        PlanFile.Write(_design.Value, _folder["plan"]);
        Sounds.Write(_folder["left.wav"], Rate, [Signals.Noise(4 * Rate / 2, 1), new float[4 * Rate / 2]]);
        PoseTrackFile.Write(_folder["poses.csv"], [new(0, HeadPose.Seat), new(0.7, new(Left: 0.02)), new(1.4, new(Left: 0.05))]);
        float[][] moving = Heard("plan", "poses.csv");
        foreach ((double left, double from, double to) in ((double, double, double)[])[(0, 0.2, 0.6), (0.02, 0.9, 1.2), (0.05, 1.6, 1.9)])
        {
            SpatialDesign there = SpatialDesigner.Design(_design.Value.Request with { Bank = null, Poses = [new HeadPose(Left: left)] });
            PlanFile.Write(there, _folder["there"]);
            PoseTrackFile.Write(_folder["there.csv"], [new(0, HeadPose.Seat)]);
            Assert.Equal(Separation(Heard("there", "there.csv"), from, to), Separation(moving, from, to), 0.5);
        }

        float[][] Heard(string plan, string poses)
        {
            new FileRendering { Input = _folder["left.wav"], Plan = _folder[plan], Monitor = true, Poses = _folder[poses] }.Write(_folder["out.wav"], cancel: TestContext.Current.CancellationToken);
            return Sounds.Read(_folder["out.wav"]).Channels;
        }
    }

    [Fact]
    public void ARestingHead_AtTheSeat_HearsWhatTheMonitorPlays()
    {
        PlanFile.Write(_design.Value with { Plan = _design.Value.Plan with { Filters = _design.Value.Plan.Bank![0, 0] } }, _folder["plan"]);
        Sounds.Write(_folder["in.wav"], Rate, [Signals.Noise(Rate / 2, 1), Signals.Noise(Rate / 2, 2)]);
        PoseTrackFile.Write(_folder["poses.csv"], [new(0, HeadPose.Seat)]);
        FileRendering still = new() { Input = _folder["in.wav"], Plan = _folder["plan"], Monitor = true };
        still.Write(_folder["still.wav"], cancel: TestContext.Current.CancellationToken);
        (still with { Poses = _folder["poses.csv"] }).Write(_folder["track.wav"], cancel: TestContext.Current.CancellationToken);
        float[][] wanted = Sounds.Read(_folder["still.wav"]).Channels, found = Sounds.Read(_folder["track.wav"]).Channels;
        for (int ear = 0; ear < 2; ear++)
        {
            double error = Signals.ErrorDb(found[ear].AsSpan(Rate / 10, Rate / 4), wanted[ear].AsSpan(Rate / 10, Rate / 4));
            Assert.True(error < -28, $"{error:0.0} dB"); // white noise: just below the half rate responses end differently
        }
    }

    [Fact]
    public void PosesThatWouldMoveNothing_AreRefused_InOneSentence()
    {
        Sounds.Write(_folder["in.wav"], Rate, [new float[100], new float[100]]);
        PoseTrackFile.Write(_folder["poses.csv"], [new(0, HeadPose.Seat)]);
        PlanFile.Write(Designs.Canceller, _folder["plan"]);
        Assert.Contains("no filters for other places", Command.Fail(2, "render", _folder["in.wav"], _folder["out.wav"], "--plan", _folder["plan"], "--track", _folder["poses.csv"]));
        Assert.Contains("--monitor", Command.Fail(2, "render", _folder["in.wav"], _folder["out.wav"], "--track", _folder["poses.csv"]));
        Assert.Contains("free field", Command.Fail(2, "render", _folder["in.wav"], _folder["out.wav"], "--track", _folder["poses.csv"], "--monitor", "--room", "bedroom"));
        Assert.Contains("there is no such file of poses", Command.Fail(1, "render", _folder["in.wav"], _folder["out.wav"], "--track", _folder["none.csv"], "--monitor"));
        Assert.False(File.Exists(_folder["out.wav"]));
    }

    [Theory]
    [InlineData(0, 0.4, 0, 0.55, "between 0 and 1 s, a head 0.")] // it comes nearer
    [InlineData(0, 0.55, 0, 0.55, "at 0 s, a head 0.05 m before the device, 0 cm to the left")]
    [InlineData(0.2, 0.7, 0.2, 0.7, "at 0 s, a head 0.1 m behind the device, 20 cm to the left")]
    [InlineData(-0.5, 0.58, 0.5, 0.58, "between 0 and 1 s, a head 0.02 m before the device")] // it passes between two poses
    public void AHeadThatComesTooNearToTheDevice_IsRefused_WithItsTime_BeforeAnythingIsWritten(double left, double forward, double thenLeft, double thenForward, string sentence)
    {
        Sounds.Write(_folder["in.wav"], Rate, [new float[100], new float[100]]);
        PoseTrackFile.Write(_folder["poses.csv"], [new(0, new(Left: left, Forward: forward)), new(1, new(Left: thenLeft, Forward: thenForward))]);
        PlanFile.Write(_design.Value, _folder["plan"]);
        string refused = Command.Fail(2, "render", _folder["in.wav"], _folder["out.wav"], "--plan", _folder["plan"], "--monitor", "--track", _folder["poses.csv"]);
        Assert.Contains(sentence, refused);
        Assert.Contains("is too near to laptop for its model: keep it farther away.", refused);
        Assert.Contains("is too near to laptop", Command.Fail(2, "analyze", "--plan", _folder["plan"], "--track", _folder["poses.csv"]));
        Assert.False(File.Exists(_folder["out.wav"]));
    }

    [Fact]
    public void AHeadBeyondThePlaces_AndOneThatNobodyFollows_AreSaid()
    {
        PlanFile.Write(_design.Value, _folder["plan"]); // 0 to 6 cm to the left
        Sounds.Write(_folder["in.wav"], Rate, [Signals.Noise(Rate, 1), Signals.Noise(Rate, 2)]);
        PoseTrackFile.Write(_folder["poses.csv"], [new(0, new(Left: 0.04)), new(0.5, new(Left: 0.1)), new(1, new(Left: 0.1))]);
        Assert.Equal(0.75, new PoseTrack(PoseTrackFile.Open(_folder["poses.csv"])).ShareBeyond(new(0, 0.06, 0, 0), 1), 0.011); // beyond from 7 cm on
        string[] render = ["render", _folder["in.wav"], _folder["out.wav"], "--plan", _folder["plan"], "--track", _folder["poses.csv"]];
        string printed = Command.Succeed([.. render, "--json", _folder["figures.json"]]);
        Assert.Matches("note: For 7[456](\\.[0-9])? % of the time the head is beyond the plan's places, and the filters of the nearest one play.", printed);
        Assert.DoesNotContain("design included", printed);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(_folder["figures.json"])).RootElement;
        Assert.Equal((_folder["poses.csv"], true), (figures.GetProperty("track").GetString(), figures.GetProperty("followsHead").GetBoolean()));
        Assert.Equal(0.75, figures.GetProperty("shareBeyondPlaces").GetDouble(), 0.011);
        Assert.Contains("--bypass renders the untreated device, which follows nobody", Command.Fail(2, [.. render, "--bypass"]));
        Assert.Contains("note: the filters for other places of the head are left out", Command.Succeed("export", "--plan", _folder["plan"], "--format", "csv", "-o", _folder["csv"]));
        Assert.DoesNotContain("are left out", Command.Succeed("export", "--plan", _folder["plan"], "--format", "wav", "-o", _folder["wav"]));
    }

    [Fact]
    public void ATrackOfASeatOffTheMiddle_IsHeardFromThere()
    {
        // oracle: the same way, told from the middle
        PoseTrack track = new([new(0, new(Left: 0.1)), new(1, new(Forward: 0.2, YawDegrees: 5))]);
        PoseTrack world = track.From(new(Left: 0.4, YawDegrees: -11));
        Assert.Equal(new HeadPose(Left: 0.5, YawDegrees: -11), world.At(0));
        Assert.Equal(new HeadPose(Left: 0.4, Forward: 0.2, YawDegrees: -6), world.At(2));
        Assert.Same(track, track.From(HeadPose.Seat));
    }

    [Fact]
    public void BetweenPoses_TheHeadMovesOnALine_OrRestsAndMovesOn()
    {
        PoseTrack track = new([new(1, new(Left: 0.1)), new(1.4, new(Left: 0.3, YawDegrees: 10)), new(5, new(Left: 0.4))]);
        Assert.Equal(0.1, track.At(0).Left);
        Assert.Equal((0.2, 5), (track.At(1.2).Left, track.At(1.2).YawDegrees), new Nearly());
        Assert.Equal(0.3, track.At(4.7).Left, 1e-9);
        Assert.Equal(0.35, track.At(4.9).Left, 1e-9);
        Assert.Equal(0.4, track.At(9).Left);
    }

    /// <summary>How much louder the left ear hears it, dB.</summary>
    static double Separation(float[][] ears, double from, double to) =>
        Signals.PowerDb(ears[0].AsSpan((int)(from * Rate)..(int)(to * Rate))) - Signals.PowerDb(ears[1].AsSpan((int)(from * Rate)..(int)(to * Rate)));

    sealed class Nearly : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) value) => 0;
    }
}
