using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Plans;
using Proscenium.Measuring.Sweeps;
using static System.FormattableString;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure sweep -o DIR</c>: what is to be played.</summary>
static class MeasureSweepCommand
{
    const double LeastSeconds = 0.5, MostSeconds = 30, LeastDecay = 0.1, MostDecay = 5, UsualSeconds = 5, UsualDecay = 0.7, UsualLevelDb = -12;

    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = $"Folder for {SessionFile.SoundName} and {SessionFile.Name}.", Required = true }, device = Options.Device();
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "Plan folder, instead of a device: the sweeps of its left and right input, untreated and treated, which 'proscenium measure verify' reads." };
        Option<double?> distance = NumberOption.RealWithin(0.2, 20, "--distance", "metres", "Distance from the head to the device in metres; by default the device's own.");
        Option<int?> rate = NumberOption.Whole("--rate", "Hz", "Sample rate at which it will be played, in Hz; by default 48000, or the plan's.", MeasurementSession.LeastSampleRate, MeasurementSession.MostSampleRate);
        Option<double?> seconds = NumberOption.RealWithin(LeastSeconds, MostSeconds, "--seconds", "seconds", Invariant($"Length of each sweep; longer ones stand out more from noise; by default {UsualSeconds}."));
        Option<double?> level = NumberOption.RealWithin(MeasurementSession.LeastLevelDb, MeasurementSession.MostLevelDb, "--level", "dB", Invariant($"Level of the sweeps' peaks in dB of full scale; by default {UsualLevelDb}. Nothing is played louder."));
        Option<double?> decay = NumberOption.RealWithin(LeastDecay, MostDecay, "--decay", "seconds", Invariant($"Time left to the room after each sweep; by default {UsualDecay}."));
        Option<string?> excitation = new("--excitation") { HelpName = "file", Description = "Sound file of another program's exponential sweep, one channel, for recordings of that program: one sweep after the other, --decay seconds of silence after each, no repetition." };
        Option<bool> overlapped = new("--overlapped") { Description = "Begin each sweep before the one before it has ended: a third of the time for many drivers, with harmonics up to the fifth kept apart." }, quiet = Options.Quiet();
        Verb command = new("sweep", "Write the sweeps that measure a device's drivers one by one, or what a plan does: then play them and record microphones at the ears, by 'proscenium measure record' or any program.\n\nExample: proscenium measure sweep --device laptop -o session\nExample: proscenium measure sweep --plan plan -o check")
        {
            { Heading.Plan, device, plan },
            { Heading.Listener, distance },
            { Heading.Measurement, seconds, level, decay, overlapped, excitation },
            { Heading.Output, output, rate, quiet },
        };
        command.Validators.Add(result =>
        {
            foreach (Option fixedByFile in (Option[])[seconds, rate, overlapped])
                if (result.GetValue(excitation) is not null && result.GetResult(fixedByFile) is { Implicit: false }) result.AddError($"{fixedByFile.Name} is that of the file of --excitation: leave it out.");
            foreach (Option fixedByPlan in (Option[])[device, distance, excitation])
                if (result.GetResult(plan) is not null && result.GetResult(fixedByPlan) is { Implicit: false }) result.AddError(fixedByPlan == excitation ? "--excitation is for a device's drivers: leave --plan out." : $"--plan contains its own {fixedByPlan.Name[2..]}: leave {fixedByPlan.Name} out.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(plan) is { } folder) return OfPlan(folder, parsed.GetValue(rate), parsed.GetValue(seconds) ?? UsualSeconds, parsed.GetValue(decay) ?? UsualDecay, parsed.GetValue(overlapped), parsed.GetValue(level) ?? UsualLevelDb, parsed.GetValue(output)!, new Report(parsed.GetValue(quiet)));
            SweepSignal sweep = parsed.GetValue(excitation) is { } file ? SessionFile.ReadExcitation(file) : SweepSignal.Usual(parsed.GetValue(rate) ?? 48000, parsed.GetValue(seconds) ?? UsualSeconds);
            Device measured = DeviceFile.Open(parsed.GetValue(device)!);
            MeasurementSession session = MeasurementSession.OfDrivers(measured, parsed.GetValue(distance) ?? measured.ListeningDistanceMetres, sweep, parsed.GetValue(decay) ?? UsualDecay, parsed.GetValue(overlapped), parsed.GetValue(level) ?? UsualLevelDb);
            SessionFile.Write(session, parsed.GetValue(output)!);
            if (parsed.GetResult(device) is not { Implicit: false }) Report.Warn($"these are sweeps for {measured.Name}{Options.Unnamed}.");
            Print(session, parsed.GetValue(output)!, new Report(parsed.GetValue(quiet)));
            return 0;
        });
        return command;
    }

    /// <summary>Writes the sweeps of a plan.</summary>
    static int OfPlan(string folder, int? rate, double seconds, double decay, bool overlapped, double level, string output, Report report)
    {
        SpatialDesign design = PlanFile.Read(folder);
        if (rate is { } other && other != design.Plan.SampleRate) throw new SettingException($"{folder}: is a plan for {design.Plan.SampleRate} Hz, and is played at that rate: leave --rate out.");
        (MeasurementSession session, float[][] sound) = PlanSweeps.Of(design, folder, SessionPlanFile.Fingerprint(folder), SweepSignal.Usual(design.Plan.SampleRate, seconds), decay, overlapped, level);
        SessionFile.Write(session, sound, output);
        Print(session, output, report);
        return 0;
    }

    static void Print(MeasurementSession session, string folder, Report report)
    {
        SweepSchedule schedule = session.Schedule;
        string named = ShellWord.Of(folder);
        report.Line($"session: {folder}");
        report.Figure("to play", Invariant($"{Path.Combine(folder, SessionFile.SoundName)}: {(double)schedule.Frames / session.SampleRate:0} s at {session.SampleRate} Hz, {session.Device.Drivers.Count} channels: {string.Join(", ", session.Device.Drivers.Select(driver => driver.Name))}"));
        report.Figure("sweeps", Invariant($"{schedule.Sweep.LowHz:0} Hz to {schedule.Sweep.HighHz / 1000:0.0} kHz in {schedule.Sweep.Seconds:0.0} s each, {session.LevelDb:0.#} dB of full scale at most{(schedule.Sweep.Recorded is null ? "; small drivers get less bass" : "")}"));
        if (session.Plan is { } plan) report.Figure("measured", Invariant($"{plan.Folder}: {string.Join(", ", session.Sources.Select(source => source.Name))}, equally loud; the upmix and the limiter are left out"));
        report.Figure("distance", Invariant($"{session.DistanceMetres:0.##} m from the head to the device{(session.Plan is null ? ": --distance says another" : ", as the plan has it")}"));
        report.Line("  1. Put microphones at the entrances of the ear canals, sit at that distance, look at the device, and lean the head on something.");
        report.Line("  2. Turn echo cancellation, noise suppression and automatic gain of the input off, and the volume down.");
        if (schedule.IsRepeated) report.Line($"  3. proscenium measure record --session {named} --input PORTS -o recording.wav: a second of silence, three soft bursts, then the sweeps.");
        report.Line(schedule.IsRepeated ? "     Or record with any program, with one sound card where possible, and play the file to the drivers." : "  3. Record with one sound card where possible, and play the file to the drivers, or take the recordings that the other program made.");
        report.Line($"  4. proscenium measure {(session.Plan is null ? $"recover recording.wav --session {named} -o plant.sofa" : $"verify recording.wav --session {named}")}");
    }
}
