namespace Proscenium.Integrations.Installation;

/// <summary>Tells whether a file is the LADSPA plug-in, without running anything of it.</summary>
static class LadspaLibrary
{
    /// <summary>What its launcher needs, relative to the launcher.</summary>
    static readonly string _needed = Path.Combine("proscenium", "libproscenium-plugin.so");

    /// <summary>What is wrong and how to repair it, or null.</summary>
    public static Fault? Refusal(string path)
    {
        if (!File.Exists(path)) return Unusable(path, "is not there", $"name the plug-in's file {LadspaSearch.FileName}");
        if (!IsLibrary(path)) return Unusable(path, "is no LADSPA plug-in", $"name the plug-in's file {LadspaSearch.FileName}");
        string needed = Path.Combine(Path.GetDirectoryName(path)!, _needed);
        return File.Exists(needed) ? null : Unusable(path, $"needs {needed}, which is not there", "copy the plug-in's whole folder");
    }

    static Fault Unusable(string path, string why, string cure) => new(ErrorCodes.PluginUnusable, $"{path}: {why}", $"{cure}, or take PipeWire's own convolvers", cure);

    static bool IsLibrary(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual("\u007fELF"u8)) return false;
        return File.ReadAllBytes(path).AsSpan().IndexOf("ladspa_descriptor\0"u8) >= 0;
    }
}
