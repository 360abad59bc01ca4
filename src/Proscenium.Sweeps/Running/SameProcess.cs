using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Proscenium.Sweeps.Running;

/// <summary>Another program in the place of this one, in the same process: whoever waits for it, signals it or kills it reaches the new one.</summary>
static partial class SameProcess
{
    /// <summary>Runs a program; where that succeeds, nothing of this one is left. Not on Windows.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments, without its name.</param>
    /// <param name="variables">All of its environment.</param>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static void Replace(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        _ = Execute(program, [program, .. arguments, null], [.. variables.Select(one => $"{one.Key}={one.Value}"), null]);
        throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string path, string?[] arguments, string?[] variables);
}
