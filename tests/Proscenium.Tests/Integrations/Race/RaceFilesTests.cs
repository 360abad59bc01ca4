using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Integrations.Race;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Integrations.Race;

public partial class RaceFilesTests
{
    static readonly RaceSettings _camilla = new(92.5e-6, 2.3, 190, 7130), _easyEffects = new(313e-6, 2, 250, 3245);

    /// <summary>The file is run by the rules of CamillaDSP's documentation, one frequency at a time: mixers, filters, the RACE recursion, in the order of its pipeline.</summary>
    [Fact]
    public void TheCamillaDspFile_DoesWhatThePlanDoes_WithItsGain()
    {
        RaceFit fit = RaceFit.Judged(Designs.Echo, RaceFormats.Named("camilladsp"), _camilla);
        JsonObject config = Config(Written("camilladsp", Designs.Echo, fit)["camilladsp-race.yml"]);
        foreach (double frequency in (double[])[40, 150, 190, 400, 1000, 2500, 5000, 7130, 12000])
            for (int input = 0; input < 2; input++)
            {
                Complex[] output = Run(config, frequency, input);
                Assert.Equal(5, output.Length);
                for (int driver = 0; driver < 5; driver++)
                {
                    Complex wanted = Math.Pow(10, -fit.HeadroomDb / 20) * Response(fit.Plan.Filters[input, driver], frequency);
                    // a plain delay stands for the all-pass here, which lags a little at high frequencies
                    Assert.True((output[driver] - wanted).Magnitude < (frequency < 3000 ? 2e-4 : 0.01), $"{frequency} Hz, input {input}, driver {driver}: {output[driver]} instead of {wanted}");
                }
            }
    }

    [Fact]
    public void TheCamillaDspFile_IsWhatVersionFourAccepts()
    {
        string text = Written("camilladsp", Designs.Echo, RaceFit.Judged(Designs.Echo, RaceFormats.Named("camilladsp"), _camilla))["camilladsp-race.yml"];
        JsonObject config = Config(text);
        Assert.Equal(["devices", "filters", "mixers", "processors", "pipeline"], config.Select(section => section.Key));
        Assert.Equal(48000, (int)config["devices"]!["samplerate"]!);
        Assert.Equal(5, (int)config["devices"]!["playback"]!["channels"]!);
        Assert.DoesNotContain("format:", text); // its names differ between versions; a sound card needs none
        Assert.DoesNotContain('\r', text);
        foreach (JsonNode? step in config["pipeline"]!.AsArray().Where(step => (string)step!["type"]! == "Filter"))
            Assert.Equal(step!["channels"]!.AsArray().Count, step["channels"]!.AsArray().Select(channel => (int)channel!).Distinct().Count());
        foreach ((_, JsonNode? mixer) in config["mixers"]!.AsObject())
        {
            Assert.Equal(mixer!["mapping"]!.AsArray().Count, mixer["mapping"]!.AsArray().Select(map => (int)map!["dest"]!).Distinct().Count());
            foreach (JsonNode? map in mixer["mapping"]!.AsArray())
                Assert.Equal(map!["sources"]!.AsArray().Count, map["sources"]!.AsArray().Select(source => (int)source!["channel"]!).Distinct().Count());
        }
        JsonNode race = config["processors"]!["race"]!["parameters"]!;
        Assert.Equal((6, 2, 3, 2.3, 92.5, "us", true), ((int)race["channels"]!, (int)race["channel_a"]!, (int)race["channel_b"]!, (double)race["attenuation"]!, (double)race["delay"]!, (string)race["delay_unit"]!, (bool)race["subsample_delay"]!));
    }

    [Fact]
    public void TheEasyEffectsPreset_HasTheKeysAndRanges_OfThePlugin()
    {
        RaceFit fit = RaceFit.Judged(Designs.Canceller, RaceFormats.Named("easyeffects"), _easyEffects);
        JsonNode output = JsonNode.Parse(Written("easyeffects", Designs.Canceller, fit)["proscenium-race.json"])!["output"]!, canceller = output["crosstalk_canceller#0"]!;
        Assert.Equal(["crosstalk_canceller#0"], output["plugins_order"]!.AsArray().Select(plugin => (string)plugin!));
        Assert.Empty(output["blocklist"]!.AsArray());
        Assert.Equal(["bypass", "decay-db", "delay-us", "input-gain", "output-gain", "phantom-center-only"], canceller.AsObject().Select(key => key.Key).Order(StringComparer.Ordinal));
        Assert.Equal((313, -2, 0, false, false), ((double)canceller["delay-us"]!, (double)canceller["decay-db"]!, (double)canceller["output-gain"]!, (bool)canceller["bypass"]!, (bool)canceller["phantom-center-only"]!));
        Assert.Equal(-fit.HeadroomDb, (double)canceller["input-gain"]!, 0.005);
    }

    [Fact]
    public void NumbersHaveAPoint_WhateverTheCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("") { NumberFormat = { NumberDecimalSeparator = "," } };
            foreach ((string program, RaceSettings settings) in new[] { ("camilladsp", _camilla), ("easyeffects", _easyEffects) })
                foreach (string text in Written(program, Designs.Canceller, RaceFit.Judged(Designs.Canceller, RaceFormats.Named(program), settings)).Values)
                    Assert.DoesNotMatch(@"\d,\d", text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void DriverNamesOfAnyKind_StayInTheirComment()
    {
        Device odd = Designs.EchoStudio with { Drivers = [.. Designs.EchoStudio.Drivers.Select(driver => driver with { Name = driver.Name + " \"ü\"\nplayback: {" })] };
        SpatialDesign design = Designs.Canceller with { Request = Designs.Canceller.Request with { Device = odd } };
        string text = Written("camilladsp", design, RaceFit.Judged(design, RaceFormats.Named("camilladsp"), _camilla))["camilladsp-race.yml"];
        Assert.All(text.Split('\n').Where(line => line.Contains('ü')), line => Assert.StartsWith("#", line));
        Assert.DoesNotContain("\nplayback", text);
    }

    [Fact]
    public void AnExport_WritesFiles_ChecksNames_AndKeepsTheGainItIsGiven()
    {
        using TemporaryFolder folder = new();
        RaceExport export = RaceExport.Write(Designs.Canceller, RaceFormats.Named("easyeffects"), folder["out"], gainDb: -3);
        Assert.Equal(3, export.Steps.Count);
        Assert.Contains(folder["out"], export.Steps[0]);
        Assert.Equal(-3, (double)JsonNode.Parse(File.ReadAllText(Path.Combine(folder["out"], "proscenium-race.json")))!["output"]!["crosstalk_canceller#0"]!["input-gain"]!);
        Assert.Contains("camilladsp, easyeffects", Assert.Throws<SettingException>(() => RaceFormats.Named("pipewire")).Message);
        Assert.Contains("-40", Assert.Throws<SettingException>(() => RaceExport.Write(Designs.Canceller, RaceFormats.Named("easyeffects"), folder["other"], gainDb: -40)).Message);
        Assert.Equal(["out"], folder.Names);
    }

    static Dictionary<string, string> Written(string program, SpatialDesign design, RaceFit fit)
    {
        using TemporaryFolder temporary = new();
        using AtomicFolder folder = new(temporary["race"]);
        RaceFormats.Named(program).Write(fit, design, folder);
        folder.Complete();
        return Directory.EnumerateFiles(temporary["race"]).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
    }

    static Complex[] Run(JsonObject config, double frequency, int input)
    {
        int rate = (int)config["devices"]!["samplerate"]!;
        Complex[] channels = [input == 0 ? 1 : 0, input == 1 ? 1 : 0];
        foreach (JsonNode? step in config["pipeline"]!.AsArray())
        {
            if ((string)step!["type"]! == "Filter")
                foreach (JsonNode? channel in step["channels"]!.AsArray())
                    foreach (JsonNode? name in step["names"]!.AsArray()) channels[(int)channel!] *= Filter(config["filters"]![(string)name!]!, frequency, rate);
            else if ((string)step["type"]! == "Mixer") channels = Mixed(config["mixers"]![(string)step["name"]!]!, channels);
            else Recurse(config["processors"]![(string)step["name"]!]!["parameters"]!, frequency, channels);
        }
        return channels;
    }

    static Complex[] Mixed(JsonNode mixer, Complex[] channels)
    {
        Assert.Equal((int)mixer["channels"]!["in"]!, channels.Length);
        Complex[] mixed = new Complex[(int)mixer["channels"]!["out"]!];
        foreach (JsonNode? map in mixer["mapping"]!.AsArray())
            foreach (JsonNode? source in map!["sources"]!.AsArray()) mixed[(int)map["dest"]!] += Math.Pow(10, (double)source!["gain"]! / 20) * channels[(int)source["channel"]!];
        return mixed;
    }

    /// <summary>y_a = x_a - c y_b and y_b = x_b - c y_a, solved.</summary>
    static void Recurse(JsonNode race, double frequency, Complex[] channels)
    {
        Assert.Equal((int)race["channels"]!, channels.Length);
        (int a, int b) = ((int)race["channel_a"]!, (int)race["channel_b"]!);
        Complex c = Complex.FromPolarCoordinates(Math.Pow(10, -(double)race["attenuation"]! / 20), -2 * Math.PI * frequency * (double)race["delay"]! / 1e6);
        (channels[a], channels[b]) = ((channels[a] - c * channels[b]) / (1 - c * c), (channels[b] - c * channels[a]) / (1 - c * c));
    }

    static Complex Filter(JsonNode filter, double frequency, int rate)
    {
        JsonNode parameters = filter["parameters"]!;
        if ((string)filter["type"]! == "Gain") return Math.Pow(10, (double)parameters["gain"]! / 20);
        double corner = (double)parameters["freq"]!;
        Complex s = new(0, Math.Tan(Math.PI * frequency / rate) / Math.Tan(Math.PI * corner / rate));
        Complex butterworth = s * s + Math.Sqrt(2) * s + 1;
        return (string)parameters["type"]! switch
        {
            "LinkwitzRileyLowpass" => 1 / (butterworth * butterworth),
            "LinkwitzRileyHighpass" => s * s * s * s / (butterworth * butterworth),
            "Allpass" => (s * s - s / (double)parameters["q"]! + 1) / (s * s + s / (double)parameters["q"]! + 1),
            var other => throw new NotSupportedException(other),
        };
    }

    static Complex Response(ReadOnlySpan<float> taps, double frequency)
    {
        Complex sum = 0;
        for (int n = 0; n < taps.Length; n++) sum += taps[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * n / 48000);
        return sum;
    }

    /// <summary>The YAML that is written: block mappings and lists by indentation, flow mappings on their lines.</summary>
    static JsonObject Config(string text)
    {
        Queue<(int Indent, string Line)> lines = new(text.Split('\n').Select(line => line.Split(" #")[0].TrimEnd()).Where(line => line.Length > 0 && line[0] != '#').Select(line => (line.Length - line.TrimStart().Length, line.Trim())));
        return (JsonObject)Block(lines);
    }

    static JsonNode Block(Queue<(int Indent, string Line)> lines)
    {
        int indent = lines.Peek().Indent;
        JsonObject map = [];
        JsonArray list = [];
        while (lines.Count > 0 && lines.Peek().Indent == indent)
        {
            string line = lines.Dequeue().Line;
            if (line.StartsWith("- ", StringComparison.Ordinal)) list.Add(Flow(line[2..]));
            else if (line.EndsWith(':')) map.Add(line[..^1], Block(lines));
            else map.Add(line.Split(": ", 2)[0], Flow(line.Split(": ", 2)[1]));
        }
        return list.Count > 0 ? list : map;
    }

    static JsonNode Flow(string text) => JsonNode.Parse(Words().Replace(text, word => word.Value is "true" or "false" || word.Value[0] == '"' ? word.Value : $"\"{word.Value}\""))!;

    [GeneratedRegex("\"[^\"]*\"|[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Words();
}
