using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering;

/// <summary>Measures the upmix of every mix in a folder; what cannot be read is left out, with what is wrong.</summary>
static class UpmixSurvey
{
    /// <summary>Measures all, by name.</summary>
    /// <param name="folder">A folder of mixes.</param>
    /// <param name="against">The name that the true centre has beside each mix, or a folder of files called as the mixes.</param>
    /// <param name="mode">How well the centre is split off against how late.</param>
    /// <param name="progress">Told the progress, 0 to 1, mixes counted alike.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="IOException">The folder is missing or cannot be read.</exception>
    /// <exception cref="SoundException">There are no mixes, none of them has a true centre, or one has several.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<SurveyedMix> Run(string folder, string against, UpmixMode mode, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        IReadOnlyList<StemmedMix> mixes = MixFolder.Find(folder, against);
        return [.. mixes.Select((mix, n) => Measure(mix, mode, PhaseProgress.Of(progress, n, mixes.Count), cancel))];
    }

    static SurveyedMix Measure(StemmedMix mix, UpmixMode mode, IProgress<double>? progress, CancellationToken cancel)
    {
        try
        {
            return new(mix, new FileUpmix { Input = mix.Mix, Mode = mode, TrueCentre = mix.Centre }.Run(null, progress, cancel), null);
        }
        catch (Exception e) when (e is SoundException or IOException or UnauthorizedAccessException)
        {
            return new(mix, null, e);
        }
    }
}

/// <summary>A mix of a survey: measured, or what is wrong with it.</summary>
/// <param name="Mix">The mix and its true centre.</param>
/// <param name="Upmixed">What came of it; null where it could not be measured.</param>
/// <param name="Failure">Why it could not be measured; null where it was.</param>
sealed record SurveyedMix(StemmedMix Mix, UpmixedFile? Upmixed, Exception? Failure);
