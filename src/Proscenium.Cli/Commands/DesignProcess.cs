using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Live;

namespace Proscenium.Cli.Commands;

/// <summary>Designs in a process of its own: what a design leaves behind would stop the audio thread of this one, see docs/decisions/live.md.</summary>
static class DesignProcess
{
    /// <summary>Runs <c>proscenium design</c> and reads the plan that it makes.</summary>
    /// <exception cref="SoundException">It failed.</exception>
    public static SpatialDesign Run(PlanSource source, DesignRequest request, CancellationToken cancel)
    {
        string folder = TemporaryFolder();
        try
        {
            Design([.. Settings(source, request), "--rate", Number(request.SampleRate), "--output", folder, "--quiet"], cancel);
            return PlanFile.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string TemporaryFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("proscenium-live-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SoundException(new Fault(ErrorCodes.DesignFailed, $"{Path.GetTempPath()}: no temporary folder can be created there: create that folder, or name another one in TMPDIR"), e);
        }
    }

    /// <summary>The arguments that say what is designed.</summary>
    internal static string[] Settings(PlanSource source, DesignRequest request) => source.Folder is { } plan
        ? ["--from-plan", plan]
        : ["--device", source.Name, "--distance", Number(request.Distance), "--upmix", UpmixModes.Name(request.Upmix), .. request.Bank is { } bank ? (string[])["--bank", bank.ToString()] : []];

    static void Design(string[] arguments, CancellationToken cancel)
    {
        string[] again = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        try
        {
            ProcessStartInfo start = new(Environment.ProcessPath!, [.. again, "design", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its sockets in the temporary folder would outlast a kill
            using Process design = Process.Start(start)!;
            using CancellationTokenRegistration ended = cancel.Register(design.Kill);
            Task<string> complaints = design.StandardError.ReadToEndAsync(CancellationToken.None);
            design.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            if (design.ExitCode != 0) throw new SoundException(new Fault(ErrorCodes.DesignFailed, complaints.Result.Trim().Split('\n')[^1].Replace("proscenium: ", "")));
        }
        catch (Win32Exception e)
        {
            throw new SoundException(new Fault(ErrorCodes.DesignFailed, $"no process could be started for the design: {e.Message}"), e);
        }
    }

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
