using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

[Collection(OnASoundServer.Name)]
public sealed class ControlSocketTests : IDisposable
{
    readonly FakeSound _sound = new();
    readonly ControlSocket _socket;

    public ControlSocketTests() => _socket = new(new CommandInterpreter(_sound), 0);

    public void Dispose() => _socket.Dispose();

    [Fact]
    public void SeveralClients_SteerTheSameSound()
    {
        using Client one = new(_socket.Port), two = new(_socket.Port);
        Assert.Equal(["gain -3 dB"], one.Ask("gain -3"));
        Assert.Equal(["gain -2 dB"], two.Ask("gain +1 dB\r"));
        Assert.Equal("bypass off. The plan is playing.", Assert.Single(one.Ask("bypass off")));
        Assert.True(two.Ask("help").Length > 10);
        Assert.Equal(-2, _sound.GainDb);
    }

    [Fact]
    public void LinesThatComeTogether_AreAnsweredInOrder()
    {
        using Client client = new(_socket.Port);
        client.Send("gain 1\ngain +1\nplan Größe\n");
        Assert.Equal(["gain +1 dB"], client.Reply());
        Assert.Equal(["gain +2 dB"], client.Reply());
        Assert.Equal(["plan Größe is being prepared and will fade in."], client.Reply());
    }

    [Theory]
    [InlineData("GET /?gain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Type: text/plain\r\n\r\nquit\r\nbypass on\r\n")]
    [InlineData("OPTIONS /\nquit\n")]
    [InlineData("get quit\nquit\n")]
    [InlineData("STEER / HTTP/2\nquit\n")]
    [InlineData("\u0016\u0003\u0001\u0002\nquit\n")]
    public void WhatABrowserSends_IsRefused_AndTheRestNeverRead(string request)
    {
        using Client client = new(_socket.Port);
        client.Send(request);
        Assert.Contains(client.Reply(), line => line.StartsWith(request[0] < ' ' ? "a line with control characters" : "this is no web server", StringComparison.Ordinal));
        Assert.True(client.IsClosed());
        Assert.Equal((false, false), (_sound.HasQuit, _sound.Bypassed));
    }

    [Fact]
    public async Task ARealHttpClient_SteersNothing()
    {
        using HttpClient web = new() { Timeout = TimeSpan.FromSeconds(5) };
        using StringContent body = new("\nquit\nbypass on\n");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => web.PostAsync(new Uri($"http://127.0.0.1:{_socket.Port}/"), body, TestContext.Current.CancellationToken));
        Assert.Equal((false, false), (_sound.HasQuit, _sound.Bypassed));
    }

    [Fact]
    public void AnOverlongLine_EndsTheConnection_AndTheLongestDoesNot()
    {
        using Client longest = new(_socket.Port), longer = new(_socket.Port);
        Assert.Equal("zzz", longest.Ask(new string('z', 4096))[0][..3]);
        Assert.Equal(["gain 0 dB"], longest.Ask("gain"));
        longer.Send(new string('z', 100000));
        Assert.Equal(["a line of more than 4096 bytes: is no command: goodbye."], longer.Reply());
        Assert.True(longer.IsClosed());
    }

    [Fact]
    public void WhoIsNotInUtf8_IsRefused()
    {
        using Client client = new(_socket.Port);
        client.Send([(byte)'p', 0xff, (byte)'\n']);
        Assert.Equal(["a line that is not in UTF-8: is no command: goodbye."], client.Reply());
    }

    [Fact]
    public void WhoLeavesInMidLine_HasSaidNothing_AndKeepsNobodyWaiting()
    {
        using Client stays = new(_socket.Port);
        using Client leaves = new(_socket.Port);
        leaves.Send("gain +5"); // no end of line
        leaves.EndSending();
        Assert.True(leaves.IsClosed());
        using Client silent = new(_socket.Port);
        silent.Send("gai"); // and waits
        Assert.Equal(["gain 0 dB"], stays.Ask("gain"));
        silent.Send("n 2\n");
        Assert.Equal(["gain +2 dB"], silent.Reply());
    }

    [Fact]
    public void WhoDoesNotListen_KeepsNobodyWaiting()
    {
        using Client deaf = new(_socket.Port), other = new(_socket.Port);
        Thread talking = new(() =>
        {
            try
            {
                for (int turn = 0; turn < 20000; turn++) deaf.Send("help\n");
            }
            catch (IOException)
            {
                // cut off
            }
        });
        talking.Start();
        Stopwatch clock = Stopwatch.StartNew();
        for (int turn = 0; turn < 20; turn++) Assert.Equal(["gain 0 dB"], other.Ask("gain"));
        Assert.True(clock.ElapsedMilliseconds < 1500, $"{clock.ElapsedMilliseconds} ms");
        Assert.True(talking.Join(20000));
    }

    [Fact]
    public void TooManyClients_AreTurnedAway_UntilOneLeaves()
    {
        List<Client> clients = [.. Enumerable.Range(0, ControlSocket.MaxClients).Select(_ => new Client(_socket.Port))];
        foreach (Client client in clients) client.Ask("gain");
        using (Client surplus = new(_socket.Port)) Assert.Equal([$"the control socket: has {ControlSocket.MaxClients} clients already: close one of them first."], surplus.Reply());
        clients[3].Dispose();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                using Client next = new(_socket.Port);
                next.Send("gain\n");
                return next.TryReply() is ["gain 0 dB"];
            }, 5000));
        foreach (Client client in clients) client.Dispose();
    }

    [Fact]
    public void APortInUse_AndNoPort_GetOneSentence()
    {
        CommandInterpreter interpreter = new(_sound);
        Assert.Equal($"control port {_socket.Port}: is taken by another program: choose another one, or 0 for any that is free.",
            Assert.Throws<ControlException>(() => new ControlSocket(interpreter, _socket.Port)).Message);
        Assert.Equal("control port 70000: is no port: say 1 to 65535, or 0 for any that is free.",
            Assert.Throws<ControlException>(() => new ControlSocket(interpreter, 70000)).Message);
    }

    [Fact]
    public void OnlyThisMachine_IsListenedTo()
    {
        IPAddress[] others = [.. Dns.GetHostAddresses(Dns.GetHostName()).Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))];
        foreach (IPAddress address in others)
        {
            using Socket outside = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.Throws<SocketException>(() => outside.Connect(address, _socket.Port));
        }
    }

    [Fact]
    public void Ending_HangsUp_AtOnce_AndFreesThePort()
    {
        using Client idle = new(_socket.Port);
        idle.Ask("gain");
        Stopwatch clock = Stopwatch.StartNew();
        _socket.Dispose();
        Assert.True(idle.IsClosed());
        Assert.True(clock.ElapsedMilliseconds < 1500, $"{clock.ElapsedMilliseconds} ms");
        using ControlSocket again = new(new CommandInterpreter(_sound), _socket.Port);
        using Client client = new(again.Port);
        Assert.Equal("ending.", Assert.Single(client.Ask("quit")));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void Netcat_Steers()
    {
        RecordedData.RequireProgram("nc", "netcat-openbsd");
        using Process nc = Process.Start(new ProcessStartInfo("nc", ["-N", "127.0.0.1", $"{_socket.Port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        nc.StandardInput.Write("gain -3\nstatus\n");
        nc.StandardInput.Close();
        Assert.True(nc.WaitForExit(10000));
        Assert.Equal("gain -3 dB\n\nplan echo-studio\nthe plan is playing\n\n", nc.StandardOutput.ReadToEnd());
    }

    /// <summary>A client that speaks the protocol as documented.</summary>
    sealed class Client : IDisposable
    {
        readonly TcpClient _connection;
        readonly StreamReader _replies;

        public Client(int port)
        {
            _connection = new TcpClient("127.0.0.1", port);
            _connection.ReceiveTimeout = 5000;
            _replies = new StreamReader(_connection.GetStream(), Encoding.UTF8);
        }

        public string[] Ask(string line)
        {
            Send(line + "\n");
            return Reply();
        }

        public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public void Send(byte[] bytes) => _connection.GetStream().Write(bytes);

        public void EndSending() => _connection.Client.Shutdown(SocketShutdown.Send);

        public string[] Reply()
        {
            List<string> lines = [];
            while (_replies.ReadLine() is { Length: > 0 } line) lines.Add(line);
            return [.. lines];
        }

        public string[]? TryReply()
        {
            try
            {
                return Reply();
            }
            catch (IOException)
            {
                return null;
            }
        }

        public bool IsClosed()
        {
            try
            {
                return _replies.ReadLine() is null;
            }
            catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: not SocketError.TimedOut and not SocketError.WouldBlock })
            {
                return true; // hung up harshly
            }
        }

        public void Dispose() => _connection.Dispose();
    }
}
