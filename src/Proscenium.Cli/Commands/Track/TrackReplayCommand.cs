using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Files.Projects;
using Proscenium.Live.Tracking;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Cli.Commands.Track;

/// <summary><c>proscenium track replay poses.csv</c>: a file's poses, sent as a tracker would.</summary>
static class TrackReplayCommand
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        Argument<string> input = new("POSES") { Description = $"CSV file of poses: {PoseTrackFile.Heading}." };
        Option<string> to = new("--to") { HelpName = "address:port", Description = "Where to send them: an address or a name, a colon, and a port.", DefaultValueFactory = _ => $"127.0.0.1:{OpentrackFormat.Port}" };
        Option<bool> quiet = Options.Quiet();
        Verb command = new("replay", "Send a file's poses in real time in opentrack's datagrams, to try 'proscenium live --track opentrack' without a tracker. Between poses the head moves as 'render --track' has it. Where 'live' has just begun, it takes the place in the first second for the seat; where it knows the seat already, tell it 'pose centre' (the key c).\n\nExample: proscenium track replay poses.csv --to 127.0.0.1:4242")
        {
            input,
            { Heading.Output, to, quiet },
        };
        command.SetAction(parsed =>
        {
            IPEndPoint address = Address(parsed.GetValue(to)!);
            PoseTrack track = new(PoseTrackFile.Open(parsed.GetValue(input)!));
            using StatusLine status = new(parsed.GetValue(quiet));
            using Interruption interruption = new(() => Environment.Exit(1), _patience);
            (int sent, double seconds) = PoseSender.Run(track, address, passed => status.Show(Invariant($"{passed:0.0} of {track.Seconds:0.0} s")), interruption.Token);
            status.Dispose();
            new Report(parsed.GetValue(quiet)).Line(Invariant($"sent {seconds:0.0} s of {track.Seconds:0.0} s, {sent} poses, to {address}"));
            return 0;
        });
        return command;
    }

    static IPEndPoint Address(string text)
    {
        if (IPEndPoint.TryParse(text, out IPEndPoint? address) && address.Port > 0) return address;
        SettingException wrong = new($"--to '{text}' is no address with a port: write it as in 127.0.0.1:{OpentrackFormat.Port}.");
        if (text.Split(':') is not [{ Length: > 0 } name, var number] || !ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0) throw wrong;
        try
        {
            IPAddress[] found = Dns.GetHostAddresses(name);
            return new(found.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault() ?? throw wrong, port);
        }
        catch (SocketException e)
        {
            throw new SettingException($"--to '{text}': nobody knows {name}: name a machine that this one reaches, or its address.", e);
        }
    }
}
