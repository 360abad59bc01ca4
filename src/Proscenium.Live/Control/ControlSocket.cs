using System.Net;
using System.Net.Sockets;

namespace Proscenium.Live.Control;

/// <summary>Takes commands over TCP from this machine only: a line in UTF-8 is a command, the reply ends with an empty line.</summary>
sealed class ControlSocket : IDisposable
{
    /// <summary>Clients at a time.</summary>
    internal const int MaxClients = 8;

    const int PatienceMilliseconds = 2000;

    readonly CommandInterpreter _interpreter;
    readonly Socket _listener;
    readonly Thread _accepting;
    readonly List<ControlClient> _clients = [];
    bool _ending;

    /// <summary>Listens on 127.0.0.1.</summary>
    /// <param name="interpreter">Executes the commands.</param>
    /// <param name="port">The port, or 0 for any that is free.</param>
    /// <exception cref="ControlException">The port cannot be had.</exception>
    public ControlSocket(CommandInterpreter interpreter, int port)
    {
        if (port is < 0 or > IPEndPoint.MaxPort) throw new ControlException($"control port {port}: is no port: say 1 to {IPEndPoint.MaxPort}, or 0 for any that is free.");
        _interpreter = interpreter;
        _listener = Listen(port);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = new Thread(Accept) { IsBackground = true, Name = "control" };
        _accepting.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Disconnects all clients, once running commands are answered.</summary>
    public void Dispose()
    {
        ControlClient[] clients;
        lock (_clients)
        {
            if (_ending) return;
            _ending = true;
            clients = [.. _clients];
        }
        _listener.Dispose();
        _accepting.Join(PatienceMilliseconds);
        foreach (ControlClient client in clients) client.HangUp();
        foreach (ControlClient client in clients) client.Join(PatienceMilliseconds);
    }

    static Socket Listen(int port)
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(MaxClients);
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            string fault = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken by another program",
                SocketError.AccessDenied => "is kept for the system",
                _ => $"cannot be had ({e.Message})",
            };
            throw new ControlException($"control port {port}: {fault}: choose another one, or 0 for any that is free.", e);
        }
    }

    void Accept()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = _listener.Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                lock (_clients)
                    if (_ending) return;
                Thread.Sleep(100); // a client that was gone before it was let in, or no handles left
                continue;
            }
            Welcome(new ControlClient(_interpreter, connection));
        }
    }

    void Welcome(ControlClient client)
    {
        lock (_clients)
        {
            _clients.RemoveAll(former => former.IsGone);
            if (_ending || _clients.Count >= MaxClients)
            {
                client.TurnAway($"the control socket: has {MaxClients} clients already: close one of them first.");
                return;
            }
            _clients.Add(client);
            client.Start();
        }
    }
}
