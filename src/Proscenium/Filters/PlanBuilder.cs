using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>Realises designed weights as filters and puts the plan together.</summary>
sealed class PlanBuilder(DesignRequest request, TransferMatrix ears)
{
    /// <summary>Left and right through the canceller, nothing else.</summary>
    public RenderPlan CancellerAlone(SteeredWeights left, SteeredWeights right) => Finish([.. Sides(left, right)], [0, 0]);

    /// <summary>Left and right through virtual loudspeakers, the centre through the beam, both paths aligned at the left ear.</summary>
    public RenderPlan Stage(SteeredWeights left, SteeredWeights right, SteeredWeights centre)
    {
        double[][][] sides = Sides(left, right);
        PathAlignment alignment = PathAlignment.Between(AtLeftEar(centre.Weights), AtLeftEar(sides), ears.Grid);
        double late = alignment.DelaySeconds * request.SampleRate;
        int whole = (int)Math.Round(late);
        // the fraction is in the centre's filters; the whole samples are delays
        double[][] beam = FirRealiser.Realise(centre.Weights, bin => ErrorRows.At(centre, bin), ears.Grid, request.FilterTaps, request.ModellingDelay - (late - whole));
        return Finish([.. sides, beam], [Math.Max(0, whole), Math.Max(0, whole), Math.Max(0, -whole)]);
    }

    double[][][] Sides(SteeredWeights left, SteeredWeights right)
    {
        double[][][] sides = new double[2][][];
        Parallel.For(0, 2, side => sides[side] = Realise(side == 0 ? left : right, (Side)side));
        return sides;
    }

    double[][] Realise(SteeredWeights steered, Side side) => request.Form == FilterForm.Rtf
        ? RtfRealiser.Realise(steered, request.Device, request.Device.ReferenceDriver(side), request.FilterTaps, request.ModellingDelay)
        : FirRealiser.Realise(steered.Weights, bin => ErrorRows.At(steered, bin), ears.Grid, request.FilterTaps, request.ModellingDelay);

    RenderPlan Finish(double[][][] taps, int[] delays)
    {
        bool stage = taps.Length == 3;
        FirMatrix filters = new(taps.Length, ears.Drivers, request.FilterTaps);
        for (int input = 0; input < taps.Length; input++)
            for (int driver = 0; driver < ears.Drivers; driver++)
                for (int n = 0; n < request.FilterTaps; n++) filters[input, driver][n] = (float)taps[input][driver][n];
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

    /// <summary>Response at the left ear of weights, bins x drivers.</summary>
    Complex[] AtLeftEar(Complex[][] weights) => [.. weights.Select((here, bin) => NullSteering.Response(ears.Row(0, bin), here))];

    /// <summary>Response at the left ear of both sides' filters played together, the modelling delay taken out.</summary>
    Complex[] AtLeftEar(double[][][] sides)
    {
        var response = new Complex[ears.Grid.BinCount];
        foreach (double[][] side in sides)
        {
            for (int driver = 0; driver < side.Length; driver++)
            {
                Complex[] spectrum = Spectra.Of(side[driver], ears.Grid);
                for (int bin = 0; bin < response.Length; bin++) response[bin] += ears[0, driver, bin] * spectrum[bin];
            }
        }
        for (int bin = 0; bin < response.Length; bin++) response[bin] *= Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * request.ModellingDelay / ears.Grid.FftLength);
        return response;
    }
}
