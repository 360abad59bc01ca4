using System.ComponentModel;
using System.Diagnostics;

namespace Proscenium.Files.Sound;

/// <summary>The ffmpeg program, which reads and writes what this project does not.</summary>
static class Ffmpeg
{
    /// <summary>What comes through a pipe.</summary>
    public const string Piped = "pipe:0";

    /// <summary>What it may open: its own pipes, and files of this machine where it was given one; nothing elsewhere that a file names, and no file at all that piped content names.</summary>
    public static IReadOnlyList<string> Protocols(string source) => ["-protocol_whitelist", source == Piped ? "pipe" : "file,pipe"];

    /// <summary>A process that a signal ended has this and the signal's number as its exit code; ffmpeg's own codes above it stand beyond the signals.</summary>
    const int SignalsFrom = 128;

    const int MostSignal = 31, Killed = 9;

    /// <summary>True where it is installed.</summary>
    public static bool IsInstalled => InstalledProgram.Exists("ffmpeg");

    /// <summary>True where ffprobe is installed, which tells what a file holds.</summary>
    public static bool CanProbe => InstalledProgram.Exists("ffprobe");

    /// <summary>Starts it with pipes for everything.</summary>
    public static Process Start(string path, params IEnumerable<string> arguments)
    {
        if (!IsInstalled) throw Missing(path);
        return Start("ffmpeg", path, arguments);
    }

    /// <summary>The error where it is not installed.</summary>
    public static SoundException Missing(string path) =>
        new(new Fault(ErrorCodes.ProgramMissing, $"{path}: is no WAV, RF64 or W64 file, and ffmpeg, which handles all others, is not installed: install ffmpeg (Debian: apt-get install ffmpeg) or convert the file to WAV"));

    /// <summary>Starts ffprobe with pipes for everything.</summary>
    public static Process StartProbe(string path, params IEnumerable<string> arguments) => Start("ffprobe", path, arguments);

    static Process Start(string program, string path, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, ["-v", "error", "-hide_banner", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SoundException(new Fault(ErrorCodes.ProgramMissing, $"{path}: {program} on the PATH cannot be started ({e.Message.TrimEnd('.')}): install it anew, or convert the file to WAV"), e);
        }
    }

    /// <summary>Ends a process that is no longer wanted; what it said can still be read.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (process.HasExited) return;
            process.Kill();
            process.WaitForExit(); // until then it may still write
        }
        catch (InvalidOperationException)
        {
            // it has ended meanwhile
        }
    }

    /// <summary>Ends a process that is no longer wanted, with its pipes.</summary>
    public static void Stop(Process process)
    {
        Kill(process);
        process.Dispose();
    }

    /// <summary>The signal that ended a process, from 1; 0 where it ended by itself.</summary>
    public static int SignalOf(Process process) => !OperatingSystem.IsWindows() && process.ExitCode - SignalsFrom is > 0 and <= MostSignal and var signal ? signal : 0;

    /// <summary>Why a process gave no reason: a signal ended it.</summary>
    public static string EndedBy(int signal) => $"signal {signal} of the system ended it{(signal == Killed ? ", as where memory is short" : "")}";

    /// <summary>The first line of a text, without ffmpeg's addresses of its parts.</summary>
    public static string FirstLine(string text)
    {
        string line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault("it gave no reason");
        int bracket = line.StartsWith('[') ? line.IndexOf(']') : -1;
        return line[(bracket + 1)..].Trim();
    }
}
