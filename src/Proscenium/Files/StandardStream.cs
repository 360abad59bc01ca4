namespace Proscenium.Files;

/// <summary>What standard input leads to.</summary>
static class StandardStream
{
    const int AccessBits = 3, WriteOnly = 1; // of open(2)

    /// <summary>True where standard input was closed before the program began: there is none, or, on Linux, a pipe that this process itself holds both ends of stands in its place.</summary>
    public static bool IsInputClosed()
    {
        if (!OperatingSystem.IsLinux()) return false;
        if (Target("0") is not { } input) return true;
        if (!input.StartsWith("pipe:", StringComparison.Ordinal)) return input.StartsWith("anon_inode:", StringComparison.Ordinal);
        return Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Path.GetFileName).Any(number => number is not null && number != "0" && Target(number) == input && IsForWriting(number));
    }

    static string? Target(string number)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/self/fd/{number}", returnFinalTarget: false) is { } target ? Path.GetFileName(target.FullName) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    static bool IsForWriting(string number)
    {
        try
        {
            string? flags = File.ReadLines($"/proc/self/fdinfo/{number}").FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & AccessBits) == WriteOnly;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return false;
        }
    }
}
