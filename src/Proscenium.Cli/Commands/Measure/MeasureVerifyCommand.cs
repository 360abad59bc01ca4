using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Measuring;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Measuring;
using Proscenium.Measuring.Plans;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure verify REC.wav --session DIR</c>: whether a plan does at the ears what it was designed to do.</summary>
static class MeasureVerifyCommand
{
    public static Command Create()
    {
        Argument<string[]> recordings = new("RECORDINGS") { Description = "Sound files of the microphones: one with both ears, or one for each ear, one after the other with the same gain. They may begin and end anywhere, and be of another sample rate.", Arity = ArgumentArity.OneOrMore };
        Option<string> session = new("--session") { HelpName = "folder", Description = "Folder that 'proscenium measure sweep --plan' wrote.", Required = true };
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "The plan that was measured, where its folder has moved." }, json = new("--json") { HelpName = "file", Description = "Write all figures to a JSON file, or - for standard output (keys: docs/measure.md)." };
        Option<string?> plant = PlantOption.Create("Predict at the listener's ears as they were measured; by default for whom the plan was designed. With the room in it (measure recover --room-responses), the room is predicted, too");
        Option<string> ears = EarOrder.Create();
        Option<double?> window = NumberOption.RealWithin(1000 * DirectWindow.LeastSeconds, 1000 * DirectWindow.MostSeconds, "--window", "ms", $"Length of the direct sound after its arrival; by default {1000 * PlanMeasurement.UsualSeconds:0}, or up to the first strong reflection where no room is predicted.");
        Option<bool> quiet = Options.Quiet();
        Verb command = new("verify", "Verify a plan at the ears: the separation by octave that was wanted, predicted and measured, and what is off.\n\nExample: proscenium measure verify recording.wav --session check")
        {
            recordings,
        };
        command.Add(Heading.Measurement, session, ears, window);
        command.Add(Heading.Plan, plan);
        command.Add(Heading.Listener, plant);
        command.Add(Heading.Output, json, quiet);
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            string folder = parsed.GetValue(session)!;
            Report report = new(parsed.GetValue(quiet), parsed.GetValue(json));
            MeasurementSession played = RecordingRecovery.Session(folder, parsed.GetValue(recordings)!);
            if (played.Plan is not { } made) throw new SettingException($"{folder}: holds sweeps of drivers, not of a plan: write a session with 'proscenium measure sweep --plan'.");
            SpatialDesign design = SessionPlanFile.Open(made, parsed.GetValue(plan));
            if (played.Sources.Count != PlanSources.Count || played.SampleRate != design.Plan.SampleRate || played.Device.Drivers.Count != design.Plan.Drivers.Count) throw new SoundException($"{folder}: does not fit its plan: write the session anew with 'measure sweep --plan'.");
            MeasuredPlant? measured = PlantOption.Open(parsed.GetValue(plant));
            TextOutput.Require(parsed.GetValue(json));
            (_, SweepRecovery[] recovered, List<SetupFault> faults) = RecordingRecovery.OfEars(parsed.GetValue(recordings)!, played, poses: 1, [], EarOrder.IsRightFirst(parsed.GetValue(ears)), report, interruption.Token);
            RecoveredResponse[][] microphones = [.. recovered.SelectMany(recovery => recovery.Responses)];
            if (EarOrder.IsRightFirst(parsed.GetValue(ears))) Array.Reverse(microphones);
            foreach (SetupFault fault in faults) Report.Warn($"{fault.Sentence}.");
            PlanMeasurement found = LongRun.Of("comparing", report.IsQuiet, (_, _) => PlanMeasurement.Of(design, played, microphones, measured, parsed.GetValue(window) / 1000), interruption.Token);
            interruption.Token.ThrowIfCancellationRequested();
            PlanMeasurementText.Print(found, parsed.GetValue(plan) ?? made.Folder, parsed.GetValue(plant), report);
            if (parsed.GetValue(json) is { } file) TextOutput.WriteJson(file, PlanMeasurementJson.Of(found, [.. faults.Select(fault => fault.Sentence)]));
            return 0;
        });
        return command;
    }
}
