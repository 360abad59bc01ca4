using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Proscenium.Live.Control;

/// <summary>One connection of the control socket, on a thread of its own, so that a slow client delays nobody else.</summary>
sealed class ControlClient
{
    /// <summary>Bytes of the longest line.</summary>
    public const int LongestLine = 4096;

    const int SendMilliseconds = 2000, EndMilliseconds = 500, TokenMilliseconds = 5000;

    static readonly TimeSpan _idle = TimeSpan.FromSeconds(10);

    static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly string[] _webMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"];

    readonly CommandInterpreter _interpreter;
    readonly Socket _connection;
    readonly string? _token;
    readonly TimeProvider _time;
    readonly Thread _serving;
    long _lastHeard;
    volatile bool _isGone, _isLetIn;

    /// <summary>Takes a connection over.</summary>
    /// <param name="interpreter">Executes the commands.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="token">The first line that it has to send, or null.</param>
    /// <param name="time">The clock by which it is idle.</param>
    public ControlClient(CommandInterpreter interpreter, Socket connection, string? token, TimeProvider time)
    {
        (_interpreter, _connection, _token, _time, _lastHeard, _isLetIn) = (interpreter, connection, token, time, time.GetTimestamp(), token is null);
        _connection.SendTimeout = SendMilliseconds;
        if (token is not null) _connection.ReceiveTimeout = TokenMilliseconds;
        _serving = new Thread(Serve) { IsBackground = true, Name = "control client" };
    }

    /// <summary>True once it has hung up.</summary>
    public bool IsGone => _isGone;

    /// <summary>When it said something last.</summary>
    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <summary>True where it may be hung up on for others: it has said nothing for a while, or not yet the token.</summary>
    public bool IsIdle => !_isLetIn || _time.GetElapsedTime(LastHeard) > _idle;

    /// <summary>Serves it from now on.</summary>
    public void Start() => _serving.Start();

    /// <summary>Takes nothing more from it; a running command is still answered.</summary>
    public void HangUp()
    {
        try
        {
            _connection.Shutdown(SocketShutdown.Receive);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it has hung up by itself
        }
    }

    /// <summary>Waits until it has hung up, and cuts it off if it does not.</summary>
    public void Join(int milliseconds)
    {
        if (!_serving.Join(milliseconds)) _connection.Dispose();
    }

    /// <summary>Hangs up with a sentence, without serving it.</summary>
    public void TurnAway(string sentence)
    {
        try
        {
            Reply([sentence]);
            _connection.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // it is gone already
        }
        _connection.Dispose();
    }

    void Serve()
    {
        try
        {
            LineReceiver lines = new(_connection, LongestLine);
            while (lines.Next() is { } line) Reply(Answer(Command(line.Span)));
            _connection.Shutdown(SocketShutdown.Send);
            LetPass(); // or what it had sent on would take the last reply from it
        }
        catch (ControlException refusal)
        {
            Refuse(refusal.Message);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it is gone
        }
        _connection.Dispose();
        _isGone = true;
    }

    IReadOnlyList<string> Answer(string line)
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        if (_isLetIn) return _interpreter.ExecuteForOthers(line);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(line), Encoding.UTF8.GetBytes(_token!))) throw new ControlException("the first line is not the token: nothing was done: goodbye.");
        (_isLetIn, _connection.ReceiveTimeout) = (true, 0);
        return ["the token is right."];
    }

    /// <summary>The text of a line, unless no honest client would send it: then the connection must end, for a browser may say anything next.</summary>
    static string Command(ReadOnlySpan<byte> line)
    {
        string text;
        try
        {
            text = _strict.GetString(line).TrimEnd('\r');
        }
        catch (DecoderFallbackException)
        {
            throw new ControlException("a line that is not in UTF-8: is no command: goodbye.");
        }
        if (text.Any(character => char.IsControl(character) && character != '\t')) throw new ControlException("a line with control characters: is no command: goodbye.");
        if (_webMethods.Contains(text.Split(' ')[0], StringComparer.OrdinalIgnoreCase) || text.Contains(" HTTP/", StringComparison.OrdinalIgnoreCase))
            throw new ControlException("this is no web server: nothing was done: speak to it with 'nc'.");
        return text;
    }

    void Reply(IReadOnlyList<string> lines) => _connection.Send(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n\n"));

    /// <summary>Says why, then lets go what was sent on, so that the sentence arrives.</summary>
    void Refuse(string sentence)
    {
        try
        {
            Reply([sentence]);
            _connection.Shutdown(SocketShutdown.Send);
            LetPass();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it did not wait for it
        }
    }

    void LetPass()
    {
        _connection.ReceiveTimeout = EndMilliseconds;
        byte[] ignored = new byte[LongestLine];
        long end = Environment.TickCount64 + EndMilliseconds;
        while (Environment.TickCount64 < end && _connection.Receive(ignored) > 0) { }
    }
}
