using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>Realises designed weights as filters and puts the plan together.</summary>
sealed class PlanBuilder(DesignRequest request, TransferMatrix ears)
{
    /// <summary>What it costs to ring long before the sound. The centre has deep notches and hand-overs and little to lose; a canceller's bottom end has.</summary>
    internal const double CentreEarlyWeight = 0.2, SidesEarlyWeight = 0.005;

    /// <summary>Left and right through the canceller alone.</summary>
    public RenderPlan CancellerAlone(SteeredInput[] pair) => Finish(Sides(pair));

    /// <summary>
    /// Pairs through virtual loudspeakers, centre and low-frequency effects through the beam, both paths aligned at the left ear. All pairs keep the
    /// reference drivers' sound at their ipsilateral ears, so that they are aligned already.
    /// </summary>
    public RenderPlan Stage(SteeredInput[] front, SteeredInput centre, SteeredInput[] surrounds)
    {
        RealisedInput[] sides = Sides(front);
        PathAlignment alignment = PathAlignment.Between(AtLeftEar(centre.Weights.Weights), AtLeftEar(sides), ears.Grid);
        double late = alignment.DelaySeconds * request.SampleRate;
        int samples = (int)Math.Round(late);
        (int sideDelay, int beamDelay) = (Math.Max(0, samples), Math.Max(0, -samples));
        // the fraction of a sample is in the centre's filters, the rest is a delay
        RealisedInput Beam(string name, Complex[][] weights) => new(name,
            FirRealiser.Realise(weights, bin => ErrorRows.At(centre.Weights, bin), ears.Grid, request.FilterTaps, request.ModellingDelay - (late - samples), CentreEarlyWeight), beamDelay);
        RealisedInput Late(RealisedInput side) => side with { DelaySamples = sideDelay };
        return Finish([.. sides.Select(Late), Beam(centre.Name, centre.Weights.Weights),
            .. request.Layout.HasLfe ? [Beam(ChannelNames.Lfe, LowFrequencyEffects.Weights(centre.Weights, request.Device.Drivers))] : Array.Empty<RealisedInput>(),
            .. Sides(surrounds).Select(Late)]);
    }

    RealisedInput[] Sides(SteeredInput[] inputs)
    {
        var sides = new RealisedInput[inputs.Length];
        Parallel.For(0, sides.Length, n => sides[n] = new(inputs[n].Name, Realise(inputs[n].Weights, inputs[n].Ipsilateral!.Value), 0));
        return sides;
    }

    double[][] Realise(SteeredWeights steered, Side side) => request.Form == FilterForm.Rtf
        ? RtfRealiser.Realise(steered, request.Device, request.Device.ReferenceDriver(side), request.FilterTaps, request.ModellingDelay)
        : FirRealiser.Realise(steered.Weights, bin => ErrorRows.At(steered, bin), ears.Grid, request.FilterTaps, request.ModellingDelay, SidesEarlyWeight);

    RenderPlan Finish(RealisedInput[] inputs)
    {
        bool upmixed = inputs.Length > 2 && !request.Layout.HasCentre;
        FirMatrix filters = new(inputs.Length, ears.Drivers, request.FilterTaps);
        for (int input = 0; input < inputs.Length; input++)
            for (int driver = 0; driver < ears.Drivers; driver++)
                for (int n = 0; n < request.FilterTaps; n++) filters[input, driver][n] = (float)inputs[input].Taps[driver][n];
        return new()
        {
            SampleRate = request.SampleRate,
            Inputs = [.. inputs.Select(input => input.Name)],
            Drivers = [.. request.Device.Drivers.Select(driver => driver.Name)],
            Filters = filters,
            InputDelaySamples = [.. inputs.Select(input => input.DelaySamples)],
            Upmix = upmixed ? request.Upmix : null,
            FilterLatencySamples = request.ModellingDelay + inputs[0].DelaySamples,
            HeadroomDb = Headroom.Decibels(filters, upmixed),
        };
    }

    /// <summary>Response at the left ear of weights, bins x drivers.</summary>
    Complex[] AtLeftEar(Complex[][] weights) => [.. weights.Select((here, bin) => NullSteering.Response(ears.Row(0, bin), here))];

    /// <summary>Response at the left ear of both sides' filters played together, the modelling delay taken out.</summary>
    Complex[] AtLeftEar(RealisedInput[] sides)
    {
        var response = new Complex[ears.Grid.BinCount];
        foreach (RealisedInput side in sides)
        {
            for (int driver = 0; driver < side.Taps.Length; driver++)
            {
                Complex[] spectrum = Spectra.Of(side.Taps[driver], ears.Grid);
                for (int bin = 0; bin < response.Length; bin++) response[bin] += ears[0, driver, bin] * spectrum[bin];
            }
        }
        for (int bin = 0; bin < response.Length; bin++) response[bin] *= Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * request.ModellingDelay / ears.Grid.FftLength);
        return response;
    }

    /// <summary>Filters of one input: drivers x taps, and the samples of delay before them.</summary>
    readonly record struct RealisedInput(string Name, double[][] Taps, int DelaySamples);
}
