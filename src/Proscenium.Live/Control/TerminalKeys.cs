using System.Runtime.InteropServices;

namespace Proscenium.Live.Control;

/// <summary>Single keys of the terminal, while the process is in its foreground: who reads from the background is stopped, sound and all.</summary>
static partial class TerminalKeys
{
    const int StandardInput = 0, LookMilliseconds = 500;

    /// <summary>Waits for a key, unseen on the screen.</summary>
    public static ConsoleKeyInfo Read()
    {
        while (!IsInForeground) Thread.Sleep(LookMilliseconds);
        return Console.ReadKey(intercept: true);
    }

    static bool IsInForeground => OperatingSystem.IsWindows() || ForegroundGroup(StandardInput) == OwnGroup();

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
