using System.Runtime.InteropServices;

namespace Proscenium.Cli.Terminal;

/// <summary>The system's limit of the size of files (ulimit -f), whose signal would end the program without a word.</summary>
static class FileSizeLimit
{
    /// <summary>SIGXFSZ of Linux and macOS.</summary>
    const PosixSignal TooLarge = (PosixSignal)25;

    /// <summary>From now on a write beyond the limit fails like any other, and is told like any other.</summary>
    public static IDisposable? AsAnError() => OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(TooLarge, signal => signal.Cancel = true);
}
