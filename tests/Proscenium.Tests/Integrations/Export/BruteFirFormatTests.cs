using System.Runtime.InteropServices;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Tests.Integrations.Export;

public sealed class BruteFirFormatTests : IDisposable
{
    static readonly IExportFormat _format = ExportFormats.Named("brutefir");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("laptop", true)]
    [InlineData("echo-studio", true)]
    [InlineData("echo-studio", false)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheProgram_MakesOfThePlan_WhatDirectConvolutionMakes(string device, bool stereoOnly)
    {
        // oracle: convolution by its definition in double precision
        RecordedData.RequireProgram("brutefir");
        ConvolverExports.Prove(_format, MultiRatePlan.Of(ConvolverExports.Design(device), [44100, 48000], stereoOnly, cancel: TestContext.Current.CancellationToken), _folder["it's an export"], worstDb: -140);
    }

    [Theory]
    [InlineData(8, 16, 300, 0.0)]
    [InlineData(2, 9, 1024, -3.5)]
    [InlineData(6, 2, 1025, 2.25)]
    [InlineData(2, 2, 5000, -12.0)]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnyMatrix_OfAnyLengthAndGain_Runs(int inputs, int drivers, int taps, double gainDb)
    {
        RecordedData.RequireProgram("brutefir");
        ConvolverExports.Prove(_format, ConvolverExports.Noise([.. ChannelNames.All.Take(inputs)], ConvolverExports.Drivers(drivers), taps, gainDb, 8000), _folder["out"], worstDb: -140);
    }

    [Fact]
    public void WhatRunsLive_IsWhatIsProven_ButForTheDevices()
    {
        ConvolverExports.Write(_format, MultiRatePlan.Of(Designs.Canceller, [48000], stereoOnly: true, cancel: TestContext.Current.CancellationToken), _folder["out"]);
        string[] live = File.ReadAllLines(_folder["out/brutefir-48000.conf"]), file = File.ReadAllLines(_folder["out/brutefir-file-48000.conf"]);
        Assert.Equal(live.Length, file.Length);
        (string Live, string File)[] differing = [.. live.Zip(file).Where(pair => pair.First != pair.Second)];
        Assert.Equal(2, differing.Length);
        Assert.All(differing, pair => Assert.StartsWith("    device: \"jack\" {", pair.Live));
        Assert.Equal(["    device: \"file\" { path: \"/dev/stdin\"; };", "    device: \"file\" { path: \"/dev/stdout\"; };"], differing.Select(pair => pair.File));
        Assert.Equal("""    device: "jack" { clientname: "proscenium"; ports: ""/"left", ""/"right"; };""", differing[0].Live);
    }

    [Fact]
    public void Taps_AreInTheFile_ToTheBit_EachPathFromAWholePartitionOn()
    {
        MultiRatePlan multiRatePlan = ConvolverExports.Noise(["left", "right"], ["a", "b", "c"], 1100, 0, 48000, 96000);
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            ReadOnlySpan<float> taps = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder[$"out/taps-{plan.SampleRate}.f32"]));
            Assert.Equal(6 * 2048, taps.Length);
            foreach (FilterPath path in multiRatePlan.Paths)
            {
                Assert.Equal(plan.Filters[path.Input, path.Driver].ToArray(), taps.Slice(path.Channel * 2048, 1100).ToArray());
                Assert.False(taps.Slice(path.Channel * 2048 + 1100, 948).ContainsAnyExcept(0f));
            }
            string configuration = File.ReadAllText(_folder[$"out/brutefir-{plan.SampleRate}.conf"]);
            Assert.Contains($"sampling_rate: {plan.SampleRate};\nfilter_length: 1024,2;", configuration);
            Assert.Equal([0, 8192, 16384, 24576, 32768, 40960], configuration.Split('\n').Where(line => line.Contains("skip:")).Select(line => int.Parse(line.Split(' ', ';')[5])));
        }
    }

    [Fact]
    public void NamesThatBruteFirCannotRead_AreReplaced_AndStayDifferent()
    {
        MultiRatePlan multiRatePlan = ConvolverExports.Noise(["left", "right"], ["left", "a \"b\"; c", "a {b}; c", "Höhe", new string('x', 400)], 16, 0, 48000);
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        string[] lines = File.ReadAllLines(_folder["out/brutefir-file-48000.conf"]);
        Assert.Contains("output \"1-left\", \"2-a--b---c\", \"3-a--b---c\", \"4-H-he\", \"5-" + new string('x', 32) + "\" {", lines);
        Assert.All(lines, line => Assert.True(line.All(char.IsAscii)));
        if (Proscenium.Integrations.Verification.ExportVerification.Programs.Any(program => program.Format == "brutefir" && program.Obstacle is null)) ConvolverExports.Prove(_format, multiRatePlan, _folder["run"], worstDb: -140);
    }

    [Fact]
    public void TheGain_IsTheAttenuationOfEveryCoefficientSet_WithAPoint()
    {
        using DecimalComma comma = new();
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a", "b"], 16, -21.6371823, 48000), _folder["out"]);
        Assert.Equal(4, File.ReadAllLines(_folder["out/brutefir-48000.conf"]).Count(line => line == "    attenuation: 21.6371823;"));
    }

    [Fact]
    public void Steps_GoToTheFolder_WhateverItsNameIs()
    {
        IReadOnlyList<string> steps = ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a", "b"], 16, 0, 48000), _folder["it's an export"]);
        Assert.All(steps, step => Assert.Contains($"(cd '{_folder["it"]}'\\''s an export' && brutefir -nodefault ", step));
        Assert.Contains("apad=pad_len=15 ", steps[1]);
    }
}
