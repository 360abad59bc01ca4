using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium devices</c>: what is built in.</summary>
static class DevicesCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("NAME") { Description = "Print the file of this device, as a template for your own.", Arity = ArgumentArity.ZeroOrOne };
        Verb command = new("devices", "List the built-in devices, or print one as a device file.\n\nExample: proscenium devices laptop > my.device.json") { name };
        command.SetAction(parsed => parsed.GetValue(name) is { } one ? Options.Show("device", one, DeviceFile.BuiltIn, DeviceFile.BuiltInText) : List());
        return command;
    }

    static int List()
    {
        foreach (string name in DeviceFile.BuiltIn)
        {
            Device device = DeviceFile.Open(name);
            Console.Out.WriteLine($"{name,-12} {device.Drivers.Count} drivers, listener at {device.ListeningDistanceMetres:0.0} m. {device.Description}.");
        }
        return 0;
    }
}
