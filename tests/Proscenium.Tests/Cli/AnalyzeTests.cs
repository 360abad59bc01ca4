using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public partial class AnalyzeTests
{
    static readonly Lazy<(string Text, JsonNode Json, string Page)> _laptop = new(() => Analyze("--device", "laptop", "--monte-carlo", "6"));

    [Fact]
    public void EveryKey_IsDescribed_InTheManual()
    {
        string manual = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "analyze.md"));
        string[] drivers = ["left", "right"];
        Assert.All(Keys(_laptop.Value.Json).Distinct().Where(key => !drivers.Contains(key) && !int.TryParse(key, out _)), key => Assert.Contains($"`{key}`", manual));
    }

    [Fact]
    public void Curves_HaveOneValueForEveryFrequency()
    {
        JsonNode json = _laptop.Value.Json, curves = json["curves"]!;
        int count = curves["hertz"]!.AsArray().Count;
        foreach (string name in (string[])["askedDb", "plannedDb", "achievedDb", "heardDb", "heardOfPlanDb", "untreatedDb"])
            Assert.All(curves[name]!.AsObject(), curve => Assert.Equal(count, curve.Value!.AsArray().Count));
        Assert.Equal(9, json["poses"]!.AsArray().Count);
        Assert.All(json["poses"]!.AsArray(), pose => Assert.Equal(count, pose!["curvesDb"]!["left"]!.AsArray().Count));
        JsonNode beam = json["beam"]!;
        Assert.Equal(beam["azimuthDegrees"]!.AsArray().Count, beam["plan"]!["relativeDb"]!.AsArray().Count);
        Assert.All(beam["plan"]!["relativeDb"]!.AsArray(), row => Assert.Equal(beam["hertz"]!.AsArray().Count, row!.AsArray().Count));
        Assert.Equal(6, json["tolerance"]!["cancellationDb"]!["seatByDraw"]!.AsArray().Count);
    }

    [Fact]
    public void Spinoramas_AreInTheText_TheJson_AndThePage()
    {
        (string text, JsonNode json, string page) = _laptop.Value;
        JsonNode spinorama = json["spinorama"]!;
        int count = spinorama["hertz"]!.AsArray().Count;
        foreach ((string key, string name) in new[] { ("left", "left"), ("centre", "centre"), ("mono", "mono"), ("decorrelatedStereo", "decorrelated stereo") })
        {
            JsonObject one = spinorama[key]!.AsObject();
            Assert.All(one.Where(figure => figure.Value is JsonArray), curve => Assert.Equal(count, curve.Value!.AsArray().Count));
            string row = Assert.Single(text.Split('\n'), line => Regex.IsMatch(line, $@"^  {name}( +[-+]?\d+\.\d){{6}}\s*$"));
            string[] rounded = [.. new[] { -0.0005, 0.0005 }.Select(error => $"{(double)one["inRoomDeviationDb"]! + error:0.0}")]; // the JSON has three decimals
            Assert.Contains(rounded, row.Contains);
            Assert.Contains(rounded, deviation => page.Contains($"{deviation} dB rms ({name}, slope "));
        }
        Assert.Equal(0, Enumerable.Range(0, count).Where(i => (double)spinorama["hertz"]![i]! is >= 300 and <= 3000).Average(i => (double)spinorama["mono"]!["listeningWindowDb"]![i]!), 0.05);
    }

    [Fact]
    public void TheTable_HoldsThePlan_AgainstEverythingElse()
    {
        (string text, JsonNode json, _) = _laptop.Value;
        foreach (string row in (string[])["untreated", "this plan", "its canceller alone", "one driver a side", "RACE", "Kirkeby", "exact inversion", "stereowiden", "extrastereo", "real loudspeakers"])
            Assert.Contains(text.Split('\n'), line => line.Trim().StartsWith(row, StringComparison.Ordinal));
        Assert.Equal(["untreated", "one driver a side", "RACE", "Kirkeby", "exact inversion", "stereowiden", "extrastereo"], json["baselines"]!.AsArray().Select(row => (string?)row!["name"]));
        Assert.Equal((double)json["separationDb"]!["untreated"]!, (double)json["baselines"]![0]!["separationDb"]!["seat"]!);
    }

    [Fact]
    public void Tone_IsComparedWithRealLoudspeakers_AndUntreatedIsTheDeviceWithoutSpatialProcessing()
    {
        (string text, JsonNode json, string page) = _laptop.Value;
        double Rms(JsonNode row, string tone) => (double)row[tone]!["deviation"]!;
        JsonNode untreated = json["baselines"]![0]!;
        Assert.Equal(Rms(json["baselines"]![1]!, "ipsilateralColorationDb"), Rms(untreated, "ipsilateralColorationDb"), 0.1); // a side has one driver, and that is flat
        Assert.True(Rms(json, "centreColorationDb") < Rms(untreated, "phantomCentreColorationDb") - 2); // two drivers meet out of phase at the ears
        Assert.Equal(3, (int)json["version"]!);
        Assert.Equal("left and right on the drivers of their side, flat at the seat, without spatial processing", (string?)untreated["description"]);
        Assert.Contains("relative to a real loudspeaker at 30 degrees", text);
        Assert.Contains("relative to a real loudspeaker in front", text);
        Assert.Contains("deviates from that of a real loudspeaker at 30 degrees by", page);
        foreach (string told in (string[])[text, page]) Assert.DoesNotContain("outer drivers", told);
    }

    [Fact]
    public void Separation_IsToldTo4500Hz_Too()
    {
        (string text, JsonNode json, string page) = _laptop.Value;
        JsonNode canceller = json["canceller"]!["separationDb"]!;
        (double seat, double five) = ((double)canceller["seatTo4500Hz"]!, (double)canceller["fiveCentimetresTo4500Hz"]!);
        Assert.True(five < seat - 5);
        Assert.NotEqual((double)canceller["fiveCentimetres"]!, five);
        Assert.Contains($"(from 300 Hz to 4.5 kHz: {seat:0.0} and {five:0.0} dB)", page);
        Assert.Contains($"300 Hz to 4.5 kHz                  {(double)json["separationDb"]!["seatTo4500Hz"]!:0.0} dB at the seat, {(double)json["separationDb"]!["fiveCentimetresTo4500Hz"]!:0.0} dB with the head 5 cm to the side", text);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ThePage_IsWellFormed_NeedsNothingElse_AndSaysWhatWasMeasured()
    {
        (_, JsonNode json, string html) = _laptop.Value;
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("http", html);
        XElement page = XDocument.Parse(VoidTag().Replace(html.Replace("<!DOCTYPE html>", ""), "<$1$2/>")).Root!;
        Assert.Contains("laptop", page.Element("head")!.Element("title")!.Value);
        Assert.Single(page.Descendants("h1"));
        XElement[] pictures = [.. page.Descendants("img")];
        Assert.True(pictures.Length >= 10, $"{pictures.Length} pictures");
        Assert.All(pictures, picture => Assert.True(picture.Attribute("alt")!.Value.Length > 20));
        Assert.All(pictures.Select(picture => picture.Attribute("src")!.Value).Concat(page.Descendants("source").Select(source => source.Attribute("srcset")!.Value)), AssertDrawing);
        Assert.Contains($"{(double)json["image"]!["levelErrorDb"]!:0.0} dB instead of {(double)json["untreatedImage"]!["levelErrorDb"]!:0.0} dB", page.Value);
        Assert.Contains("proscenium analyze --device laptop", page.Value);
        Assert.True(html.Length < 3_000_000, $"{html.Length} bytes");
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void APlan_IsJudged_AsTheDesignThatMadeIt_AndACancellerHasNoBeam()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "phone", "--angle", "none", "--robust");
        JsonNode stored = JsonNode.Parse(Command.Succeed("analyze", "--plan", folder["plan"], "--json", "-", "--monte-carlo", "0"))!;
        JsonNode designed = JsonNode.Parse(Command.Succeed("analyze", "--device", "phone", "--angle", "none", "--robust", "--json", "-", "--monte-carlo", "0"))!;
        Assert.Equal((double)designed["separationDb"]!["seat"]!, (double)stored["separationDb"]!["seat"]!, 0.01);
        Assert.Null(stored["beam"]);
        Assert.Null(stored["canceller"]);
        Assert.Null(stored["tolerance"]);
        Command.Succeed("analyze", "-q", "--plan", folder["plan"], "--report", folder["page.html"], "--monte-carlo", "2");
        Assert.Contains("head movements", File.ReadAllText(folder["page.html"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void WrongUse_GetsOneSentence_AndLeavesNothingBehind()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("0.5,3", Command.Fail(2, "analyze", "--monte-carlo", "2", "--monte-carlo-tolerance", "1"));
        Assert.Contains("0 to 20 dB", Command.Fail(2, "analyze", "--monte-carlo", "2", "--monte-carlo-tolerance", "30,3"));
        Assert.Contains("0 to 1000", Command.Fail(2, "analyze", "--monte-carlo", "-1"));
        Assert.Contains("standard output", Command.Fail(2, "analyze", "--json", "-", "--report", "-"));
        Assert.Contains("its folder does not exist", Command.Fail(1, "analyze", "--device", "laptop", "--angle", "none", "--monte-carlo", "0", "--report", folder["none/page.html"]));
        Assert.Empty(folder.Names);
    }

    static void AssertDrawing(string address)
    {
        const string start = "data:image/svg+xml;base64,";
        Assert.StartsWith(start, address);
        Assert.Equal("svg", XDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(address[start.Length..]))).Root!.Name.LocalName);
    }

    static (string Text, JsonNode Json, string Page) Analyze(params string[] options)
    {
        using TemporaryFolder folder = new();
        string text = Command.Succeed(["analyze", .. options, "--json", folder["figures.json"], "--report", folder["page.html"]]);
        return (text, JsonNode.Parse(File.ReadAllText(folder["figures.json"]))!, File.ReadAllText(folder["page.html"]));
    }

    static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Keys(member.Value).Prepend(member.Key)),
        JsonArray list => list.SelectMany(Keys),
        _ => [],
    };

    static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("<(meta|img|source)([^>]*)>")]
    private static partial Regex VoidTag();
}
