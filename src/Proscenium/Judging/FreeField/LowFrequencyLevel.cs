using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>How loud low-frequency effects are against the centre, both ears together, from 40 to 100 Hz.</summary>
/// <param name="MinDb">The least level, dB; a mix expects 10.</param>
/// <param name="MaxDb">The highest level, dB.</param>
readonly record struct LowFrequencyLevel(double MinDb, double MaxDb)
{
    const double MinHz = 40, MaxHz = 100;

    /// <summary>Measures two inputs of a running plan at the seat.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="effects">Index of the low-frequency effects.</param>
    /// <param name="centre">Index of the centre.</param>
    /// <param name="setup">Device, head and free field.</param>
    public static LowFrequencyLevel Of(MeasuredPlan measured, int effects, int centre, FreeFieldSetup setup)
    {
        double[] Power(int input)
        {
            EarSpectra ears = measured.AtEars(input, setup.Ears, 0);
            return [.. ears.Left.Zip(ears.Right, (left, right) => left.MagnitudeSquared() + right.MagnitudeSquared())];
        }

        int from = measured.Grid.Bin(MinHz), to = measured.Grid.Bin(MaxHz);
        double[] levels = [.. Power(effects).Zip(Power(centre), (effect, reference) => Band.Decibels(effect) - Band.Decibels(reference))];
        return new(levels[from..(to + 1)].Min(), levels[from..(to + 1)].Max());
    }
}
