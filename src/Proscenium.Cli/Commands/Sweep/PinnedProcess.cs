using System.Diagnostics;
using System.Runtime.InteropServices;
using Proscenium.Sweeps.Running;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>This program once more, with narrower vectors.</summary>
static class PinnedProcess
{
    const string Mark = "PROSCENIUM_SIMD";

    /// <summary>Runs this command line with vectors of some width; signals are handed on.</summary>
    public static int Run(int bits)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null) throw new SettingException($"vectors of {bits} bits cannot be had from this runtime, which uses {InstructionSet.Bits}: plan the job without --simd.");
        string[] line = Environment.GetCommandLineArgs(); // a program's file first, and where it is a library, the host that runs it stands outside
        string host = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        ProcessStartInfo start = new(host, isHosted ? line : line[1..]);
        foreach ((string name, string value) in InstructionSet.Pinning(bits)) start.Environment[name] = value;
        start.Environment[Mark] = FormattableString.Invariant($"{bits}");
        using Process process = Process.Start(start)!;
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => HandOn(signal, process));
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true); // a terminal sends it to both
        using PosixSignalRegistration? user = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)StopRequest.UserSignal, signal => HandOn(signal, process));
        process.WaitForExit();
        return process.ExitCode;
    }

    static void HandOn(PosixSignalContext signal, Process process)
    {
        signal.Cancel = true;
        if (!OperatingSystem.IsWindows()) StopRequest.Send(process.Id);
    }
}
