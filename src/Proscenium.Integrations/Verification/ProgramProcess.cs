using System.ComponentModel;
using System.Diagnostics;
using Proscenium.Files;
using static System.FormattableString;

namespace Proscenium.Integrations.Verification;

/// <summary>Runs programs as child processes.</summary>
static class ProgramProcess
{
    /// <summary>The sentence for programs that are not there, or null.</summary>
    /// <param name="package">Debian's package.</param>
    /// <param name="programs">What it must bring.</param>
    public static string? Missing(string package, params IEnumerable<string> programs) =>
        programs.FirstOrDefault(program => !InstalledProgram.Exists(program)) is { } missing ? $"{missing} is not installed (Debian: apt-get install {package})" : null;

    /// <summary>Runs a program to its end; gives what it printed.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="seconds">After so long it is ended and taken for failed.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancel">Ends it, too.</param>
    /// <exception cref="ProgramException">It cannot be started, fails or does not end.</exception>
    public static string Run(string folder, double seconds, string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start) ?? throw new ProgramException($"{program} could not be started.");
            using CancellationTokenRegistration ended = cancel.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            Task<string> printed = process.StandardOutput.ReadToEndAsync(CancellationToken.None), complained = process.StandardError.ReadToEndAsync(CancellationToken.None);
            if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
            {
                process.Kill(entireProcessTree: true);
                throw new ProgramException(Invariant($"{program} did not end within {seconds:0} s."));
            }
            cancel.ThrowIfCancellationRequested();
            string words = complained.Result.Trim();
            return process.ExitCode == 0 ? printed.Result : throw new ProgramException($"{program} failed: {(words.Length > 0 ? words.Split('\n')[^1].Trim().TrimEnd('.') : $"exit code {process.ExitCode}")}.");
        }
        catch (Win32Exception e)
        {
            throw new ProgramException($"{program} could not be started: {e.Message}", e);
        }
    }
}
