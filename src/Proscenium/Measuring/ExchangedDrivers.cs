namespace Proscenium.Measuring;

/// <summary>Two drivers of which each plays the other's channel: exchanged in thought, the sound of all drivers arrives as the device file says.</summary>
static class ExchangedDrivers
{
    const double AlikeSeconds = 25e-6, BetterShare = 0.2;
    const int FewestDrivers = 3;

    /// <summary>The pair at a pose, if there is one. Drivers that are equally far from both ears cannot be told apart.</summary>
    /// <param name="plant">What was recovered.</param>
    /// <param name="pose">Which pose.</param>
    public static IEnumerable<SetupFault> In(RecoveredPlant plant, int pose)
    {
        int drivers = plant.Session.Sources.Count;
        if (drivers < FewestDrivers) yield break;
        double[][] model = [.. plant.Direct.Paths[(2 * pose)..(2 * pose + 2)].Select(paths => Array.ConvertAll(paths, path => path.ModelSeconds))];
        double[][] measured = [.. model.Zip(plant.Direct.Paths[(2 * pose)..(2 * pose + 2)], (times, paths) => times.Zip(paths, (seconds, path) => seconds + path.Late.DelaySeconds).ToArray())];
        double asNamed = Apart(0, 0);
        if (asNamed < AlikeSeconds) yield break;
        (int one, int other) = (from a in Enumerable.Range(0, drivers) from b in Enumerable.Range(a + 1, drivers - a - 1) select (a, b)).MinBy(pair => Apart(pair.a, pair.b));
        if (Apart(one, other) < BetterShare * asNamed)
            yield return new($"{plant.Session.Sources[one].Name} and {plant.Session.Sources[other].Name} sound from each other's places: exchange their channels, or their places in the device file, and measure again");

        // root mean square of what times differ from the model's by, beside their mean at an ear, where two drivers are exchanged
        double Apart(int a, int b) => Math.Sqrt(model.Zip(measured, (times, found) =>
        {
            double[] late = [.. times.Select((seconds, n) => found[n == a ? b : n == b ? a : n] - seconds)];
            double mean = late.Average();
            return late.Average(seconds => (seconds - mean) * (seconds - mean));
        }).Average());
    }
}
