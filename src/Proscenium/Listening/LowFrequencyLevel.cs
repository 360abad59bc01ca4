using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>How loud low-frequency effects are against the centre, both ears together, from 40 to 100 Hz.</summary>
/// <param name="LeastDb">The least level, dB; a mix expects 10.</param>
/// <param name="MostDb">The highest level, dB.</param>
public readonly record struct LowFrequencyLevel(double LeastDb, double MostDb)
{
    const double LowestHz = 40, HighestHz = 100;

    /// <summary>Measures two inputs of a running plan at the seat.</summary>
    /// <param name="rig">The plan as it runs.</param>
    /// <param name="effects">Index of the low-frequency effects.</param>
    /// <param name="centre">Index of the centre.</param>
    /// <param name="stand">Device, head and free field.</param>
    public static LowFrequencyLevel Of(EarRig rig, int effects, int centre, TestStand stand)
    {
        double[] Power(int input) => [.. rig.Point(input, stand.Ears, 0).Zip(rig.Point(input, stand.Ears, 1), (left, right) => ComplexPower.Of(left) + ComplexPower.Of(right))];
        int from = rig.Grid.Bin(LowestHz), to = rig.Grid.Bin(HighestHz);
        double[] levels = [.. Power(effects).Zip(Power(centre), (loud, plain) => Band.Decibels(loud) - Band.Decibels(plain))];
        return new(levels[from..(to + 1)].Min(), levels[from..(to + 1)].Max());
    }
}
