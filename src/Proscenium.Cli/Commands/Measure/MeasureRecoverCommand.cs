using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Heads;
using Proscenium.Measuring;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure recover REC.wav -o plant.sofa</c>: the plant from recordings.</summary>
static class MeasureRecoverCommand
{
    const string LeftFirst = "left,right", RightFirst = "right,left";

    public static Command Create()
    {
        Argument<string[]> recordings = new("RECORDINGS") { Description = "Sound files of the microphones: one with both ears, or one for each ear, one after the other. They may begin and end anywhere, and be of another sample rate.", Arity = ArgumentArity.OneOrMore };
        Option<string> session = new("--session") { HelpName = "folder", Description = "Folder that 'proscenium measure sweep' wrote.", Required = true };
        Option<string> output = new("--output", "-o") { HelpName = "file", Description = "SOFA file for the direct sound from each driver to the ears (SingleRoomMIMOSRIR).", Required = true };
        Option<string?> withRoom = new("--room-responses") { HelpName = "file", Description = "Also write the responses with the room in them to a SOFA file." };
        Option<string> ears = new("--ears") { HelpName = "order", Description = $"Order of the ears in the recordings: {LeftFirst} or {RightFirst}.", DefaultValueFactory = _ => LeftFirst };
        Option<string?> poses = new("--poses") { HelpName = "file", Description = "Where the head was, where it was measured in several places: a JSON file as of 'design --poses', the seat first; recordings in that order." };
        Option<double?> window = NumberOption.RealWithin(1000 * DirectWindow.LeastSeconds, 1000 * DirectWindow.MostSeconds, "--window", "ms", "Length of the window that takes the direct sound out; by default up to the first strong reflection.");
        Option<bool> quiet = Options.Quiet();
        Verb command = new("recover", "Recover how each driver reaches the ears from recordings of a session's sweeps, and name what went wrong.\n\nExample: proscenium measure recover left.wav right.wav --session session -o plant.sofa")
        {
            recordings,
        };
        command.Add(Heading.Measurement, session, ears, poses, window);
        command.Add(Heading.Output, output, withRoom, quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ears) is { } order and not (LeftFirst or RightFirst)) result.AddError($"--ears '{order}' is no order of two ears: use {LeftFirst} or {RightFirst}.");
        });
        command.SetAction(parsed =>
        {
            Report report = new(parsed.GetValue(quiet));
            MeasurementSession played = SessionFile.Read(parsed.GetValue(session)!);
            if (played.Plan is not null) throw new SettingException($"{parsed.GetValue(session)}: holds sweeps of a plan, not of drivers: hand the recording to 'proscenium measure verify'.");
            IReadOnlyList<HeadPose> places = parsed.GetValue(poses) is { } file ? [.. PoseFile.Open(file).Select(pose => pose.Pose)] : [HeadPose.Seat];
            AtomicFile.Require(parsed.GetValue(output), parsed.GetValue(withRoom));
            (RecoveredPlant plant, IReadOnlyList<SetupFault> faults) = Recover(parsed.GetValue(recordings)!, played, places, parsed.GetValue(ears) == RightFirst, parsed.GetValue(window) / 1000, report);
            foreach (SetupFault fault in faults) Report.Warn($"{fault.Sentence}.");
            AtomicFile.WriteAllBytes(parsed.GetValue(output)!, PlantFile.Of(plant, DateTime.UtcNow));
            if (parsed.GetValue(withRoom) is { } room) AtomicFile.WriteAllBytes(room, PlantFile.Of(plant, DateTime.UtcNow, withRoom: true));
            RecoveryText.Print(plant, parsed.GetValue(output)!, report);
            return 0;
        });
        return command;
    }

    static (RecoveredPlant Plant, IReadOnlyList<SetupFault> Faults) Recover(string[] files, MeasurementSession session, IReadOnlyList<HeadPose> poses, bool rightFirst, double? window, Report report)
    {
        List<SetupFault> faults = [];
        (float[][] Channels, int SampleRate)[] sounds = Array.ConvertAll(files, SoundReader.ReadWhole);
        int microphones = sounds.Sum(sound => sound.Channels.Length), needed = 2 * poses.Count;
        if (microphones != needed)
            throw new SettingException($"the recordings have {microphones} channels together, and {needed} are needed, one for each ear{(poses.Count > 1 ? $" at each of {poses.Count} poses" : "")}: {(microphones > needed ? "leave out channels of other microphones" : "name the recordings of both ears")}.");
        foreach ((string file, (float[][] channels, _)) in files.Zip(sounds)) faults.AddRange(SetupFaults.OfSound(file, channels));
        SweepRecovery[] recovered = LongRun.Of("recovering", report.IsQuiet, (_, cancel) => Array.ConvertAll(sounds, sound =>
        {
            cancel.ThrowIfCancellationRequested();
            return SweepRecovery.Of(sound.Channels, sound.SampleRate, session);
        }));
        foreach ((string file, SweepRecovery recovery) in files.Zip(recovered)) faults.AddRange(SetupFaults.OfRecording(file, recovery, session));
        if (faults.FirstOrDefault(fault => fault.IsFatal) is { } fatal) throw new SoundException($"{fatal.Sentence}.");
        RecoveredPlant plant = RecoveredPlant.Of(session, recovered, poses, rightFirst, window);
        return (plant, [.. faults, .. SetupFaults.OfPlant(plant)]);
    }
}
