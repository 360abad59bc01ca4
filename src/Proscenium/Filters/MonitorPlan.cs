using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>A plan and the way from its drivers to two ears in one: what the listener hears, as a plan whose drivers are the sides of headphones.</summary>
static class MonitorPlan
{
    /// <summary>Joins a plan and monitor filters.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="monitor">Impulse responses, drivers x 2 ears x taps.</param>
    /// <exception cref="ArgumentException">The filters are not from the plan's drivers.</exception>
    public static RenderPlan Of(RenderPlan plan, FirMatrix monitor)
    {
        if (monitor.Inputs != plan.Drivers.Count || monitor.Outputs != 2)
            throw new ArgumentException($"Monitor filters from {monitor.Inputs} drivers to {monitor.Outputs} ears do not fit a plan of {plan.Drivers.Count} drivers.", nameof(monitor));
        return plan with { Drivers = ["left ear", "right ear"], Filters = InSeries(plan.Filters, monitor) };
    }

    /// <summary>One matrix of filters after the other, by products of their spectra.</summary>
    static FirMatrix InSeries(FirMatrix first, FirMatrix second)
    {
        FirMatrix joined = new(first.Inputs, second.Outputs, first.Taps + second.Taps - 1);
        int fftLength = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(joined.Taps, 4));
        Complex[,][] before = SpectraOf(first, fftLength), behind = SpectraOf(second, fftLength);
        for (int input = 0; input < joined.Inputs; input++)
            for (int output = 0; output < joined.Outputs; output++) FillWithSum(joined[input, output], before, behind, input, output, fftLength);
        return joined;
    }

    static void FillWithSum(Span<float> taps, Complex[,][] before, Complex[,][] behind, int input, int output, int fftLength)
    {
        double[] time = Spectra.Impulse(bin =>
        {
            Complex sum = 0;
            for (int between = 0; between < before.GetLength(1); between++) sum += before[input, between][bin] * behind[between, output][bin];
            return sum;
        }, fftLength);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)time[n];
    }

    static Complex[,][] SpectraOf(FirMatrix filters, int fftLength)
    {
        Complex[,][] spectra = new Complex[filters.Inputs, filters.Outputs][];
        double[] taps = new double[filters.Taps];
        for (int input = 0; input < filters.Inputs; input++)
            for (int output = 0; output < filters.Outputs; output++)
            {
                for (int n = 0; n < taps.Length; n++) taps[n] = filters[input, output][n];
                spectra[input, output] = Spectra.Of(taps, fftLength);
            }
        return spectra;
    }
}
