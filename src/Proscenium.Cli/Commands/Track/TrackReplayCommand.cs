using System.CommandLine;
using System.Net;
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
        Option<string> to = new("--to") { HelpName = "address:port", Description = "Where to send them.", DefaultValueFactory = _ => $"127.0.0.1:{OpentrackFormat.Port}" };
        Option<bool> quiet = Options.Quiet();
        Verb command = new("replay", "Send a file's poses in real time in opentrack's datagrams, to try 'proscenium live --track opentrack' without a tracker. The place in its first second is taken for the seat.\n\nExample: proscenium track replay poses.csv --to 127.0.0.1:4242")
        {
            input,
            { Heading.Output, to, quiet },
        };
        command.SetAction(parsed =>
        {
            if (!IPEndPoint.TryParse(parsed.GetValue(to)!, out IPEndPoint? address) || address.Port == 0) throw new SettingException($"--to '{parsed.GetValue(to)}' is no address with a port: write it as in 127.0.0.1:{OpentrackFormat.Port}.");
            IReadOnlyList<TimedPose> poses = PoseTrackFile.Open(parsed.GetValue(input)!);
            using StatusLine status = new(parsed.GetValue(quiet));
            using Interruption interruption = new(() => Environment.Exit(1), _patience);
            int sent = PoseSender.Run(poses, address, pose => status.Show(Invariant($"{pose.Seconds:0.0} of {poses[^1].Seconds:0.0} s")), interruption.Token);
            status.Dispose();
            new Report(parsed.GetValue(quiet)).Line(Invariant($"sent {sent} poses of {poses.Count} in {poses[Math.Max(0, sent - 1)].Seconds:0.0} s to {address}"));
            return 0;
        });
        return command;
    }
}
