using Proscenium.Cli.Terminal;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Cli.Text;

/// <summary>What a measurement is, in a few lines.</summary>
static class RecoveryText
{
    static readonly double[] _bands = [200, 1000, 4000, 8000];

    const int MostListed = 8;

    public static void Print(RecoveredPlant plant, string output, Report report)
    {
        report.Line($"plant: {output}");
        report.Figure("device", Invariant($"{plant.Session.Device.Name}, {plant.Session.Sources.Count} drivers, {plant.Session.DistanceMetres:0.##} m from the head"));
        foreach ((int n, SweepRecovery recording) in plant.Recordings.Index())
            report.Figure(plant.Recordings.Count == 1 ? "recording" : $"recording {n + 1}", Invariant($"begins {Math.Abs(recording.StartSeconds):0.00} s {(recording.StartSeconds < 0 ? "after" : "before")} the session's sound; {Clock(recording.ClockParts)}"));
        report.Figure("direct sound", Window(plant.Direct, "a rigid sphere"));
        report.Line();
        report.Line($"  {"driver",-14}{"distortion",12}   signal over noise, dB, at {Bands}");
        for (int driver = 0; driver < plant.Session.Sources.Count; driver++)
        {
            RecoveredResponse[] ears = Array.ConvertAll(plant.Responses, point => point[driver]);
            report.Line(Invariant($"  {plant.Session.Sources[driver].Name,-14}{100 * ears.Min(ear => ear.Distortion),10:0.0} %   {string.Join("  ", _bands.Select(band => Invariant($"{-ears.Max(ear => ear.NoiseDb[Band(band)]),5:0}")))}"));
        }
        report.Line($"  next: proscenium design --plant {output} -o plan");
    }

    public static void Print(RecoveredDirectivity directivity, string output, Report report)
    {
        report.Line($"device: {output}");
        report.Figure("device", Invariant($"{directivity.Session.Device.Name}, {directivity.Session.Sources.Count} drivers, {directivity.DistanceMetres:0.##} m from its centre to the microphone"));
        report.Figure("recordings", Invariant($"{directivity.Recordings.Count}, {(directivity.Directions.Count > MostListed ? $"from {directivity.Directions[0]} to {directivity.Directions[^1]}" : $"at {string.Join(", ", directivity.Directions)}")} degrees; {Clock(directivity.Recordings.Select(recording => recording.ClockParts).MaxBy(Math.Abs))}"));
        report.Figure("direct sound", Window(directivity.Direct, "the device's model"));
        report.Figure("level", Invariant($"{20 * Math.Log10(directivity.Gain):+0.0;-0.0} dB, so that the driver in the middle is as loud as its model"));
        report.Line();
        report.Line($"  {"driver",-14}{"distortion",12}{"off its model, in front",26}   signal over noise, dB, at {Bands}");
        for (int driver = 0; driver < directivity.Session.Sources.Count; driver++)
        {
            RecoveredResponse[] round = [.. directivity.Recordings.Select(recording => recording.Responses[0][driver])];
            (double decibels, double degrees) = directivity.OffModel(driver);
            report.Line(Invariant($"  {directivity.Session.Sources[driver].Name,-14}{100 * round.Min(one => one.Distortion),10:0.0} %{Invariant($"{decibels:0.0} dB, {degrees:0} degrees"),26}   {string.Join("  ", _bands.Select(band => Invariant($"{-round.Max(one => one.NoiseDb[Band(band)]),5:0}")))}"));
        }
        report.Line($"  next: proscenium design --device {output} -o plan");
    }

    static string Bands => string.Join(", ", _bands.Select(band => band < 1000 ? $"{band:0} Hz" : $"{band / 1000:0} kHz"));

    static string Window(DirectPlant direct, string model) => Invariant($"the first {1000 * direct.Window.LongestSeconds:0.0} ms{(direct.ReflectionSeconds is { } late ? Invariant($", up to the first strong reflection after {1000 * late:0.0} ms") : "")}; measured from {direct.Window.LowestHz:0} Hz on, below continued by {model}");

    static string Clock(double parts) => Math.Abs(parts) < 0.05 ? "one clock with the player" : Invariant($"its clock runs {Math.Abs(parts):0.0} ppm {(parts < 0 ? "slower" : "faster")} than the player's, which is corrected");

    static int Band(double hertz) => (int)Math.Round(3 * Math.Log2(hertz / RecoveredResponse.LowestBandHz));
}
