using System.Runtime.InteropServices;

namespace Proscenium.Integrations.Installation;

/// <summary>Finds the LADSPA plug-in.</summary>
static class LadspaSearch
{
    /// <summary>The plug-in's file.</summary>
    public const string FileName = "proscenium.so";

    /// <summary>The full path of the first one, or null.</summary>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <param name="programFolder">Where this program lies; plug-ins may be in <c>plugins</c> beside it.</param>
    public static string? Find(Func<string, string?> environment, string programFolder) =>
        Folders(environment, programFolder).Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);

    static IEnumerable<string> Folders(Func<string, string?> environment, string programFolder) =>
    [
        .. (environment("LADSPA_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. environment("HOME") is { Length: > 0 } home ? (string[])[Path.Combine(home, ".ladspa")] : [],
        "/usr/lib/ladspa", $"/usr/lib/{Triplet}/ladspa", "/usr/local/lib/ladspa",
        Path.Combine(programFolder, "plugins"), Path.Combine(programFolder, "plugins", "ladspa"),
    ];

    /// <summary>Debian's name of this kind of machine.</summary>
    static string Triplet => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => "aarch64-linux-gnu",
        Architecture.Arm => "arm-linux-gnueabihf",
        _ => "x86_64-linux-gnu",
    };
}
