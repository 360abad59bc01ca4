using System.Runtime.InteropServices;
using System.Text;

namespace Proscenium.Plugin;

/// <summary>The log of hosts that have none.</summary>
static partial class StandardError
{
    const int Descriptor = 2;

    /// <summary>Writes a line; a host that has closed its standard error misses it.</summary>
    public static void Write(string sentence)
    {
        byte[] line = Encoding.UTF8.GetBytes($"{PluginDescription.LogPrefix}{sentence}\n");
        _ = Write(Descriptor, line, (nuint)line.Length);
    }

    /// <summary>The system's call: .NET's own streams are for files that nobody else writes to.</summary>
    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
