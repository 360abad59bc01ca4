using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>What tests that play a program, by its documentation, put in and want out; all in double precision.</summary>
static class SimulatedSound
{
    const int Frames = 300;

    /// <summary>Inputs x frames of noise, another one for each input.</summary>
    public static double[][] Of(int inputs) => [.. Enumerable.Range(0, inputs).Select(input => Array.ConvertAll(Signals.Noise(Frames, 1000 + input), sample => (double)sample))];

    /// <summary>Convolution by its definition, of whole length.</summary>
    public static double[] Convolve(double[] signal, ReadOnlySpan<float> taps)
    {
        double[] sum = new double[signal.Length + taps.Length - 1];
        for (int n = 0; n < signal.Length; n++)
            for (int k = 0; k < taps.Length; k++) sum[n + k] += signal[n] * taps[k];
        return sum;
    }

    /// <summary>Signals sample by sample, the shorter ones followed by silence.</summary>
    public static double[] Sum(IReadOnlyList<double[]> signals)
    {
        double[] sum = new double[signals.Max(signal => signal.Length)];
        foreach (double[] signal in signals)
            for (int n = 0; n < signal.Length; n++) sum[n] += signal[n];
        return sum;
    }

    /// <summary>A signal times a factor.</summary>
    public static double[] Scaled(double[] signal, double factor) => Array.ConvertAll(signal, sample => factor * sample);

    /// <summary>Asserts that drivers play what the plan's filters make of the sound by definition, at the plan's gain.</summary>
    public static void AssertPlayed(MultiRatePlan multiRatePlan, RenderPlan plan, double[][] sound, IReadOnlyList<double[]> drivers)
    {
        Assert.Equal(plan.Drivers.Count, drivers.Count);
        for (int driver = 0; driver < drivers.Count; driver++)
        {
            double[] wanted = Sum([.. sound.Select((signal, input) => Scaled(Convolve(signal, plan.Filters[input, driver]), multiRatePlan.Gain))]);
            double error = 0, power = 0;
            for (int n = 0; n < wanted.Length; n++)
            {
                double played = n < drivers[driver].Length ? drivers[driver][n] : 0;
                (error, power) = (error + (played - wanted[n]) * (played - wanted[n]), power + wanted[n] * wanted[n]);
            }
            Assert.True(power > 0 && 10 * Math.Log10(error / power + 1e-30) < -120, $"driver {driver + 1} ({plan.Drivers[driver]}) at {plan.SampleRate} Hz: {10 * Math.Log10(error / power):0.0} dB");
        }
    }
}
