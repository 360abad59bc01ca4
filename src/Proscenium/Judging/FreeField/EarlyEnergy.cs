using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>How much of an input's energy arrives more than 2 ms before its peak: heard as a pre-echo where it is too much.</summary>
/// <param name="AtDriversDb">Over all drivers together, relative to all of the input's energy, dB.</param>
/// <param name="AtEarsDb">At both ears together at the seat, relative to all of the input's energy there, dB.</param>
readonly record struct EarlyEnergy(double AtDriversDb, double AtEarsDb)
{
    const double BeforeSeconds = 2e-3, HighestHz = 20000;

    /// <summary>Measures one input of a running plan at the seat.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="input">Its index.</param>
    /// <param name="setup">Device, head and free field.</param>
    public static EarlyEnergy Of(MeasuredPlan measured, int input, FreeFieldSetup setup)
    {
        EarSpectra ears = measured.AtEars(input, setup.Ears, 0);
        return new(Decibels([.. Enumerable.Range(0, measured.Drivers).Select(driver => measured.Driver(input, driver))], measured.Grid), Decibels([ears.Left, ears.Right], measured.Grid));
    }

    /// <summary>The energy of responses more than 2 ms before the peak of their sum of squares, relative to all of it, in dB.</summary>
    /// <param name="spectra">The responses, by bin.</param>
    /// <param name="grid">The bins; the responses are shorter than its transform.</param>
    public static double Decibels(IReadOnlyList<IReadOnlyList<Complex>> spectra, FrequencyGrid grid)
    {
        double[] energy = new double[grid.FftLength];
        foreach (IReadOnlyList<Complex> spectrum in spectra)
        {
            double[] response = Spectra.Impulse(bin => Audible(bin, grid) * spectrum[bin], grid);
            for (int n = 0; n < energy.Length; n++) energy[n] += response[n] * response[n];
        }
        int peak = Enumerable.Range(0, energy.Length).MaxBy(n => energy[n]), until = Math.Max(0, peak - (int)Math.Round(BeforeSeconds * grid.SampleRate));
        return Band.Decibels(energy[..until].Sum()) - Band.Decibels(energy.Sum());
    }

    /// <summary>Fades out up to 20 kHz or half the sample rate: cut off there, any delay by a fraction of a sample would ring before its peak.</summary>
    static double Audible(int bin, FrequencyGrid grid)
    {
        double highest = Math.Min(HighestHz, grid.SampleRate / 2.0);
        return 1 - LogRamp.Rise(grid.Frequency(bin), 0.8 * highest, highest);
    }
}
