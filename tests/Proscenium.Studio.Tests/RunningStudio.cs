using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Proscenium.Cli.Demo;
using Proscenium.Files.Projects;
using Proscenium.Live.Control;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Serving;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Tests;

/// <summary>A studio on a free port of this machine, for all tests of a class.</summary>
public sealed class RunningStudio : IAsyncLifetime
{
    /// <summary>What pages are told.</summary>
    public static readonly string Version = typeof(DemoPiece).Assembly.GetName().Version!.ToString(3);

    /// <summary>Shelves with nothing on them.</summary>
    internal static readonly Shelves Nothing = new(new(new(_ => "")), new(new(_ => "")));

    static int _count;

    StudioServer? _server;

    internal StudioServer Server => _server!;

    /// <summary>The client name of the live that it looks for: no other test's, and not a user's.</summary>
    public string LiveClient { get; } = $"studio-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public Uri Address => Server.Address;

    public string Token => Address.Fragment["#token=".Length..];

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>A built-in device or a device file to begin with.</summary>
    internal string Device { get; init; } = "laptop";

    public async ValueTask InitializeAsync() => _server = await StudioServer.StartAsync(new()
    {
        State = State(Device),
        MeasuredDevice = DeviceFile.Open(Device),
        Piece = rate => DemoPiece.Compose(rate).Mix,
        Report = (design, _, _) => $"<title>{design.Request.Device.Name}</title>",
        Version = Version,
        LiveSocket = ControlAddress.SocketFile(ControlAddress.UsualFolder, LiveClient),
    });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>A client that knows the token.</summary>
    public HttpClient Client()
    {
        HttpClient client = new() { BaseAddress = new(Origin) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>A page's socket that was greeted.</summary>
    internal async Task<PageSocket> Open(string? origin = null)
    {
        ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", origin ?? Origin);
        await socket.ConnectAsync(new($"ws://{Address.Authority}/socket"), TestContext.Current.CancellationToken);
        PageSocket page = new(socket);
        await page.Send(new JsonObject { ["token"] = Token });
        return page;
    }

    /// <summary>The state that pages begin with.</summary>
    public static JsonObject State(string device = "laptop") => StudioState.Of(new() { Device = DeviceFile.Open(device) });
}
