namespace Proscenium.Analysis;

/// <summary>Counts steps that take about as long, from any thread, and tells the share that is done.</summary>
/// <param name="progress">Told 0 to 1, or null.</param>
/// <param name="steps">How many there are.</param>
sealed class StepCounter(IProgress<double>? progress, int steps)
{
    int _done;

    /// <summary>One more step is done.</summary>
    public void Done() => progress?.Report((double)Interlocked.Increment(ref _done) / steps);
}
