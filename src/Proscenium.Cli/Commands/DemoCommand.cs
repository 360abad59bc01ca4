using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Demo;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Upmix;
using Proscenium.Rendering;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium demo [FILE]</c>: the main job on your music, or on a piece it composes itself.</summary>
static class DemoCommand
{
    const int ComposedRate = 48000;
    const string Piece = "piece.wav", Feeds = "drivers.wav", Before = "monitor-before.wav", After = "monitor-after.wav", Drawing = "before-after.png", Centre = "piece-centre.wav", PlanName = "plan";

    public static Command Create()
    {
        Argument<string?> file = new("FILE") { Description = "Your music; by default a piece of 20 seconds, composed for the demo.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = "Folder for all files of the demo. A demo that is there is replaced; other files stay, and none is written over.", DefaultValueFactory = _ => "demo" };
        Option<int?> track = Options.SoundTrack();
        Option<string> device = Options.Device();
        Option<string?> head = Options.Head();
        HeadCorrections corrections = new();
        Option<bool> details = new("--details") { Description = "Print all figures of the design, of the sound at the ears and of the upmix." }, quiet = Options.Quiet();
        Verb command = new("demo", "Hear over headphones what a listener in front of a device hears, untreated and treated: designs for the device and renders music.\n\n"
            + "Example: proscenium demo song.flac -o demo")
        {
            file,
            { Heading.Input, track },
            { Heading.Plan, device },
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low },
            { Heading.Output, output, details, quiet },
        };
        command.SetAction(parsed => Run(parsed.GetValue(file), parsed.GetValue(output)!, parsed.GetValue(track), parsed.GetValue(device)!, parsed.GetValue(head), corrections.Open(parsed, parsed.GetValue(head)), parsed.GetValue(details), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string? file, string folder, int? track, string device, string? headPath, Head head, bool details, bool quiet)
    {
        if (file == "-") throw new SettingException("-: the demo reads its music several times, which standard input does not allow: name a file.");
        if (file is null && track is not null) throw new SettingException("the demo's own piece has one sound track: leave --sound-track out, or name a file.");
        Report report = new(quiet);
        if (file is not null) new StereoSource(file, track).Dispose(); // refuse what cannot be read before anything is written
        using Interruption interruption = new();
        CancellationToken cancel = interruption.Token;
        using MadeFolder made = new(folder);
        using AtomicFolder files = new(folder, "a demo", cancel);
        files.Require([Feeds, Before, After, Drawing, $"{PlanName}/{RenderPlanFile.FileName}", .. file is null ? (string[])[Piece, Centre] : []]);
        (string music, string? trueCentre) = file is null ? Compose(files) : (file, null);
        Steps steps = new(details ? 5 : 4, quiet, cancel);
        using PreparedFile prepared = steps.Next("designing", (_, ended) => new FileRendering { Input = music, Track = track, Device = device }.Open(ended));
        double feedGainDb = prepared.Design.Plan.PlaybackGainDb;
        RenderedFile rendered = steps.Next("rendering", (progress, cancel) => files.InSentences(() => prepared.Write(files.Partial(Feeds), prepared.Design.Plan, feedGainDb, 0, null, progress, cancel)));
        foreach (string warning in rendered.Warnings) Report.Warn(warning);
        MatchedMonitors monitors = steps.Next("rendering before and after", (progress, cancel) => files.InSentences(() => MatchedMonitors.Write(prepared, prepared.Monitor(head), feedGainDb, files.Partial(Before), files.Partial(After), progress, cancel)));
        FreeFieldAnalysis heard = steps.Next("analysing", (_, _) => FreeFieldAnalysis.Measure(prepared.Design.Plan, prepared.Untreated, prepared.Design.Request.Device, prepared.Design.Request.Distance, head, prepared.Design.Request.AngleDegrees));
        string drawing = files.Partial(Drawing);
        files.InSentences(() => StagePlot.Save(drawing, prepared.Design, heard));
        BeamPattern? beam = prepared.Design.Plan.Inputs.Count > 2 ? new(new MeasuredPlan(prepared.Design.Plan), 2, prepared.Design.Request.Device, prepared.Design.Request.Distance) : null;
        UpmixFigures? extracted = details ? steps.Next("measuring the centre", (progress, cancel) => new FileUpmix { Input = music, Track = track, TrueCentre = trueCentre }.Run(null, progress, cancel)).Figures : null;
        string before = Path.Combine(folder, Before), after = Path.Combine(folder, After), feeds = Path.Combine(folder, Feeds), picture = Path.Combine(folder, Drawing), plan = Path.Combine(folder, PlanName);
        PlanFile.Write(prepared.Design, files, PlanName);
        files.Complete();

        string? headFile = Path.GetFileName(headPath);
        report.Line($"{(file is null ? "A piece composed for this demo" : Path.GetFileName(file))}, rendered for {device}.");
        report.Line($"Listen over headphones: {before} (untreated), {after} (treated, equally loud)");
        report.Line();
        report.Line("Files for the device:");
        report.Figure(feeds, $"driver feeds, {prepared.Design.Plan.Drivers.Count} channels ({string.Join(", ", prepared.Design.Plan.Drivers)})");
        report.Figure(plan, "the plan: filters and delays");
        report.Figure(picture, "the sound at the ears, untreated and treated");
        report.Line();
        if (extracted is null)
        {
            DemoSummary.Print(rendered, heard, beam, headFile, report);
            return 0;
        }
        report.Line("levels of the files:");
        report.Figure("before", $"gain {monitors.BeforeGainDb:0.0} dB");
        report.Figure("after (loudness-matched)", $"gain {monitors.AfterGainDb:0.0} dB");
        report.Figure("driver feeds", $"gain {feedGainDb:0.0} dB (as loud as the untreated device), peak {RenderCommand.Decibels(rendered.Figures.PeakDb)}, {LimitingWords.Loudness(rendered.Figures)}");
        report.Line();
        report.Line("design:");
        DesignCommand.Describe(prepared.Design, report);
        report.Line();
        AnalysisText.Print(prepared.Design, heard, beam, headFile, report);
        report.Line();
        report.Line("extracted centre:");
        UpmixText.Print(extracted, report);
        return 0;
    }

    /// <summary>Composes the piece and writes it with its true centre, with which the extracted centre can be compared.</summary>
    static (string Mix, string Centre) Compose(AtomicFolder files)
    {
        DemoPiece piece = DemoPiece.Compose(ComposedRate);
        files.WriteSound(Piece, ComposedRate, piece.Mix);
        files.WriteSound(Centre, ComposedRate, piece.Centre);
        return (files.Partial(Piece), files.Partial(Centre));
    }
}
