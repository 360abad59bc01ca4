using Proscenium.Engine;
using Proscenium.Live.Control;

namespace Proscenium.Live;

/// <summary>A plan that can be played at once.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Plan">The plan and the untreated plan.</param>
/// <param name="Treated">The plan's renderer.</param>
/// <param name="Untreated">The untreated plan's renderer.</param>
/// <param name="Difference">The loudness difference of the two; null where it is as before.</param>
/// <param name="BlockFrames">The block that the renderers were made for.</param>
sealed record PreparedPlan(PlanSource Source, LivePlan Plan, Renderer Treated, Renderer Untreated, LoudnessDifference? Difference, int BlockFrames);

/// <summary>Designs a plan where needed and makes its renderers on another thread, one plan at a time.</summary>
sealed class PlanPreparation(LiveSettings settings) : IDisposable
{
    CancellationTokenSource _cancellation = new();
    Task<PreparedPlan>? _task;

    /// <summary>True until the outcome is taken, or the preparation is cancelled.</summary>
    public bool IsPending => _task is not null;

    /// <summary>Starts, instead of what was being prepared.</summary>
    /// <param name="source">The plan.</param>
    /// <param name="sampleRate">The server's rate.</param>
    /// <param name="blockFrames">The server's block.</param>
    /// <param name="isAnother">True for another plan than the one that plays, so that its loudness has to be estimated.</param>
    public void Start(PlanSource source, int sampleRate, int blockFrames, bool isAnother)
    {
        Cancel();
        CancellationToken cancel = _cancellation.Token;
        _task = Task.Run(() =>
        {
            LivePlan plan = LivePlan.Of(source.At(sampleRate, request => settings.Design(source, request, cancel)), settings);
            (Renderer treated, Renderer untreated) = plan.Renderers(blockFrames);
            return new PreparedPlan(source, plan, treated, untreated, isAnother ? plan.EstimateLoudnessDifference() : null, blockFrames);
        });
    }

    /// <summary>The outcome, once it is there: the plan, or why there is none.</summary>
    public bool TryTake(out PreparedPlan? prepared, out Exception? failure)
    {
        (prepared, failure) = (null, null);
        if (_task is not { IsCompleted: true } done) return false;
        _task = null;
        failure = done.Exception?.InnerException;
        if (failure is null) prepared = done.Result;
        return true;
    }

    /// <summary>Gives up what is being prepared.</summary>
    /// <returns>Ends once the other thread has cleaned up.</returns>
    public Task Cancel()
    {
        Task cancelled = _task ?? Task.CompletedTask;
        _cancellation.Cancel();
        _cancellation.Dispose();
        (_cancellation, _task) = (new(), null);
        return cancelled;
    }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();
}
