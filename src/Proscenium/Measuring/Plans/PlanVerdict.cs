using Proscenium.Heads;
using static System.FormattableString;

namespace Proscenium.Measuring.Plans;

/// <summary>Whether a plan does at the ears what was predicted, and what is off and where: one sentence each, without full stops.</summary>
static class PlanVerdict
{
    const double AlikeDb = 2, ToneDb = 1.5, GainDb = 1.5, LateSeconds = 0.3e-3, NearLimitDb = 6;

    /// <summary>The sentences; the first one says it all.</summary>
    public static IReadOnlyList<string> Of(PlanMeasurement plan)
    {
        int[] resolved = [.. Enumerable.Range(0, plan.Octaves.Count).Where(plan.IsResolved)], told = [.. resolved.Where(n => !IsNoise(plan, n))];
        if (told.Length == 0) return ["noise hides what the plan does in every octave: play louder, or longer sweeps, in a quiet room"];
        List<string> sentences = [.. Differences(plan, told)];
        if (sentences.Count == 0)
            sentences.Add(Invariant($"the plan does at these ears what was predicted, within {told.Max(n => Math.Max(Math.Abs(Off(plan, n, Side.Left)), Math.Abs(Off(plan, n, Side.Right)))):0.0} dB an octave {Range(plan, told)}: {Gain(plan, told):+0.0;-0.0} dB more separation than untreated"));
        else if (plan.Cause is { } cause) sentences.Add($"what was measured fits best if {cause}");
        else if (plan.IsPredictedForSphere) sentences.Add("it was predicted for a rigid sphere, and your head is none: measure the plant at your ears, and design for it");
        sentences.AddRange(Gains(plan, told));
        if (Math.Abs(plan.LateSeconds) > LateSeconds) sentences.Add(Invariant($"treated sound comes {1000 * Math.Abs(plan.LateSeconds):0.0} ms {(plan.LateSeconds > 0 ? "later" : "earlier")} than predicted beside untreated: the latency changed while it was recorded, so measure again without other programs"));
        if (!plan.IsPredictedInRoom && plan.ReflectionSeconds < plan.WindowSeconds) sentences.Add(Invariant($"a strong reflection comes {1000 * plan.ReflectionSeconds:0.0} ms after the direct sound, within the window, and was not predicted: predict at a measured plant with the room in it, or shorten the window"));
        int[] noise = [.. resolved.Where(n => IsNoise(plan, n))];
        if (noise.Length > 0) sentences.Add(Invariant($"{Range(plan, noise)} noise hides separation beyond {noise.Min(n => Limit(plan, n)):0} dB: longer or louder sweeps measure more"));
        int[] distorted = [.. told.Where(n => Mean(n, plan.Measured) > plan.DistortionLimitDb - NearLimitDb)];
        if (distorted.Length > 0) sentences.Add(Invariant($"{Range(plan, distorted)} distortion of the drivers may change what is measured by some decibels, since separation is near {plan.DistortionLimitDb:0} dB: softer sweeps measure more"));
        return sentences;
    }

    /// <summary>True where the quieter ear is hardly above the noise.</summary>
    public static bool IsNoise(PlanMeasurement plan, int octave) => Limit(plan, octave) < Mean(octave, plan.Measured) + NearLimitDb;

    /// <summary>The separation of both sides, dB.</summary>
    public static double Mean(int octave, EarLevels levels, bool treated = true) => (levels.Separation(Side.Left, treated, octave) + levels.Separation(Side.Right, treated, octave)) / 2;

    static double Limit(PlanMeasurement plan, int octave) => Math.Min(plan.Measured.NoiseLimit(Side.Left, octave), plan.Measured.NoiseLimit(Side.Right, octave));

    static double Gain(PlanMeasurement plan, int[] octaves) => octaves.Average(n => Mean(n, plan.Measured) - Mean(n, plan.Measured, treated: false));

    /// <summary>Octaves side by side where it is off in the same direction.</summary>
    static IEnumerable<string> Differences(PlanMeasurement plan, int[] told)
    {
        List<int> run = [];
        foreach (int octave in told.Append(int.MaxValue))
        {
            double off = octave == int.MaxValue ? 0 : Mean(octave, plan.Measured) - Mean(octave, plan.Predicted);
            bool goesOn = run.Count == 0 || (octave == run[^1] + 1 && Math.Sign(off) == Math.Sign(Off(plan, run)));
            if (run.Count > 0 && (Math.Abs(off) <= AlikeDb || !goesOn))
            {
                yield return Invariant($"{Range(plan, [.. run])} the measured separation is {Math.Abs(Off(plan, run)):0.0} dB {(Off(plan, run) < 0 ? "below" : "above")} what was predicted");
                run = [];
            }
            if (Math.Abs(off) > AlikeDb) run.Add(octave);
        }
    }

    static double Off(PlanMeasurement plan, int octave, Side side) => plan.Measured.Separation(side, treated: true, octave) - plan.Predicted.Separation(side, treated: true, octave);

    static double Off(PlanMeasurement plan, List<int> octaves) => octaves.Average(n => Mean(n, plan.Measured) - Mean(n, plan.Predicted));

    /// <summary>Levels that differ as a whole: of the plan beside the untreated device, and of one ear beside the other.</summary>
    static IEnumerable<string> Gains(PlanMeasurement plan, int[] told)
    {
        double tone = told.Average(n => new[] { Side.Left, Side.Right }.Average(side => plan.Measured.Tone(side, n) - plan.Predicted.Tone(side, n)));
        if (Math.Abs(tone) > ToneDb && plan.Cause is null) yield return Invariant($"treated sound is {Math.Abs(tone):0.0} dB {(tone > 0 ? "louder" : "softer")} than predicted beside untreated: look for a limiter, a compressor or automatic gain in the path");
        double ears = told.Average(n => Ears(plan.Measured, n) - Ears(plan.Predicted, n));
        if (Math.Abs(ears) > GainDb && plan.Cause is null) yield return Invariant($"the left ear is recorded {Math.Abs(ears):0.0} dB {(ears > 0 ? "louder" : "softer")} than predicted beside the right one, which moves the separation of one side up and of the other down: record both ears with the same gain");
    }

    /// <summary>How much louder the left ear hears the left and right untreated input than the right one does.</summary>
    static double Ears(EarLevels levels, int octave) => (levels.Separation(Side.Left, treated: false, octave) - levels.Separation(Side.Right, treated: false, octave)) / 2;

    static string Range(PlanMeasurement plan, int[] octaves)
    {
        (string from, string to) = (Hertz(plan.CentreHz(octaves[0])), Hertz(plan.CentreHz(octaves[^1])));
        return octaves.Length == 1 ? $"around {from}" : $"from {from} to {to}";
    }

    static string Hertz(double centre) => centre < 900 ? Invariant($"{centre:0} Hz") : Invariant($"{centre / 1000:0} kHz");
}
