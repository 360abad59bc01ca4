namespace Proscenium.Studio.Asking;

/// <summary>Works on one question at a time; of those that come meanwhile only the newest is kept.</summary>
/// <param name="work">Answers a question.</param>
/// <param name="givesUp">True where a newer question ends the work on an older one.</param>
sealed class LatestWins<T>(Func<T, CancellationToken, Task> work, bool givesUp) : IDisposable where T : class
{
    readonly Lock _gate = new();
    T? _waiting, _asked; // the one to be worked on next; the newest of all
    CancellationTokenSource? _working;

    /// <summary>Asks a question; an older one that still waits is dropped.</summary>
    public void Ask(T question)
    {
        lock (_gate)
        {
            _waiting = _asked = question;
            if (givesUp) _working?.Cancel();
            if (_working is not null) return;
            _working = new();
            Task.Run(AnswerAll);
        }
    }

    /// <summary>Drops what waits and ends what is worked on, unless the newest question still counts.</summary>
    public void GiveUp(Func<T, bool> counts)
    {
        lock (_gate)
        {
            if (_asked is not null && counts(_asked)) return;
            _waiting = null;
            _working?.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => GiveUp(_ => false); // what is worked on is disposed of when it ends

    async Task AnswerAll()
    {
        while (Next() is { } next)
        {
            try
            {
                await work(next.Question, next.Cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // a newer question is there
            }
        }
    }

    (T Question, CancellationToken Cancel)? Next()
    {
        lock (_gate)
        {
            _working?.Dispose();
            _working = null;
            if (_waiting is null) return null;
            (T question, _waiting, _working) = (_waiting, null, new());
            return (question, _working.Token);
        }
    }
}
