using System.Diagnostics;

namespace Proscenium.Tests;

/// <summary>The real command in a process of its own, which hears signals also where those who run the tests do not: a shell's background jobs and nohup pass on that they ignore them.</summary>
static class CommandProcess
{
    /// <summary>Its file.</summary>
    public static string Command { get; } = Path.Combine(AppContext.BaseDirectory, "Proscenium.Cli");

    /// <summary>How it is started.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments) =>
        OperatingSystem.IsLinux() ? new("env", ["--default-signal=HUP,INT,QUIT,TERM", Command, .. arguments]) : new(Command, arguments);
}
