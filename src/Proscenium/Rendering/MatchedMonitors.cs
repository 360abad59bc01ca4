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
        double lead = double.IsFinite(treated.Lufs) && double.IsFinite(untreated.Lufs) ? treated.Lufs - untreated.Lufs : 0;
        double peak = Math.Max(treated.PeakDb, untreated.PeakDb + lead), lift = double.IsFinite(peak) ? PeakDb - peak : 0;
        // the feeds keep their headroom; what is left is gain in front of the headphones
        file.Write(before, file.Untreated, feedGainDb, Lifted(monitor, lift + lead), Phase(2), cancel);
        file.Write(after, file.Design.Plan, feedGainDb, Lifted(monitor, lift), Phase(3), cancel);
        return new(feedGainDb + lift + lead, feedGainDb + lift);
    }

    static FirMatrix Lifted(FirMatrix monitor, double gainDb)
    {
        FirMatrix filters = new(monitor.Inputs, monitor.Outputs, monitor.Taps);
        for (int driver = 0; driver < filters.Inputs; driver++)
            for (int ear = 0; ear < filters.Outputs; ear++) monitor[driver, ear].CopyTo(filters[driver, ear]);
        MatrixFile.Scale(filters, gainDb);
        return filters;
    }
}
