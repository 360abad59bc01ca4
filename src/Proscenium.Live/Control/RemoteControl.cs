using System.Net.Sockets;
using System.Text;
using static System.FormattableString;

namespace Proscenium.Live.Control;

/// <summary>Steers a session of another process over its control socket; whatever that process does, each command ends in time. For one thread at a time.</summary>
sealed class RemoteControl : IDisposable
{
    const int LongestReply = 1 << 18;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    readonly string _path;
    readonly Socket _socket;
    readonly byte[] _part = new byte[4096];

    RemoteControl(string path, Socket socket) => (_path, _socket) = (path, socket);

    /// <summary>True once the session has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Connects to a session; null where none takes commands there.</summary>
    /// <param name="path">The socket's file.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="ControlException">The session lets nobody in.</exception>
    public static async Task<RemoteControl?> Open(string path, CancellationToken cancel)
    {
        if (Encoding.UTF8.GetByteCount(path) > ControlAddress.LongestPath || !File.Exists(path)) return null;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await Within(_patience, path, limited => socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limited).AsTask(), cancel).ConfigureAwait(false);
            return new(path, socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null; // what a killed session left
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command, and gives the lines of its reply; after an exception nothing more can be asked.</summary>
    /// <param name="command">One line.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="patience">How long a reply may take; null for two seconds.</param>
    /// <exception cref="ControlException">The session has ended, or does not answer in time.</exception>
    public async Task<IReadOnlyList<string>> Ask(string command, CancellationToken cancel, TimeSpan? patience = null)
    {
        if (command.Any(char.IsControl)) throw new ControlException("a command with control characters in it cannot be sent: leave them out.");
        if (Encoding.UTF8.GetByteCount(command) > ControlClient.LongestLine) throw new ControlException($"a command of more than {ControlClient.LongestLine} bytes cannot be sent: use shorter names.");
        try
        {
            string reply = "";
            await Within(patience ?? _patience, _path, async limited =>
            {
                await _socket.SendAsync(Encoding.UTF8.GetBytes($"{command}\n"), limited).ConfigureAwait(false);
                reply = await Reply(limited).ConfigureAwait(false);
            }, cancel).ConfigureAwait(false);
            return reply.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            HasEnded = true;
            throw new ControlException($"{_path}: the session there has ended: start it again, and let it take commands.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Everything up to the empty line that ends a reply.</summary>
    async Task<string> Reply(CancellationToken cancel)
    {
        using MemoryStream whole = new();
        while (true)
        {
            int received = await _socket.ReceiveAsync(_part.AsMemory(), cancel).ConfigureAwait(false);
            if (received == 0) throw new SocketException((int)SocketError.ConnectionReset);
            whole.Write(_part, 0, received);
            ReadOnlySpan<byte> all = whole.GetBuffer().AsSpan(0, (int)whole.Length);
            if (all.EndsWith("\n\n"u8)) return Encoding.UTF8.GetString(all[..^2]);
            if (whole.Length > LongestReply) throw new ControlException($"{_path}: what answers there is no session: end it, or give it another client name.");
        }
    }

    static async Task Within(TimeSpan patience, string path, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(patience);
        try
        {
            await work(limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ControlException(Invariant($"{path}: the session there has not answered for {patience.TotalSeconds:0} s: wait, or end it and start it again."));
        }
    }
}
