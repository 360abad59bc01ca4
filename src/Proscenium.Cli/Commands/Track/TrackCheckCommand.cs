using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Tracking;
using Proscenium.Files;
using Proscenium.Live.Tracking;
using Proscenium.Tracking;

namespace Proscenium.Cli.Commands.Track;

/// <summary><c>proscenium track check</c>: whether a tracker's signs and scale are right, by moving the head.</summary>
static class TrackCheckCommand
{
    static readonly TimeSpan _still = TimeSpan.FromSeconds(0.8), _patience = TimeSpan.FromSeconds(2);

    const string Unanswered = "the check was not ended, since nobody answers at standard input: run it in a terminal.";

    static readonly string[] _steps =
    [
        "1. Sit at your seat and look at the device, as you listen.",
        "2. Move your head 20 cm to your left, and stay there.",
        "3. Move back to your seat.",
        "4. Move your head 20 cm towards the device, and stay there.",
    ];

    public static Command Create()
    {
        TrackOptions tracker = new(OpentrackFormat.FormatName);
        Verb command = new("check", "Check a tracker's signs and scale: it asks you to move your head, and prints the options that are needed. A ruler helps; 20 cm are about the length of a hand.\n\nExample: proscenium track check --track opentrack");
        tracker.AddTo(command);
        command.SetAction(parsed =>
        {
            TrackerSettings settings = tracker.Of(parsed)!;
            if (StandardStream.IsInputClosed()) throw new SoundException(Unanswered);
            Report report = new(quiet: false);
            using PoseReceiver receiver = new(settings);
            using Interruption interruption = new(() => Environment.Exit(1), _patience);
            report.Line($"{TrackerText.Waiting(receiver)}.");
            StillHead[] heads = new StillHead[_steps.Length];
            for (int n = 0; n < heads.Length; n++) heads[n] = Ask(_steps[n], receiver, report, interruption.Token);
            TrackVerdict verdict = TrackVerdict.Of(heads[0], heads[1], heads[2], heads[3], receiver.UnitMetres);
            string typed = tracker.Typed(parsed, settings.Flipped ^ verdict.Flipped, verdict.ScaleFactor == 1 ? settings.Metres : TrackVerdictText.TwoDigits(receiver.UnitMetres * verdict.ScaleFactor));
            TrackVerdictText.Print(verdict, typed, report);
            return verdict.IsRight ? 0 : Failure.NotMet;
        });
        return command;
    }

    /// <summary>Asks for a place, waits for Enter, and takes what the tracker says of the head there.</summary>
    static StillHead Ask(string step, PoseReceiver receiver, Report report, CancellationToken cancel)
    {
        report.Line($"{step} Press Enter, and keep still for a second.");
        if (Task.Run(Console.In.ReadLine, cancel).WaitAsync(cancel).GetAwaiter().GetResult() is null) throw new SoundException(Unanswered);
        List<TimedPose> poses = PoseRecording.Run(receiver, _still, null, cancel, isAnywhere: true).Poses;
        cancel.ThrowIfCancellationRequested();
        return poses.Count > 0 ? StillHead.Of(poses) : throw new SoundException($"no pose came: {TrackerText.WhyNothing(receiver)}");
    }
}
