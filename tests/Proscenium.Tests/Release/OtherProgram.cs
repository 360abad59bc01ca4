using System.Diagnostics;

namespace Proscenium.Tests.Release;

/// <summary>Runs other programs to their end.</summary>
static class OtherProgram
{
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>Exit code and all that was printed.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Its whole environment, or null for that of the tests.</param>
    /// <param name="command">The program, then its arguments.</param>
    public static (int Code, string Printed) Run(string folder, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach ((string name, string value) in environment) start.Environment[name] = value;
        }
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', command)}: did not end within {_patience.TotalMinutes} minutes");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    /// <summary>What was printed; a failure fails the test with it.</summary>
    public static string Succeed(string folder, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        (int code, string printed) = Run(folder, environment, command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: {code}\n{printed}");
        return printed;
    }
}
