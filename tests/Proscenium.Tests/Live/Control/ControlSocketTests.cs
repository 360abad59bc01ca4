using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

[Collection(OnASoundServer.Name)]
public sealed class ControlSocketTests : IDisposable
{
    readonly FakeSound _sound = new();
    readonly SetTime _time = new();
    readonly List<string> _told = [];
    readonly TemporaryFolder _folder = new();
    readonly ControlAddress _address;
    readonly ControlSocket _socket;

    public ControlSocketTests()
    {
        _address = ControlAddress.OfPort(_folder["run"], 0);
        _socket = new(new CommandInterpreter(_sound, tell: _told.Add), _address, _time);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    [UnsupportedOSPlatform("windows")]
    public void ASocket_AndAToken_AreForTheirOwnerAlone_AndGoWithTheSession()
    {
        LinuxSystem.Require();
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(_address.File));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["run"]));
        Assert.Matches("^[0-9a-f]{32}\n$", File.ReadAllText(_address.File));
        ControlAddress address = ControlAddress.OfSocket(_folder["run"], "proscenium");
        using (ControlSocket socket = new(new CommandInterpreter(_sound), address))
        {
            Assert.Equal($"accepts commands on the socket {_folder["run"]}/proscenium.socket.", address.Sentence);
            Assert.Equal(owner, File.GetUnixFileMode(address.File));
            using Client client = new(new UnixDomainSocketEndPoint(address.File), null);
            Assert.Equal(["gain -3 dB"], client.Ask("gain -3")); // without a token
            Assert.Equal($"{address.File}: another session takes commands there: end it, or give this one another client name.",
                Assert.Throws<ControlException>(() => ControlAddress.OfSocket(_folder["run"], "proscenium")).Message);
        }
        Assert.False(File.Exists(address.File));
        File.WriteAllText(_folder["run"] + "/left.socket", "");
        ControlAddress.OfSocket(_folder["run"], "left").Dispose(); // what a killed session left is no hindrance
    }

    [Fact]
    public void WithoutTheToken_NothingIsDone()
    {
        using Client stranger = new(EndPoint, null), guess = new(EndPoint, null);
        stranger.Send("quit\n");
        guess.Send(new string('0', 32) + "\nquit\n");
        foreach (Client client in (ReadOnlySpan<Client>)[stranger, guess])
        {
            Assert.Equal(["the first line is not the token: nothing was done: goodbye."], client.Reply());
            Assert.True(client.IsClosed());
        }
        Assert.False(_sound.HasQuit);
    }

    [Fact]
    public void WhatFilesHold_IsToldToTheUser_AndToNoOtherProgram()
    {
        using Client client = NewClient();
        Assert.Equal(["this cannot be done: why is said where the program was started."], client.Ask("plan nothing"));
        Assert.Equal(["nothing: holds no plan: make one."], _told);
    }

    [Fact]
    public void IdleClients_KeepNobodyOut_AndBusyOnesStay()
    {
        List<Client> clients = [.. Enumerable.Range(0, ControlSocket.MaxClients).Select(_ => NewClient())];
        _time.Advance(TimeSpan.FromSeconds(11));
        for (int n = 1; n < clients.Count; n++) clients[n].Ask("gain");
        using Client next = NewClient();
        Assert.Equal(["gain 0 dB"], next.Ask("gain"));
        Assert.True(clients[0].IsClosed());
        foreach (Client client in clients) client.Dispose();
    }

    [Fact]
    public void WhoHasNotSaidTheToken_MakesRoom()
    {
        List<Client> strangers = [.. Enumerable.Range(0, ControlSocket.MaxClients).Select(_ => new Client(EndPoint, null))];
        using Client client = NewClient();
        Assert.Equal(["gain 0 dB"], client.Ask("gain"));
        foreach (Client stranger in strangers) stranger.Dispose();
    }

    [Fact]
    public async Task Quit_IsAnsweredAtOnce_WhileAnotherCommandHangs()
    {
        using ManualResetEventSlim goesOn = new();
        _sound.WhileSwitching = goesOn.Wait;
        CommandInterpreter interpreter = new(_sound);
        Task hanging = Task.Run(() => interpreter.Execute("plan somewhere"));
        Assert.True(SpinWait.SpinUntil(() => _sound.IsSwitching, 5000));
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(["ending."], interpreter.Execute("quit"));
        Assert.True(clock.ElapsedMilliseconds < 3000);
        Assert.True(_sound.HasQuit);
        goesOn.Set();
        await hanging;
    }

    [Fact]
    public void SeveralClients_SteerTheSameSound()
    {
        using Client one = NewClient(), two = NewClient();
        Assert.Equal(["gain -3 dB"], one.Ask("gain -3"));
        Assert.Equal(["gain -2 dB"], two.Ask("gain +1 dB\r"));
        Assert.Equal("bypass off. The plan is playing.", Assert.Single(one.Ask("bypass off")));
        Assert.True(two.Ask("help").Length > 10);
        Assert.Equal(-2, _sound.GainDb);
    }

    [Fact]
    public void LinesThatComeTogether_AreAnsweredInOrder()
    {
        using Client client = NewClient();
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
        using Client client = NewClient();
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
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => web.PostAsync(new Uri($"http://127.0.0.1:{_address.Port}/"), body, TestContext.Current.CancellationToken));
        Assert.Equal((false, false), (_sound.HasQuit, _sound.Bypassed));
    }

    [Fact]
    public void AnOverlongLine_EndsTheConnection_AndTheLongestDoesNot()
    {
        using Client longest = NewClient(), longer = NewClient();
        Assert.Equal("zzz", longest.Ask(new string('z', 4096))[0][..3]);
        Assert.Equal(["gain 0 dB"], longest.Ask("gain"));
        longer.Send(new string('z', 100000));
        Assert.Equal(["a line of more than 4096 bytes: is no command: goodbye."], longer.Reply());
        Assert.True(longer.IsClosed());
    }

    [Fact]
    public void WhoIsNotInUtf8_IsRefused()
    {
        using Client client = NewClient();
        client.Send([(byte)'p', 0xff, (byte)'\n']);
        Assert.Equal(["a line that is not in UTF-8: is no command: goodbye."], client.Reply());
    }

    [Fact]
    public void WhoLeavesInMidLine_HasSaidNothing_AndKeepsNobodyWaiting()
    {
        using Client stays = NewClient();
        using Client leaves = NewClient();
        leaves.Send("gain +5"); // no end of line
        leaves.EndSending();
        Assert.True(leaves.IsClosed());
        using Client silent = NewClient();
        silent.Send("gai"); // and waits
        Assert.Equal(["gain 0 dB"], stays.Ask("gain"));
        silent.Send("n 2\n");
        Assert.Equal(["gain +2 dB"], silent.Reply());
    }

    [Fact]
    public void WhoDoesNotListen_KeepsNobodyWaiting()
    {
        using Client deaf = NewClient(), other = NewClient();
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
        List<Client> clients = [.. Enumerable.Range(0, ControlSocket.MaxClients).Select(_ => NewClient())];
        foreach (Client client in clients) client.Ask("gain");
        using (Client surplus = new(EndPoint, null)) Assert.Equal([$"the control socket: has {ControlSocket.MaxClients} clients already: close one of them first."], surplus.Reply());
        clients[3].Dispose();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                using Client next = new(EndPoint, null);
                next.Send($"{_address.Token}\ngain\n");
                return next.TryReply() is ["the token is right."] && next.TryReply() is ["gain 0 dB"];
            }, 5000));
        foreach (Client client in clients) client.Dispose();
    }

    [Fact]
    public void APortInUse_AndNoPort_GetOneSentence()
    {
        Assert.Equal($"control port {_address.Port}: is taken by another program: choose another one, or 0 for any that is free.",
            Assert.Throws<ControlException>(() => ControlAddress.OfPort(_folder["run"], _address.Port)).Message);
        Assert.Equal("control port 70000: is no port: say 1 to 65535, or 0 for any that is free.",
            Assert.Throws<ControlException>(() => ControlAddress.OfPort(_folder["run"], 70000)).Message);
    }

    [Fact]
    public void OnlyThisMachine_IsListenedTo()
    {
        IPAddress[] others = [.. Dns.GetHostAddresses(Dns.GetHostName()).Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))];
        foreach (IPAddress address in others)
        {
            using Socket outside = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.Throws<SocketException>(() => outside.Connect(address, _address.Port));
        }
    }

    [Fact]
    public void Ending_HangsUp_AtOnce_AndFreesThePort()
    {
        using Client idle = NewClient();
        idle.Ask("gain");
        int port = _address.Port;
        Stopwatch clock = Stopwatch.StartNew();
        _socket.Dispose();
        Assert.True(idle.IsClosed());
        Assert.True(clock.ElapsedMilliseconds < 1500, $"{clock.ElapsedMilliseconds} ms");
        ControlAddress address = ControlAddress.OfPort(_folder["run"], port);
        using ControlSocket again = new(new CommandInterpreter(_sound), address);
        using Client client = new(new IPEndPoint(IPAddress.Loopback, port), address.Token);
        Assert.Equal("ending.", Assert.Single(client.Ask("quit")));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void Netcat_Steers()
    {
        RecordedData.RequireProgram("nc", "netcat-openbsd");
        using Process nc = Process.Start(new ProcessStartInfo("nc", ["-N", "127.0.0.1", $"{_address.Port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        nc.StandardInput.Write($"{_address.Token}\ngain -3\nstatus\n");
        nc.StandardInput.Close();
        Assert.True(nc.WaitForExit(10000));
        Assert.Equal("the token is right.\n\ngain -3 dB\n\nplan echo-studio\nthe plan is playing\n\n", nc.StandardOutput.ReadToEnd());
    }

    IPEndPoint EndPoint => new(IPAddress.Loopback, _address.Port);

    Client NewClient() => new(EndPoint, _address.Token);

    /// <summary>A client that speaks the protocol as documented.</summary>
    sealed class Client : IDisposable
    {
        readonly Socket _connection;
        readonly StreamReader _replies;

        public Client(EndPoint where, string? token)
        {
            _connection = new Socket(where.AddressFamily, SocketType.Stream, where is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
            _connection.Connect(where);
            _replies = new StreamReader(new NetworkStream(_connection), Encoding.UTF8);
            if (token is not null) Assert.Equal(["the token is right."], Ask(token));
        }

        public string[] Ask(string line)
        {
            Send(line + "\n");
            return Reply();
        }

        public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public void Send(byte[] bytes) => _connection.Send(bytes);

        public void EndSending() => _connection.Shutdown(SocketShutdown.Send);

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
