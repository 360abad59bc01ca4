using Proscenium.Measuring.Sweeps;

using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>Looks, after the bursts, for what would spoil the sweeps.</summary>
static class BurstFaults
{
    /// <summary>A margin for drivers that reach a microphone louder than the first, dB.</summary>
    const double HighestDb = -1;

    /// <summary>Why the sweeps must not be played, or nothing.</summary>
    /// <param name="microphones">Name and burst of each.</param>
    public static IEnumerable<SetupFault> Of(IReadOnlyList<(string Name, BurstLevel Burst)> microphones)
    {
        string[] deaf = [.. microphones.Where(one => !one.Burst.IsHeard).Select(one => one.Name)];
        if (deaf.Length > 0) yield return new(Invariant($"{string.Join(" and ", deaf)} {(deaf.Length == 1 ? "hears" : "hear")} none of the soft bursts: look whether {(deaf.Length == microphones.Count ? "the drivers play and " : "")}the microphone is plugged in, powered, unmuted and on that input"), IsFatal: true);
        foreach ((string name, BurstLevel burst) in microphones)
            if (burst.IsHeard && burst.SweepPeakDb > HighestDb) yield return new(Invariant($"{name} would be clipped by the sweeps, which would reach {burst.SweepPeakDb:+0.0;-0.0} dB of full scale: turn its gain or the volume down by {Math.Ceiling(burst.SweepPeakDb - HighestDb + 3):0} dB"), IsFatal: true);
    }
}
