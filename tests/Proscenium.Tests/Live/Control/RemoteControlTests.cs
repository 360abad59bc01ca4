using System.Diagnostics;
using System.Net.Sockets;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

/// <summary>Steering from another process; the oracle is the interpreter at the other end.</summary>
[Collection(OnASoundServer.Name)]
public sealed class RemoteControlTests : IDisposable
{
    readonly FakeSound _sound = new();
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RepliesAreThoseOfTheInterpreter_UntilTheSessionEnds()
    {
        using ControlSocket session = Session();
        using RemoteControl control = (await RemoteControl.Open(Socket, TestContext.Current.CancellationToken))!;
        Assert.Equal(new CommandInterpreter(new FakeSound()).Execute("help"), await Ask(control, "help"));
        Assert.Equal(["gain -3 dB"], await Ask(control, "gain -3"));
        Assert.Equal(["plan Größe is being prepared and will fade in."], await Ask(control, "plan \"Größe\""));
        session.Dispose();
        Assert.EndsWith("the session there has ended: start it again, and let it take commands.", (await Assert.ThrowsAsync<ControlException>(() => Ask(control, "gain"))).Message);
        Assert.True(control.HasEnded);
        Assert.Null(await RemoteControl.Open(Socket, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhereNoSessionIs_NobodyAnswers()
    {
        Directory.CreateDirectory(_folder["run"]);
        Assert.Null(await RemoteControl.Open(Socket, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(Socket, "", TestContext.Current.CancellationToken);
        Assert.Null(await RemoteControl.Open(Socket, TestContext.Current.CancellationToken)); // no socket
        Assert.Null(await RemoteControl.Open(Socket + new string('x', 200), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ASessionThatHangs_IsWaitedFor_OnlySoLong()
    {
        using ManualResetEventSlim goesOn = new();
        _sound.WhileSwitching = goesOn.Wait;
        using ControlSocket session = Session();
        using RemoteControl control = (await RemoteControl.Open(Socket, TestContext.Current.CancellationToken))!;
        long begun = Stopwatch.GetTimestamp();
        Assert.Equal($"{Socket}: the session there has not answered for 1 s: wait, or end it and start it again.",
            (await Assert.ThrowsAsync<ControlException>(() => control.Ask("plan slow", TestContext.Current.CancellationToken, TimeSpan.FromSeconds(1)))).Message);
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0.9, 5);
        Assert.False(control.HasEnded);
        goesOn.Set();
    }

    [Fact]
    public async Task WhatIsNoLine_IsNotSent_AndWhatIsNoReply_IsNotKept()
    {
        using ControlSocket session = Session();
        using (RemoteControl control = (await RemoteControl.Open(Socket, TestContext.Current.CancellationToken))!)
        {
            await Assert.ThrowsAsync<ControlException>(() => Ask(control, "gain 1\nquit"));
            await Assert.ThrowsAsync<ControlException>(() => Ask(control, new string('z', 5000)));
            Assert.Equal(["gain 0 dB"], await Ask(control, "gain"));
        }
        session.Dispose();
        using Socket endless = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        endless.Bind(new UnixDomainSocketEndPoint(Socket));
        endless.Listen();
        using RemoteControl fooled = (await RemoteControl.Open(Socket, TestContext.Current.CancellationToken))!;
        using Socket talker = await endless.AcceptAsync(TestContext.Current.CancellationToken);
        Task talking = talker.SendAsync(new byte[1 << 20], TestContext.Current.CancellationToken).AsTask();
        Assert.Contains("is no session", (await Assert.ThrowsAsync<ControlException>(() => Ask(fooled, "gain"))).Message);
        fooled.Dispose();
        await Assert.ThrowsAsync<SocketException>(() => talking);
    }

    string Socket => ControlAddress.SocketFile(_folder["run"], "remote");

    ControlSocket Session() => new(new CommandInterpreter(_sound), ControlAddress.OfSocket(_folder["run"], "remote"));

    static Task<IReadOnlyList<string>> Ask(RemoteControl control, string line) => control.Ask(line, TestContext.Current.CancellationToken);
}
