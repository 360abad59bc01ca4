using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Proscenium.Studio.Tests;

/// <summary>A page's socket, without a page.</summary>
sealed class PageSocket(ClientWebSocket socket) : IDisposable
{
    int _id;

    public Task Send(JsonObject message) => SendText(message.ToJsonString());

    public Task SendText(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>Asks a question, and gives its number.</summary>
    public async Task<int> Ask(string kind, JsonObject? state, JsonObject? more = null)
    {
        JsonObject question = more?.DeepClone().AsObject() ?? [];
        (question["id"], question["do"], question["state"]) = (++_id, kind, state?.DeepClone());
        await Send(question);
        return _id;
    }

    /// <summary>The next answer to a question, without what is told before and after a design's pictures; null where the server has closed.</summary>
    public async Task<PageAnswer?> Next()
    {
        PageAnswer? next;
        do next = await Any();
        while ((string?)next?.Header["do"] is "sound" or "level" or "room");
        return next;
    }

    /// <summary>What is told before or after a design's pictures, of one kind.</summary>
    public async Task<PageAnswer> Told(string kind)
    {
        PageAnswer? next;
        do next = await Any();
        while ((string?)next!.Header["do"] != kind);
        return next;
    }

    async Task<PageAnswer?> Any()
    {
        using MemoryStream whole = new();
        byte[] part = new byte[1 << 16];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(part, TestContext.Current.CancellationToken);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return new(whole.ToArray());
    }

    /// <summary>Asks, and gives the answer.</summary>
    public async Task<PageAnswer> Answer(string kind, JsonObject? state, JsonObject? more = null)
    {
        int id = await Ask(kind, state, more);
        PageAnswer answer = (await Next())!;
        Assert.Equal(id, (int)answer.Header["id"]!);
        return answer;
    }

    public void Dispose() => socket.Dispose();
}

/// <summary>An answer as a page reads it.</summary>
sealed class PageAnswer
{
    readonly float[] _values;

    public PageAnswer(byte[] message)
    {
        int length = BitConverter.ToInt32(message);
        Assert.Equal(0, length % 4);
        Header = JsonNode.Parse(message.AsSpan(4, length))!.AsObject();
        _values = MemoryMarshal.Cast<byte, float>(message.AsSpan(4 + length)).ToArray();
    }

    public JsonObject Header { get; }

    public string? Error => (string?)Header["error"];

    public int[] Shape(string name) => [.. Header["arrays"]![name]!["shape"]!.AsArray().Select(axis => (int)axis!)];

    public float[] this[string name] => _values[(int)Header["arrays"]![name]!["at"]!..][..Shape(name).Aggregate(1, (a, b) => a * b)];
}
