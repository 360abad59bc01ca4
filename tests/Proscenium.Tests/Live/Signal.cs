using System.Runtime.InteropServices;

namespace Proscenium.Tests.Live;

/// <summary>Signals to processes.</summary>
static class Signal
{
    public const int Interrupt = 2, Terminate = 15;

    [DllImport("libc", EntryPoint = "kill")]
    public static extern int Send(int process, int signal);
}
