using Proscenium.Cli.Terminal;
using Proscenium.Heads;
using Proscenium.Measuring.Plans;
using static System.FormattableString;

namespace Proscenium.Cli.Text.Measuring;

/// <summary>What a plan does at the ears, as a table by octave and sentences.</summary>
static class PlanMeasurementText
{
    public static void Print(PlanMeasurement plan, string folder, string? plant, Report report)
    {
        report.Line($"plan at the ears: {folder}");
        report.Figure("device", Invariant($"{plan.Design.Request.Device.Name}, {plan.Design.Plan.Drivers.Count} drivers, {plan.Design.Request.Distance:0.##} m from the head{(plan.Design.Request.AngleDegrees is { } angle ? Invariant($"; virtual loudspeakers at {angle:0.#} degrees") : "; a canceller alone")}"));
        report.Figure("predicted", $"{(plan.IsPredictedForSphere ? "for a rigid sphere, as the plan was designed for" : plant is null ? "for the listener of the plan" : $"at the ears of {plant}")}{(plan.IsPredictedInRoom ? ", with the room" : ", in free field")}");
        report.Figure("direct sound", Invariant($"the first {1000 * plan.WindowSeconds:0.0} ms after its arrival{Reflection(plan)}"));
        report.Line();
        report.Line("  Separation in the direct sound, dB: the level at the ear that an input is for over the other ear's.");
        report.Line("                         left input, left ear           right input, right ear      plan     tone, dB");
        report.Line("  octave       asked  untreated predicted measured  untreated predicted measured    adds   left right");
        for (int octave = 0; octave < plan.Octaves.Count; octave++)
        {
            int n = octave;
            if (!plan.IsResolved(n)) report.Line(Invariant($"  {Octave(plan, n),-11}{plan.AskedDb[n],7:0.0}  needs a window of {1000 * plan.NeededSeconds(n):0.0} ms"));
            else report.Line(Invariant($"  {Octave(plan, n),-11}{plan.AskedDb[n],7:0.0}  {Side(plan, Heads.Side.Left, n)}  {Side(plan, Heads.Side.Right, n)} {Adds(plan.Measured, n),7:+0.0;-0.0;0.0} {plan.Measured.Tone(Heads.Side.Left, n),6:+0.0;-0.0;0.0}{plan.Measured.Tone(Heads.Side.Right, n),6:+0.0;-0.0;0.0}"));
        }
        report.Line();
        report.Line("  Separation in the whole response, dB, mean of both sides.");
        report.Line($"  octave      untreated{(plan.PredictedWhole is null ? "" : " predicted")} measured    plan adds");
        for (int n = 0; n < plan.Octaves.Count; n++)
            report.Line(Invariant($"  {Octave(plan, n),-11}{PlanVerdict.Mean(n, plan.MeasuredWhole, treated: false),10:0.0}{(plan.PredictedWhole is { } whole ? Invariant($"{PlanVerdict.Mean(n, whole),10:0.0}") : "")}{PlanVerdict.Mean(n, plan.MeasuredWhole),9:0.0} {Adds(plan.MeasuredWhole, n),12:+0.0;-0.0;0.0}"));
        report.Line();
        foreach (string sentence in PlanVerdict.Of(plan)) report.Line($"  {char.ToUpperInvariant(sentence[0])}{sentence[1..]}.");
    }

    static string Side(PlanMeasurement plan, Side side, int octave) => Invariant($"{plan.Measured.Separation(side, treated: false, octave),9:0.0} {plan.Predicted.Separation(side, treated: true, octave),9:0.0} {plan.Measured.Separation(side, treated: true, octave),7:0.0}{(PlanVerdict.IsNoise(plan, octave) ? "*" : " ")}");

    static double Adds(EarLevels levels, int octave) => PlanVerdict.Mean(octave, levels) - PlanVerdict.Mean(octave, levels, treated: false);

    static string Octave(PlanMeasurement plan, int octave) => plan.CentreHz(octave) is var centre && centre < 900 ? Invariant($"{centre:0} Hz") : Invariant($"{centre / 1000:0} kHz");

    static string Reflection(PlanMeasurement plan) => plan.ReflectionSeconds switch
    {
        null => "; no strong reflection follows",
        { } late when late > plan.WindowSeconds * 1.001 => Invariant($"; the first strong reflection comes after {1000 * late:0.0} ms"),
        { } late when late >= plan.WindowSeconds * 0.999 => ", up to the first strong reflection",
        { } late => Invariant($", with a strong reflection after {1000 * late:0.0} ms"),
    };
}
