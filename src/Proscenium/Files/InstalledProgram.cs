namespace Proscenium.Files;

/// <summary>Other programs on this machine.</summary>
static class InstalledProgram
{
    /// <summary>True where a program is found on the path.</summary>
    public static bool Exists(string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, file)));
    }
}
