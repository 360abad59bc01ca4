using System.Text;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>Names of files within PipeWire's configuration.</summary>
static class PipeWireFileName
{
    /// <summary>Bytes of a file's name in the text, quotes included, of which PipeWire reads no more.</summary>
    const int Longest = 255;

    /// <summary>A full path as a string of PipeWire's JSON.</summary>
    /// <exception cref="SoundException">It is longer than PipeWire reads.</exception>
    public static string Quoted(string path)
    {
        string quoted = PipeWireModule.Quoted(path);
        return Encoding.UTF8.GetByteCount(quoted) <= Longest ? quoted
            : throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{quoted.Trim('"')}: is longer than the {Longest - 2} bytes that PipeWire reads of a file's name: choose a folder with a shorter name"));
    }
}
