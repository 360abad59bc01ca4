using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// Realises designed weights as filters and puts the plan together: pairs through virtual loudspeakers, centre and low-frequency effects through the beam, both paths aligned at the left ear
/// at the seat. All pairs keep the reference drivers' sound at their ipsilateral ears, so that they are aligned already.
/// </summary>
sealed class PlanBuilder
{
    /// <summary>What it costs to ring long before the sound. The centre has deep notches and hand-overs and little to lose; a canceller's bottom end has.</summary>
    internal const double CentreEarlyWeight = 0.2, SidesEarlyWeight = 0.005;

    /// <summary>How exactly filters of other places are fitted: to -50 dB, in a quarter of the time.</summary>
    const double PlaceTolerance = 1e-4;

    readonly DesignRequest _request;
    readonly TransferMatrix _ears;
    readonly double _late; // samples, of the beam behind the sides before they are aligned

    /// <summary>Realises the plan of a seat.</summary>
    /// <param name="request">Device, form and length of the filters.</param>
    /// <param name="ears">Plant at the ears at the seat.</param>
    /// <param name="stage">What is steered to the seat.</param>
    public PlanBuilder(DesignRequest request, TransferMatrix ears, SteeredStage stage)
    {
        (_request, _ears) = (request, ears);
        RealisedInput[] sides = Sides(stage.Front, FirRealiser.Tolerance);
        if (stage.Centre is { } centre) _late = PathAlignment.Between(AtLeftEar(centre.Weights.Weights), AtLeftEar(sides), ears.Grid).DelaySeconds * request.SampleRate;
        Plan = Finish(Inputs(stage, sides, FirRealiser.Tolerance));
    }

    /// <summary>The plan of the seat.</summary>
    public RenderPlan Plan { get; }

    /// <summary>
    /// The filters of a stage that is steered to another place of the head, behind the delays of the plan. Weights keep the travel time from the device, and centre and sides are as far apart as at the
    /// seat, so that filters of all places share one time zero.
    /// </summary>
    public FirMatrix Filters(SteeredStage stage) => Matrix(Inputs(stage, Sides(stage.Front, PlaceTolerance), PlaceTolerance));

    RealisedInput[] Inputs(SteeredStage stage, RealisedInput[] sides, double tolerance)
    {
        if (stage.Centre is not { } centre) return sides;
        int samples = (int)Math.Round(_late);
        (int sideDelay, int beamDelay) = (Math.Max(0, samples), Math.Max(0, -samples));
        // the fraction of a sample is in the centre's filters, the rest is a delay
        RealisedInput Beam(string name, Complex[][] weights) => new(name,
            FirRealiser.Realise(weights, (cost, bin) => ErrorCost.Add(cost, centre.Weights, bin), centre.Weights.Grid, _request.FilterTaps, _request.ModellingDelay - (_late - samples), CentreEarlyWeight, tolerance), beamDelay);
        RealisedInput Late(RealisedInput side) => side with { DelaySamples = sideDelay };
        return [.. sides.Select(Late), Beam(centre.Name, centre.Weights.Weights),
            .. _request.Layout.HasLfe ? [Beam(ChannelNames.Lfe, LowFrequencyEffects.Weights(centre.Weights, _request.Device.Drivers))] : Array.Empty<RealisedInput>(),
            .. Sides(stage.Surrounds, tolerance).Select(Late)];
    }

    RealisedInput[] Sides(SteeredInput[] inputs, double tolerance)
    {
        var sides = new RealisedInput[inputs.Length];
        Parallel.For(0, sides.Length, n => sides[n] = new(inputs[n].Name, Realise(inputs[n].Weights, inputs[n].Ipsilateral!.Value, tolerance), 0));
        return sides;
    }

    double[][] Realise(SteeredWeights steered, Side side, double tolerance) => _request.Form == FilterForm.Rtf
        ? RtfRealiser.Realise(steered, _request.Device, _request.Device.ReferenceDriver(side), _request.FilterTaps, _request.ModellingDelay)
        : FirRealiser.Realise(steered.Weights, (cost, bin) => ErrorCost.Add(cost, steered, bin), steered.Grid, _request.FilterTaps, _request.ModellingDelay, SidesEarlyWeight, tolerance);

    RenderPlan Finish(RealisedInput[] inputs)
    {
        bool upmixed = inputs.Length > 2 && !_request.Layout.HasCentre;
        FirMatrix filters = Matrix(inputs);
        return new()
        {
            SampleRate = _request.SampleRate,
            Inputs = [.. inputs.Select(input => input.Name)],
            Drivers = [.. _request.Device.Drivers.Select(driver => driver.Name)],
            Filters = filters,
            InputDelaySamples = [.. inputs.Select(input => input.DelaySamples)],
            Upmix = upmixed ? _request.Upmix : null,
            FilterLatencySamples = _request.ModellingDelay + inputs[0].DelaySamples,
            HeadroomDb = Headroom.Decibels(filters, upmixed),
        };
    }

    FirMatrix Matrix(RealisedInput[] inputs)
    {
        FirMatrix filters = new(inputs.Length, _ears.Drivers, _request.FilterTaps);
        for (int input = 0; input < inputs.Length; input++)
            for (int driver = 0; driver < _ears.Drivers; driver++)
                for (int n = 0; n < filters.Taps; n++) filters[input, driver][n] = (float)inputs[input].Taps[driver][n];
        return filters;
    }

    /// <summary>Response at the left ear of weights, bins x drivers.</summary>
    Complex[] AtLeftEar(Complex[][] weights) => [.. weights.Select((here, bin) => NullSteering.Response(_ears.Row(0, bin), here))];

    /// <summary>Response at the left ear of both sides' filters played together, the modelling delay taken out.</summary>
    Complex[] AtLeftEar(RealisedInput[] sides)
    {
        Complex[] response = new Complex[_ears.Grid.BinCount], spectrum = new Complex[response.Length];
        foreach (RealisedInput side in sides)
        {
            for (int driver = 0; driver < side.Taps.Length; driver++)
            {
                Spectra.Of(side.Taps[driver], _ears.Grid.FftLength, spectrum);
                for (int bin = 0; bin < response.Length; bin++) response[bin] += _ears[0, driver, bin] * spectrum[bin];
            }
        }
        for (int bin = 0; bin < response.Length; bin++) response[bin] *= Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * _request.ModellingDelay / _ears.Grid.FftLength);
        return response;
    }

    /// <summary>Filters of one input: drivers x taps, and the samples of delay before them.</summary>
    readonly record struct RealisedInput(string Name, double[][] Taps, int DelaySamples);
}
