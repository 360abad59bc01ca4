using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Proscenium.Sweeps.Running;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>This program once more, with narrower vectors: in the same process where the system can do that, so that signals and kills reach the work itself.</summary>
static class PinnedProcess
{
    const string Mark = "PROSCENIUM_SIMD";

    /// <summary>Runs this command line with vectors of some width; returns, if at all, the exit code.</summary>
    public static int Run(int bits)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null) throw new SettingException($"vectors of {bits} bits cannot be had from this runtime, which uses {InstructionSet.Bits}: plan the job without --simd.");
        if (Assembly.GetEntryAssembly() != typeof(PinnedProcess).Assembly) throw new InvalidOperationException("only the command itself can start again with narrower vectors");
        string[] line = Environment.GetCommandLineArgs(); // a program's file first, and where it is a library, the host that runs it stands outside
        string host = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = isHosted ? line : line[1..];
        Dictionary<string, string> variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string)one.Value!);
        foreach ((string name, string value) in InstructionSet.Pinning(bits)) variables[name] = value;
        variables[Mark] = FormattableString.Invariant($"{bits}");
        if (!OperatingSystem.IsWindows()) SameProcess.Replace(host, arguments, variables);
        return Start(host, arguments, variables);
    }

    static int Start(string host, string[] arguments, Dictionary<string, string> variables)
    {
        ProcessStartInfo start = new(host, arguments);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true); // a terminal sends it to both
        process.WaitForExit();
        return process.ExitCode;
    }
}
