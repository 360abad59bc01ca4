using System.Diagnostics;
using System.Net.Sockets;
using Proscenium.Tests.Live;

namespace Proscenium.Sweeps.Tests;

/// <summary>A NATS server with JetStream on this machine, which can be started again on what it has stored.</summary>
[Trait(Traits.Needs, Traits.Program)]
sealed class NatsServer : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly int _port = FreePort.Several(1)[0];
    Process _process;

    /// <summary>Starts it, or skips the running test.</summary>
    public NatsServer()
    {
        RecordedData.RequireProgram("nats-server");
        _process = Start();
    }

    /// <summary>Its address.</summary>
    public string Address => FormattableString.Invariant($"nats://127.0.0.1:{_port}");

    /// <summary>Kills it, and starts it again.</summary>
    public void Restart()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = Start();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    Process Start()
    {
        Process process = Process.Start(new ProcessStartInfo("nats-server", ["-js", "-sd", _folder["store"], "-a", "127.0.0.1", "-p", FormattableString.Invariant($"{_port}"), "-l", _folder["log"]]))!;
        Waiting.For(() =>
        {
            try
            {
                using TcpClient client = new("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }, "nats-server does not answer");
        return process;
    }
}
