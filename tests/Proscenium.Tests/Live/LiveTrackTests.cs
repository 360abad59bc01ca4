using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Proscenium.Files.Projects;
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
        int port = int.Parse(TrackerPort().Match(run.Said).Groups[1].Value, CultureInfo.InvariantCulture);
        using (Socket tracker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            byte[] datagram = new byte[OpentrackFormat.Bytes];
            void Send(double left, int milliseconds)
            {
                for (int n = 0; n < milliseconds / 4; n++) // 250 a second
                {
                    OpentrackFormat.Write(new(left, 0, 0.5), datagram);
                    tracker.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port));
                    if (n % 10 == 0) tracker.SendTo([0], new IPEndPoint(IPAddress.Loopback, port));
                    Thread.Sleep(4);
                }
            }
            Send(2, 1200);
            Send(2.1, 800);
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

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void APortInUse_IsSaid_BeforeAnythingPlays()
    {
        LinuxSystem.Require();
        using PoseReceiver other = new(new() { Format = () => new OpentrackFormat(), Port = 0 });
        Assert.Contains($"UDP port {other.Address.Port}: is taken by another program", Command.Fail(2, "live", "--plan", Plan, "--server", "nobody", "--track", $"opentrack:{other.Address.Port}"));
    }

    [GeneratedRegex("opentrack on UDP port ([0-9]+)")]
    private static partial Regex TrackerPort();
}
