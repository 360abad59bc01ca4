using Proscenium.Live.Control;
using Proscenium.Tests.Live.Control;

namespace Proscenium.Studio.Tests;

/// <summary>The commands of live at the socket that a studio looks at, without sound.</summary>
sealed class PretendedLive : IDisposable
{
    readonly ControlSocket _socket;

    public PretendedLive(RunningStudio studio, FakeSound? sound = null)
    {
        Sound = sound ?? new();
        _socket = new(new CommandInterpreter(Sound), ControlAddress.OfSocket(ControlAddress.UsualFolder, studio.LiveClient));
    }

    public FakeSound Sound { get; }

    public void Dispose() => _socket.Dispose();
}
