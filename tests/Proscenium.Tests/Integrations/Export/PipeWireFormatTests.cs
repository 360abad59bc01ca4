using System.Globalization;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>What PipeWire would read of the exported file: its filter chain is followed port by port to the WAV files.</summary>
public sealed class PipeWireFormatTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(8, 16)]
    public void Chain_LeadsEveryInputToEveryDriver_ThroughTheFiltersOfThePlan_AtEveryRate(int inputs, int drivers)
    {
        MultiRatePlan multiRatePlan = Family(inputs, drivers, 44100, 48000, 96000);
        Chain chain = Export(multiRatePlan, "out");
        Assert.Equal(inputs, chain.Inputs.Count);
        Assert.Equal(drivers, chain.Outputs.Count);
        foreach (FilterPath path in multiRatePlan.Paths)
        {
            Node convolver = Assert.Single(chain.From(chain.Inputs[path.Input]), node => chain.From(node).Contains(chain.Outputs[path.Driver]));
            IReadOnlyList<(float[][] Channels, int SampleRate)> files = [.. convolver.Files.Select(Sounds.Read)];
            Assert.Equal(multiRatePlan.Plans.Select(plan => plan.SampleRate), files.Select(file => file.SampleRate));
            Assert.All(files.Zip(multiRatePlan.Plans), pair => Assert.Equal(pair.Second.Filters[path.Input, path.Driver].ToArray(), pair.First.Channels[convolver.Channel]));
        }
    }

    [Fact]
    public void EveryPortThatIsUsed_Exists_AndEveryInputIsFedOnce()
    {
        Chain chain = Export(Family(6, 5, 48000), "out");
        Assert.All(chain.Links, link =>
        {
            Assert.Contains(link.Output, chain.Node(link.Output).OutputPorts);
            Assert.Contains(link.Input, chain.Node(link.Input).InputPorts);
        });
        List<string> fed = [.. chain.Links.Select(link => link.Input), .. chain.InputPorts];
        Assert.Equal(fed.Count, fed.Distinct().Count());
        Assert.Equal(chain.Nodes.Values.SelectMany(node => node.Label == "mixer" ? node.InputPorts.Take(6) : node.InputPorts).Order(), fed.Order());
        Assert.Equal(chain.Nodes.Values.Where(node => node.Label == "mixer").SelectMany(node => node.OutputPorts), chain.OutputPorts);
    }

    [Fact]
    public void Sink_HasTheNamesOfTheInputs_AndTheDriversHaveNone()
    {
        Chain chain = Export(Family(8, 3, 48000), "out");
        Assert.Equal("FL FR FC LFE SL SR RL RR", Words(chain.Sink["audio.position"]));
        Assert.Equal("8", chain.Sink["audio.channels"]);
        Assert.Equal("Audio/Sink", chain.Sink["media.class"]);
        Assert.Equal("AUX0 AUX1 AUX2", Words(chain.Drivers["audio.position"]));
        Assert.Equal("3", chain.Drivers["audio.channels"]);
        Assert.Equal("true", chain.Drivers["stream.dont-remix"]);
        Assert.Equal("true", chain.Drivers["node.passive"]);
        Assert.DoesNotContain("target.object", chain.Drivers.Keys);
    }

    [Fact]
    public void Gain_IsThatOfConvolverAndMixerTogether_WhateverTheLanguage()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Chain chain = Export(Family(3, 4, 48000), "out");
            Assert.All(chain.Outputs, mixer =>
            {
                Assert.Equal(["Gain 1", "Gain 2", "Gain 3"], mixer.Control.Keys);
                Assert.All(mixer.Control.Values, gain => Assert.Equal(0.12589254 / 1024, float.Parse((string)gain, CultureInfo.InvariantCulture), 1e-11));
            });
            Assert.All(chain.Nodes.Values, node => Assert.Equal(node.Label == "convolver" ? "1024.0" : null, node.Config.GetValueOrDefault("gain")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AwkwardNames_AreEscaped_AndFilesKeepPlainOnes()
    {
        const string device = "Böse \"Box\" \\ #1 / {x}\n= [y]", place = "Ordner \"a\\b\" ä€ #{x} = [y]";
        MultiRatePlan multiRatePlan = Family(2, 2, 48000) with { Name = device };
        Chain chain = Export(multiRatePlan with { Plans = [multiRatePlan.Plans[0] with { Drivers = ["tief\n}", "hoch #2"] }] }, place);
        Assert.Equal("Proscenium " + device, chain.Arguments["node.description"]);
        Assert.All(chain.Nodes.Values.SelectMany(node => node.Files), file => Assert.True(File.Exists(file), file));
        Assert.All(Directory.GetFiles(_folder[place]), file => Assert.All(Path.GetFileName(file), letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.', file)));
    }

    [Fact]
    public void ABrokenFile_LeavesTheListenersSoundAlone()
    {
        Export(Family(2, 2, 48000), "out");
        Assert.Equal("nofail", Words(Assert.IsType<Dictionary<string, object>>(Module("out"))["flags"]));
    }

    [Fact]
    public void FolderOfALongName_IsRefused_AndNothingWritten()
    {
        string parent = Directory.CreateDirectory(_folder[new string('p', 100)]).FullName;
        string longest = Path.Combine(parent, "a").PadRight(253 - "/right-48000.wav".Length, 'a');
        Assert.Equal(253, Path.Combine(longest, "right-48000.wav").Length);
        Export(Family(2, 2, 48000), longest);
        SoundException refused = Assert.Throws<SoundException>(() => Export(Family(2, 2, 48000), longest + "a"));
        Assert.Contains("choose a folder with a shorter name", refused.Message);
        Assert.Equal([longest], Directory.GetFileSystemEntries(parent));
    }

    [Fact]
    public void WhatPipeWireCannotTake_IsRefusedWithACure()
    {
        PipeWireFormat format = new();
        MultiRatePlan multiRatePlan = Family(2, 2, 48000);
        Assert.Null(format.Refusal(Family(8, 64, 48000)));
        Assert.Contains("a left and a right one", format.Refusal(Family(1, 2, 48000))?.ToString());
        Assert.Contains("8 inputs, not 9", format.Refusal(With([.. ChannelNames.All, "ninth"]))?.ToString());
        Assert.Contains("'Left'", format.Refusal(With(["Left", "right"]))?.ToString());
        Assert.Contains("not 65", format.Refusal(Family(2, 65, 48000))?.ToString());
        Assert.Contains("not 33", format.Refusal(multiRatePlan with { Plans = [.. Enumerable.Repeat(multiRatePlan.Plans[0], 33)] })?.ToString());
        MultiRatePlan With(string[] inputs) => multiRatePlan with { Plans = [multiRatePlan.Plans[0] with { Inputs = inputs }] };
    }

    /// <summary>Random filters, others at every rate, and one silent path.</summary>
    internal static MultiRatePlan Family(int inputs, int drivers, params int[] rates) => new()
    {
        Name = "box",
        GainDb = -18,
        Plans = [.. rates.Select(rate =>
        {
            FirMatrix filters = new(inputs, drivers, 300);
            for (int input = 0; input < inputs; input++)
                for (int driver = 0; driver < drivers; driver++)
                    if (input != 1 || driver != 0) Signals.Noise(300, rate + 100 * input + driver).CopyTo(filters[input, driver]);
            return Designs.Echo.Plan with
            {
                SampleRate = rate,
                Inputs = [.. ChannelNames.All.Take(inputs)],
                Drivers = [.. Enumerable.Range(1, drivers).Select(n => $"driver {n}")],
                Filters = filters,
                InputDelaySamples = new int[inputs],
                Upmix = null,
            };
        })],
    };

    Chain Export(MultiRatePlan multiRatePlan, string place)
    {
        using AtomicFolder folder = new(_folder[place]);
        new PipeWireFormat().Write(multiRatePlan, folder);
        folder.Complete();
        return new((Dictionary<string, object>)Module(place)["args"]);
    }

    Dictionary<string, object> Module(string place)
    {
        string text = File.ReadAllText(Assert.Single(Directory.GetFiles(_folder[place], "*.conf")));
        return (Dictionary<string, object>)Assert.Single((List<object>)Assert.Single(SpaJson.Read(text)).Value);
    }

    static string Words(object list) => string.Join(' ', (List<object>)list);

    /// <summary>A filter chain as PipeWire sees it.</summary>
    sealed class Chain(Dictionary<string, object> arguments)
    {
        public Dictionary<string, object> Arguments => arguments;

        public Dictionary<string, object> Sink => (Dictionary<string, object>)arguments["capture.props"];

        public Dictionary<string, object> Drivers => (Dictionary<string, object>)arguments["playback.props"];

        public Dictionary<string, Node> Nodes { get; } = ((List<object>)Graph(arguments)["nodes"]).Select(node => new Node((Dictionary<string, object>)node)).ToDictionary(node => node.Name);

        public IReadOnlyList<(string Output, string Input)> Links { get; } = [.. ((List<object>)Graph(arguments)["links"]).Cast<Dictionary<string, object>>().Select(link => ((string)link["output"], (string)link["input"]))];

        public IReadOnlyList<string> InputPorts => [.. ((List<object>)Graph(arguments)["inputs"]).Cast<string>()];

        public IReadOnlyList<string> OutputPorts => [.. ((List<object>)Graph(arguments)["outputs"]).Cast<string>()];

        public IReadOnlyList<Node> Inputs => [.. InputPorts.Select(Node)];

        public IReadOnlyList<Node> Outputs => [.. OutputPorts.Select(Node)];

        public Node Node(string port) => Nodes[port.Split(':')[0]];

        public IEnumerable<Node> From(Node node) => Links.Where(link => Node(link.Output) == node).Select(link => Node(link.Input));

        static Dictionary<string, object> Graph(Dictionary<string, object> arguments) => (Dictionary<string, object>)arguments["filter.graph"];
    }

    sealed class Node(Dictionary<string, object> members)
    {
        public string Name => (string)members["name"];

        public string Label => (string)members["label"];

        public Dictionary<string, object> Config => (Dictionary<string, object>)members.GetValueOrDefault("config", new Dictionary<string, object>());

        public Dictionary<string, object> Control => (Dictionary<string, object>)members["control"];

        public IEnumerable<string> Files => ((List<object>)Config.GetValueOrDefault("filename", new List<object>())).Cast<string>();

        public int Channel => int.Parse((string)Config["channel"], CultureInfo.InvariantCulture);

        /// <summary>As in PipeWire's list of its builtin filters.</summary>
        public IEnumerable<string> InputPorts => Label switch
        {
            "copy" or "convolver" => [$"{Name}:In"],
            "mixer" => Enumerable.Range(1, 8).Select(n => $"{Name}:In {n}"),
            _ => throw new InvalidDataException(Label),
        };

        public IEnumerable<string> OutputPorts => [$"{Name}:Out"];
    }
}
