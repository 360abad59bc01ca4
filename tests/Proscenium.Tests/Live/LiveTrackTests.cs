using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Proscenium.Cli.Commands;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Live;
using Proscenium.Live.Tracking;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Live;

/// <summary>The real command on a real server follows a tracker's datagrams.</summary>
[Collection(OnASoundServer.Name)]
public sealed partial class LiveTrackTests : CommandOnAServer
{
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void Datagrams_MoveTheHead_AsTheStatusTells_AndTakeNothingFromTheSound()
    {
        PlanFile.Write(Designs.Canceller, Plan);
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan, "--track", "opentrack:0");
        run.Await("; latency").Await("has filters for the seat alone, so poses of opentrack on UDP port").Await("change nothing: make a plan for more places with 'proscenium design --bank auto'.");
        int port = Port(run);
        using (Socket tracker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            Send(tracker, port, 2, 1200, garbage: true);
            Send(tracker, port, 2.1, 800, garbage: true);
        }
        JsonElement head = JsonDocument.Parse(run.Type("status json", "{")).RootElement.GetProperty("head");
        Assert.Equal(0.1, head.GetProperty("left").GetDouble(), 0.005);
        Assert.Equal(0.1, head.GetProperty("playingLeft").GetDouble(), 0.005);
        Assert.Equal(0, head.GetProperty("forward").GetDouble(), 0.002);
        Assert.True(head.GetProperty("known").GetBoolean());
        Assert.False(head.GetProperty("planFollows").GetBoolean());
        Assert.InRange(head.GetProperty("posesPerSecond").GetDouble(), 50, 260);
        Assert.Equal(50, head.GetProperty("garbage").GetInt32());
        Assert.EndsWith(": start without a tracker to say where it is.", run.Type("pose 0.1 0", "pose: the head is followed by opentrack"));
        Waiting.For(() =>
        {
            run.Type("status");
            return run.Summary.Contains("\nhead: lost; opentrack on UDP port", StringComparison.Ordinal);
        }, () => run.Summary);
        run.End();
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    /// <summary>Filters that only turn down to one side show in a constant sound when they begin to change, and how far they are.</summary>
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ADatagram_ChangesTheSoundAtAPort_Within40Milliseconds_AndTwoBlocks()
    {
        const int block = 256, moves = 9, milliseconds = 400;
        PlanFile.Write(TurnedDownTo(0.5f, metres: 0.1), Plan);
        using JackDaemon jack = new(Rate, block);
        using LiveRun run = new(jack, "live", "--plan", Plan, "--track", "opentrack:0");
        run.Await("; latency").Await("opentrack on UDP port");
        int port = Port(run);
        using Socket tracker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        float[] constant = new float[15 * Rate];
        Array.Fill(constant, 0.25f);
        using PlayerAndRecorder player = new(jack, [constant, constant], constant.Length, run.Ports(Drivers[..1]), run.Ports("left", "right"));
        player.Play();
        Send(tracker, port, 2, 1500); // where it is in the first second is the seat
        int[] sent = new int[moves];
        for (int move = 0; move < moves; move++)
        {
            sent[move] = player.Frames;
            Send(tracker, port, move % 2 == 0 ? 2.1 : 2, milliseconds);
        }
        float[] heard = player.Recorded(0, 1)[0];
        double[] begins = Array.ConvertAll(sent, frame => Milliseconds(frame, 0.01)), halves = Array.ConvertAll(sent, frame => Milliseconds(frame, 0.5));
        run.End();
        string found = string.Create(CultureInfo.InvariantCulture, $"sound begins to change {Median(begins):0} ms after the datagram, {begins.Max():0} at most; 5 of 10 cm are reached after {Median(halves):0} ms");
        TestContext.Current.SendDiagnosticMessage(found);
        Assert.True(Median(begins) < 40 + 2000.0 * block / Rate, found);

        double Milliseconds(int frame, double share) // of the way from 1 to 0.5, or back
        {
            for (int n = frame; n < player.Frames; n++)
                if (Math.Abs(heard[n] - heard[frame]) > share * 0.5 * heard[sent[0]]) return 1000.0 * (n - frame) / Rate;
            return double.PositiveInfinity;
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void APortInUse_IsSaid_BeforeAnythingPlays()
    {
        LinuxSystem.Require();
        using PoseReceiver other = new(new() { Format = () => new OpentrackFormat(), Port = 0 });
        Assert.Contains($"UDP port {other.Address.Port}: is taken by another program", Command.Fail(2, "live", "--plan", Plan, "--server", "nobody", "--track", $"opentrack:{other.Address.Port}"));
    }

    [Fact]
    public void ForADevice_ThePlanIsDesignedWithABank_WhereAHeadIsFollowed()
    {
        PlanSource source = PlanSource.ToDesign(new() { Device = DeviceFile.Open("laptop"), Bank = BankGrid.Parse(BankGrid.Auto) }, "laptop");
        Assert.Contains("--bank auto", string.Join(' ', DesignProcess.Settings(source, source.Request)));
        PlanSource still = PlanSource.ToDesign(new() { Device = DeviceFile.Open("laptop") }, "laptop");
        Assert.DoesNotContain("--bank", DesignProcess.Settings(still, still.Request));
    }

    [Fact]
    public void AClientNamedLikeItsServer_IsRefused()
    {
        Assert.Contains("--client tryu is the name of the JACK server, too, which that does not survive: choose another name.", Command.Fail(2, "live", "--plan", Plan, "--server", "tryu", "--client", "tryu"));
        Assert.Contains("--client default is the name of the JACK server", Command.Fail(2, "live", "--plan", Plan, "--client", Environment.GetEnvironmentVariable("JACK_DEFAULT_SERVER") ?? "default").Replace(Environment.GetEnvironmentVariable("JACK_DEFAULT_SERVER") ?? "default", "default", StringComparison.Ordinal));
    }

    /// <summary>Sends a pose 250 times a second.</summary>
    static void Send(Socket tracker, int port, double left, int milliseconds, bool garbage = false)
    {
        byte[] datagram = new byte[OpentrackFormat.Bytes];
        IPEndPoint live = new(IPAddress.Loopback, port);
        OpentrackFormat.Write(new(left, 0, 0.5), datagram);
        for (int n = 0; n < milliseconds / 4; n++)
        {
            tracker.SendTo(datagram, live);
            if (garbage && n % 10 == 0) tracker.SendTo([0], live);
            Thread.Sleep(4);
        }
    }

    /// <summary>A plan whose filters do nothing at the seat but turn down, the farther the head is to the left.</summary>
    static SpatialDesign TurnedDownTo(float gain, double metres)
    {
        static FirMatrix Wire(float gain)
        {
            FirMatrix filters = new(2, Drivers.Length, 64);
            for (int input = 0; input < 2; input++)
                for (int driver = 0; driver < Drivers.Length; driver++) filters[input, driver][0] = gain / 2;
            return filters;
        }

        return Designs.Canceller with
        {
            Plan = Designs.Canceller.Plan with { Upmix = null, Inputs = [ChannelNames.Left, ChannelNames.Right], InputDelaySamples = [0, 0], Filters = Wire(1), Bank = new([0, metres], [0], [Wire(1), Wire(gain)]) },
            Request = Designs.Canceller.Request with { Bank = BankGrid.Parse("left=0..0.1/0.1") },
        };
    }

    static int Port(LiveRun run) => int.Parse(TrackerPort().Match(run.Said).Groups[1].Value, CultureInfo.InvariantCulture);

    static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    [GeneratedRegex("opentrack on UDP port ([0-9]+)")]
    private static partial Regex TrackerPort();
}
