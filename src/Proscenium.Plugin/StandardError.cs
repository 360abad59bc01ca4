using System.Runtime.InteropServices;
using System.Text;

namespace Proscenium.Plugin;

/// <summary>The log for hosts without one.</summary>
static partial class StandardError
{
    const int Descriptor = 2;

    /// <summary>Writes a line; it is lost where the host has closed its standard error.</summary>
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
