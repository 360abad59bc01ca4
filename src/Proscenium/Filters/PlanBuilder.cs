using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>Realises designed weights as filters and puts the plan together.</summary>
sealed class PlanBuilder(DesignRequest request, CrosstalkCanceller canceller, TransferMatrix ears)
{
    /// <summary>How much an error of a driver's own output counts beside an error at the ears.</summary>
    const double EffortShare = 1e-3;

    /// <summary>The most it may count: outside its band a driver is kept quiet as strictly as the aim is kept true.</summary>
    const double LargestEffort = 1;

    readonly FrequencyGrid _grid = ears.Grid;

    /// <summary>Left and right through the canceller, nothing else.</summary>
    public RenderPlan CancellerAlone(SteeredWeights left, SteeredWeights right)
    {
        FirMatrix filters = Realise([
            (left.Weights, EarErrors(Side.Left, left), request.ModellingDelay),
            (right.Weights, EarErrors(Side.Right, right), request.ModellingDelay)]);
        return Finish(filters, [0, 0]);
    }

    /// <summary>Left and right through virtual loudspeakers, the centre through the beam, both paths aligned.</summary>
    public RenderPlan Stage(SteeredWeights left, SteeredWeights right, Complex[][] virtualLeft, Complex[][] virtualRight, CentreBeam beam, SteeredWeights centre)
    {
        PathAlignment alignment = PathAlignment.Between(AtLeftEar([centre.Weights]), AtLeftEar([virtualLeft, virtualRight]), _grid);
        double late = alignment.DelaySeconds * request.SampleRate;
        int whole = (int)Math.Round(late);
        double centreDelay = request.ModellingDelay - (late - whole); // the fraction; the whole samples are delays
        FirMatrix filters = Realise([
            (virtualLeft, EarErrors(Side.Left, left), request.ModellingDelay),
            (virtualRight, EarErrors(Side.Right, right), request.ModellingDelay),
            (centre.Weights, BeamErrors(beam, centre), centreDelay)]);
        int sides = Math.Max(0, whole);
        return Finish(filters, [sides, sides, Math.Max(0, -whole)]);
    }

    RenderPlan Finish(FirMatrix filters, int[] delays)
    {
        bool stage = filters.Inputs == 3;
        return new()
        {
            SampleRate = request.SampleRate,
            Inputs = stage ? ["left", "right", "centre"] : ["left", "right"],
            Drivers = [.. request.Device.Drivers.Select(driver => driver.Name)],
            Filters = filters,
            InputDelaySamples = delays,
            Upmix = stage ? UpmixSettings.Music(request.SampleRate) : null,
            FilterLatencySamples = request.ModellingDelay + delays[0],
            HeadroomDb = Headroom.Decibels(filters),
        };
    }

    /// <summary>Response at the left ear of inputs played together.</summary>
    Complex[] AtLeftEar(IReadOnlyList<Complex[][]> inputs)
    {
        var response = new Complex[_grid.BinCount];
        for (int bin = 0; bin < response.Length; bin++)
            foreach (Complex[][] weights in inputs) response[bin] += NullSteering.Response(ears.Row(0, bin), weights[bin]);
        return response;
    }

    FirMatrix Realise(IReadOnlyList<(Complex[][] Weights, Func<int, Complex[][]> Errors, double Delay)> inputs)
    {
        FirMatrix filters = new(inputs.Count, ears.Drivers, request.FilterTaps);
        double[][][] taps = new double[inputs.Count][][];
        Parallel.For(0, inputs.Count, i => taps[i] = FirRealiser.Realise(inputs[i].Weights, inputs[i].Errors, _grid, request.FilterTaps, inputs[i].Delay));
        for (int input = 0; input < inputs.Count; input++)
            for (int driver = 0; driver < ears.Drivers; driver++)
                for (int n = 0; n < request.FilterTaps; n++) filters[input, driver][n] = (float)taps[input][driver][n];
        return filters;
    }

    Func<int, Complex[][]> EarErrors(Side side, SteeredWeights planned) =>
        bin => ErrorRows(canceller.Problem(side, bin, 0), planned, bin);

    static Func<int, Complex[][]> BeamErrors(CentreBeam beam, SteeredWeights planned) =>
        bin => ErrorRows(beam.Problem(bin), planned, bin);

    /// <summary>What an error costs: at the aim, at the dark points as much more as they should be quieter, in the lobe's shape and in the drivers' work.</summary>
    static Complex[][] ErrorRows(SteeringProblem problem, SteeredWeights planned, int bin)
    {
        double ratio = Math.Pow(10, Math.Min(planned.PlannedDb[bin], planned.AskedDb[bin]) / 10); // a null deeper than asked need not be kept
        double wanted = problem.Wanted.Magnitude;
        List<Complex[]> rows = [Scaled(problem.Aim, 1 / wanted)];
        for (int k = 0; k < problem.Dark.Length; k++)
            rows.Add(Scaled(problem.Dark[k], Math.Sqrt(ratio * problem.DarkWeights[k]) / wanted));
        rows.AddRange(problem.Shape);
        for (int n = 0; n < problem.Effort.Length; n++)
        {
            var row = new Complex[problem.Effort.Length];
            row[n] = Math.Sqrt(Math.Min(LargestEffort, EffortShare * problem.Effort[n]));
            rows.Add(row);
        }
        return [.. rows];
    }

    static Complex[] Scaled(Complex[] row, double scale) => Array.ConvertAll(row, value => scale * value);
}
