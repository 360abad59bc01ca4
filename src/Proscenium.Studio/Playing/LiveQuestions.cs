using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Live.Control;
using Proscenium.Studio.Asking;

namespace Proscenium.Studio.Playing;

/// <summary>What one page asks of a running live: its commands one after the other, of plans and places the newest; and what it is told of it meanwhile.</summary>
sealed class LiveQuestions : IDisposable
{
    const int MostWaiting = 16;

    readonly LiveWatch _watch;
    readonly LivePlans _plans;
    readonly Func<AnswerMessage, Task> _send;
    readonly LatestWins<JsonObject> _told;
    readonly LatestWins<Question> _changes, _places;
    readonly CancellationTokenSource _gone = new();
    readonly Lock _gate = new();
    LiveWatch.Watcher? _watcher;
    Task _last = Task.CompletedTask; // of the commands
    int _waiting;
    bool _hasMovedHead;

    /// <summary>Prepares it.</summary>
    /// <param name="watch">Live.</param>
    /// <param name="plans">Plans on their way to it.</param>
    /// <param name="send">Sends to the page.</param>
    public LiveQuestions(LiveWatch watch, LivePlans plans, Func<AnswerMessage, Task> send)
    {
        (_watch, _plans, _send) = (watch, plans, send);
        _told = new((standing, _) => Tell(standing), givesUp: false);
        _changes = new((question, _) => Answer(question, async () => [Ask(question) == "back" ? await _plans.GoBack(_gone.Token).ConfigureAwait(false) : await _plans.Play(question.State, _gone.Token).ConfigureAwait(false)]), givesUp: false);
        _places = new((question, _) => Answer(question, () => MoveHead(question)), givesUp: false);
    }

    /// <summary>Takes a question; its answer is sent later.</summary>
    public void Take(Question question)
    {
        if (Ask(question) is "watch") Watch(question);
        else if (Ask(question) is "play" or "back") _changes.Ask(question);
        else if (Ask(question) is "pose") _places.Ask(question);
        else if (question.Detail is { } detail && LiveLine.Of(detail) is { } line) Command(question, line);
        else _ = _send(question.Refusal("This is no question of a page."));
    }

    /// <summary>The page has gone: a head that it moved is where it is no longer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_gone.IsCancellationRequested) return;
            _gone.Cancel();
            _watcher?.Dispose();
        }
        _told.Dispose();
        _changes.Dispose();
        _places.Dispose();
        if (_hasMovedHead) _ = Lose();
    }

    static string? Ask(Question question) => question.Detail is { } detail ? LiveLine.Text(detail, "ask") : null;

    void Watch(Question question)
    {
        _ = Answer(question, () => Task.FromResult<IReadOnlyList<string>>([])); // before what is told from now on
        lock (_gate)
        {
            if (_gone.IsCancellationRequested) return;
            _watcher ??= _watch.Watch(_told.Ask);
            _watcher.Often = question.Detail!["often"]?.GetValueKind() == JsonValueKind.True;
        }
    }

    Task Tell(JsonObject standing)
    {
        _plans.Describe(standing);
        standing["do"] = Question.Live;
        return _send(new(standing));
    }

    void Command(Question question, string line)
    {
        lock (_gate)
        {
            if (_waiting >= MostWaiting)
            {
                _ = _send(question.Refusal("Live is still busy with what was asked of it before: wait a moment."));
                return;
            }
            _waiting++;
            _last = CommandAfter(_last, question, line);
        }
    }

    async Task CommandAfter(Task before, Question question, string line)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await Answer(question, () => _watch.Ask(line, _gone.Token)).ConfigureAwait(false);
        lock (_gate) _waiting--;
    }

    Task<IReadOnlyList<string>> MoveHead(Question question)
    {
        string line = LiveLine.Pose(question.Detail!, _watch.Status) ?? throw new ControlException("no live runs that has a seat: there is no head to move.");
        _hasMovedHead = true;
        return _watch.Ask(line, _gone.Token);
    }

    async Task Lose()
    {
        try
        {
            await _watch.Ask("pose lost", CancellationToken.None).ConfigureAwait(false);
        }
        catch (ControlException)
        {
            // it has gone, too
        }
    }

    async Task Answer(Question question, Func<Task<IReadOnlyList<string>>> work)
    {
        AnswerMessage answer;
        try
        {
            IReadOnlyList<string> said = await work().ConfigureAwait(false);
            answer = new(new() { ["id"] = question.Id, ["do"] = Question.Live, ["said"] = new JsonArray([.. said.Select(line => (JsonNode)line)]) });
        }
        catch (ProsceniumException e)
        {
            answer = question.Refusal(e.Message);
        }
        catch (OperationCanceledException)
        {
            return; // the page has gone
        }
        catch (Exception e)
        {
            answer = question.Refusal($"The studio failed at this: {e.Message}"); // a fault of ours: the page goes on
        }
        await _send(answer).ConfigureAwait(false);
    }
}
