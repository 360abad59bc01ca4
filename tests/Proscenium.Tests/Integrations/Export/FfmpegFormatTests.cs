using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Integrations.Export;

public sealed partial class FfmpegFormatTests : IDisposable
{
    const int Rate = 8000;

    static readonly IExportFormat _format = ExportFormats.Named("ffmpeg");

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
        // oracle: convolution by its definition in double precision
        RequireFfmpeg();
        ConvolverExports.Prove(_format, MultiRatePlan.Of(ConvolverExports.Design(device), [44100, 48000], stereoOnly, cancel: TestContext.Current.CancellationToken), _folder["it's an export"], worstDb: -125);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("5.1", 16, 300, 0.0)]
    [InlineData("7.1", 12, 1027, -12.0)]
    [InlineData("7.0", 3, 8193, 6.5)]
    [InlineData("quad", 18, 20, -3.0)]
    [InlineData("4.0", 9, 16390, 0.0)]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnyMatrix_OfAnyLengthAndGain_Runs(string layout, int drivers, int taps, double gainDb)
    {
        RequireFfmpeg();
        ConvolverExports.Prove(_format, ConvolverExports.Noise(ChannelLayout.Named(layout).Channels, ConvolverExports.Drivers(drivers), taps, gainDb, Rate), _folder["out"], worstDb: -125);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void LoudMusic_IsTurnedDown_AsAWhole_BelowTheCeiling()
    {
        // oracle: direct convolution, times one factor
        RequireFfmpeg();
        MultiRatePlan multiRatePlan = Small() with { GainDb = 12 };
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        float[][] song = [Signals.Noise(6000, 1), new float[6000]];
        for (int n = 2000; n < 4000; n++) song[0][n] *= 4;
        Sounds.Write(_folder["song.wav"], Rate, song);
        Assert.Contains("the whole file is turned down by ", ProgramProcess.Run(_folder["."], 60, "sh", ["-c", "sh out/render.sh song.wav feeds.wav 2>&1"], TestContext.Current.CancellationToken));
        float[][] feeds = SoundReader.ReadWhole(_folder["feeds.wav"]).Channels;
        double[][] truth = DirectConvolution.Run(song, multiRatePlan.Plans[0].Filters, multiRatePlan.Gain);
        double gain = Math.Pow(10, -1 / 20.0) / truth.Max(driver => driver.Max(Math.Abs));
        Assert.True(gain < 0.5);
        for (int driver = 0; driver < truth.Length; driver++)
            for (int n = 0; n < feeds[0].Length; n++) Assert.Equal(gain * truth[driver][n], feeds[driver][n], 1e-4);
        Assert.Equal(["feeds.wav", "out", "song.wav"], _folder.Names);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    public void WhereAfirHasAnotherGain_AndItsNewOptions_TheLevelIsRight_AllTheSame()
    {
        // oracle: direct convolution; an ffmpeg that has 'irnorm' and half the gain is made of the one that is here
        RequireFfmpeg();
        MultiRatePlan multiRatePlan = Small();
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        using (AtomicFolder bin = new(_folder["bin"]))
        {
            bin.WriteScript("ffmpeg", $$"""
                #!/bin/sh
                case "$*" in *"-h filter=afir"*) echo ' irnorm <float>'; exit ;; esac
                count=$#
                for word; do
                    set -- "$@" "$(printf '%s\n' "$word" | sed 's/irnorm=-1/gtype=none:irgain=0.5/g')"
                done
                shift $count
                printf '%s\n' "$@" >>'{{_folder["words"]}}'
                PATH='{{Environment.GetEnvironmentVariable("PATH")}}' exec ffmpeg "$@"

                """);
            bin.Complete();
        }
        float[][] song = [Signals.Noise(3000, 1), Signals.Noise(3000, 2)];
        Sounds.Write(_folder["song.wav"], Rate, song);
        Run("env", $"PATH={_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}", "sh", _folder["out/render.sh"], _folder["song.wav"], _folder["feeds.wav"]);
        Assert.True(Residual.Of(Sounds.Read(_folder["feeds.wav"]).Channels, DirectConvolution.Run(song, multiRatePlan.Plans[0].Filters, multiRatePlan.Gain)).Decibels < -125);
        Assert.Contains("volume=volume=-20.0dB/(1)", File.ReadAllText(_folder["words"]));
    }

    [Theory]
    [InlineData("song of \"mine\" & it's $HOME; 12:30.wav")]
    [InlineData("-y.wav")]
    [InlineData("Größe\t%d.wav")]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnyName_IsReadAndWritten_AndTheLengthIsExact(string name)
    {
        RequireFfmpeg();
        MultiRatePlan multiRatePlan = Small();
        ConvolverExports.Write(_format, multiRatePlan, _folder["it's a \"place\""]);
        Sounds.Write(_folder[name], Rate, Signals.Noise(1234, 1), Signals.Noise(1234, 2));
        Run("sh", _folder["it's a \"place\"/render.sh"], name, "out " + name);
        (float[][] feeds, int rate) = Sounds.Read(_folder["out " + name]);
        Assert.Equal((3, Rate, 1234 + 100 - 1), (feeds.Length, rate, feeds[0].Length));
        Assert.Equal(3, _folder.Names.Length);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheOutput_SaysNoLoudspeakers_SoThatNothingMixesTheDrivers()
    {
        RequireFfmpeg();
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ConvolverExports.Drivers(6), 20, 0, Rate), _folder["out"]);
        Sounds.Write(_folder["song.wav"], Rate, Signals.Noise(100, 1), Signals.Noise(100, 2));
        Render("song.wav", "feeds.wav");
        using SoundReader feeds = SoundReader.Open(_folder["feeds.wav"]);
        Assert.Equal((6, 0u), (feeds.Format.Channels, feeds.SpeakerMask));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void OtherKindsOfFiles_AreRead_AndW64IsWritten()
    {
        RequireFfmpeg();
        MultiRatePlan multiRatePlan = Small();
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        float[][] song = [Signals.Noise(2000, 1), Signals.Noise(2000, 2)];
        Sounds.Write(_folder["song.flac"], Rate, song);
        Render("song.flac", "feeds.w64");
        (float[][] feeds, _) = Sounds.Read(_folder["feeds.w64"]);
        double[][] wanted = DirectConvolution.Run(Sounds.Read(_folder["song.flac"]).Channels, multiRatePlan.Plans[0].Filters, multiRatePlan.Gain);
        for (int driver = 0; driver < 3; driver++) Assert.True(Signals.ErrorDb(feeds[driver], wanted[driver]) < -125);
    }

    [Theory]
    [InlineData("is at 16000 Hz, for which no filters were exported: convert it to 8000 or 12000 Hz first.", 16000, 2)]
    [InlineData("has 3 channels (layout: unknown), not the 2 of this plan (left, right): make it that first.", Rate, 3)]
    [InlineData("has 1 channels (layout: mono), not the 2 of this plan (left, right): make it that first.", Rate, 1)]
    [Trait(Traits.Needs, Traits.Program)]
    public void AFileThatDoesNotFit_IsRefusedInASentence_AndNothingIsWritten(string fault, int rate, int channels)
    {
        RequireFfmpeg();
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right"], ["a", "b"], 20, 0, Rate, 12000), _folder["out"]);
        Sounds.Write(_folder["song.wav"], rate, [.. Enumerable.Range(0, channels).Select(n => Signals.Noise(100, n))]);
        Assert.Equal($"sh failed: render.sh: song.wav: {fault}", Refused("song.wav", "feeds.wav"));
        Assert.Equal(["out", "song.wav"], _folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WrongUse_GetsOneSentence_AndNothingIsWritten()
    {
        RequireFfmpeg();
        ConvolverExports.Write(_format, Small(), _folder["out"]);
        File.WriteAllText(_folder["text.wav"], "no sound");
        Sounds.Write(_folder["song.wav"], Rate, Signals.Noise(100, 1), Signals.Noise(100, 2));
        Assert.Contains("there is no such file", Refused("none.wav", "feeds.wav"));
        Assert.Contains("does not exist: make it first", Refused("song.wav", "none/feeds.wav"));
        Assert.Contains("holds no sound", Refused("text.wav", "feeds.wav"));
        Assert.Contains("sh render.sh IN OUT.wav", Refused("song.wav"));
        Assert.Contains("end its name in .wav", Refused("song.wav", "feeds.nothing"));
        Assert.Equal(["out", "song.wav", "text.wav"], _folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void SurroundFiles_AreTakenByName()
    {
        // oracle: ffmpeg -layouts: 7.1 is FL FR FC LFE BL BR SL SR
        RequireFfmpeg();
        MultiRatePlan multiRatePlan = ConvolverExports.Noise(ChannelLayout.Named("7.1").Channels, ["a"], 10, 0, Rate);
        ConvolverExports.Write(_format, multiRatePlan, _folder["out"]);
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"aevalsrc=0|0|0|0|0|0|0|eq(n\\,0):c=7.1:s={Rate}:d=0.1", "-c:a", "pcm_f32le", "song.wav");
        Render("song.wav", "feeds.wav");
        Assert.True(Signals.ErrorDb(Sounds.Read(_folder["feeds.wav"]).Channels[0].AsSpan(0, 10), multiRatePlan.Plans[0].Filters[ChannelIndex(multiRatePlan, ChannelNames.RightSurround), 0]) < -125);
    }

    [Fact]
    public void TheGraphForSeven_IsTheOneThatIsProven_ButForTheOptionsOfAfir()
    {
        ConvolverExports.Write(_format, ConvolverExports.Noise([.. ChannelNames.All], ConvolverExports.Drivers(16), 20, 0, Rate), _folder["out"]);
        string seven = File.ReadAllText(_folder["out/graph-7.txt"]);
        Assert.Equal(File.ReadAllText(_folder["out/graph-5.txt"]), seven.Replace("afir=irnorm=-1[", "afir=gtype=none["));
        Assert.Equal(8 * 16, seven.Split("afir=irnorm=-1[").Length - 1);
        Assert.DoesNotContain("gtype", seven);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(8, 16)]
    public void EveryLabel_IsMadeOnce_AndTakenOnce(int inputs, int drivers)
    {
        ConvolverExports.Write(_format, ConvolverExports.Noise([.. ChannelNames.All.Take(inputs)], ConvolverExports.Drivers(drivers), 20, 0, Rate), _folder["out"]);
        List<string> made = [.. Enumerable.Range(1, inputs).SelectMany(n => (string[])[$"in{n}", $"{n}:a:0"])], taken = ["out"];
        foreach (string chain in File.ReadAllText(_folder["out/graph-7.txt"]).Split(";\n"))
        {
            Match parts = Chain().Match(chain.Trim());
            Assert.True(parts.Success, chain);
            taken.AddRange(parts.Groups["in"].Captures.Select(label => label.Value));
            made.AddRange(parts.Groups["out"].Captures.Select(label => label.Value));
        }
        Assert.Equal(made.Order(), taken.Order());
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void WhatFfmpegCannotTake_IsRefused()
    {
        Assert.Contains("at most 18 drivers", _format.Refusal(ConvolverExports.Noise(["left", "right"], ConvolverExports.Drivers(19), 20, 0, Rate))?.ToString());
        Assert.Contains("no sound file has the channels left, lfe", _format.Refusal(ConvolverExports.Noise(["left", "lfe"], ["a", "b"], 20, 0, Rate))?.ToString());
    }

    [Fact]
    public void OneExport_HoldsAllRates_AndShortFiltersReachIntoWholeEights()
    {
        using DecimalComma comma = new();
        ConvolverExports.Write(_format, ConvolverExports.Noise(["left", "right", "centre"], ["a", "b"], 21, -1.5, 44100, 48000, 96000), _folder["out"]);
        string script = File.ReadAllText(_folder["out/render.sh"]);
        Assert.Contains("\ngain_db=-1.5\n", script);
        Assert.Contains("    44100) taps=21 ;;\n    48000) taps=21 ;;\n    96000) taps=21 ;;\n", script);
        Assert.DoesNotContain('\r', script);
        (float[][] taps, int rate) = Sounds.Read(_folder["out/filters/96000-centre.wav"]);
        Assert.Equal((96000, 2, 24), (rate, taps.Length, taps[0].Length));
        Assert.Equal(9, Directory.GetFiles(_folder["out/filters"]).Length);
    }

    [Fact]
    public void TheScript_IsSound_ToEveryShellThatIsHere()
    {
        ConvolverExports.Write(_format, Small(), _folder["out"]);
        foreach (string shell in (string[])["sh", "dash", "bash", "busybox"])
            if (InstalledProgram.Exists(shell)) Run(shell, [.. shell == "busybox" ? ["sh"] : (string[])[], "-n", _folder["out/render.sh"]]);
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(_folder["out/render.sh"]).HasFlag(UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData("feeds.mp3", "give the drivers to loudspeakers")]
    [InlineData("feeds.flac", "give the drivers to loudspeakers")]
    [InlineData("song.wav", "is the song itself")]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnOutput_ThatWouldMixTheDrivers_OrTakeTheSongsPlace_IsRefused(string output, string fault)
    {
        RequireFfmpeg();
        ConvolverExports.Write(_format, Small(), _folder["out"]);
        Sounds.Write(_folder["song.wav"], Rate, Signals.Noise(100, 1), Signals.Noise(100, 2));
        Assert.Contains(fault, Refused("song.wav", output));
        Assert.Equal(100, Sounds.Read(_folder["song.wav"]).Channels[0].Length);
    }

    [GeneratedRegex(@"^(\[(?<in>[^\]]+)\])+[^\[\]]+(\[(?<out>[^\]]+)\])+$")]
    private static partial Regex Chain();

    static MultiRatePlan Small() => ConvolverExports.Noise(["left", "right"], ["a", "b", "c"], 100, -20, Rate);

    static int ChannelIndex(MultiRatePlan multiRatePlan, string name) => multiRatePlan.Inputs.ToList().IndexOf(name);

    static void RequireFfmpeg()
    {
        RecordedData.RequireProgram("ffmpeg");
        RecordedData.RequireProgram("ffprobe", "ffmpeg");
    }

    void Run(string program, params IEnumerable<string> arguments) => ProgramProcess.Run(_folder["."], 60, program, arguments, TestContext.Current.CancellationToken);

    void Render(params string[] arguments) => Run("sh", [_folder["out/render.sh"], .. arguments]);

    string Refused(params string[] arguments) => Assert.Throws<ProgramException>(() => Render(arguments)).Message;
}
