using System.Runtime.InteropServices;

namespace Proscenium.Tests.Live;

/// <summary>Signals to processes.</summary>
static class Signal
{
    public const int HangUp = 1, Interrupt = 2, Quit = 3, Terminate = 15;

    /// <summary>Holds a process, and lets it go on; Linux's numbers.</summary>
    public const int Stop = 19, Continue = 18;

    [DllImport("libc", EntryPoint = "kill")]
    public static extern int Send(int process, int signal);
}
