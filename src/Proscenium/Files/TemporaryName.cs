using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;

namespace Proscenium.Files;

/// <summary>
/// Names of files and folders that are not complete yet: hidden, short whatever the target is called, and with the process that writes them, so that what a killed one left
/// behind is known and removed.
/// </summary>
static partial class TemporaryName
{
    static readonly string _system = System();

    /// <summary>A new name within a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ending">An extension with its point, for programs that choose the format by it. Otherwise no program mistakes the unfinished file for a finished one.</param>
    public static string In(string folder, string ending = "") =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".proscenium-{_system}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..12]}.partial{ending}"));

    /// <summary>True for the name of something unfinished.</summary>
    public static bool Is(string name) => Pattern().IsMatch(name);

    /// <summary>Removes what processes of this system left in a folder that were killed; what others still write stays, and so does what cannot be removed.</summary>
    public static void RemoveLeftovers(string folder)
    {
        try
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(folder, ".proscenium-*.partial*"))
                if (IsLeft(Path.GetFileName(path))) Remove(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a folder that cannot be listed may still be written into
        }
    }

    /// <summary>Removes an unfinished file or folder, or leaves it where it cannot be removed.</summary>
    public static void Remove(string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is null && Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // another process removes it at the same time, or its folder has become read-only
        }
    }

    static bool IsLeft(string name) => Pattern().Match(name) is { Success: true } match && match.Groups["system"].Value == _system
        && int.TryParse(match.Groups["process"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int process) && process != Environment.ProcessId && !IsRunning(process);

    static bool IsRunning(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return true;
        }
    }

    /// <summary>What tells apart systems that share a disk, and containers, which number their processes each for itself.</summary>
    static string System()
    {
        string name = Environment.MachineName;
        if (OperatingSystem.IsLinux()) name += $" {TextOf("/etc/machine-id")} {new FileInfo("/proc/self/ns/pid").LinkTarget}";
        return Sha256.Of(Encoding.UTF8.GetBytes(name))[..8];
    }

    static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"^\.proscenium-(?<system>[0-9a-f]{8})-(?<process>\d{1,10})-[0-9a-f]{12}\.partial(\.[^.]+)?$")]
    private static partial Regex Pattern();
}
