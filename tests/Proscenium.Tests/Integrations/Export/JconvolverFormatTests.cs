using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class JconvolverFormatTests : IDisposable
{
    static readonly IExportFormat _format = ExportFormats.Named("jconvolver");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("laptop", true)]
    [InlineData("echo-studio", true)]
    [InlineData("echo-studio", false)]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheProgram_MakesOfThePlan_WhatDirectConvolutionMakes(string device, bool stereoOnly)
    {
        // oracle: convolution by its definition in double precision; fconvolver runs elsewhere than in the export's folder
        RecordedData.RequireProgram("fconvolver", "jconvolver");
        ConvolverExports.Prove(_format, MultiRatePlan.Of(ConvolverExports.Design(device), [44100, 48000], stereoOnly, cancel: TestContext.Current.CancellationToken), _folder["it's an export"], worstDb: -125);
    }

    [Theory]
    [InlineData(8, 16, 300, 0.0)]
    [InlineData(6, 9, 1025, 2.25)]
    [InlineData(2, 2, 20000, -12.0)]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnyMatrix_OfAnyLengthAndGain_Runs(int inputs, int drivers, int taps, double gainDb)
    {
        RecordedData.RequireProgram("fconvolver", "jconvolver");
        ConvolverExports.Prove(_format, ConvolverExports.Noise([.. ChannelNames.All.Take(inputs)], ConvolverExports.Drivers(drivers), taps, gainDb, 8000), _folder["out"], worstDb: -125);
    }

    [Fact]
    public void EveryPath_IsOneImpulse_WithTheGainInItsPlace_AndAPoint()
    {
        // oracle: README.CONFIG of jconvolver: input output gain delay offset length channel file, counted from 1
        using DecimalComma comma = new();
        MultiRatePlan multiRatePlan = ConvolverExports.Noise(["left", "right"], ["a", "b", "c"], 16, -6, 44100, 48000);
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        foreach (int rate in (int[])[44100, 48000])
        {
            string[] lines = File.ReadAllLines(_folder[$"out/jconvolver-{rate}.conf"]), impulses = [.. lines.Where(line => line.StartsWith("/impulse/read ", StringComparison.Ordinal))];
            Assert.Contains("/convolver/new 2 3 64 16 1.0", lines);
            Assert.Equal(6, impulses.Length);
            Assert.Equal(["/impulse/read", "2", "3", "0.501187233627", "0", "0", "0", "6", $"matrix-{rate}.wav"], impulses[5].Split(' '));
            Assert.Equal(Math.Pow(10, -6 / 20.0), double.Parse(impulses[0].Split(' ')[3], CultureInfo.InvariantCulture), 1e-12);
            (float[][] channels, int written) = Sounds.Read(_folder[$"out/matrix-{rate}.wav"]);
            Assert.Equal(rate, written);
            Assert.Equal(multiRatePlan.Plans[0].Filters[1, 2].ToArray(), channels[5]);
        }
    }

    [Fact]
    public void PortNames_AreDifferent_AmongInputsAndDriversTogether()
    {
        // jconvolver registers no port at all where two have one name
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["left", "right", "a b", "a/b", "Müller's \"C\""], 16, 0, 48000), _folder["out"]);
        string[] names = [.. File.ReadAllLines(_folder["out/jconvolver-48000.conf"]).Where(line => line.Contains("/name ")).Select(line => line.Split(' ', 3)[2])];
        Assert.Equal(["left", "right", "1-left", "2-right", "3-a-b", "4-a-b", "5-M-ller-s--C-"], names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void NothingIsWritten_ThatMcfxConvolverReadsOtherwise()
    {
        // oracle: mcfx_convolver's source: it acts on '/cd', '/impulse/packedmatrix' anywhere in a line, takes numbers up to the next space and the rest as the file's name
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["/cd somewhere", "/impulse/read"], 16, -80, 48000), _folder["out"]);
        string[] lines = [.. File.ReadAllLines(_folder["out/jconvolver-48000.conf"]).Where(line => !line.StartsWith('#'))];
        Assert.All(lines, line => Assert.False(line.Contains("/cd") || line.Contains("packedmatrix")));
        Assert.Equal(4, lines.Count(line => line.Contains("/impulse/read")));
        Assert.All(lines, line => Assert.DoesNotContain("E-", line));
        Assert.Contains("/impulse/read 1 1 0.0001 0 0 0 1 matrix-48000.wav", lines);
    }

    [Fact]
    public void Steps_GiveFconvolverTheSilence_ThatItNeeds()
    {
        IReadOnlyList<string> steps = ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a", "b"], 16, 0, 48000), _folder["it's"]);
        Assert.Contains($"pad 0 16384s && fconvolver '{_folder["it"]}'\\''s/jconvolver-48000.conf' padded.wav", steps[1]);
    }
}
