using Proscenium.Cli.Terminal;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Cli.Text.Measuring;

/// <summary>What a measurement is, in a few lines.</summary>
static class RecoveryText
{
    const string NotKnown = "-";

    const int MostListed = 8;
    const double LeastTolerance = 0.15, DegreesADecibel = 6.6;

    static readonly double[] _bands = [200, 1000, 4000, 8000];

    public static void Print(RecoveredPlant plant, IReadOnlyList<SetupFault> faults, string output, Report report)
    {
        report.Line($"plant: {output}");
        report.Figure("device", Invariant($"{plant.Session.Device.Name}, {plant.Session.Sources.Count} {(plant.Session.Sources.Count == 1 ? "driver" : "drivers")}, {plant.Session.DistanceMetres:0.##} m from the head"));
        foreach ((int n, SweepRecovery recording) in plant.Recordings.Index())
        {
            report.Figure(plant.Recordings.Count == 1 ? "recording" : $"recording {n + 1}", $"{Microphones(recording)}, {Start(recording)}");
            report.Figure("", Clock(recording));
        }
        report.Figure("direct sound", Window(plant.Direct));
        report.Figure("", Measured(plant.Direct));
        Repeatability? again = plant.Repeatability;
        if (again is { } apart) report.Figure("repeatability", Invariant($"first and repeated sweep {apart.Decibels:0.00} dB, {apart.Degrees:0.0} degrees apart (rms)"));
        report.Line();
        Drivers(plant, report);
        report.Line();
        Ears(plant, report);
        report.Line(faults.Count > 0 ? $"  next: measure again without what was named above, or proscenium design --plant {ShellWord.Of(output)} -o plan" : $"  next: proscenium design --plant {ShellWord.Of(output)}{Tolerance(again)} -o plan");
        if (plant.Poses.Count > 1) report.Line("        (with --poses and the same file, a plan for all its places)");
    }

    /// <summary>Allows for what is not repeated, where that costs cancellation.</summary>
    static string Tolerance(Repeatability? again) => again is { } apart && (apart.Decibels >= LeastTolerance || apart.Degrees >= DegreesADecibel * LeastTolerance) ? Invariant($" --tolerance {apart.Decibels:0.0},{apart.Degrees:0}") : "";

    /// <summary>What was played.</summary>
    public static string Sweeps(MeasurementSession session) => Invariant($"{session.Schedule.Sweep.LowHz:0} Hz to {session.Schedule.Sweep.HighHz / 1000:0.0} kHz in {session.Schedule.Sweep.Seconds:0.0} s each{(session.Schedule.Overlapped ? ", overlapped" : "")}, {session.LevelDb:0.#} dB of full scale at most, {session.SampleRate} Hz");

    /// <summary>What was recorded at once.</summary>
    public static string Microphones(SweepRecovery recording) => recording.Responses.Length switch { 1 => "one ear", 2 => "both ears", var count => $"{count} microphones" };

    /// <summary>When it begins.</summary>
    public static string Start(SweepRecovery recording) => Invariant($"begins {Math.Abs(recording.StartSeconds):0.00} s {(recording.StartSeconds < 0 ? "after" : "before")} the session's sound");

    /// <summary>How fast its clock runs.</summary>
    public static string Clock(SweepRecovery recording) => recording.Repetition.Length == 0 ? "clock taken for the player's: no sweep was repeated" : Math.Abs(recording.ClockParts) < 0.05 ? "one clock with the player" : Invariant($"clock {Math.Abs(recording.ClockParts):0.0} ppm {(recording.ClockParts < 0 ? "slower" : "faster")} than the player's, corrected");

    /// <summary>The window.</summary>
    public static string Window(DirectPlant direct) => Invariant($"the first {1000 * direct.Window.Seconds:0.0} ms{(direct.ReflectionSeconds is { } late ? Invariant($"; the first strong reflection comes after {1000 * late:0.0} ms") : ", without a strong reflection")}");

    /// <summary>From where on it is measured.</summary>
    public static string Measured(DirectPlant direct, string model = "a rigid sphere") => Invariant($"measured from {direct.Window.LowestHz:0} Hz on, below continued by {model}");

    static void Drivers(RecoveredPlant plant, Report report)
    {
        report.Line($"  {"driver",-16}{"distortion",12}   signal over noise, dB, at {Bands}");
        foreach (DriverFigures driver in DriverFigures.Of(plant))
            report.Line(Invariant($"  {driver.Source.Name,-16}{100 * driver.Distortion,10:0.0} %   {string.Join("  ", _bands.Select(band => Invariant($"{driver.SignalOverNoiseDb(Band(band)),5:0}")))}"));
    }

    static void Ears(RecoveredPlant plant, Report report)
    {
        PathFigures paths = new(plant);
        report.Line($"  {"driver",-16}{"left ear earlier, us",22}{"(sphere)",10}{"louder, dB",14}{"(sphere)",10}");
        for (int pose = 0; pose < plant.Poses.Count; pose++)
        {
            if (plant.Poses.Count > 1) report.Line($"  {plant.Poses[pose].Words}:");
            for (int driver = 0; driver < plant.Session.Sources.Count; driver++)
                report.Line($"  {plant.Session.Sources[driver].Name,-16}{(paths.InterauralSeconds(pose, driver) is { } seconds ? Microseconds(seconds) : NotKnown),22}{Microseconds(paths.ModelInterauralSeconds(pose, driver)),10}"
                    + $"{Decibels(paths.LevelDifferenceDb(pose, driver)),14}{Decibels(paths.ModelLevelDifferenceDb(pose, driver)),10}");
        }
        if (!Enumerable.Range(0, plant.Poses.Count).All(paths.IsTogether)) report.Line($"  {NotKnown}: the ears were recorded one after the other: the plan takes the sphere's time in the mean");
    }

    static string Microseconds(double seconds) => Invariant($"{Math.Round(1e6 * seconds) + 0.0:0}");

    static string Decibels(double value) => Invariant($"{Math.Round(value, 1) + 0.0:0.0}"); // no -0.0

    public static void Print(RecoveredDirectivity directivity, string output, Report report)
    {
        report.Line($"device: {output}");
        report.Figure("device", Invariant($"{directivity.Session.Device.Name}, {directivity.Session.Sources.Count} drivers, {directivity.DistanceMetres:0.##} m from its centre to the microphone"));
        report.Figure("recordings", Invariant($"{directivity.Recordings.Count}, {(directivity.Directions.Count > MostListed ? $"from {directivity.Directions[0]} to {directivity.Directions[^1]}" : $"at {string.Join(", ", directivity.Directions)}")} degrees; {Clock(directivity.Recordings.MaxBy(recording => Math.Abs(recording.ClockParts))!)}"));
        report.Figure("direct sound", Window(directivity.Direct));
        report.Figure("measured", Measured(directivity.Direct, "the device's model"));
        report.Figure("level", Invariant($"{20 * Math.Log10(directivity.Gain):+0.0;-0.0} dB, so that the driver in the middle is as loud as its model"));
        report.Line();
        report.Line($"  {"driver",-14}{"distortion",12}{"off its model, in front",26}   signal over noise, dB, at {Bands}");
        for (int driver = 0; driver < directivity.Session.Sources.Count; driver++)
        {
            RecoveredResponse[] round = [.. directivity.Recordings.Select(recording => recording.Responses[0][driver])];
            (double decibels, double degrees) = directivity.OffModel(driver);
            report.Line(Invariant($"  {directivity.Session.Sources[driver].Name,-14}{100 * round.Min(one => one.Distortion),10:0.0} %{Invariant($"{decibels:0.0} dB, {degrees:0} degrees"),26}   {string.Join("  ", _bands.Select(band => Invariant($"{-round.Max(one => one.NoiseDb[Band(band)]),5:0}")))}"));
        }
        report.Line($"  next: proscenium design --device {ShellWord.Of(output)} -o plan");
    }

    static string Bands => string.Join(", ", _bands.Select(band => band < 1000 ? $"{band:0} Hz" : $"{band / 1000:0} kHz"));

    static int Band(double hertz) => (int)Math.Round(3 * Math.Log2(hertz / RecoveredResponse.LowestBandHz));
}
