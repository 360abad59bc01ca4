using System.Globalization;
using System.IO.Compression;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class ConvolverFormatTests : IDisposable
{
    static readonly IExportFormat _format = ExportFormats.Named("convolver");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Families => SimulatedPlans.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public void ProgramOfTheDocumentation_Plays_WhatDirectConvolutionMakes_FromTheZipAsWell(string name)
    {
        MultiRatePlan multiRatePlan = SimulatedPlans.Of(name);
        Assert.Null(_format.Refusal(multiRatePlan));
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        ZipFile.ExtractToDirectory(Assert.Single(Directory.GetFiles(_folder["out"], "*.zip")), _folder["zip"]);
        Assert.Equal((1 + multiRatePlan.Inputs.Count) * multiRatePlan.Plans.Count, Directory.GetFiles(_folder["zip"]).Length);
        double[][] sound = SimulatedSound.Of(multiRatePlan.Inputs.Count);
        string[] order = ["left", "right", "centre", "lfe", "leftBack", "rightBack", "leftSurround", "rightSurround"]; // of WAV files
        double[][] arriving = [.. order.Select(input => multiRatePlan.Inputs.ToList().IndexOf(input)).Where(input => input >= 0).Select(input => sound[input])];
        foreach (RenderPlan plan in multiRatePlan.Plans)
            foreach (string place in (string[])["out", "zip"])
                SimulatedSound.AssertPlayed(multiRatePlan, plan, sound, Play(_folder[$"{place}/proscenium-{plan.SampleRate}.cfg"], plan.SampleRate, arriving));
    }

    [Fact]
    public void TheSamePlan_MakesTheSameZip()
    {
        foreach (string place in (string[])["one", "two"]) ConvolverExports.Write(_format, SimulatedPlans.Of("2x2"), _folder[place]);
        Assert.Equal(File.ReadAllBytes(Directory.GetFiles(_folder["one"], "*.zip")[0]), File.ReadAllBytes(Directory.GetFiles(_folder["two"], "*.zip")[0]));
    }

    [Theory]
    [InlineData(0, ".0")]
    [InlineData(-1e-12, ".0")]
    [InlineData(-6.0205999132796239, ".5")]
    [InlineData(-60, ".001")]
    public void TheGain_IsTheWeight_AndNoneIsFullLevel(double gainDb, string weight)
    {
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a"], 8, gainDb, 48000), _folder["out"]);
        string[] lines = File.ReadAllLines(_folder["out/proscenium-48000.cfg"]);
        Assert.Equal(["48000 2 1 0", "0 0", "0", "left-48000.wav", "0", $"0{weight}", "0.0", "right-48000.wav", "0", $"1{weight}", "0.0"], lines);
    }

    [Fact]
    public void WeightsThatAreReadInSinglePrecision_AreOffByLessThanAThousandthOfADecibel()
    {
        ConvolverExports.Write(_format, ConvolverExports.Noise(ChannelNames.All, ["a"], 8, -40.1, 48000), _folder["out"]);
        float[] inputs = [.. File.ReadAllLines(_folder["out/proscenium-48000.cfg"])[3..].Chunk(4).Select(entry => float.Parse(entry[2], CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(0, 8), inputs.Select(input => (int)input).Order());
        Assert.All(inputs, input => Assert.Equal(-40.1, 20 * Math.Log10(input - MathF.Floor(input)), 1e-3));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-100.1)]
    public void AGainThatIsNoWeight_IsRefused(double gainDb) => Assert.Contains("from -100 to 0 dB", _format.Refusal(ConvolverExports.Noise(["left", "right"], ["a"], 8, gainDb, 48000))?.ToString());

    /// <summary>Convolver as its page on config files says: the decimals of a channel are its factor, none of them a factor of 1.</summary>
    static double[][] Play(string path, int rate, double[][] sound)
    {
        string[] lines = File.ReadAllText(path).Split('\n');
        Assert.Equal("", lines[^1]);
        int[] head = [.. lines[0].Split(' ').Select(int.Parse)];
        Assert.Equal([rate, sound.Length, head[2], 0], head);
        Assert.All(lines[1].Split(' ').Concat(lines[2].Split(' ')), delay => Assert.Equal("0", delay));
        Assert.Equal((head[1], head[2]), (lines[1].Split(' ').Length, lines[2].Split(' ').Length));
        List<double[]>[] drivers = [.. Enumerable.Range(0, head[2]).Select(_ => new List<double[]>())];
        foreach (string[] entry in lines[3..^1].Chunk(4))
        {
            Assert.Equal(Path.GetFileName(entry[0]), entry[0]);
            (float[][] taps, int rateOfFile) = Sounds.Read(Path.Combine(Path.GetDirectoryName(path)!, entry[0]));
            Assert.Equal(rate, rateOfFile);
            ((int input, double before), (int driver, double after)) = (Mapping(entry[2]), Mapping(entry[3]));
            drivers[driver].Add(SimulatedSound.Scaled(SimulatedSound.Convolve(sound[input], taps[int.Parse(entry[1])]), before * after));
        }
        return [.. drivers.Select(SimulatedSound.Sum)];
    }

    static (int Channel, double Factor) Mapping(string text)
    {
        double number = double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), channel = Math.Floor(number);
        return ((int)channel, number == channel ? 1 : number - channel);
    }
}
