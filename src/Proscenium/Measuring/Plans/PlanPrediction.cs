using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Measuring.Plans;

/// <summary>What ears should get of a plan: the filters as they run, through responses from the drivers to the ears.</summary>
sealed class PlanPrediction
{
    readonly Complex[][][] _filters; // sources x drivers x bins
    readonly int _length, _sampleRate;

    /// <summary>Prepares it.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="paths">Ears x drivers x samples, at the plan's sample rate.</param>
    public PlanPrediction(SpatialDesign design, double[][][] paths)
    {
        MeasuredPlan treated = new(PlanSweeps.Linear(design)), untreated = new(PlanSweeps.Untreated(design));
        double gain = Math.Pow(10, design.Plan.PlaybackGainDb / 20);
        (_sampleRate, _length) = (design.Plan.SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)(treated.Grid.FftLength + paths.Max(drivers => drivers.Max(path => path.Length)))));
        Complex[][] Played(MeasuredPlan plan, Side side, double loud) => [.. Enumerable.Range(0, plan.Drivers).Select(driver => Spectra.Of(Spectra.Impulse(bin => loud * plan.Driver((int)side, driver)[bin], plan.Grid), _length))];
        _filters = [Played(untreated, Side.Left, 1), Played(untreated, Side.Right, 1), Played(treated, Side.Left, gain), Played(treated, Side.Right, gain)];
        Paths = Array.ConvertAll(paths, drivers => Array.ConvertAll(drivers, path => Spectra.Of(path, _length)));
    }

    /// <summary>The responses from the drivers to the ears, ears x drivers x bins.</summary>
    public Complex[][][] Paths { get; }

    /// <summary>Number of drivers.</summary>
    public int Drivers => _filters[0].Length;

    /// <summary>What the ears get.</summary>
    public HeardPlan Heard => Through(Paths);

    /// <summary>What they would get by other ways from the drivers to the ears.</summary>
    /// <param name="paths">Ears x drivers x bins.</param>
    public HeardPlan Through(Complex[][][] paths)
    {
        double[][][] responses = new double[_filters.Length][][];
        Parallel.For(0, responses.Length, source => responses[source] = Array.ConvertAll(paths, drivers => Spectra.Impulse(bin => drivers.Zip(_filters[source], (path, filter) => path[bin] * filter[bin]).Aggregate(Complex.Add), _length)));
        return new(responses, _sampleRate);
    }

    /// <summary>The same bins of other responses to the ears.</summary>
    /// <param name="paths">Ears x drivers x samples.</param>
    public Complex[][][] Spectrum(double[][][] paths) => Array.ConvertAll(paths, drivers => Array.ConvertAll(drivers, path => Spectra.Of(path, _length)));

    /// <summary>The responses from a device's drivers to a head in free field, ears x drivers x samples.</summary>
    /// <param name="request">Device and distance.</param>
    /// <param name="head">The head.</param>
    /// <param name="pose">Where it is.</param>
    public static double[][][] InFreeField(DesignRequest request, Head head, HeadPose pose)
    {
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, head, [pose], FrequencyGrid.ForDesign(request.SampleRate));
        return [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, ears.Drivers).Select(driver => Spectra.Impulse(bin => ears[ear, driver, bin], ears.Grid)).ToArray())];
    }

    /// <summary>The responses of a measured plant as they are, with the room in them, ears x drivers x samples, at the sample rate of a plan.</summary>
    public static double[][][] Measured(MeasuredPlant plant, int sampleRate) => [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, plant.Drivers).Select(driver =>
    {
        float[] response = plant.Responses[driver, ear].ToArray();
        return Array.ConvertAll(plant.SampleRate == sampleRate ? response : ClockCorrection.Of(response, (double)plant.SampleRate / sampleRate), sample => (double)sample);
    }).ToArray())];
}
