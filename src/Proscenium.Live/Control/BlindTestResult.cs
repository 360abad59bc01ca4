using System.Globalization;
using static System.FormattableString;

namespace Proscenium.Live.Control;

/// <summary>The result of a blind test.</summary>
sealed record BlindTestResult
{
    const int FewTrials = 10;
    const double Reliable = 0.05, SmallestPrinted = 1e-6;

    /// <summary>The kind of test.</summary>
    public required BlindTestKind Kind { get; init; }

    /// <summary>How many trials there were to be.</summary>
    public required int Planned { get; init; }

    /// <summary>The answered trials.</summary>
    public required IReadOnlyList<BlindTrial> Trials { get; init; }

    /// <summary>How many answers were struck out and given anew.</summary>
    public required int Repeated { get; init; }

    /// <summary>Gain of the untreated plan in dB.</summary>
    public required double MatchDb { get; init; }

    /// <summary>Seconds of programme that gain was measured on; 0 for an estimate.</summary>
    public required double MatchSeconds { get; init; }

    /// <summary>Trials in which the plan was preferred, or X identified correctly.</summary>
    public int Successes => Trials.Count(trial => trial.IsSuccess);

    /// <summary>Probability of as extreme a result by chance: either way for a preference, of as many right answers or more for an identification.</summary>
    public double Probability => Kind == BlindTestKind.Preference ? BinomialTest.TwoSided(Successes, Trials.Count) : BinomialTest.OneSided(Successes, Trials.Count);

    /// <summary>The result in lines for people.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            if (Trials.Count == 0) return ["The test ended before a trial was answered: there is no result."];
            List<string> lines = [Sentence, Probability < SmallestPrinted ? "p < 0.000001" : $"p = {TwoDigits(Probability)}", MatchSentence(MatchDb, MatchSeconds)];
            if (Repeated > 0) lines.Add($"Answers discarded and repeated: {Repeated}.");
            if (Trials.Count < FewTrials) lines.Add($"Caution: {Counted} {(Trials.Count == 1 ? "is not much" : "are few")}; with fewer than {FewTrials}, only obvious differences can be told from chance.");
            if (Trials.Count < Planned) lines.Add($"Caution: the test ended before all {Planned} trials; p is valid only if the decision to stop did not depend on the results.");
            return lines;
        }
    }

    /// <summary>What was what in each trial, and what was answered.</summary>
    public IReadOnlyList<string> TrialLines => [.. Trials.Select((trial, index) => $"{index + 1}: {(Kind == BlindTestKind.Preference ? Preferred(trial) : Identified(trial))}")];

    /// <summary>The loudness match in one sentence.</summary>
    public static string MatchSentence(double matchDb, double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"The untreated device plays at {matchDb:+0.0;-0.0;0.0} dB to match the loudness of the plan, {(seconds > 0 ? Invariant($"measured over the last {seconds:0} s of sound") : "an estimate, because nothing has been measured yet")}.");

    string Counted => $"{Trials.Count} {(Trials.Count == 1 ? "trial" : "trials")}";

    string Sentence
    {
        get
        {
            string percent = Probability < SmallestPrinted ? "less than 0.0001" : TwoDigits(100 * Probability);
            return Kind == BlindTestKind.Preference
                ? $"You preferred the plan in {Successes} of {Trials.Count} trials; by chance alone, a result at least as extreme occurs in {percent} % of such tests: {Verdict("a reliable preference for " + (2 * Successes > Trials.Count ? "the plan" : "the untreated device"), "no reliable preference")}."
                : $"You identified X correctly in {Successes} of {Trials.Count} trials; by chance alone, this many or more occur in {percent} % of such tests: {Verdict("you hear the difference", "no reliable difference heard, which does not prove that there is none")}.";
        }
    }

    string Verdict(string reliable, string unreliable) => Probability < Reliable ? reliable : unreliable;

    static string Preferred(BlindTrial trial) =>
        $"{(trial.FirstIsPlan ? "1 was the plan, 2 the untreated device" : "1 was the untreated device, 2 the plan")}; you preferred {trial.Answer}, {(trial.IsSuccess ? "the plan" : "the untreated device")}";

    static string Identified(BlindTrial trial) =>
        $"X was {(trial.FirstIsPlan ? "A, the plan" : "B, the untreated device")}; you answered {char.ToUpperInvariant(trial.Answer)}, {(trial.IsSuccess ? "correctly" : "incorrectly")}";

    /// <summary>A positive number to two significant digits, never in powers of ten.</summary>
    internal static string TwoDigits(double value)
    {
        double rounded = double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, 1 - (int)Math.Floor(Math.Log10(rounded)));
        return rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
