using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Proscenium.Studio.Session;

namespace Proscenium.Studio.Serving;

/// <summary>Serves the studio's page to the browser of this machine, and answers its questions.</summary>
sealed class StudioServer : IAsyncDisposable
{
    readonly WebApplication _application;
    readonly StudioSession _session;
    readonly string _token = Token.New();

    StudioServer(StudioSettings settings)
    {
        _session = new(settings);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(context => new Visit(context, _session, _token, Port).Answer());
    }

    /// <summary>What a browser opens: the token is in the fragment, which browsers send to nobody.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}/#token={_token}");

    /// <summary>Done once the last page has been closed for the settings' patience.</summary>
    public Task Abandoned => _session.Pages.Abandoned;

    int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>Starts a server.</summary>
    /// <exception cref="SettingException">Its port cannot be had.</exception>
    public static async Task<StudioServer> StartAsync(StudioSettings settings, CancellationToken cancel = default)
    {
        StudioServer server = new(settings);
        try
        {
            await server._application.StartAsync(cancel).ConfigureAwait(false);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            if (e is IOException or SocketException) throw new SettingException($"Port {settings.Port} of this machine cannot be had ({(e.InnerException ?? e).Message.TrimEnd('.')}): choose another one with --port, or leave it out.", e);
            throw;
        }
    }

    /// <summary>Ends it: pages lose their connection, uploads are deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        _session.Pages.End();
        using (CancellationTokenSource soon = new(TimeSpan.FromSeconds(2))) await _application.StopAsync(soon.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _session.Dispose();
    }
}
