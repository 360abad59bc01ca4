namespace Proscenium.Rendering;

/// <summary>The progress of one phase as a part of the whole, 0 to 1.</summary>
sealed class PhaseProgress : IProgress<double>
{
    readonly IProgress<double> _whole;
    readonly int _phase, _phases;

    PhaseProgress(IProgress<double> whole, int phase, int phases) => (_whole, _phase, _phases) = (whole, phase, phases);

    /// <summary>One of several phases that take about as long.</summary>
    /// <param name="whole">Told the progress of the whole, or null.</param>
    /// <param name="phase">From 0.</param>
    /// <param name="phases">How many there are.</param>
    public static IProgress<double>? Of(IProgress<double>? whole, int phase, int phases) => whole is null ? null : new PhaseProgress(whole, phase, phases);

    /// <summary>What takes frames done and reports them as a share of all; not a number where nobody knows how many there are.</summary>
    public static Action<long>? OfFrames(IProgress<double>? progress, long? frames) =>
        progress is null ? null : done => progress.Report(frames is > 0 ? Math.Min(1, (double)done / frames.Value) : double.NaN);

    /// <inheritdoc/>
    public void Report(double value) => _whole.Report((_phase + value) / _phases);
}
