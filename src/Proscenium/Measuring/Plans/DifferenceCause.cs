using System.Numerics;
using Proscenium.Design;
using Proscenium.Heads;
using static System.FormattableString;

namespace Proscenium.Measuring.Plans;

/// <summary>
/// Why a plan is not at the ears what was predicted: faults and places of the head are supposed, one after the other, and what the ears would then get is held against what they got.
/// </summary>
static class DifferenceCause
{
    const double AlikeDb = 1.5, BetterShare = 0.6, DeepestDb = 25;

    /// <summary>Places where a head may have been instead: farther to a side, nearer, turned.</summary>
    static readonly HeadPose[] _places =
    [
        new(Left: 0.02), new(Left: -0.02), new(Left: 0.05), new(Left: -0.05), new(Left: 0.10), new(Left: -0.10), new(Forward: 0.10), new(Forward: -0.10), new(Forward: 0.20), new(Forward: -0.20),
        new(YawDegrees: 5), new(YawDegrees: -5), new(YawDegrees: 10), new(YawDegrees: -10), new(YawDegrees: 20), new(YawDegrees: -20),
    ];

    /// <summary>The cause, a clause; null where nothing is explained.</summary>
    /// <param name="prediction">What was predicted.</param>
    /// <param name="design">The plan.</param>
    /// <param name="head">The head, which may have been elsewhere; null where that cannot be predicted.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="levels">What ears get by other responses from the drivers to the ears.</param>
    /// <param name="octaves">The octaves that are compared.</param>
    public static string? Of(PlanPrediction prediction, SpatialDesign design, Head? head, EarLevels measured, Func<Complex[][][], EarLevels> levels, IReadOnlyList<int> octaves)
    {
        EarLevels predicted = levels(prediction.Paths);
        double difference = Difference(predicted, measured, octaves);
        if (difference < AlikeDb) return null;
        IEnumerable<(string Words, double Difference)> supposed =
        [
            ("the plan is not in the path: treated and untreated sound alike; play the session's sound to the drivers with no other program between", Difference(predicted with { Power = [.. predicted.Power[..2], .. predicted.Power[..2]] }, measured, octaves)),
            .. Faults(prediction.Paths, [.. design.Request.Device.Drivers.Select(driver => driver.Name)]).Select(fault => (fault.Words, Difference(levels(fault.Paths), measured, octaves))),
        ];
        (string words, double least) = supposed.MinBy(one => one.Difference);
        if (least < BetterShare * difference) return words;
        if (head is null) return null;
        IEnumerable<(HeadPose Place, double Difference)> places = _places.Where(place => place.Forward < 0.8 * design.Request.Distance)
            .Select(place => (place, Difference(levels(prediction.Spectrum(PlanPrediction.InFreeField(design.Request, head, place))), measured, octaves)));
        (HeadPose place, double apart) = places.MinBy(one => one.Difference);
        return apart < BetterShare * difference ? $"the head stood {Words(place)}: sit where the plan was made for, or measure the plant where you sit" : null;
    }

    /// <summary>What may be wrong with wires and channels, and the responses from the drivers to the ears that there are then.</summary>
    static IEnumerable<(string Words, Complex[][][] Paths)> Faults(Complex[][][] paths, string[] drivers)
    {
        yield return ("the sides are exchanged: name the ears in the order of the recording's channels, or exchange the channels of the output", [paths[1], paths[0]]);
        yield return ("all drivers play the same: the output is mixed down to mono", Each((ear, _) => Sum(ear)));
        for (int one = 0; one < drivers.Length; one++)
        {
            int driver = one;
            yield return ($"{drivers[one]} is silent: look at its wires and at the channels of the output", Each((ear, n) => n == driver ? new Complex[ear[n].Length] : ear[n]));
            yield return ($"{drivers[one]} moves the other way round than the plan takes it to: exchange its two wires", Each((ear, n) => n == driver ? Array.ConvertAll(ear[n], value => -value) : ear[n]));
            for (int other = one + 1; other < drivers.Length; other++)
            {
                int second = other;
                yield return ($"{drivers[one]} and {drivers[other]} are exchanged: exchange their channels", Each((ear, n) => ear[n == driver ? second : n == second ? driver : n]));
            }
        }

        Complex[][][] Each(Func<Complex[][], int, Complex[]> change) => Array.ConvertAll(paths, ear => ear.Select((_, n) => change(ear, n)).ToArray());
        static Complex[] Sum(Complex[][] ear) => [.. Enumerable.Range(0, ear[0].Length).Select(bin => ear.Aggregate(Complex.Zero, (sum, path) => sum + path[bin]))];
    }

    /// <summary>Root mean square difference of levels: of sources at ears, beside the mean of their octave (microphones, the drivers' tone) and of their ear (gains).</summary>
    static double Difference(EarLevels one, EarLevels other, IReadOnlyList<int> octaves)
    {
        double[,,] apart = new double[PlanSources.Count, 2, octaves.Count];
        for (int n = 0; n < octaves.Count; n++)
        {
            double[,] first = Relative(one, octaves[n]), second = Relative(other, octaves[n]);
            for (int source = 0; source < PlanSources.Count; source++)
                for (int ear = 0; ear < 2; ear++) apart[source, ear, n] = first[source, ear] - second[source, ear];
        }
        double sum = 0;
        double[] ears = [.. Enumerable.Range(0, 2).Select(ear => Mean((_, at, _) => at == ear)).ToArray()], bands = [.. Enumerable.Range(0, octaves.Count).Select(n => Mean((_, _, at) => at == n)).ToArray()];
        double all = Mean((_, _, _) => true);
        for (int source = 0; source < PlanSources.Count; source++)
            for (int ear = 0; ear < 2; ear++)
                for (int n = 0; n < octaves.Count; n++) sum += Math.Pow(apart[source, ear, n] - ears[ear] - bands[n] + all, 2);
        return Math.Sqrt(sum / apart.Length);

        double Mean(Func<int, int, int, bool> counts)
        {
            (double total, int number) = (0, 0);
            for (int source = 0; source < PlanSources.Count; source++)
                for (int ear = 0; ear < 2; ear++)
                    for (int n = 0; n < octaves.Count; n++)
                        if (counts(source, ear, n)) (total, number) = (total + apart[source, ear, n], number + 1);
            return total / number;
        }
    }

    /// <summary>Levels in an octave, sources x ears, none farther below the loudest than noise and distortion are.</summary>
    static double[,] Relative(EarLevels levels, int octave)
    {
        double[,] relative = new double[PlanSources.Count, 2];
        double loudest = double.MinValue;
        for (int source = 0; source < PlanSources.Count; source++)
            foreach (Side ear in (ReadOnlySpan<Side>)[Side.Left, Side.Right]) loudest = Math.Max(loudest, relative[source, (int)ear] = levels.Level(source, ear, octave));
        for (int source = 0; source < PlanSources.Count; source++)
            for (int ear = 0; ear < 2; ear++) relative[source, ear] = Math.Max(relative[source, ear], loudest - DeepestDb);
        return relative;
    }

    static string Words(HeadPose place) => place switch
    {
        { Left: not 0 and var left } => Invariant($"about {100 * Math.Abs(left):0} cm farther to the {(left > 0 ? "left" : "right")}"),
        { Forward: not 0 and var forward } => Invariant($"about {100 * Math.Abs(forward):0} cm {(forward > 0 ? "nearer" : "farther away")}"),
        { YawDegrees: var yaw } => Invariant($"turned about {Math.Abs(yaw):0} degrees to the {(yaw > 0 ? "left" : "right")}"),
    };
}
