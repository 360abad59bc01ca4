using System.Globalization;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Storage;

namespace Proscenium.Export;

/// <summary>
/// The text that tells PipeWire's filter chain a matrix: each input is copied to its convolvers, each driver mixes what comes of them. Convolvers leave out the
/// end of a response where it is below 1e-6: they play louder by a power of two, and the mixers take that back along with the gain.
/// </summary>
static class PipeWireChain
{
    const int Louder = 1024;

    /// <summary>Of a mixer: with one alone old versions leave its gain out.</summary>
    public const int FewestInputs = 2, MostInputs = 8;

    /// <summary>Bytes of a file's name in the text, quotes included, of which PipeWire reads no more.</summary>
    const int LongestName = 255;

    /// <summary>PipeWire's names of the inputs.</summary>
    public static IReadOnlyDictionary<string, string> Positions { get; } = new Dictionary<string, string>
    {
        [ChannelNames.Left] = "FL",
        [ChannelNames.Right] = "FR",
        [ChannelNames.Centre] = "FC",
        [ChannelNames.Lfe] = "LFE",
        [ChannelNames.LeftSurround] = "SL",
        [ChannelNames.RightSurround] = "SR",
        [ChannelNames.LeftBack] = "RL",
        [ChannelNames.RightBack] = "RR",
    };

    /// <summary>What the listener reads in lists of devices.</summary>
    public static string Title(PlanFamily family) => $"Proscenium {family.Name}";

    /// <summary>The sink's name, in plain letters; the file bears it too.</summary>
    public static string NodeName(PlanFamily family) => $"proscenium-{PlainNames.Of(family.Name)}";

    /// <summary>The whole file.</summary>
    /// <param name="family">From <see cref="FewestInputs"/> to <see cref="MostInputs"/> inputs, all of them among <see cref="Positions"/>.</param>
    /// <param name="place">The folder of the WAV files, absolute.</param>
    /// <exception cref="SoundException">The folder's name is longer than PipeWire reads.</exception>
    public static string Of(PlanFamily family, string place)
    {
        string name = NodeName(family), title = Quoted(Title(family));
        IEnumerable<int> drivers = Enumerable.Range(0, family.Drivers.Count);
        string gains = Spaced(Enumerable.Range(1, family.Inputs.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"Gain {n}\" = {(float)(family.Gain / Louder)}")));
        string[] lines =
        [
            $"# Proscenium for PipeWire {PipeWireFormat.Needed} or newer: belongs into ~/.config/pipewire/pipewire.conf.d/; to undo it, delete it there and restart PipeWire.",
            string.Create(CultureInfo.InvariantCulture, $"# The level is the gain of the mixers: {(float)(family.Gain / Louder)} is {family.GainDb:0.0} dB, as the convolvers play {Louder} times as loud; {-family.HeadroomDb:0.0} dB keep full-scale input below full scale."),
            "context.modules = [",
            "  { name = libpipewire-module-filter-chain",
            "    flags = [ nofail ]",
            "    args = {",
            $"      node.description = {title}",
            $"      media.name = {title}",
            "      filter.graph = {",
            "        nodes = [",
            .. family.Inputs.Select(input => $"          {{ type = builtin name = {input} label = copy }}"),
            .. family.Paths.Select(path => $"          {{ type = builtin name = {Convolver(family, path)} label = convolver config = {Filter(family, path, place)} }}"),
            .. drivers.Select(driver => $"          {{ type = builtin name = {Mixer(driver)} label = mixer control = {{ {gains} }} }} # {Quoted(family.Drivers[driver])}"),
            "        ]",
            "        links = [",
            .. family.Paths.Select(path => $"          {{ output = \"{family.Inputs[path.Input]}:Out\" input = \"{Convolver(family, path)}:In\" }}"),
            .. family.Paths.Select(path => $"          {{ output = \"{Convolver(family, path)}:Out\" input = \"{Mixer(path.Driver)}:In {path.Input + 1}\" }}"),
            "        ]",
            $"        inputs = [ {Spaced(family.Inputs.Select(input => $"\"{input}:In\""))} ]",
            $"        outputs = [ {Spaced(drivers.Select(driver => $"\"{Mixer(driver)}:Out\""))} ]",
            "      }",
            "      capture.props = {",
            $"        node.name = {name}",
            "        media.class = Audio/Sink",
            $"        audio.channels = {family.Inputs.Count}",
            $"        audio.position = [ {Spaced(family.Inputs.Select(input => Positions[input]))} ]",
            "      }",
            "      playback.props = {",
            $"        node.name = {name}-drivers",
            "        node.passive = true",
            "        stream.dont-remix = true",
            $"        audio.channels = {family.Drivers.Count}",
            $"        audio.position = [ {Spaced(drivers.Select(driver => $"AUX{driver}"))} ]",
            "        # The device that the drivers are at, by its name before the colon in 'pw-link -i'; without it the default one.",
            "        #target.object = \"alsa_output.example\"",
            "      }",
            "    }",
            "  }",
            "]",
            "",
        ];
        return string.Join('\n', lines);
    }

    static string Convolver(PlanFamily family, FilterPath path) => $"{family.Inputs[path.Input]}_{path.Driver + 1}";

    static string Mixer(int driver) => $"driver_{driver + 1}";

    static string Filter(PlanFamily family, FilterPath path, string place)
    {
        IEnumerable<string> names = family.Plans.Select(plan => Quoted(Path.Combine(place, MatrixSounds.InputName(plan.Inputs[path.Input], $"{plan.SampleRate}"))));
        return $"{{ filename = [ {Spaced(names.Select(Read))} ] channel = {path.Driver} gain = {Louder}.0 }}";
    }

    static string Read(string name) => Encoding.UTF8.GetByteCount(name) <= LongestName ? name
        : throw new SoundException($"{name.Trim('"')}: is longer than the {LongestName - 2} bytes that PipeWire reads of a file's name: choose a folder with a shorter name.");

    static string Spaced(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>A string of PipeWire's JSON.</summary>
    static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }
}
