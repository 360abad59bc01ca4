using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>What two ears get of one input, one value per bin each.</summary>
/// <param name="Left">At the left ear.</param>
/// <param name="Right">At the right ear.</param>
readonly record struct EarSpectra(Complex[] Left, Complex[] Right)
{
    /// <summary>Interaural level difference in a band, left over right, in dB.</summary>
    public double LevelDifferenceDb(Band band, FrequencyGrid grid)
    {
        (Complex[] left, Complex[] right) = (Left, Right);
        return Band.Decibels(band.Mean(grid, bin => left[bin].MagnitudeSquared())) - Band.Decibels(band.Mean(grid, bin => right[bin].MagnitudeSquared()));
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
