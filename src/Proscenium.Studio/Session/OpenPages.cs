namespace Proscenium.Studio.Session;

/// <summary>How many pages are open, and when nobody comes back.</summary>
/// <param name="patience">How long after the last page was closed a studio is abandoned; null for never.</param>
sealed class OpenPages(TimeSpan? patience) : IDisposable
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _ended = new();
    CancellationTokenSource? _leaving;
    int _count;

    /// <summary>Done once a studio is abandoned.</summary>
    public Task Abandoned => _abandoned.Task;

    /// <summary>Cancelled at the studio's end.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>A page is there.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _count++;
            _leaving?.Cancel();
        }
    }

    /// <summary>A page has gone.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (--_count > 0 || patience is not { } wait) return;
            _leaving = new();
            _ = Task.Delay(wait, _leaving.Token).ContinueWith(_ => _abandoned.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    /// <summary>The studio ends.</summary>
    public void End() => _ended.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving?.Dispose();
        _ended.Dispose();
    }
}
