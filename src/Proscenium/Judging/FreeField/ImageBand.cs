using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>Interaural differences of the left input in one ERB band, beside untreated and a true loudspeaker at the virtual place.</summary>
/// <param name="Band">The band.</param>
/// <param name="TrueDb">Level difference that the true loudspeaker gives, left over right.</param>
/// <param name="UntreatedDb">That of the untreated device.</param>
/// <param name="HeardDb">That of the plan.</param>
/// <param name="Times">Time differences in seconds, + = left ear first; null above 1.5 kHz, where the phase is ambiguous.</param>
readonly record struct ImageBand(Band Band, double TrueDb, double UntreatedDb, double HeardDb, (double True, double Untreated, double Heard)? Times)
{
    const double MinHz = 200, MaxHz = 8000, MaxTimeHz = 1500;

    /// <summary>All bands from 200 Hz to 8 kHz.</summary>
    public static IReadOnlyList<ImageBand> All(EarSpectra heard, EarSpectra untreated, EarSpectra real, FrequencyGrid grid) =>
        [.. Band.Erb(MinHz, Math.Min(MaxHz, 0.4 * grid.SampleRate)).Select(band => new ImageBand(band,
            real.LevelDifferenceDb(band, grid), untreated.LevelDifferenceDb(band, grid), heard.LevelDifferenceDb(band, grid),
            band.HighHz > MaxTimeHz ? null : (real.TimeDifference(band, grid), untreated.TimeDifference(band, grid), Near(heard, real, band, grid))))];

    /// <summary>A time difference, of all that have its phase the one nearest to the true one.</summary>
    static double Near(EarSpectra heard, EarSpectra real, Band band, FrequencyGrid grid) => real.TimeDifference(band, grid)
        + (heard.Cross(band, grid) * Complex.Conjugate(real.Cross(band, grid))).Phase / (2 * Math.PI * band.Centre);
}
