using System.Net.Sockets;

namespace Proscenium.Live.Control;

/// <summary>Takes commands from other programs: a line in UTF-8 is a command, the reply ends with an empty line.</summary>
sealed class ControlSocket : IDisposable
{
    /// <summary>Clients at a time.</summary>
    internal const int MaxClients = 8;

    const int PatienceMilliseconds = 10_000; // on a busy machine; who does not listen is cut off before

    readonly CommandInterpreter _interpreter;
    readonly ControlAddress _address;
    readonly TimeProvider _time;
    readonly Thread _accepting;
    readonly List<ControlClient> _clients = [];
    bool _ending;

    /// <summary>Listens at an address.</summary>
    /// <param name="interpreter">Executes the commands.</param>
    /// <param name="address">The address, ended with this.</param>
    /// <param name="time">The clock by which clients are idle.</param>
    public ControlSocket(CommandInterpreter interpreter, ControlAddress address, TimeProvider? time = null)
    {
        (_interpreter, _address, _time) = (interpreter, address, time ?? TimeProvider.System);
        _accepting = new Thread(Accept) { IsBackground = true, Name = "control" };
        _accepting.Start();
    }

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
        _address.Dispose();
        long end = Environment.TickCount64 + PatienceMilliseconds;
        _accepting.Join(PatienceMilliseconds);
        foreach (ControlClient client in clients) client.HangUp();
        foreach (ControlClient client in clients) client.Join((int)Math.Max(0, end - Environment.TickCount64));
    }

    void Accept()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = _address.Listener.Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                lock (_clients)
                    if (_ending) return;
                Thread.Sleep(100); // a client that was gone before it was let in, or no handles left
                continue;
            }
            Welcome(new ControlClient(_interpreter, connection, _address.Token, _time));
        }
    }

    /// <summary>Who says nothing keeps nobody out: the one that has been idle longest makes room.</summary>
    void Welcome(ControlClient client)
    {
        lock (_clients)
        {
            _clients.RemoveAll(former => former.IsGone);
            if (_clients.Count >= MaxClients && _clients.Where(other => other.IsIdle).MinBy(other => other.LastHeard) is { } idle)
            {
                _clients.Remove(idle);
                idle.HangUp();
            }
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
