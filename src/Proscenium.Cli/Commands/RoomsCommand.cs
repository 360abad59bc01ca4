using System.CommandLine;
using Proscenium.Cli.Text;
using Proscenium.Cli.Arguments;
using Proscenium.Files.Projects;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium rooms</c>: what is built in.</summary>
static class RoomsCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("NAME") { Description = "Print the file of this room, as a template for your own.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> materials = new("--materials") { Description = "List the wall materials with their absorption coefficients from 63 Hz to 8 kHz." };
        Verb command = new("rooms", "List the built-in rooms, or print one as a room file.\n\nExample: proscenium rooms living-room > my.room.json")
        {
            name,
            { Heading.Output, materials },
        };
        command.SetAction(parsed => parsed.GetValue(name) is { } one ? Options.Show("room", one, RoomFile.BuiltIn, RoomFile.BuiltInText) : parsed.GetValue(materials) ? ListMaterials() : List());
        return command;
    }

    static int List()
    {
        foreach (string name in RoomFile.BuiltIn)
        {
            Room room = RoomFile.Open(name);
            Console.Out.WriteLine($"{name,-12} {RoomText.Shape(room)}, {RoomText.Reverberation(room)}; device and listener {(room.Listener - room.Device.Position).Length:0.0} m apart.");
        }
        return 0;
    }

    static int ListMaterials()
    {
        Console.Out.WriteLine($"{"",-16} {string.Concat(OctaveBands.Centres.Select(centre => $"{RoomText.Hertz(centre),7}"))}");
        foreach (Surface material in Materials.All) Console.Out.WriteLine($"{material.Name,-16} {string.Concat(material.Absorption.Select(absorption => $"{absorption,7:0.00}"))}");
        return 0;
    }
}
