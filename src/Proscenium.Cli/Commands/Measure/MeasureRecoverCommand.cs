using System.CommandLine;
using System.Text;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Page.Measurement;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Measuring;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure recover REC.wav -o plant.sofa</c>: the plant from recordings.</summary>
static class MeasureRecoverCommand
{
    public static Command Create()
    {
        Argument<string[]> recordings = new("RECORDINGS") { Description = "Sound files of the microphones: one with both ears, or one for each ear, one after the other; with --angles one for each angle. They may begin and end anywhere, and be of another sample rate.", Arity = ArgumentArity.OneOrMore };
        Option<string> session = new("--session") { HelpName = "folder", Description = "Folder that 'proscenium measure sweep' wrote.", Required = true };
        Option<string> output = new("--output", "-o") { HelpName = "file", Description = "SOFA file for the direct sound from each driver to the ears (SingleRoomMIMOSRIR); with --angles a folder for the device file and the responses of its drivers.", Required = true };
        Option<string?> withRoom = new("--room-responses") { HelpName = "file", Description = "Also write the responses with the room in them to a SOFA file." };
        Option<string?> page = new("--report") { HelpName = "file", Description = "Write an illustrated page to judge the measurement by to an HTML file." };
        Option<string> ears = EarOrder.Create();
        Option<string?> poses = new("--poses") { HelpName = "file", Description = "Where the head was, where it was measured in several places: a JSON file as of 'design --poses', the seat first; recordings in that order." };
        Option<double?> window = NumberOption.RealWithin(1000 * DirectWindow.LeastSeconds, 1000 * DirectWindow.MostSeconds, "--window", "ms", "Length of the window that takes the direct sound out; by default up to the first strong reflection.");
        Option<string?> angles = MicrophoneOptions.Angles(), calibration = MicrophoneOptions.Calibration();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("recover", "Recover how each driver reaches the ears, or sounds in several directions, from recordings of a session's sweeps, and name what went wrong.\n\nExample: proscenium measure recover left.wav right.wav --session session -o plant.sofa\nExample: proscenium measure recover a.wav b.wav c.wav --session session --angles -30,0,30 -o my-device")
        {
            recordings,
        };
        command.Add(Heading.Measurement, session, ears, poses, angles, calibration, window);
        command.Add(Heading.Output, output, withRoom, page, quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(page) is { Length: > 0 } html && Path.GetExtension(html).ToLowerInvariant() is not ("" or ".html" or ".htm")) result.AddError($"--report writes a page in HTML, not '{html}': use .html.");
            if (result.GetResult(angles) is null) return;
            foreach (Option other in (ReadOnlySpan<Option>)[ears, poses, withRoom, page])
                if (result.GetResult(other) is { Implicit: false }) result.AddError($"{other.Name} is about microphones at ears, and --angles about one round the device: leave one of them out.");
        });
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            string? pageFile = parsed.GetValue(page);
            Report report = new(parsed.GetValue(quiet), pageFile);
            MeasurementSession played = RecordingRecovery.Session(parsed.GetValue(session)!, parsed.GetValue(recordings)!);
            if (played.Plan is not null) throw new SettingException($"{parsed.GetValue(session)}: holds sweeps of a plan, not of drivers: hand the recording to 'proscenium measure verify'.");
            if (parsed.GetValue(angles) is { } round)
                return DirectivityRecovery.Run(parsed.GetValue(recordings)!, played, MicrophoneOptions.Directions(round, parsed.GetValue(recordings)!.Length), MicrophoneOptions.Calibrations(parsed.GetValue(calibration), 1), parsed.GetValue(window) / 1000, parsed.GetValue(output)!, report, interruption.Token);
            IReadOnlyList<HeadPose> places = parsed.GetValue(poses) is { } file ? [.. PoseFile.Open(file).Select(pose => pose.Pose)] : [HeadPose.Seat];
            TextOutput.Require(null, pageFile, parsed.GetValue(output), parsed.GetValue(withRoom));
            SofaOutput.Require(parsed.GetValue(output), parsed.GetValue(withRoom));
            (RecoveredPlant plant, IReadOnlyList<SetupFault> faults, IReadOnlyList<(string, float[][], int)> sounds) = Recover(parsed.GetValue(recordings)!, played, places, MicrophoneOptions.Calibrations(parsed.GetValue(calibration), 2), EarOrder.IsRightFirst(parsed.GetValue(ears)), parsed.GetValue(window) / 1000, report, interruption.Token);
            foreach (SetupFault fault in faults) Report.Warn($"{fault.Sentence}.");
            List<(string, byte[])> files = [(parsed.GetValue(output)!, PlantFile.Of(plant, DateTime.UtcNow).ToArray())];
            if (parsed.GetValue(withRoom) is { } room) files.Add((room, PlantFile.Of(plant, DateTime.UtcNow, withRoom: true).ToArray()));
            if (pageFile is not null) files.Add((pageFile, Encoding.UTF8.GetBytes(LongRun.Of("drawing the report", report.IsQuiet, (_, cancel) => MeasurementPage.Of(new(plant, faults, sounds), Options.CommandLine(parsed), cancel), interruption.Token))));
            interruption.Token.ThrowIfCancellationRequested();
            AtomicFile.WriteTogether(files);
            RecoveryText.Print(plant, faults, parsed.GetValue(output)!, report);
            return 0;
        });
        return command;
    }

    static (RecoveredPlant Plant, IReadOnlyList<SetupFault> Faults, IReadOnlyList<(string File, float[][] Channels, int SampleRate)> Sounds) Recover(string[] files, MeasurementSession session, IReadOnlyList<HeadPose> poses, IReadOnlyList<MicrophoneCalibration> calibrations, bool rightFirst, double? window, Report report, CancellationToken cancel)
    {
        ((float[][] Channels, int SampleRate)[] sounds, SweepRecovery[] recovered, List<SetupFault> faults) = RecordingRecovery.OfEars(files, session, poses.Count, calibrations, rightFirst, report, cancel);
        RecoveredPlant plant = RecoveredPlant.Of(session, recovered, poses, rightFirst, window);
        return (plant, [.. faults, .. SetupFaults.OfPlant(plant)], [.. files.Zip(sounds, (name, sound) => (name, sound.Channels, sound.SampleRate))]);
    }
}
