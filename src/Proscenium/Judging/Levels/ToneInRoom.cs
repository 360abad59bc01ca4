using Proscenium.Acoustics;

namespace Proscenium.Judging.Levels;

/// <summary>
/// The tone of an input where it is heard in a room, relative to a true loudspeaker there, in third octaves: of all that arrives, and of the direct sound alone. One plan
/// cannot be right in both where its drivers radiate otherwise than a loudspeaker.
/// </summary>
/// <param name="Bands">From 100 Hz to 10 kHz.</param>
/// <param name="WholeDb">All that arrives, by band.</param>
/// <param name="DirectDb">The direct sound, by band.</param>
sealed record ToneInRoom(IReadOnlyList<Band> Bands, IReadOnlyList<double> WholeDb, IReadOnlyList<double> DirectDb)
{
    const double LowHz = 250, HighHz = 4000;

    /// <summary>The bands in which it is told.</summary>
    public static IReadOnlyList<Band> AllBands { get; } = Band.ThirdOctaves(100, 10000);

    /// <summary>From the lowest to the highest band of all that arrives, 250 Hz to 4 kHz, dB.</summary>
    public double SpreadDb => Spread(WholeDb);

    /// <summary>The same of the direct sound.</summary>
    public double DirectSpreadDb => Spread(DirectDb);

    /// <summary>A curve about its own mean, as tone is drawn: how loud it is is another figure.</summary>
    public static double[] AboutMean(IReadOnlyList<double> decibels) => [.. decibels.Select(value => value - decibels.Average())];

    /// <summary>Compares powers at both ears, by bin.</summary>
    /// <param name="whole">All that arrives.</param>
    /// <param name="direct">The direct sound.</param>
    /// <param name="trueWhole">All that arrives of a true loudspeaker.</param>
    /// <param name="trueDirect">Its direct sound.</param>
    /// <param name="grid">The bins.</param>
    public static ToneInRoom Of(Func<int, double> whole, Func<int, double> direct, Func<int, double> trueWhole, Func<int, double> trueDirect, FrequencyGrid grid)
    {
        double Over(Band band, Func<int, double> heard, Func<int, double> real) => Band.Decibels(band.Mean(grid, heard)) - Band.Decibels(band.Mean(grid, real));
        return new(AllBands, [.. AllBands.Select(band => Over(band, whole, trueWhole))], [.. AllBands.Select(band => Over(band, direct, trueDirect))]);
    }

    double Spread(IReadOnlyList<double> decibels)
    {
        double[] told = [.. Bands.Zip(decibels).Where(band => band.First.Centre is > LowHz / 1.01 and < HighHz * 1.01).Select(band => band.Second)];
        return told.Max() - told.Min();
    }
}
