using System.Net.Sockets;

namespace Proscenium.Live.Control;

/// <summary>Cuts what a connection sends into lines, in memory that does not grow.</summary>
/// <param name="connection">Where it comes from.</param>
/// <param name="longest">Bytes of the longest line.</param>
sealed class LineReceiver(Socket connection, int longest)
{
    readonly byte[] _bytes = new byte[longest + 1];
    int _start, _end;

    /// <summary>The next line without its end, valid until the next call; null once the connection ended, and what it left unfinished is dropped.</summary>
    /// <exception cref="ControlException">The line is too long.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        while (true)
        {
            int length = _bytes.AsSpan(_start.._end).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = new(_bytes, _start, length);
                _start += length + 1;
                return line;
            }
            if (_end - _start > longest) throw new ControlException($"a line of more than {longest} bytes: is no command: goodbye.");
            if (!Receive()) return null;
        }
    }

    bool Receive()
    {
        _bytes.AsSpan(_start.._end).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        int received = connection.Receive(_bytes.AsSpan(_end));
        _end += received;
        return received > 0;
    }
}
