using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using Proscenium.Analysis;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Demo;
using Proscenium.Cli.Page;
using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Studio;
using Proscenium.Studio.Serving;
using Proscenium.Studio.State;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium studio [DEVICE|PLAN]</c>: a page on this machine in which a device is moved about, seen and heard.</summary>
static class StudioCommand
{
    const int MostPort = 65535;

    static readonly TimeSpan _abandonedAfter = TimeSpan.FromMinutes(1), _patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        Argument<string?> what = new("DEVICE|PLAN") { Description = "A built-in device, a device file, or a plan's folder to begin with; by default the Echo Studio.", Arity = ArgumentArity.ZeroOrOne };
        Option<int> port = NumberOption.WholeOr(0, "--port", "port", "Port of this machine to serve the page on; by default any that is free.");
        Option<bool> noBrowser = new("--no-browser") { Description = "Print the address, and open no browser." }, quiet = Options.Quiet();
        Option<string?> export = new("--export") { HelpName = "folder", Description = "Serve nothing: write a page into a folder that needs no server, with the built-in devices as examples to see and hear." };
        Verb command = new("studio", "See and hear a device in your browser while you move its drivers and your seat, and change what you ask of it. The page is served to this machine alone; it ends with Ctrl-C, or a minute after its last page was closed.\n\nExample: proscenium studio soundbar-8")
        {
            what,
            { Heading.Output, port, noBrowser, export, quiet },
        };
        command.SetAction(parsed => Run(parsed.GetValue(what), parsed.GetValue(port), parsed.GetValue(noBrowser), parsed.GetValue(export), parsed.GetValue(quiet)));
        return command;
    }

    static int Run(string? what, int port, bool noBrowser, string? export, bool quiet)
    {
        if (port is < 0 or > MostPort) throw new SettingException($"--port {port} is no port: use 0 to {MostPort}.");
        DesignRequest request = Request(what);
        StudioSettings settings = new()
        {
            Port = port,
            State = StudioState.Of(request),
            MeasuredDevice = request.Device,
            Piece = rate => DemoPiece.Compose(rate).Mix,
            Report = (design, head, cancel) => ReportPage.Of(new PlanAnalyzer { Head = head }.Measure(design, cancel: cancel), "proscenium studio"),
            Patience = noBrowser ? null : _abandonedAfter,
            Version = typeof(StudioCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        };
        if (export is not null) return Export(export, settings, quiet);
        using Interruption interruption = new(() => Environment.Exit(1), _patience);
        Serve(settings, noBrowser, interruption.Token).GetAwaiter().GetResult();
        return 0;
    }

    static async Task Serve(StudioSettings settings, bool noBrowser, CancellationToken cancel)
    {
        StudioServer server = await StudioServer.StartAsync(settings, cancel).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            Console.WriteLine($"The studio is at {server.Address}");
            if (!noBrowser) Open(server.Address);
            await Task.WhenAny(server.Abandoned, Task.Delay(Timeout.InfiniteTimeSpan, cancel)).ConfigureAwait(false);
        }
    }

    static int Export(string folder, StudioSettings settings, bool quiet)
    {
        using Interruption interruption = new();
        new Steps(1, quiet, interruption.Token).Next("computing examples", (progress, cancel) =>
        {
            ExamplePage.Write(folder, settings, progress, cancel);
            return true;
        });
        new Report(quiet).Line($"page: {Path.Combine(folder, PageFiles.Index)}, for any web server (browsers do not open such pages from a disk)");
        return 0;
    }

    static DesignRequest Request(string? what)
    {
        if (what is not null && File.Exists(Path.Combine(what, RenderPlanFile.FileName))) return PlanFile.Read(what).Request;
        return new() { Device = DeviceFile.Open(what ?? Options.StandardDevice) };
    }

    /// <summary>Opens a browser, if there is one; the address is printed either way.</summary>
    static void Open(Uri address)
    {
        (string program, string[] arguments) = OperatingSystem.IsWindows() ? ("rundll32", (string[])["url.dll,FileProtocolHandler", address.ToString()])
            : (OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.ToString()]);
        try
        {
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })?.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Report.Warn("no browser could be started: open the address above in one");
        }
    }
}
