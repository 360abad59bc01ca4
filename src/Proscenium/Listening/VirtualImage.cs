using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>What two ears get of one input, one value per bin each.</summary>
/// <param name="Left">At the left ear.</param>
/// <param name="Right">At the right ear.</param>
public readonly record struct EarSpectra(Complex[] Left, Complex[] Right)
{
    /// <summary>Interaural level difference in a band, left over right, in dB.</summary>
    public double LevelDifferenceDb(Band band, FrequencyGrid grid)
    {
        (Complex[] left, Complex[] right) = (Left, Right);
        return Band.Decibels(band.Mean(grid, bin => Band.Power(left[bin]))) - Band.Decibels(band.Mean(grid, bin => Band.Power(right[bin])));
    }

    /// <summary>Interaural time difference in a band by phase, + = left ear first, in seconds; ambiguous above 1.5 kHz.</summary>
    public double TimeDifference(Band band, FrequencyGrid grid) => Cross(band, grid).Phase / (2 * Math.PI * band.Centre);

    /// <summary>Cross-spectrum of left and right over a band.</summary>
    internal Complex Cross(Band band, FrequencyGrid grid)
    {
        (Complex[] left, Complex[] right) = (Left, Right);
        return band.MeanComplex(grid, bin => left[bin] * Complex.Conjugate(right[bin]));
    }
}

/// <summary>
/// How far the interaural differences of an input are from those of a true loudspeaker at the virtual place: mean errors over ERB bands,
/// level from 300 Hz to 8 kHz, time from 500 to 1500 Hz.
/// </summary>
/// <param name="LevelErrorDb">Mean error of the interaural level difference.</param>
/// <param name="TimeErrorSeconds">Mean error of the interaural time difference.</param>
public readonly record struct VirtualImage(double LevelErrorDb, double TimeErrorSeconds)
{
    /// <summary>Compares what is heard with what a true source would give.</summary>
    public static VirtualImage Compare(EarSpectra heard, EarSpectra real, FrequencyGrid grid)
    {
        double level = Band.Erb(300, Math.Min(8000, 0.4 * grid.SampleRate)).Average(band => Math.Abs(heard.LevelDifferenceDb(band, grid) - real.LevelDifferenceDb(band, grid)));
        double time = Band.Erb(500, 1500).Average(band =>
            Math.Abs((heard.Cross(band, grid) * Complex.Conjugate(real.Cross(band, grid))).Phase) / (2 * Math.PI * band.Centre));
        return new(level, time);
    }
}
