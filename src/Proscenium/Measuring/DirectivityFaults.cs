using System.Numerics;
using Proscenium.Plants;
using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>What responses by angle show of a measurement that went wrong: the times between the drivers tell where the microphone stood.</summary>
static class DirectivityFaults
{
    const double OddSeconds = 0.1e-3, BetterShare = 0.5, ApartSeconds = 1.5e-3;

    /// <summary>Compares them with the model of the device.</summary>
    /// <param name="recovered">The responses.</param>
    /// <param name="names">The files they come from.</param>
    public static IEnumerable<SetupFault> Of(RecoveredDirectivity recovered, IReadOnlyList<string> names)
    {
        if (recovered.Direct.ReflectionSeconds < DirectWindow.LeastSeconds)
            yield return new(Invariant($"a strong reflection comes {1000 * recovered.Direct.ReflectionSeconds:0.0} ms after the direct sound: move device and microphone away from floor, tables and walls, or cover what reflects"));
        SetupFault[] misplaced = [.. Misplaced(recovered, names)];
        foreach (SetupFault fault in misplaced.Length > 0 ? misplaced : Apart(recovered, names)) yield return fault;
        string[] reversed = [.. SetupFaults.Reversed(recovered.Direct).Select(driver => recovered.Session.Sources[driver].Name)];
        if (reversed.Length > 0) yield return new(Invariant($"{string.Join(", ", reversed)} {(reversed.Length == 1 ? "moves" : "move")} the other way round than most: exchange the two wires, or leave it so, since the responses hold it"));
    }

    /// <summary>Recordings whose times between the drivers are those of another of the angles, or of the other side.</summary>
    static IEnumerable<SetupFault> Misplaced(RecoveredDirectivity recovered, IReadOnlyList<string> names)
    {
        double[][] late = [.. recovered.Direct.Paths.Select(drivers => AroundMean(drivers.Select(path => path.Late.DelaySeconds)))];
        int[] odd = [.. Enumerable.Range(0, names.Count).Where(n => RootMeanSquare(late[n]) > OddSeconds)];
        if (odd.Length == 0) yield break;
        double[][] there = ModelTimes(recovered, recovered.Directions), mirrored = ModelTimes(recovered, [.. recovered.Directions.Select(direction => direction.Mirrored)]);
        double[] Measured(int n) => [.. late[n].Zip(there[n], (more, model) => more + model)];
        bool IsBetter(int n, double[] other) => Misfit(Measured(n), other) < BetterShare * RootMeanSquare(late[n]);
        if (odd.Length > 1 && odd.All(n => IsBetter(n, mirrored[n])))
        {
            yield return new("the angles count to the other side, or drivers are exchanged: at positive angles the microphone stands on the listener's left, so exchange the signs of --angles, or look at the channels of the output");
            yield break;
        }
        foreach (int n in odd)
        {
            int best = Enumerable.Range(0, names.Count).MinBy(angle => Misfit(Measured(n), there[angle]));
            if (IsBetter(n, there[best])) yield return new(Invariant($"{names[n]}: fits {recovered.Directions[best]} degrees better than {recovered.Directions[n]}: name recordings and --angles in the same order"));
        }
    }

    /// <summary>Drivers that come at quite another time than the others.</summary>
    static IEnumerable<SetupFault> Apart(RecoveredDirectivity recovered, IReadOnlyList<string> names)
    {
        foreach ((string name, PlantPath[] paths) in names.Zip(recovered.Direct.Paths))
        {
            double middle = paths.Select(path => path.Late.DelaySeconds).Order().ElementAt(paths.Length / 2);
            string[] apart = [.. recovered.Session.Sources.Where((_, driver) => Math.Abs(paths[driver].Late.DelaySeconds - middle) > ApartSeconds).Select(source => source.Name)];
            if (apart.Length > 0) yield return new(Invariant($"{name}: {string.Join(", ", apart)} {(apart.Length == 1 ? "comes" : "come")} more than {1000 * ApartSeconds:0.0} ms earlier or later than the others: the latency changed while it was recorded, so measure again without other programs, or the device file puts drivers in wrong places"));
        }
    }

    /// <summary>When each driver arrives by the model, around the mean of all, in some directions.</summary>
    static double[][] ModelTimes(RecoveredDirectivity recovered, IReadOnlyList<MicrophoneDirection> directions)
    {
        TransferMatrix model = recovered.ModelIn(directions);
        Complex[] atOnce = [.. Enumerable.Repeat(Complex.One, model.Grid.BinCount)];
        return [.. directions.Select((_, point) => AroundMean(Enumerable.Range(0, model.Drivers).AsParallel().AsOrdered().Select(driver =>
            PathAlignment.Anywhere([.. Enumerable.Range(0, model.Grid.BinCount).Select(bin => model[point, driver, bin])], atOnce, model.Grid).DelaySeconds)))];
    }

    static double[] AroundMean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Array.ConvertAll(all, value => value - mean);
    }

    static double Misfit(double[] one, double[] other) => RootMeanSquare([.. one.Zip(other, (a, b) => a - b)]);

    static double RootMeanSquare(double[] seconds) => Math.Sqrt(seconds.Average(value => value * value));
}
