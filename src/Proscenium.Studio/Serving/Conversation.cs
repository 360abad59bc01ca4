using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Proscenium.Files.Projects;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Following;
using Proscenium.Studio.Playing;
using Proscenium.Studio.Session;

namespace Proscenium.Studio.Serving;

/// <summary>What one page asks, over its socket: plans and designs, of each kind the newest.</summary>
sealed class Conversation : IDisposable
{
    const int LongestMessage = 1 << 20;

    static readonly TimeSpan _shyness = TimeSpan.FromSeconds(5); // until the token must be there

    readonly StudioSession _session;
    readonly string _token;
    readonly Lock _gate = new();
    Task _sent = Task.CompletedTask; // the last message on its way
    readonly LatestWins<Question> _plans, _designs, _banks, _places;
    readonly LatestWins<ShownDesign> _after; // what is told of a design once its pictures are shown
    readonly LiveQuestions _live;
    WebSocket? _socket;

    /// <summary>Prepares a conversation.</summary>
    public Conversation(StudioSession session, string token)
    {
        (_session, _token) = (session, token);
        _plans = new((question, _) => Answer(question, () => PlanAnswer.Of(question, session.Maps, HeadOf(question), session.Shelves)), givesUp: false);
        _designs = new(Design, givesUp: true);
        _after = new(TellMore, givesUp: true);
        _banks = new((question, cancel) => Answer(question, () => session.Banks.Design(question, session.Songs, session.Shelves, cancel)), givesUp: true);
        _places = new((question, cancel) => Answer(question, () => FollowAnswer.Of(question, session.Maps, HeadOf(question), session.Songs, session.Shelves, session.Banks, cancel)), givesUp: false);
        _live = new(session.Live, session.LivePlans, Send);
    }

    /// <summary>Holds it until the page goes, or the studio ends.</summary>
    public async Task Hold(WebSocketManager sockets)
    {
        using WebSocket socket = _socket = await sockets.AcceptWebSocketAsync().ConfigureAwait(false);
        bool isOpen = false;
        try
        {
            if (!await IsKnown(socket).ConfigureAwait(false)) return;
            _session.Pages.Open();
            isOpen = true;
            await Send(Greeting.Of(_session, DeviceFile.BuiltIn)).ConfigureAwait(false);
            while (await Next(socket, _session.Pages.Ended).ConfigureAwait(false) is { } message) Take(message);
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _session.Pages.Ended).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the page has gone, or the studio ends
        }
        finally
        {
            Dispose();
            if (isOpen) _session.Pages.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _plans.Dispose();
        _designs.Dispose();
        _banks.Dispose();
        _places.Dispose();
        _after.Dispose();
        _live.Dispose();
    }

    async Task<bool> IsKnown(WebSocket socket)
    {
        using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(_session.Pages.Ended);
        soon.CancelAfter(_shyness);
        byte[]? first = await Next(socket, soon.Token).ConfigureAwait(false);
        if (first is not null && Token.Is(_token, TokenIn(first))) return true;
        if (socket.State == WebSocketState.Open) await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "no token", soon.Token).ConfigureAwait(false);
        return false;
    }

    static string? TokenIn(byte[] message)
    {
        try
        {
            return (JsonNode.Parse(message, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject)?["token"]?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    void Take(byte[] message)
    {
        Question? question = Question.Read(message);
        if (question?.Kind == Question.Plan)
        {
            bool IsAbout(Question asked) => JsonNode.DeepEquals(asked.State, question.State);
            _designs.GiveUp(IsAbout); // something moves again
            _after.GiveUp(shown => IsAbout(shown.Question));
            _banks.GiveUp(asked => BankShelf.AreOfOne(asked.State, question.State));
            _plans.Ask(question);
        }
        else if (question?.Kind == Question.Design)
        {
            _after.GiveUp(_ => false);
            _designs.Ask(question);
        }
        else if (question?.Kind is Question.Bank or Question.Follow)
        {
            (question.Kind == Question.Bank ? _banks : _places).Ask(question);
        }
        else if (question?.Kind == Question.Live)
        {
            _live.Take(question);
        }
        else
        {
            _ = Send((question ?? new(0, "", null, 0, 0, null)).Refusal("This is no question of a page."));
        }
    }

    /// <summary>Answers with the sound, then with pictures, and has told what takes longer after them.</summary>
    async Task Design(Question question, CancellationToken cancel)
    {
        ShownDesign? shown = null;
        await Answer(question, () => DesignAnswer.Of(question, _session.Maps, HeadOf(question), _session.Songs, _session.Shelves, heard => _ = Send(heard), out shown, cancel)).ConfigureAwait(false);
        if (shown is not null && !cancel.IsCancellationRequested) _after.Ask(shown);
    }

    async Task TellMore(ShownDesign shown, CancellationToken cancel)
    {
        await Answer(shown.Question with { Kind = Question.Level }, () => LevelAnswer.Of(shown, cancel)).ConfigureAwait(false);
        if (shown.State.Room is null) return;
        using IEnumerator<AnswerMessage> answers = RoomAnswer.Of(shown, cancel).GetEnumerator();
        bool isMore = true;
        while (isMore)
            await Answer(shown.Question with { Kind = Question.Room }, () => (isMore = answers.MoveNext()) ? answers.Current : null).ConfigureAwait(false);
    }

    async Task Answer(Question question, Func<AnswerMessage?> work)
    {
        byte[] answer;
        try
        {
            if (work() is not { } made) return;
            answer = made.ToBytes();
        }
        catch (ProsceniumException e)
        {
            answer = question.Refusal(e.Message).ToBytes();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            answer = question.Refusal($"The studio failed at this: {e.Message}").ToBytes(); // a fault of ours: the page goes on
        }
        await Send(answer).ConfigureAwait(false);
    }

    Heads.Head HeadOf(Question question) => _session.HeadOf((question.State as JsonObject)?["head"] is JsonValue id && id.TryGetValue(out string? text) ? text : null);

    Task Send(AnswerMessage answer) => Send(answer.ToBytes());

    async Task Send(byte[] message)
    {
        Task sent;
        lock (_gate) sent = _sent = SendAfter(_sent, message);
        await sent.ConfigureAwait(false);
    }

    /// <summary>One message at a time goes through a socket.</summary>
    async Task SendAfter(Task before, byte[] message)
    {
        await before.ConfigureAwait(false);
        try
        {
            if (_socket is { State: WebSocketState.Open } socket) await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _session.Pages.Ended).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the page has gone, or the studio ends
        }
    }

    /// <summary>The next message, null at the end or where it is too long.</summary>
    static async Task<byte[]?> Next(WebSocket socket, CancellationToken cancel)
    {
        using MemoryStream whole = new();
        byte[] part = new byte[16384];
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(part.AsMemory(), cancel).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(part, 0, received.Count);
            if (whole.Length > LongestMessage)
            {
                await socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, "too long", cancel).ConfigureAwait(false);
                return null;
            }
            if (received.EndOfMessage) return whole.ToArray();
        }
    }
}
