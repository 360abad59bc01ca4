using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Proscenium.Plugin;

/// <summary>The log of hosts that have none.</summary>
static class StandardError
{
    const int Descriptor = 2;

    /// <summary>Writes a line; a host that has closed its standard error misses it.</summary>
    public static void Write(string sentence)
    {
        try
        {
            using SafeFileHandle handle = new(Descriptor, ownsHandle: false);
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes($"{PluginFamily.LogPrefix}{sentence}\n"), 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
    }
}
