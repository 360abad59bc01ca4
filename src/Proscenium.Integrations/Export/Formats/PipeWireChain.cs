using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// The text that tells PipeWire's filter chain a matrix: each input is copied to its convolvers, each driver mixes what comes of them. Convolvers leave out the
/// end of a response where it is below 1e-6: they play louder by a power of two, and the mixers take that back along with the gain.
/// </summary>
static class PipeWireChain
{
    const int Louder = 1024;

    /// <summary>Of a mixer: with one alone old versions leave its gain out.</summary>
    public const int MinInputs = 2, MaxInputs = 8;

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
    /// <param name="device">The device's name.</param>
    public static string Title(string device) => $"Proscenium {device}";

    /// <summary>How the node of every plan begins.</summary>
    public const string NodePrefix = "proscenium-";

    /// <summary>The sink's name, in plain letters; an exported file bears it too.</summary>
    /// <param name="device">The device's name.</param>
    public static string NodeName(string device) => NodePrefix + SafeNames.Of(device);

    /// <summary>The whole file.</summary>
    /// <param name="multiRatePlan">From <see cref="MinInputs"/> to <see cref="MaxInputs"/> inputs, all of them among <see cref="Positions"/>.</param>
    /// <param name="folder">The folder of the WAV files, absolute.</param>
    /// <param name="origin">What this file is and how to be rid of it, a line for people.</param>
    /// <param name="target">The device's node, or null for the default one.</param>
    /// <exception cref="SoundException">The folder's name is longer than PipeWire reads.</exception>
    public static string Of(MultiRatePlan multiRatePlan, string folder, string origin, string? target = null)
    {
        IEnumerable<int> drivers = Enumerable.Range(0, multiRatePlan.Drivers.Count);
        string gains = PipeWireModule.Spaced(Enumerable.Range(1, multiRatePlan.Inputs.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"Gain {n}\" = {(float)(multiRatePlan.Gain / Louder)}")));
        return new PipeWireModule
        {
            Comments =
            [
                origin,
                string.Create(CultureInfo.InvariantCulture, $"The level is the gain of the mixers: {(float)(multiRatePlan.Gain / Louder)} is {multiRatePlan.GainDb:0.0} dB, as the convolvers play {Louder} times as loud; {-multiRatePlan.HeadroomDb:0.0} dB keep full-scale input below full scale."),
            ],
            Title = Title(multiRatePlan.Name),
            Name = NodeName(multiRatePlan.Name),
            Nodes =
            [
                .. multiRatePlan.Inputs.Select(input => $"{{ type = builtin name = {input} label = copy }}"),
                .. multiRatePlan.Paths.Select(path => $"{{ type = builtin name = {Convolver(multiRatePlan, path)} label = convolver config = {Filter(multiRatePlan, path, folder)} }}"),
                .. drivers.Select(driver => $"{{ type = builtin name = {Mixer(driver)} label = mixer control = {{ {gains} }} }} # {PipeWireModule.Quoted(multiRatePlan.Drivers[driver])}"),
            ],
            Links =
            [
                .. multiRatePlan.Paths.Select(path => $"{{ output = \"{multiRatePlan.Inputs[path.Input]}:Out\" input = \"{Convolver(multiRatePlan, path)}:In\" }}"),
                .. multiRatePlan.Paths.Select(path => $"{{ output = \"{Convolver(multiRatePlan, path)}:Out\" input = \"{Mixer(path.Driver)}:In {path.Input + 1}\" }}"),
            ],
            Inputs = [.. multiRatePlan.Inputs.Select(input => $"{input}:In")],
            Positions = [.. multiRatePlan.Inputs.Select(input => Positions[input])],
            Outputs = [.. drivers.Select(driver => $"{Mixer(driver)}:Out")],
            Target = target,
        }.Text();
    }

    static string Convolver(MultiRatePlan multiRatePlan, FilterPath path) => $"{multiRatePlan.Inputs[path.Input]}_{path.Driver + 1}";

    static string Mixer(int driver) => $"driver_{driver + 1}";

    static string Filter(MultiRatePlan multiRatePlan, FilterPath path, string folder)
    {
        IEnumerable<string> names = multiRatePlan.Plans.Select(plan => PipeWireFileName.Quoted(Path.Combine(folder, MatrixSounds.InputName(plan.Inputs[path.Input], $"{plan.SampleRate}"))));
        return $"{{ filename = [ {PipeWireModule.Spaced(names)} ] channel = {path.Driver} gain = {Louder}.0 }}";
    }
}
