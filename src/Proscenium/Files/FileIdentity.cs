using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Proscenium.Files;

/// <summary>What a path leads to.</summary>
enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    None,

    /// <summary>A file of bytes on a disk.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A device, a named pipe or a socket.</summary>
    Other,
}

/// <summary>What a file is, whatever its name: hard links, symbolic links and other spellings of a path have one identity.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Device">The disk.</param>
/// <param name="Number">The file's number there: its inode, or Windows' file index.</param>
readonly partial record struct FileIdentity(FileKind Kind, long Device, long Number)
{
    const int KindBits = 0xF000, RegularBits = 0x8000, FolderBits = 0x4000; // S_IFMT, S_IFREG, S_IFDIR of POSIX

    /// <summary>The identity of what a path leads to, links followed.</summary>
    public static FileIdentity Of(string path)
    {
        if (OperatingSystem.IsWindows()) return OnWindows(path);
        return Status(path, out UnixStatus status) == 0 ? Of(status) : default;
    }

    /// <summary>The identity of an open file, where the system tells it.</summary>
    public static FileIdentity Of(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) return Information(file, out WindowsInformation found) ? Of(found) : default;
        return StatusOfOpen(file, out UnixStatus status) == 0 ? Of(status) : default;
    }

    /// <summary>True where two paths lead, or would lead, to one file.</summary>
    public static bool AreOne(string path, string other)
    {
        (FileIdentity here, FileIdentity there) = (Of(path), Of(other));
        if (here.Kind != FileKind.None || there.Kind != FileKind.None) return here == there;
        (path, other) = (Path.GetFullPath(path), Path.GetFullPath(other));
        return Path.GetFileName(path) == Path.GetFileName(other) && Path.GetDirectoryName(path) is { } folder && Path.GetDirectoryName(other) is { } another && Of(folder) == Of(another);
    }

    static FileIdentity Of(UnixStatus status) =>
        new((status.Mode & KindBits) switch { RegularBits => FileKind.Regular, FolderBits => FileKind.Folder, _ => FileKind.Other }, status.Device, status.Number);

    static FileIdentity OnWindows(string path)
    {
        if (Directory.Exists(path)) return new(FileKind.Folder, 0, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)).ToUpperInvariant().GetHashCode(StringComparison.Ordinal));
        if (Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal)) return new(FileKind.Other, 0, 0);
        if (!File.Exists(path)) return default;
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return Of(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    static FileIdentity Of(WindowsInformation found) => new(FileKind.Regular, found.Volume, (long)found.IndexHigh << 32 | found.IndexLow);

    /// <summary>The system's stat, in the one shape that .NET has for all Unixes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct UnixStatus
    {
        public int Flags, Mode;
        public uint Owner, Group;
        public long Size, Read, ReadNanoseconds, Written, WrittenNanoseconds, Changed, ChangedNanoseconds, Made, MadeNanoseconds, Device, OfDevice, Number;
        public uint UserFlags;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    struct WindowsInformation
    {
        public uint Attributes;
        public long Made, Read, Written;
        public uint Volume, SizeHigh, SizeLow, Links, IndexHigh, IndexLow;
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Status(string path, out UnixStatus status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int StatusOfOpen(SafeFileHandle file, out UnixStatus status);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Information(SafeFileHandle file, out WindowsInformation information);
}
