using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>
/// CamillaDSP as its README says it works: reads a configuration with keys of versions 3 and 4 alone, checks it by the rules of version 4, and plays it.
/// </summary>
sealed class CamillaDsp
{
    readonly YamlMappingNode _root;
    readonly string _folder;
    readonly int _rate, _channels;

    /// <summary>Reads as <c>camilladsp -r RATE FILE</c> does.</summary>
    public CamillaDsp(string path, int rate)
    {
        (_folder, _rate) = (Path.GetDirectoryName(path)!, rate);
        YamlStream stream = [];
        stream.Load(new StringReader(File.ReadAllText(path)));
        _root = Map(Assert.Single(stream.Documents).RootNode, "devices", "filters", "mixers", "pipeline", "title?", "description?");
        YamlMappingNode devices = Map(_root["devices"], "samplerate", "chunksize", "capture", "playback");
        Assert.True(Whole(devices["samplerate"]) > 0 && int.IsPow2(Whole(devices["chunksize"])));
        YamlMappingNode capture = Map(devices["capture"], "type", "channels", "device", "labels?"), playback = Map(devices["playback"], "type", "channels", "device");
        Assert.Equal(("Alsa", "Alsa"), (Text(capture["type"]), Text(playback["type"])));
        (_channels, Drivers) = (Whole(capture["channels"]), Whole(playback["channels"]));
        Labels = [.. List(capture["labels"]).Select(Text)];
        Assert.Equal(_channels, Labels.Length);
        DriverLabels = [.. List(Map(Map(_root["mixers"], "*")["to_drivers"], "channels", "mapping", "labels")["labels"]).Select(Text)];
    }

    /// <summary>Channels of the playback device.</summary>
    public int Drivers { get; }

    /// <summary>Names of the captured channels.</summary>
    public string[] Labels { get; }

    /// <summary>Names of the channels that go to it.</summary>
    public string[] DriverLabels { get; }

    /// <summary>What comes out at the playback device.</summary>
    public double[][] Play(double[][] sound)
    {
        Assert.Equal(_channels, sound.Length);
        double[][] channels = sound;
        foreach (YamlNode node in List(_root["pipeline"]))
        {
            channels = Text(((YamlMappingNode)node)["type"]) == "Mixer"
                ? Mix(Map(_root["mixers"], "*")[Text(Map(node, "type", "name", "description?")["name"])], channels)
                : Filter(Map(node, "type", "channels", "names", "description?"), channels);
        }
        Assert.Equal(Drivers, channels.Length);
        return channels;
    }

    double[][] Filter(YamlMappingNode step, double[][] channels)
    {
        Assert.Equal("Filter", Text(step["type"]));
        int[] chosen = [.. List(step["channels"]).Select(Whole)];
        Assert.Equal(chosen.Distinct(), chosen); // "Use of duplicate channel"
        double[][] filtered = [.. channels];
        foreach (string name in List(step["names"]).Select(Text))
            foreach (int channel in chosen) filtered[channel] = Filter(Map(Map(_root["filters"], "*")[name], "type", "parameters", "description?"), filtered[channel]);
        return filtered;
    }

    double[] Filter(YamlMappingNode filter, double[] signal)
    {
        if (Text(filter["type"]) == "Gain")
        {
            double decibels = Number(Map(filter["parameters"], "gain", "inverted?", "mute?", "scale?")["gain"]);
            Assert.InRange(decibels, -150, 150);
            return SimulatedSound.Scaled(signal, Math.Pow(10, decibels / 20));
        }
        Assert.Equal("Conv", Text(filter["type"]));
        YamlMappingNode parameters = Map(filter["parameters"], "type", "filename", "channel");
        Assert.Equal("Wav", Text(parameters["type"]));
        (float[][] taps, int rate) = Sounds.Read(Path.Combine(_folder, Text(parameters["filename"]).Replace("$samplerate$", $"{_rate}")));
        Assert.Equal(_rate, rate); // the program does not look, and would play filters of another rate
        return SimulatedSound.Convolve(signal, taps[Whole(parameters["channel"])]);
    }

    static double[][] Mix(YamlNode node, double[][] channels)
    {
        YamlMappingNode mixer = Map(node, "channels", "mapping", "description?", "labels?"), sizes = Map(mixer["channels"], "in", "out");
        Assert.Equal(channels.Length, Whole(sizes["in"]));
        double[][] mixed = [.. Enumerable.Range(0, Whole(sizes["out"])).Select(_ => new double[1])];
        HashSet<int> seen = [];
        foreach (YamlMappingNode mapping in List(mixer["mapping"]).Select(entry => Map(entry, "dest", "sources", "mute?")))
        {
            Assert.True(seen.Add(Whole(mapping["dest"])));
            int[] sources = [.. List(mapping["sources"]).Select(source => Whole(Map(source, "channel", "gain?", "inverted?", "scale?")["channel"]))];
            Assert.Equal(sources.Distinct(), sources);
            mixed[Whole(mapping["dest"])] = SimulatedSound.Sum([.. sources.Select(source => channels[source])]);
        }
        return mixed;
    }

    /// <summary>A mapping with these keys and no other; those with a question mark may be missing, a star stands for any.</summary>
    static YamlMappingNode Map(YamlNode node, params string[] keys)
    {
        YamlMappingNode map = Assert.IsType<YamlMappingNode>(node);
        if (keys is ["*"]) return map;
        Assert.Empty(map.Children.Keys.Select(Text).Except(keys.Select(key => key.TrimEnd('?'))));
        Assert.Empty(keys.Where(key => key[^1] != '?').Except(map.Children.Keys.Select(Text)));
        return map;
    }

    static IEnumerable<YamlNode> List(YamlNode node) => Assert.IsType<YamlSequenceNode>(node).Children;

    static string Text(YamlNode node) => Assert.IsType<YamlScalarNode>(node).Value!;

    static double Number(YamlNode node)
    {
        YamlScalarNode scalar = Assert.IsType<YamlScalarNode>(node);
        Assert.Equal(YamlDotNet.Core.ScalarStyle.Plain, scalar.Style);
        return double.Parse(scalar.Value!, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    static int Whole(YamlNode node)
    {
        double number = Number(node);
        Assert.Equal(number, Math.Floor(number));
        return (int)number;
    }
}
