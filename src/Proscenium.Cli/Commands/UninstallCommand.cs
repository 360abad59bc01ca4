using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Integrations.Installation;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium uninstall --pipewire</c>: takes away what was installed, and nothing else.</summary>
static class UninstallCommand
{
    public static Command Create()
    {
        Option<bool> pipewire = InstallCommand.PipeWire("Uninstall from PipeWire."), quiet = Options.Quiet();
        Verb command = new("uninstall", "Remove the files that 'proscenium install' wrote.\n\nExample: proscenium uninstall --pipewire")
        {
            { Heading.Server, pipewire },
            { Heading.Output, quiet },
        };
        InstallCommand.RequireServer(command, pipewire);
        command.SetAction(parsed => Run(new PipeWirePaths(UserFolders.Of(Environment.GetEnvironmentVariable)), new Report(parsed.GetValue(quiet))));
        return command;
    }

    static int Run(PipeWirePaths paths, Report report)
    {
        if (new PipeWireInstallation(paths).Uninstall() is not { } outcome)
        {
            report.Line("nothing is installed for PipeWire.");
            return 0;
        }
        foreach (string left in outcome.Left) Report.Warn($"{left}: has been changed since the installation and was kept: delete it if you do not need it.");
        foreach (string backup in outcome.Backups) Report.Warn($"the files that 'install --replace' moved aside are still in {backup}: move them back to restore them.");
        report.Line($"removed {outcome.Removed.Count} {(outcome.Removed.Count == 1 ? "file" : "files")}");
        foreach (string file in outcome.Removed) report.Line($"  {file}");
        report.Line("  1. Restart PipeWire: systemctl --user restart pipewire");
        return 0;
    }
}
