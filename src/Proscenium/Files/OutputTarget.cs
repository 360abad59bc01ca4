using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Proscenium.Files;

/// <summary>Where a name leads that is to be written: a regular file that is there or not yet, something that is written through, or an open descriptor.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="FullPath">Without links at its end.</param>
/// <param name="Descriptor">The number of the descriptor, or null.</param>
sealed partial record OutputTarget(string Name, string FullPath, int? Descriptor)
{
    const int MaxLinks = 40; // as many as Linux follows

    /// <summary>True for a device, a named pipe, a socket or a descriptor, which take bytes and are never replaced.</summary>
    public bool IsWrittenThrough { get; } = Descriptor is not null || FileIdentity.Of(FullPath).Kind == FileKind.Other;

    /// <summary>True for the names of standard output.</summary>
    public static bool IsStandardOutput(string? path) => path is not null && DescriptorOf(Followed(path), path) == 1;

    /// <summary>Follows a name.</summary>
    /// <exception cref="SoundException">Nothing can be written there, or it is read.</exception>
    public static OutputTarget Of(string path)
    {
        if (path.Contains('\uFFFD')) throw Unusable(path, "is a name with bytes that are no UTF-8, which would be written under another name: choose a name in UTF-8");
        string full = Followed(path);
        FilesRead.Refuse(path == "-" && !OperatingSystem.IsLinux() ? path : full, path);
        OutputTarget found = new(path, full, DescriptorOf(full, path));
        if (!found.IsWrittenThrough) found.RequirePlace();
        return found;
    }

    /// <summary>Opens what is written through.</summary>
    public OutputStream OpenThrough() => new(Name, Descriptor is { } number ? OfDescriptor(number) : new FileStream(FullPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1 << 16));

    /// <summary>The full path of what links at the end of a name lead to, or of a descriptor.</summary>
    static string Followed(string path)
    {
        string full = path == "-" ? "/dev/fd/1" : Path.GetFullPath(path);
        for (int links = 0; DescriptorOf(full, path) is null && new FileInfo(full).LinkTarget is { } target; links++)
        {
            if (links > MaxLinks) throw Unusable(path, "is a link that leads back to itself: remove it, or name a file");
            full = Path.GetFullPath(target, Path.GetDirectoryName(full)!);
        }
        return full;
    }

    void RequirePlace()
    {
        if (Directory.Exists(FullPath) || Path.EndsInDirectorySeparator(FullPath)) throw Unusable(Name, "is a folder: name a file");
        if (!Directory.Exists(Path.GetDirectoryName(FullPath))) throw Unusable(Name, "its folder does not exist: make it first");
        if (!File.Exists(FullPath)) return;
        try
        {
            File.OpenHandle(FullPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose(); // what is write-protected is not replaced
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFault.Of(Name, e);
        }
    }

    /// <summary>A pipe that nobody reads any more is told by the system's own stream alone; .NET's stream of the console passes over it.</summary>
    static Stream OfDescriptor(int number)
    {
        bool isFile = OperatingSystem.IsWindows() || FileIdentity.Of(Invariant($"/dev/fd/{number}")).Kind == FileKind.Regular;
        if (number == 1 && isFile) return Console.OpenStandardOutput();
        if (number == 2 && isFile) return Console.OpenStandardError();
        return new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, 1 << 16);
    }

    static int? DescriptorOf(string full, string path)
    {
        if (path == "-") return 1;
        if (OperatingSystem.IsWindows()) return null;
        return full switch
        {
            "/dev/stdin" => 0,
            "/dev/stdout" => 1,
            "/dev/stderr" => 2,
            _ => DescriptorPath().Match(full) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null,
        };
    }

    static SoundException Unusable(string path, string fault) => new(new Fault(ErrorCodes.PlaceUnusable, $"{path}: {fault}"));

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/(?:dev|proc/self)/fd/(\d{1,9})$")]
    private static partial Regex DescriptorPath();
}
