using System.Net;
using System.Net.Sockets;

namespace Proscenium.Sweeps.Tests;

/// <summary>Ports of this machine that nobody listens on.</summary>
static class FreePort
{
    /// <summary>Several, all different.</summary>
    public static int[] Several(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start(); // all at once, so that none is given out twice
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners) listener.Dispose();
        return ports;
    }
}
