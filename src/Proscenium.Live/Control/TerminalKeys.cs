using System.Runtime.InteropServices;

namespace Proscenium.Live.Control;

/// <summary>Single keys of the terminal, while the process is in its foreground: who reads from the background is stopped, sound and all.</summary>
static partial class TerminalKeys
{
    const int StandardInput = 0, LookMilliseconds = 500, ShellMilliseconds = 100;
    const int StoppedForReading = 21; // SIGTTIN, on Linux and macOS

    static readonly int _continued = OperatingSystem.IsMacOS() ? 19 : 18; // SIGCONT

    /// <summary>True while a descriptor is a terminal that this process is in the foreground of.</summary>
    public static bool IsInForeground(int descriptor) => OperatingSystem.IsWindows() || ForegroundGroup(descriptor) == OwnGroup();

    /// <summary>Waits for a key, unseen on the screen.</summary>
    internal static ConsoleKeyInfo Read()
    {
        while (true)
        {
            if (!IsInForeground(StandardInput)) AwaitForeground();
            RefuseInBackground();
            try
            {
                return Console.ReadKey(intercept: true);
            }
            catch (IOException) when (!IsInForeground(StandardInput))
            {
                // sent to the background (Ctrl-Z, bg) while it waited for a key
            }
        }
    }

    /// <summary>Shells bring a running process to the front without a signal; the runtime needs one to set the terminal for keys again.</summary>
    static void AwaitForeground()
    {
        while (!IsInForeground(StandardInput)) Thread.Sleep(LookMilliseconds);
        Thread.Sleep(ShellMilliseconds); // for the shell's own settings
        _ = Send(Environment.ProcessId, _continued);
    }

    /// <summary>From now on reading in the background fails instead of stopping the process.</summary>
    static void RefuseInBackground()
    {
        const nint ignored = 1; // SIG_IGN
        if (!OperatingSystem.IsWindows()) _ = Handle(StoppedForReading, ignored);
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Handle(int signal, nint handler);
}
