using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Live.Servers;
using Proscenium.Live.Tracking;
using static System.FormattableString;

namespace Proscenium.Live;

/// <summary>What a report needs to know of a session at a moment.</summary>
/// <param name="Source">The plan that plays, or is to.</param>
/// <param name="IsPlaceholder">True while the untreated device plays instead of it.</param>
/// <param name="FormerXruns">Xruns on former servers.</param>
/// <param name="Bypassed">True while the untreated plan is heard.</param>
/// <param name="TestRuns">True during a blind test, when no report may give away what is heard.</param>
readonly record struct SessionState(PlanSource Source, bool IsPlaceholder, long FormerXruns, bool Bypassed, bool TestRuns)
{
    /// <summary>What is heard, in words.</summary>
    public string Playing => IsPlaceholder ? $"the untreated device, until {Source.Name} is designed," : Source.Name;
}

/// <summary>What a session says: a sentence for each event, the status in lines, and the meters once a second.</summary>
sealed class SessionReport(LiveSettings settings)
{
    static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    const double HeardDb = 0.05;

    long _metersShown = settings.Time.GetTimestamp(), _xrunsReported = settings.Time.GetTimestamp();
    long _reportedXruns;
    string? _failure; // that was said last

    /// <summary>Says a sentence.</summary>
    public void Say(string sentence) => settings.Say(sentence);

    /// <summary>Playback has begun on a server.</summary>
    public void Begun(Playback playback, SessionState state, IReadOnlyList<string> outputs)
    {
        ISoundServer server = playback.Server;
        Say($"playing {state.Playing} on {server.Name}: {server.SampleRate} Hz, blocks of {server.BlockFrames}, {outputs.Count} {(settings.Monitor ? "ears" : "drivers")}: {string.Join(", ", outputs)}; {Latency(playback)}.");
    }

    /// <summary>Another plan has faded in.</summary>
    public void Swapped(Playback playback, SessionState state) => Say($"playing {state.Source.Name}; {Latency(playback)}.");

    /// <summary>Whether the plan that plays can follow the listener's head.</summary>
    public void Follows(SessionState state, PlanBank? bank, string tracker) => Say(bank is null
        ? $"{state.Source.Name} has filters for the seat alone, so poses of {tracker} change nothing: {settings.BankCure}."
        : $"follows the head by {tracker}, {string.Join(" and ", Ranges(bank))} of where it is in the first second.");

    static IEnumerable<string> Ranges(PlanBank bank)
    {
        if (bank.LeftMetres.Count > 1 || bank.ForwardMetres.Count == 1) yield return Invariant($"from {-100 * bank.LeftMetres[0]:0} cm to the right to {100 * bank.LeftMetres[^1]:0} cm to the left");
        if (bank.ForwardMetres.Count > 1) yield return Invariant($"from {-100 * bank.ForwardMetres[0]:0} cm behind to {100 * bank.ForwardMetres[^1]:0} cm in front");
    }

    /// <summary>A plan could not be prepared.</summary>
    public void Failed(Exception failure, SessionState state, TimeSpan retry)
    {
        string next = state.IsPlaceholder ? Invariant($"the untreated device keeps playing; next attempt in {retry.TotalSeconds:0} s, later ones at longer intervals") : "playback continues";
        if (state.IsPlaceholder && _failure == failure.Message) return; // of an attempt that is made again
        _failure = failure.Message;
        Say($"{failure.Message.TrimEnd('.')}: {next}.");
    }

    /// <summary>Reports new xruns, at most once a second.</summary>
    public void ReportXruns(Playback playback, SessionState state)
    {
        long xruns = state.FormerXruns + playback.Server.Xruns, more = xruns - _reportedXruns;
        if (more == 0 || settings.Time.GetElapsedTime(_xrunsReported) < _second) return;
        _reportedXruns = xruns;
        _xrunsReported = settings.Time.GetTimestamp();
        Say(Invariant($"{more} {(more == 1 ? "xrun" : "xruns")}, {xruns} in total: load {playback.Server.Load:0 %}."));
    }

    /// <summary>Passes over xruns up to now, since their server is left.</summary>
    public void SkipXruns(long xruns) => _reportedXruns = xruns;

    /// <summary>Shows the meters, once a second.</summary>
    public void ShowMeters(Playback playback, SessionState state, HeadStatus? head)
    {
        if (settings.Time.GetElapsedTime(_metersShown) < _second || settings.Show is null) return;
        _metersShown = settings.Time.GetTimestamp();
        settings.Show($"{Meters(playback, state)}{(head is { } known ? $", head {known.Where}" : "")}");
    }

    /// <summary>The status in lines for people.</summary>
    public static IReadOnlyList<string> Status(Playback? playback, SessionState state, ListeningSettings listening)
    {
        if (playback is null) return [$"{state.Source.Name}: waiting for the sound server, or for its renderers"];
        ISoundServer server = playback.Server;
        return [$"{state.Playing}: {Latency(playback)}", $"{server.Name}: {playback.SampleRate} Hz, blocks of {server.BlockFrames}", Meters(playback, state), .. listening.IsNone ? (string[])[] : [$"listening: {listening.Description}"], .. server.Connections];
    }

    /// <summary>Load and level; during a blind test no level, which might give away what is heard.</summary>
    static string Meters(Playback playback, SessionState state)
    {
        (double peak, double reduction) = (playback.OutputPeaksDb(_second.TotalSeconds).Max(), playback.TakeReductionDb());
        string turnedDown = reduction < HeardDb ? "" : Invariant($", turned down by {reduction:0.0} dB");
        string level = state.TestRuns ? "a blind test runs" : $"{(double.IsInfinity(peak) ? "silence" : Invariant($"{peak:0.0} dBFS"))}{turnedDown}{(state.Bypassed ? ", untreated" : "")}";
        return Invariant($"load {playback.Server.Load:0 %}, {state.FormerXruns + playback.Server.Xruns} xruns, {level}");
    }

    static string Latency(Playback playback) =>
        Invariant($"latency {playback.LatencyFrames} samples = {1000.0 * playback.LatencyFrames / playback.SampleRate:0.0} ms, plus {playback.Server.AddedLatencyFrames} samples of the server");
}
