using System.CommandLine;
using Proscenium.Cli.Demo;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
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
    const double MonitorPeakDb = -1;
    const int ComposedRate = 48000;

    public static Command Create()
    {
        Argument<string?> file = new("FILE") { Description = "Your music; without it a piece of 20 seconds is composed.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> output = new("--output", "-o") { Description = "Folder for everything the demo writes.", DefaultValueFactory = _ => "demo" };
        Option<string> device = Options.Device();
        Option<string?> head = Options.Head();
        Option<bool> swapEars = Options.SwapEars(), quiet = Options.Quiet();
        Command command = new("demo", "Design for a device, render music for it, and let you hear over headphones what a listener in front of it hears, before and after.\n\n"
            + "Example: proscenium demo song.flac -o demo") { file, output, device, head, swapEars, quiet };
        command.SetAction(parsed => Run(parsed.GetValue(file), parsed.GetValue(output)!, parsed.GetValue(device)!, parsed.GetValue(head), Options.OpenHead(parsed.GetValue(head), parsed.GetValue(swapEars)), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string? file, string folder, string device, string? headPath, Head head, bool quiet)
    {
        if (file == "-") throw new SettingException("the demo reads its music several times: give it a file.");
        Report report = new(quiet);
        if (file is not null) new StereoSource(file).Dispose(); // refuse what cannot be read before anything is written
        Directory.CreateDirectory(folder);
        (string music, string? trueCentre) = file is null ? Compose(folder) : (file, null);
        using Stage stage = Stage.Open(music, null, device, quiet);
        string plan = Path.Combine(folder, "plan"), feeds = Path.Combine(folder, "drivers.wav");
        PlanFile.Write(stage.Design, plan);
        double feedGainDb = -stage.Design.Plan.HeadroomDb;
        RenderFigures figures = stage.Write(feeds, stage.Design.Plan, feedGainDb, null);
        (string before, string after, double beforeGainDb, double afterGainDb) = WriteMonitors(stage, head, folder, feedGainDb);
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(stage.Design.Plan, stage.Untreated, stage.Design.Request.Device, stage.Design.Request.Distance, head, stage.Design.Request.AngleDegrees);
        string picture = Path.Combine(folder, "before-after.png");
        StagePlot.Save(picture, stage.Design, heard);

        report.Line($"{(file is null ? "a piece composed for this demo" : Path.GetFileName(file))} on {device}");
        report.Line();
        report.Line("listen over headphones:");
        report.Figure("before", $"{before} (gain {beforeGainDb:0.0} dB)");
        report.Figure("after, just as loud", $"{after} (gain {afterGainDb:0.0} dB)");
        report.Line("play on the device:");
        report.Figure("driver feeds", $"{feeds}: {stage.Design.Plan.Drivers.Count} channels ({string.Join(", ", stage.Design.Plan.Drivers)})");
        report.Figure("  gain, peak", $"{feedGainDb:0.0} dB (the plan's headroom), {RenderCommand.Decibels(figures.PeakDb)}");
        report.Figure("plan, picture", $"{plan}, {picture}");
        report.Line();
        DesignCommand.Describe(stage.Design, report);
        report.Line();
        BeamPattern? beam = stage.Design.Plan.Inputs.Count > 2 ? new(new MeasuredPlan(stage.Design.Plan), 2, stage.Design.Request.Device, stage.Design.Request.Distance) : null;
        AnalysisText.Print(stage.Design, heard, beam, Path.GetFileName(headPath), report);
        UpmixText.Print(Split(music, trueCentre), report);
        return 0;
    }

    /// <summary>Composes the piece and writes it with its true centre, which the upmix can be held against.</summary>
    static (string Mix, string Centre) Compose(string folder)
    {
        DemoPiece piece = DemoPiece.Compose(ComposedRate);
        return (Write(Path.Combine(folder, "piece.wav"), piece.Mix), Write(Path.Combine(folder, "piece-centre.wav"), piece.Centre));
    }

    static string Write(string path, params float[][] channels)
    {
        SoundWriter.WriteWhole(path, ComposedRate, channels);
        return path;
    }

    static UpmixFigures Split(string music, string? trueCentre)
    {
        using StereoSource source = new(music);
        using SoundReader? truth = trueCentre is null ? null : SoundReader.Open(trueCentre);
        return UpmixRun.Run(source, _ => { }, UpmixMode.Music, truth);
    }

    /// <summary>Writes what the ears get before and after, equally loud, the louder peak 1 dB below full scale.</summary>
    static (string Before, string After, double BeforeGainDb, double AfterGainDb) WriteMonitors(Stage stage, Head head, string folder, double feedGainDb)
    {
        FirMatrix monitor = stage.Monitor(head);
        (double Lufs, double PeakDb) untreated = stage.Measure(stage.Untreated, feedGainDb, monitor), treated = stage.Measure(stage.Design.Plan, feedGainDb, monitor);
        double lead = double.IsFinite(treated.Lufs) && double.IsFinite(untreated.Lufs) ? treated.Lufs - untreated.Lufs : 0;
        double peak = Math.Max(treated.PeakDb, untreated.PeakDb + lead), lift = double.IsFinite(peak) ? MonitorPeakDb - peak : 0;
        string before = Path.Combine(folder, "monitor-before.wav"), after = Path.Combine(folder, "monitor-after.wav");
        // the feeds keep their headroom; what is left is gain in front of the headphones
        stage.Write(before, stage.Untreated, feedGainDb, Lifted(stage, head, lift + lead));
        stage.Write(after, stage.Design.Plan, feedGainDb, Lifted(stage, head, lift));
        return (before, after, feedGainDb + lift + lead, feedGainDb + lift);
    }

    static FirMatrix Lifted(Stage stage, Head head, double gainDb)
    {
        FirMatrix filters = stage.Monitor(head);
        MatrixFile.Scale(filters, gainDb);
        return filters;
    }
}
