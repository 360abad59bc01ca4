using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Mathematics;

namespace Proscenium.Design;

/// <summary>
/// Recursive ambiophonic crosstalk elimination (Glasgal, 360 degrees localization via 4.x RACE processing, AES 123, 2007): each side
/// subtracts what the other one plays, delayed and attenuated, y_L = x_L - c y_R. Solved, an input goes to its own side by 1 / (1 - c^2) and to the
/// other one by -c / (1 - c^2).
/// </summary>
sealed class RaceCanceller
{
    const double BaselineSeconds = 0.022;

    /// <summary>The share of the other side's output that each side subtracts, c over frequency in Hz.</summary>
    public required Func<double, Complex> Crosstalk { get; init; }

    /// <summary>Gain of the sound that goes through the recursion, over frequency in Hz; by default 1.</summary>
    public Func<double, Complex> Through { get; init; } = _ => 1;

    /// <summary>Gain of the sound that bypasses it, each side to its own driver; by default 0.</summary>
    public Func<double, Complex> Past { get; init; } = _ => 0;

    /// <summary>A recursion within a band, with an octave of fading beyond either end.</summary>
    /// <param name="delaySeconds">Delay of the subtracted signal.</param>
    /// <param name="attenuationDb">Its attenuation, above 0.</param>
    /// <param name="lowHz">Lower end of the band.</param>
    /// <param name="highHz">Upper end of the band.</param>
    public static RaceCanceller Within(double delaySeconds, double attenuationDb, double lowHz, double highHz) => new()
    {
        Crosstalk = frequency =>
        {
            double within = LogRamp.Rise(frequency, lowHz / 2, lowHz) * (1 - LogRamp.Rise(frequency, highHz, 2 * highHz));
            return Complex.FromPolarCoordinates(within * Math.Pow(10, -attenuationDb / 20), -2 * Math.PI * frequency * delaySeconds);
        },
    };

    /// <summary>Gains of an input to the driver of its own side and to the other one.</summary>
    public (Complex Own, Complex Other) At(double frequency)
    {
        Complex crosstalk = Crosstalk(frequency), through = Through(frequency) / (1 - crosstalk * crosstalk);
        return (Past(frequency) + through, -crosstalk * through);
    }

    /// <summary>As a plan where the recursion is causal: no latency.</summary>
    public RenderPlan CausalPlan(DesignRequest request) => Plan(request, FrequencyGrid.ForDesign(request.SampleRate).FftLength / 2, 0, SampledFilter.FillCausal);

    /// <summary>As a plan with a modelling delay of 5.5 ms, for what may ring before.</summary>
    internal RenderPlan DelayedPlan(DesignRequest request)
    {
        int taps = (int)(BaselineSeconds * request.SampleRate), delay = taps / 4;
        return Plan(request, taps, delay, (filter, response, grid) => SampledFilter.Fill(filter, response, grid, delay));
    }

    RenderPlan Plan(DesignRequest request, int taps, int latency, Fill fill)
    {
        (FirMatrix filters, int[] drivers) = PairPlan.Empty(request, 2, taps);
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        for (int side = 0; side < 2; side++)
        {
            fill(filters[side, drivers[side]], bin => At(grid.Frequency(bin)).Own, grid);
            fill(filters[side, drivers[1 - side]], bin => At(grid.Frequency(bin)).Other, grid);
        }
        return PairPlan.Of(request, filters, latency);
    }

    delegate void Fill(Span<float> taps, Func<int, Complex> response, FrequencyGrid grid);
}
