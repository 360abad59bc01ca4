using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering;

/// <summary>What the ears get before and after, equally loud.</summary>
/// <param name="BeforeGainDb">Gain from full scale at the drivers to full scale of the headphones, untreated, dB.</param>
/// <param name="AfterGainDb">The same with the plan.</param>
public sealed record MatchedMonitors(double BeforeGainDb, double AfterGainDb)
{
    const double PeakDb = -1;

    /// <summary>Writes what the ears get before and after, equally loud, the louder peak 1 dB below full scale.</summary>
    internal static MatchedMonitors Write(PreparedFile file, FirMatrix monitor, double feedGainDb, string before, string after, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        IProgress<double>? Phase(int phase) => PhaseProgress.Of(progress, phase, 4);
        (double Lufs, double PeakDb) untreated = file.Measure(file.Untreated, feedGainDb, monitor, Phase(0), cancel), treated = file.Measure(file.Design.Plan, feedGainDb, monitor, Phase(1), cancel);
        double difference = PreparedFile.Difference(treated.Lufs, untreated.Lufs);
        double peak = Math.Max(treated.PeakDb, untreated.PeakDb + difference), lift = double.IsFinite(peak) ? PeakDb - peak : 0;
        // the feeds keep their headroom; what is left is gain in front of the headphones
        file.Write(before, file.Untreated, feedGainDb, 0, MatrixFile.Scaled(monitor, lift + difference), Phase(2), cancel);
        file.Write(after, file.Design.Plan, feedGainDb, 0, MatrixFile.Scaled(monitor, lift), Phase(3), cancel);
        return new(feedGainDb + lift + difference, feedGainDb + lift);
    }
}
