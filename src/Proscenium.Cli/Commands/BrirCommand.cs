using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering.Responses;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium brir -o DIR</c>: the device's impulse responses at the ears.</summary>
static class BrirCommand
{
    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = "Folder for the files: treated, untreated and drivers, each as WAV and SOFA. Responses of an earlier run there are replaced; other files stay, and none is written over.", Required = true };
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "Plan folder; without it, a plan is designed with the design options." }, head = Options.Head();
        Option<string?> room = RoomOptions.Room("In a room; by default in free field. The design is then for the listener's distance there, unless --distance moves the listener. The room");
        HeadCorrections corrections = new();
        Option<bool> quiet = Options.Quiet();
        DesignOptions design = new();
        Verb command = new("brir", "Write binaural room impulse responses of a device, for other programs: from the inputs (left, right, centre, mono) of the treated and of the untreated device, and from each driver, to both ears.\n\n"
            + "Example: proscenium brir -o responses --device laptop --room bedroom --head KEMAR.sofa")
        {
            { Heading.Plan, plan },
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low, room },
            { Heading.Output, output, quiet },
        };
        design.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(plan) is not null && design.All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } extra)
                result.AddError($"--plan contains its own design: leave {extra.Name} out.");
        });
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            ResponseFolder.Require(parsed.GetValue(output)!);
            DesignRequest request = design.Read(parsed);
            Room? where = parsed.GetValue(room) is { } name ? RoomOptions.WithListenerAt(RoomOptions.Open(name), request.DistanceMetres) : null;
            Steps steps = new(parsed.GetValue(plan) is null ? 2 : 1, parsed.GetValue(quiet), interruption.Token);
            SpatialDesign subject = parsed.GetValue(plan) is { } folder ? PlanFile.Read(folder)
                : steps.Next("designing", (_, cancel) => SpatialDesigner.DesignUnlessCancelled(where is null ? request : request with { DistanceMetres = request.DistanceMetres ?? RoomSetup.DistanceIn(where) }, cancel));
            if (where is not null) RoomOptions.WarnOfDistance(where, subject);
            if (where is not null && request.DistanceMetres is null && parsed.GetValue(plan) is null) RoomOptions.NoteMove(subject.Request, where);
            ListeningScene scene = new(subject, corrections.Open(parsed, parsed.GetValue(head)), where);
            ResponseFolder.Require(parsed.GetValue(output)!);
            IReadOnlyList<ResponseSet> sets = steps.Next(where is null ? "measuring" : "simulating", (_, cancel) => scene.Responses(cancel));
            ResponseFolder.Write(parsed.GetValue(output)!, scene, sets, interruption.Token);
            Print(scene, sets, parsed.GetValue(output)!, new Report(parsed.GetValue(quiet)));
            return 0;
        });
        return command;
    }

    static void Print(ListeningScene scene, IReadOnlyList<ResponseSet> sets, string folder, Report report)
    {
        report.Line($"impulse responses at the ears: {folder}");
        report.Figure("device, head", $"{scene.Design.Request.Device.Name}, {scene.HeadName}");
        report.Figure("room", scene.Room is { } room ? $"{room.Name}: {RoomText.Shape(room)}, {RoomText.Reverberation(room)}; listener {RoomSetup.DistanceIn(room):0.00} m from the device" : $"free field; listener {scene.Design.Request.Distance:0.00} m from the device");
        foreach (ResponseSet set in sets)
            report.Figure($"{set.Name}.wav, {set.Name}.sofa", $"{string.Join(", ", set.Sources)}, each at the left ear and at the right; {set.Responses.Taps} samples at {scene.SampleRate} Hz");
        report.Figure($"{sets[0].Name}/{sets[0].Sources[0]}.wav and so on", "the same, one file of two channels for each source");
        report.Figure("level", "gain at the drivers 0 dB, as render --monitor --gain 0; files of inputs begin with the delay of the filters");
    }
}
