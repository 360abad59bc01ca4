using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Live.Tracking;
using Proscenium.Tests.Cli;
using Proscenium.Tracking;

namespace Proscenium.Tests.Live.Tracking;

/// <summary>The verbs for trackers, on the loopback network.</summary>
[Collection("console")]
public sealed class TrackCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly int _port = FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AReplayedTrack_IsRecordedAsItWas_FromTheSeatOn()
    {
        PoseTrack track = new([new(0, new(1, 0.2, -0.5)), new(0.4, new(1, 0.2, -0.5, 40)), new(0.8, new(1, 0.2, -0.5, 80)), new(1.2, new(1, 0.2, -0.5, 120)), new(1.6, new(1, 0.2, -0.5, 160)), new(2, new(1.1, 0.2, -0.4, 200))]);
        PoseTrackFile.Write(_folder["sent.csv"], track.Poses);
        using Process record = Process.Start(Started("track", "record", "-o", _folder["came.csv"], "--seconds", "20", "--track", $"opentrack:{_port}"))!;
        Assert.StartsWith($"poses of opentrack are taken on UDP port {_port} of 127.0.0.1; q or Ctrl-C ends it.", record.StandardError.ReadLine());
        Assert.Contains($"sent 2.0 s of 2.0 s, 121 poses, to 127.0.0.1:{_port}", Command.Succeed("track", "replay", _folder["sent.csv"], "--to", $"localhost:{_port}"));
        record.StandardInput.WriteLine("q");
        Assert.True(record.WaitForExit(20000));
        string printed = record.StandardOutput.ReadToEnd();
        Assert.Equal(0, record.ExitCode);
        Assert.Matches(" s, [0-9]+ poses, ", printed); // the last ones may be on their way when it ends
        Assert.Contains("0.0 to 10.0 cm", printed);
        IReadOnlyList<TimedPose> came = PoseTrackFile.Open(_folder["came.csv"]);
        Assert.InRange(came.Count, 40, 121); // of those that come at once on a busy machine the newest is kept
        Assert.Equal(0, came[0].Seconds);
        double last = (came[^1].Pose.YawDegrees - came[0].Pose.YawDegrees) / 100; // the head turns evenly, and tells the time of each pose
        double begun = track.Seconds - last;
        Assert.InRange(begun, -0.001, 0.5); // those on their way before it began are passed over
        Assert.All(came, one =>
        {
            double sent = begun + (one.Pose.YawDegrees - came[0].Pose.YawDegrees) / 100;
            Assert.Equal(track.At(sent).Left - 1, one.Pose.Left, 2e-4);
            Assert.Equal(track.At(sent).Forward + 0.5, one.Pose.Forward, 2e-4);
            Assert.InRange(one.Seconds, sent - begun - 0.5, sent - begun + 0.5); // a busy machine; their order holds
        });
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task APauseInATrack_IsFilled_AsTheRendererHasIt()
    {
        // oracle: a tracker's silence of 250 ms, after which the head is lost
        using PoseReceiver receiver = new(new() { Format = () => new OpentrackFormat(), Port = 0 });
        PoseTrack track = new([new(0, default), new(1, new(0.1))]);
        Task<(int, double)> sending = Task.Run(() => PoseSender.Run(track, receiver.Address, null, CancellationToken.None), TestContext.Current.CancellationToken);
        List<TimedPose> came = PoseRecording.Run(receiver, TimeSpan.FromSeconds(2), null, CancellationToken.None).Poses;
        Assert.Equal((61, 1.0), await sending.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.InRange(came.Count, 20, 61); // a busy machine
        Assert.InRange(came.Zip(came.Skip(1), (one, next) => next.Seconds - one.Seconds).Max(), 0, 0.25);
        Assert.Contains(came, one => one.Pose.Left is > 0.02 and < 0.08);
        Assert.Equal(0.1, came[^1].Pose.Left, 1e-9);
    }

    [Fact]
    public void AFlood_IsKeptToAThousandPosesASecond_AndTheFileIsReadAgain()
    {
        using PoseReceiver receiver = new(new() { Format = () => new OpentrackFormat(), Port = 0 });
        using CancellationTokenSource ends = new();
        Thread flood = new(() =>
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            byte[] datagram = new byte[OpentrackFormat.Bytes];
            for (int n = 0; !ends.IsCancellationRequested; n++)
            {
                OpentrackFormat.Write(new(n % 7 == 0 ? 9 : -9, YawDegrees: 300), datagram);
                socket.SendTo(datagram, receiver.Address);
            }
        });
        flood.Start();
        (List<TimedPose> poses, int leftOut) = PoseRecording.Run(receiver, TimeSpan.FromSeconds(0.5), null, CancellationToken.None);
        ends.Cancel();
        flood.Join();
        Assert.InRange(poses.Count, 5, 500);
        Assert.True(leftOut > 0);
        Assert.InRange(poses.Zip(poses.Skip(1), (one, next) => next.Seconds - one.Seconds).Min(), 0.001, 1);
        IReadOnlyList<TimedPose> fromSeat = PoseRecording.FromSeat([new(0, new(9)), new(0.1, new(9)), new(0.2, new(-9, YawDegrees: 300)), new(1.1, new(9))]);
        Assert.Equal(3, fromSeat.Count); // 18 m are no place of a head
        PoseTrackFile.Write(_folder["poses.csv"], fromSeat);
        Assert.Equal(3, PoseTrackFile.Open(_folder["poses.csv"]).Count);
    }

    [Fact]
    public void ARecordingOfLessThanASecond_IsFromTheSeatOnToo()
    {
        IReadOnlyList<TimedPose> poses = PoseRecording.FromSeat([new(3, new(2, 0, -0.5)), new(3.2, new(2.2, 0, -0.5))]);
        Assert.Equal([-0.1, 0.1], poses.Select(pose => Math.Round(pose.Pose.Left, 9)));
        Assert.Equal([0, 0.2], poses.Select(pose => Math.Round(pose.Seconds, 9)));
        Assert.Empty(PoseRecording.FromSeat([]));
        IReadOnlyList<TimedPose> afterAStrayOne = PoseRecording.FromSeat([new(0, default), .. Enumerable.Range(0, 80).Select(n => new TimedPose(3 + n / 60.0, new(0.2)))]);
        Assert.Equal(0, afterAStrayOne[^1].Pose.Left, 1e-9);
    }

    [Theory]
    [InlineData(0.2, 0, 3, "The sign of left is wrong.\nThe scale is wrong: positions are too small by a factor of 5.0.\nthen use: --track opentrack:{0} --track-flip left --track-scale 0.05\n", -1)]
    [InlineData(1, 0, 0, "Signs and scale are right.\nuse: --track opentrack:{0}\n", 1)]
    [InlineData(0.01, 0, 3, "The scale is wrong: positions are too small by a factor of 100.\nthen use: --track opentrack:{0} --track-scale 1\n", 1)] // metres
    [InlineData(100, 0, 3, "The scale is wrong: positions are too large by a factor of 100.\nthen use: --track opentrack:{0} --track-scale 0.0001\n", 1)] // 20 m
    [InlineData(0, 20, 3, "position: it did not change, so this tracker sends at most where the head is turned.", 1)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task TheCheck_AsksInWords_AndNamesTheOptions(double scale, double yaw, int code, string ending, int sign)
    {
        HeadPose[] places = [new(0.3, 0.1, -0.5), new(0.3 + 0.2 * scale * sign, 0.1, -0.5, yaw), new(0.3, 0.1, -0.5), new(0.3, 0.1, -0.5 + 0.2 * scale, -yaw)];
        using Tracker tracker = new(_port, places);
        TextReader before = Console.In;
        try
        {
            Console.SetIn(tracker);
            (int ended, string output, string errors) = await Task.Run(() => Command.Run("track", "check", "--track", $"opentrack:{_port}"));
            Assert.Equal((code, ""), (ended, errors));
            Assert.Contains("2. Move your head 20 cm to your left, and stay there. Press Enter, and keep still for a second.\n", output);
            Assert.Contains(ending.Replace("{0}", $"{_port}", StringComparison.Ordinal), output);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Fact]
    public async Task OfAFlatCurve_TheCheckSaysSo_AndNamesNoOptions()
    {
        using Tracker tracker = new(_port, [default, default, default, new(0, 0, 0.2)]);
        TextReader before = Console.In;
        try
        {
            Console.SetIn(tracker);
            (int ended, string output, _) = await Task.Run(() => Command.Run("track", "check", "--track", $"opentrack:{_port}"));
            Assert.Equal(3, ended);
            Assert.Contains("Left does not change: in opentrack, the curve of X is flat", output);
            Assert.DoesNotContain("use: --track", output);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Theory]
    [InlineData("--track 'kinect' is no tracker: use opentrack or osc, with a colon and a port from 0 to 65535", "live", "--track", "kinect")]
    [InlineData("--track 'osc:70000' is no tracker", "live", "--track", "osc:70000")]
    [InlineData("--track-flip says how a tracker is read, and none is followed: add --track.", "live", "--track-flip", "left")]
    [InlineData("--track-flip 'x' names no coordinates: use left, forward, up, yaw, with commas between.", "live", "--track", "osc", "--track-flip", "x")]
    [InlineData("--track-scale needs metres from 0.00001 to 100, not -1; where signs are wrong, use --track-flip.", "live", "--track", "osc", "--track-scale", "-1")]
    [InlineData("--track-bind 'all' is no address", "live", "--track", "osc", "--track-bind", "all")]
    [InlineData("--track-osc names messages of Open Sound Control, which opentrack does not send", "live", "--track", "opentrack", "--track-osc", "/a left")]
    [InlineData("--track-osc: 'links' is no name of an argument", "live", "--track", "osc", "--track-osc", "/a links")]
    [InlineData("--track follows a head in front of the drivers, and --monitor plays", "live", "--track", "osc", "--monitor")]
    [InlineData("--to 'here' is no address with a port", "track", "replay", "poses.csv", "--to", "here")]
    [InlineData("--seconds needs a number in seconds from 0.1 to 1200", "track", "record", "-o", "poses.csv", "--seconds", "0")]
    public void AWrongOption_IsNamed_WithTheCure(string sentence, params string[] arguments) => Assert.Contains(sentence, Command.Fail(2, arguments));

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WithoutStandardInput_TheCheckEnds()
    {
        LinuxSystem.Require();
        ProcessStartInfo check = CommandProcess.Start("track", "check", "--track", $"opentrack:{_port}");
        ProcessStartInfo closed = new("sh", ["-c", "exec \"$@\" <&-", "sh", check.FileName, .. check.ArgumentList]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(closed)!;
        Assert.True(process.WaitForExit(20000));
        Assert.Contains("nobody answers at standard input: run it in a terminal.", process.StandardError.ReadToEnd());
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void WhereNoPoseComes_ItIsSaidWhy_AndNothingIsWritten()
    {
        string sentence = Command.Fail(1, "track", "record", "-q", "-o", _folder["poses.csv"], "--seconds", "0.1", "--track", $"opentrack:{_port}");
        Assert.Contains($"was not written, since no pose came: in opentrack, press Start with the output 'UDP over network', to port {_port} of 127.0.0.1; from another device, such as a phone, add --track-bind 0.0.0.0", sentence);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void AnOpenPort_IsSaid()
    {
        (int code, _, string errors) = Command.Run("track", "record", "-q", "-o", _folder["poses.csv"], "--seconds", "0.1", "--track", $"osc:{_port}", "--track-bind", "0.0.0.0");
        Assert.Equal(1, code);
        Assert.Contains("proscenium: note: poses are taken at 0.0.0.0: whoever reaches that address can move the sound; keep to networks that you trust.", errors);
    }

    static ProcessStartInfo Started(params string[] arguments)
    {
        ProcessStartInfo start = CommandProcess.Start(arguments);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        return start;
    }

    static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>A head and its tracker: with each Enter the head is at the next place.</summary>
    sealed class Tracker : TextReader
    {
        readonly HeadPose[] _places;
        readonly Thread _sending;
        readonly AutoResetEvent _isThere = new(false);
        volatile int _place = -1;
        volatile bool _ends;

        public Tracker(int port, HeadPose[] places)
        {
            _places = places;
            _sending = new(() => Send(port));
            _sending.Start();
        }

        public override string? ReadLine()
        {
            _isThere.Reset();
            _place++;
            _isThere.WaitOne(TimeSpan.FromSeconds(10)); // Enter is pressed at the new place, however busy the machine
            return "";
        }

        protected override void Dispose(bool disposing)
        {
            _ends = true;
            _sending.Join();
            _isThere.Dispose();
            base.Dispose(disposing);
        }

        void Send(int port)
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            byte[] datagram = new byte[OpentrackFormat.Bytes];
            for (int n = 0; !_ends; n++)
            {
                int place = Math.Clamp(_place, 0, _places.Length - 1);
                OpentrackFormat.Write(_places[place] with { Left = _places[place].Left + (n % 2 == 0 ? 0.0001 : -0.0001) }, datagram);
                socket.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port));
                if (place == _place) _isThere.Set();
                Thread.Sleep(10);
            }
        }
    }
}
