using Proscenium.Judging.Hearing;
using Proscenium.Mixes.Hearing;

namespace Proscenium.Benchmarks;

/// <summary>How far the models of hearing are from people, on the sound fields of an experiment; as Markdown.</summary>
static class HearingQuality
{
    static readonly (string Name, Func<Condition, bool> Which)[] _rows =
    [
        ("WFS, linear array, point source", condition => One("wfs_linear_ps", condition)),
        ("WFS, circular array, point source", condition => One("wfs_circular_ps", condition)),
        ("WFS, circular array, plane wave", condition => One("wfs_circular_pw", condition)),
        ("**WFS**", condition => Plain(Synthesis.WaveField, condition)),
        ("**focused source**", condition => Plain(Synthesis.Focused, condition)),
        ("HOA, point source", condition => One("hoa_circular_ps", condition)),
        ("HOA, plane wave", condition => One("hoa_circular_pw", condition)),
        ("**HOA**", condition => Plain(Synthesis.Ambisonics, condition)),
        ("HOA, heard in two directions", condition => condition.HasTwoDirections),
        ("HOA, all of these", condition => condition.Synthesis == Synthesis.Ambisonics),
    ];

    static readonly string[] _otherHeads = ["MIT_KEMAR_normal_pinna.sofa", "LISTEN_1002_IRC_1002_C_HRIR.sofa"];

    static readonly double[] _levels = [1.5, 2, 2.5, 3, 4], _envelopes = [100e-6, 150e-6, 200e-6, 300e-6];

    /// <summary>Listens to all conditions and prints the tables.</summary>
    /// <param name="data">The folder that holds <c>hearing</c> and <c>hrtf</c>.</param>
    public static void Print(string data)
    {
        Listening listening = Listening.To(Path.Combine(data, "hearing"), Path.Combine(data, "hrtf", "KEMAR_HRTFs_lfcorr.sofa"));
        PrintDeviations(listening);
        PrintUncertainty(listening);
        PrintTuning(listening);
        PrintOtherHeads(data);
    }

    static void PrintDeviations(Listening all)
    {
        Console.WriteLine("\n## Mean deviation from where people heard it, degrees\n");
        Head(["sound field", "conditions", "model, onset", "model, sustained", "second model, onset", "second model, sustained", "Dietz/Wierstorf", "where it was meant", "a perfect model"]);
        foreach ((string name, Func<Condition, bool> which) in _rows)
            Row(name, [all.Conditions.Count(which),
                all.Deviation(i => all.Heard[i].Onset.AzimuthDegrees, which), all.Deviation(i => all.Heard[i].Sustained.AzimuthDegrees, which),
                all.Deviation(i => all.Heard[i].OnsetByConsistency.AzimuthDegrees, which), all.Deviation(i => all.Heard[i].SustainedByConsistency.AzimuthDegrees, which),
                all.Deviation(i => all.Conditions[i].PublishedDegrees, which), all.Deviation(i => all.Conditions[i].DesiredDegrees, which), all.Mean(i => all.Conditions[i].FloorDegrees, which)]);
    }

    static void PrintUncertainty(Listening all)
    {
        Console.WriteLine("\n## Uncertainty, beside the standard deviation of people's single answers, degrees\n");
        Head(["sound field", "people", "model", "second model"]);
        foreach ((string name, Func<Condition, bool> which) in _rows)
            Row(name, [all.Mean(i => all.Conditions[i].ScatterDegrees, which), all.Mean(i => all.Heard[i].Onset.UncertaintyDegrees, which), all.Mean(i => all.Heard[i].OnsetByConsistency.UncertaintyDegrees, which)]);
    }

    /// <summary>Chooses the spreads of level and envelope on every other condition, by the sum of the three deviations over their bars, and tells how they do on the rest.</summary>
    static void PrintTuning(Listening all)
    {
        Acuity[] candidates = [.. from level in _levels from envelope in _envelopes select Acuity.Human with { LevelDb = level, EnvelopeSeconds = envelope }];
        BinauralCues[][] cues = [.. all.Conditions.AsParallel().AsOrdered().Select(condition => BinauralCues.All(condition.Responses))];
        double[][] heard = [.. candidates.Append(Acuity.Human).Select(acuity => (double[])[.. cues.AsParallel().AsOrdered().Select(of => Localisation.Of(of, all.Template, acuity).AzimuthDegrees)])];
        Dictionary<Condition, bool> isEven = all.Conditions.Index().ToDictionary(condition => condition.Item, condition => condition.Index % 2 == 0);
        double Deviation(int candidate, Synthesis synthesis, bool even) => all.Deviation(i => heard[candidate][i], condition => isEven[condition] == even && Plain(synthesis, condition));
        double Score(int candidate, bool even) => Deviation(candidate, Synthesis.WaveField, even) / 1.5 + Deviation(candidate, Synthesis.Focused, even) / 3.5 + Deviation(candidate, Synthesis.Ambisonics, even) / 5;
        Console.WriteLine("\n## Cross-validation: level and envelope spreads chosen on every other condition, deviation on the rest, degrees\n");
        Head(["chosen on", "level spread, dB", "envelope spread, us", "WFS", "focused", "HOA", "as shipped: WFS", "focused", "HOA"]);
        foreach (bool even in new[] { true, false })
        {
            int best = Enumerable.Range(0, candidates.Length).MinBy(candidate => Score(candidate, even));
            double[] OnTheRest(int candidate) => [.. Enum.GetValues<Synthesis>().Select(synthesis => Deviation(candidate, synthesis, !even))];
            Row(even ? "the even ones" : "the odd ones", [candidates[best].LevelDb, 1e6 * candidates[best].EnvelopeSeconds, .. OnTheRest(best), .. OnTheRest(candidates.Length)]);
        }
    }

    /// <summary>What is not fitted to the experiment's own head holds on others, too.</summary>
    static void PrintOtherHeads(string data)
    {
        Console.WriteLine("\n## On heads that are not the experiment's, degrees\n");
        Head(["head", "model: WFS", "focused", "HOA", "second model: WFS", "focused", "HOA"]);
        foreach (string head in _otherHeads)
        {
            Listening all = Listening.To(Path.Combine(data, "hearing"), Path.Combine(data, "hrtf", head));
            double[] Deviations(Func<HeardSound, double> model) => [.. Enum.GetValues<Synthesis>().Select(synthesis => all.Deviation(i => model(all.Heard[i]), condition => Plain(synthesis, condition)))];
            Row(head, [.. Deviations(sound => sound.Onset.AzimuthDegrees), .. Deviations(sound => sound.OnsetByConsistency.AzimuthDegrees)]);
        }
    }

    static bool One(string kind, Condition condition) => condition.Kind == kind && !condition.HasTwoDirections;

    static bool Plain(Synthesis synthesis, Condition condition) => condition.Synthesis == synthesis && !condition.HasTwoDirections;

    static void Head(string[] columns) => Console.WriteLine($"| {string.Join(" | ", columns)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", columns.Length - 1))}");

    static void Row(string name, double[] values) => Console.WriteLine($"| {name} | {string.Join(" | ", values.Select(value => value == Math.Round(value) ? $"{value:0}" : $"{value:0.00}"))} |");
}
