namespace Proscenium.Tests.Integrations.Installation;

/// <summary>What passes for the LADSPA plug-in where nobody loads it.</summary>
static class PluginFile
{
    /// <summary>Writes a launcher, and beside it what it needs.</summary>
    public static string Write(string path)
    {
        string needed = Path.Combine(Path.GetDirectoryName(path)!, "proscenium");
        Directory.CreateDirectory(needed);
        File.WriteAllBytes(path, [.. "\u007fELF and so on"u8, 0, .. "ladspa_descriptor"u8, 0]);
        File.WriteAllText(Path.Combine(needed, "libproscenium-plugin.so"), "");
        return path;
    }
}
