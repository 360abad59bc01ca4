using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Live.Control;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.State;
using static System.FormattableString;

namespace Proscenium.Studio.Playing;

/// <summary>Plans of pages on their way to a running live, and the way back to what it played before.</summary>
/// <param name="watch">Live.</param>
/// <param name="newFolder">A folder of the session that nobody named.</param>
/// <param name="making">One at a time designs.</param>
/// <param name="shelves">What was measured.</param>
sealed class LivePlans(LiveWatch watch, Func<string> newFolder, SemaphoreSlim making, Shelves shelves) : IDisposable
{
    static readonly TimeSpan _reading = TimeSpan.FromSeconds(12), _preparing = TimeSpan.FromSeconds(60), _look = TimeSpan.FromMilliseconds(100); // live itself waits 10 s for a folder

    const int MostSilences = 5;

    readonly ConcurrentDictionary<string, byte> _own = []; // folders that live was ever sent
    readonly SemaphoreSlim _changing = new(1); // one plan at a time is on its way, whatever page it is from
    string? _former;

    /// <summary>Designs a state at live's rate, hands the plan over, and waits until it is heard.</summary>
    /// <returns>What is heard, in one sentence.</returns>
    /// <exception cref="ProsceniumException">The plan cannot be made, does not fit, or was not taken.</exception>
    public Task<string> Play(JsonNode? page, CancellationToken cancel) => InTurn(() => Send(page, cancel), cancel);

    /// <summary>Goes back to what live played before the first plan of a page.</summary>
    /// <exception cref="ControlException">There is nothing to go back to, or live did not take it.</exception>
    public Task<string> GoBack(CancellationToken cancel) => InTurn(() => SendFormer(cancel), cancel);

    /// <summary>Adds whose plan live plays, and what it would go back to.</summary>
    public void Describe(JsonObject standing)
    {
        bool isOwn = standing["live"] is JsonObject status && NameOf(status) is { } name && _own.ContainsKey(name);
        standing["own"] = isOwn;
        standing["former"] = isOwn ? _former : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    async Task<string> InTurn(Func<Task<string>> change, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    async Task<string> Send(JsonNode? page, CancellationToken cancel)
    {
        StudioState state = StudioState.Read(page, shelves);
        state.RequireAll();
        JsonObject status = await watch.AskStatus(cancel).ConfigureAwait(false);
        DesignRequest request = Fitting(state, status);
        string folder = newFolder();
        await making.WaitAsync(cancel).ConfigureAwait(false); // and not while live is spoken to: however long that takes, designs go on
        try
        {
            MeasuredCopies.WritePlan(SpatialDesigner.DesignUnlessCancelled(request, cancel), state.Plant, folder);
        }
        finally
        {
            making.Release();
        }
        if (NameOf(status) is { } name && !_own.ContainsKey(name)) _former = name;
        _own[folder] = 0;
        await Change(folder, cancel).ConfigureAwait(false);
        foreach (string older in _own.Keys.Where(own => own != folder && Directory.Exists(own))) Delete(older);
        return Invariant($"Live plays the plan of this page for {state.Device.Name}, designed for {(double)status["sampleRate"]!:0} Hz.");
    }

    async Task<string> SendFormer(CancellationToken cancel)
    {
        if (_former is not { } name || NameOf(await watch.AskStatus(cancel).ConfigureAwait(false)) is not { } now || !_own.ContainsKey(now)) throw new ControlException("live does not play a plan of this studio: there is nothing to go back to.");
        await Change(name, cancel).ConfigureAwait(false);
        return $"Live plays {name} again.";
    }

    /// <summary>The design of a state for live as it runs.</summary>
    static DesignRequest Fitting(StudioState state, JsonObject status)
    {
        if (LiveLine.Number(status, "sampleRate") is not { } rate) throw new ControlException("live waits for its sound server: start that first.");
        string[] takes = [.. state.Request.Layout.Channels], feeds = [.. state.Device.Drivers.Select(driver => driver.Name)];
        if (Names(status, "inputs") is var inputs && !inputs.SequenceEqual(takes)) throw new ControlException($"this plan takes {string.Join(", ", takes)}, and the running live takes {string.Join(", ", inputs)}: {Begin}");
        if (status["monitor"]?.GetValueKind() != JsonValueKind.True && Names(status, "outputs") is var outputs && !outputs.SequenceEqual(feeds))
            throw new ControlException($"this plan feeds the drivers {string.Join(", ", feeds)}, and the running live feeds {string.Join(", ", outputs)}: {Begin}");
        DesignRequest request = state.RequestWithPlaces.AtRate((int)rate);
        try
        {
            request.Check();
        }
        catch (SettingException e)
        {
            throw new SettingException(Invariant($"the running live plays at {rate:0} Hz, and at that rate this plan cannot be designed: {e.Message}"), e);
        }
        return request;
    }

    const string Begin = "download the plan, end live, and start it with 'proscenium live --control --plan' and the plan's folder.";

    static string? NameOf(JsonObject status) => LiveLine.Text(status, "plan");

    static string[] Names(JsonObject status, string key) => status[key] is JsonArray names ? [.. names.Select(name => (string?)name ?? "")] : [];

    async Task Change(string plan, CancellationToken cancel)
    {
        IReadOnlyList<string> reply = await watch.Ask($"plan \"{plan}\"", cancel, _reading).ConfigureAwait(false);
        if (reply is not [var said] || said != CommandInterpreter.Preparing(plan)) throw new ControlException(string.Join(' ', reply));
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_preparing);
        try
        {
            JsonObject status = await Settled(limited.Token).ConfigureAwait(false);
            if (NameOf(status) != plan) throw new ControlException("live went on with what it played: why is said where it was started.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ControlException(Invariant($"live has not made the plan ready for {_preparing.TotalSeconds:0} s: see where it was started what it waits for."));
        }
    }

    /// <summary>Live's status once no plan is made ready any more; it may be too busy with that to answer at once.</summary>
    async Task<JsonObject> Settled(CancellationToken cancel)
    {
        for (int silences = 0; ;)
        {
            await Task.Delay(_look, cancel).ConfigureAwait(false);
            try
            {
                JsonObject status = await watch.AskStatus(cancel).ConfigureAwait(false);
                if (status["changing"]?.GetValueKind() != JsonValueKind.True) return status;
                silences = 0;
            }
            catch (ControlException) when (++silences < MostSilences)
            {
                // asked again
            }
        }
    }

    /// <summary>What live has left, nobody reads again.</summary>
    static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // it goes with the session
        }
    }
}
