using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Tracking;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Live.Tracking;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Cli.Commands.Track;

/// <summary><c>proscenium track record -o poses.csv</c>: a tracker's poses as a file.</summary>
static class TrackRecordCommand
{
    const double LeastSeconds = 0.1, MostSeconds = 1200;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { HelpName = "file", Description = $"CSV file for the poses: {PoseTrackFile.Heading}, in metres from where the head is in the first second, and degrees.", Required = true };
        Option<double?> seconds = NumberOption.RealWithin(LeastSeconds, MostSeconds, "--seconds", "seconds", Invariant($"How long to record; by default until q or Ctrl-C, {MostSeconds / 60:0} minutes at most."));
        Option<bool> quiet = Options.Quiet();
        TrackOptions tracker = new(OpentrackFormat.FormatName);
        Verb command = new("record", "Record a tracker's poses as they come in, until q or Ctrl-C. Be at your seat in the first second.\n\nExample: proscenium track record -o poses.csv --seconds 30")
        {
            { Heading.Output, output, seconds, quiet },
        };
        tracker.AddTo(command);
        command.SetAction(parsed =>
        {
            string file = parsed.GetValue(output)!;
            AtomicFile.Require(file);
            using PoseReceiver receiver = new(tracker.Of(parsed)!);
            using StatusLine status = new(parsed.GetValue(quiet));
            status.Say($"{TrackerText.Waiting(receiver)}; q or Ctrl-C ends it.");
            (List<TimedPose> recorded, int fast) = Record(receiver, TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? MostSeconds), status);
            IReadOnlyList<TimedPose> poses = PoseRecording.FromSeat(recorded);
            status.Dispose();
            if (poses.Count == 0) throw new SoundException($"{file}: was not written, since no pose came: {TrackerText.WhyNothing(receiver)}");
            PoseTrackFile.Write(file, poses);
            Print(poses, receiver, file, new Report(parsed.GetValue(quiet), file));
            if (fast > 0) Report.Warn($"{fast} poses came faster than {PoseRecording.MostPerSecond} a second, and were left out.");
            if (recorded.Count > poses.Count) Report.Warn($"{recorded.Count - poses.Count} poses were more than 10 m from the seat, and were left out.");
            if (recorded.Count == PoseRecording.MostPoses) Report.Warn($"{PoseRecording.MostPoses} poses are as many as a file holds: the recording ended there.");
            return 0;
        });
        return command;
    }

    static (List<TimedPose> Poses, int LeftOut) Record(PoseReceiver receiver, TimeSpan duration, StatusLine status)
    {
        using Interruption interruption = new(() => Environment.Exit(1), _patience);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        StopKey.Watch(stop);
        return PoseRecording.Run(receiver, duration, poses => status.Show(poses.Count == 0 ? "no poses yet" : Invariant($"{poses.Count} poses, {poses[^1].Seconds:0.0} s")), stop.Token);
    }

    static void Print(IReadOnlyList<TimedPose> poses, PoseReceiver receiver, string file, Report report)
    {
        report.Line($"poses: {file}");
        report.Figure("length", Invariant($"{poses[^1].Seconds:0.0} s, {poses.Count} poses{(poses[^1].Seconds > 0 ? $", {(poses.Count - 1) / poses[^1].Seconds:0} a second" : "")}"));
        report.Figure("to the left", TrackerText.Range(poses.Select(pose => pose.Pose.Left)));
        report.Figure("nearer", TrackerText.Range(poses.Select(pose => pose.Pose.Forward)));
        if (receiver.TooFar > 0) report.Figure("more than 10 m away", $"{receiver.TooFar} poses, left out");
        if (receiver.Garbage > 0) report.Figure("not understood", $"{receiver.Garbage} datagrams");
    }
}
