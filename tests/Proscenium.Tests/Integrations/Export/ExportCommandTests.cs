using System.Text.Json.Nodes;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Race;
using Proscenium.Integrations.Verification;
using Proscenium.Tests.Cli;
using Proscenium.Tests.Film;

namespace Proscenium.Tests.Integrations.Export;

[Collection("console")]
public class ExportCommandTests
{
    [Fact]
    public void AnExportedMatrix_ComesBackThroughConvolve_ToTheBit()
    {
        // oracle: the same command on the plan's own filters; a canceller has no delays to fold in
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        Command.Succeed("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--rates", "48000");
        Assert.Equal(Sounds.Read(folder["plan/filters.wav"]).Channels, Sounds.Read(folder["out/matrix-48000.wav"]).Channels);
        Sounds.Write(folder["song.wav"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        Command.Succeed("convolve", folder["song.wav"], folder["plan/filters.wav"], folder["own.wav"], "--outputs", "5");
        Command.Succeed("convolve", folder["song.wav"], folder["out/matrix-48000.wav"], folder["exported.wav"], "--outputs", "5");
        Assert.Equal(File.ReadAllBytes(folder["own.wav"]), File.ReadAllBytes(folder["exported.wav"]));
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("brutefir")]
    [InlineData("jconvolver")]
    [InlineData("ffmpeg")]
    [Trait(Traits.Needs, Traits.Program)]
    public void PrintedSteps_RenderASong_AsRenderDoes(string format)
    {
        // oracle: the renderer with its own upmix
        RecordedData.RequireProgram("ffmpeg", "ffmpeg");
        RecordedData.RequireProgram("sox", "sox");
        if (format == "brutefir") RecordedData.RequireProgram("brutefir", "brutefir");
        if (format == "jconvolver") RecordedData.RequireProgram("fconvolver", "jconvolver");
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        float[] middle = Signals.Noise(96000, 1, 0.2f), left = Signals.Noise(96000, 2, 0.1f), right = Signals.Noise(96000, 3, 0.1f);
        Sounds.Write(folder["song.wav"], 48000, [.. middle.Zip(left, (m, l) => m + l)], [.. middle.Zip(right, (m, r) => m + r)]);
        Command.Succeed("render", folder["song.wav"], folder["rendered.wav"], "--plan", folder["plan"], "--gain", "-30");
        string printed = Command.Succeed("export", "--plan", folder["plan"], "--format", format, "-o", folder["out"], "--rates", "48000", "--gain", "-30");
        string[] lines = printed.Split('\n');
        int upmix = Array.FindIndex(lines, line => line.EndsWith(": proscenium upmix song.wav song-lrc.wav", StringComparison.Ordinal)), file = Array.FindIndex(lines, line => line.Contains(" song-lrc.wav ", StringComparison.Ordinal) && line.Contains("feeds.wav", StringComparison.Ordinal));
        Assert.InRange(upmix, 0, file - 1);
        Command.Succeed("upmix", folder["song.wav"], folder["song-lrc.wav"]);
        string line = lines[file], start = format switch { "wav" => "proscenium convolve", "ffmpeg" => "sh ", "brutefir" => "ffmpeg -i", _ => "sox " };
        string words = line[line.IndexOf(start, StringComparison.Ordinal)..];
        if (format == "wav") Command.Succeed([.. words.Split(' ').Skip(1).Select(word => word.Trim('\'') switch { "song-lrc.wav" => folder["song-lrc.wav"], "feeds.wav" => folder["feeds.wav"], var other => other })]);
        else Shell(words, folder["."]);
        float[][] rendered = Sounds.Read(folder["rendered.wav"]).Channels, fed = Sounds.Read(folder["feeds.wav"]).Channels;
        int later = Designs.Echo.Plan.PlaybackLatencySamples - ConvolverPlan.Of(Designs.Echo.Plan, stereoOnly: false).LatencySamples;
        for (int driver = 0; driver < 5; driver++)
            Assert.InRange(Signals.ErrorDb(rendered[driver].AsSpan(later)[4096..90000], fed[driver].AsSpan()[4096..90000]), -400, -80); // sox writes 24 bits of BruteFIR's output
    }

    [Fact]
    public void Steps_UpmixInTheModeOfThePlan_AndNotForStereo_OrForAFilm()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        MultiRatePlan three = MultiRatePlan.Of(Designs.Echo, [48000], stereoOnly: false, cancel: cancel);
        Assert.Equal("Extract the centre of a song: proscenium upmix song.wav song-lrc.wav", Assert.Single(SongFile.Steps(three)));
        Assert.EndsWith("song-lrc.wav --mode video", Assert.Single(SongFile.Steps(three with { Upmix = Proscenium.Engine.Plan.UpmixMode.Video })));
        Assert.Empty(SongFile.Steps(MultiRatePlan.Of(Designs.Echo, [48000], stereoOnly: true, cancel: cancel)));
        Assert.Empty(SongFile.Steps(MultiRatePlan.Of(Designs.Canceller, [48000], stereoOnly: false, cancel: cancel)));
    }

    static void Shell(string line, string folder)
    {
        System.Diagnostics.ProcessStartInfo start = new("sh", ["-c", line]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{line}: {errors.Result}{output.Result}");
    }

    [Fact]
    public void PackedAndSinglePaths_HoldTheSameTaps()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        Command.Succeed("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--rates", "48000", "--stereo-only");
        float[][] matrix = Sounds.Read(folder["out/matrix-48000.wav"]).Channels, packed = Sounds.Read(folder["out/packed-48000.wav"]).Channels;
        for (int driver = 0; driver < 5; driver++) Assert.Equal([.. matrix[driver], .. matrix[5 + driver]], packed[driver]);
        Assert.Equal(matrix[6], Sounds.Read(folder["out/paths-48000/2-right_2-mid-right.wav"]).Channels[0]);
        Assert.Equal(10, Directory.GetFiles(folder["out/paths-48000"]).Length);
    }

    [Fact]
    public void ThreeInputs_FedByUpmix_PlayWhatRenderPlays()
    {
        // oracle: the renderer with its own upmix, on music-like sound that has a centre
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        float[] middle = Signals.Noise(96000, 1), left = Signals.Noise(96000, 2, 0.2f), right = Signals.Noise(96000, 3, 0.2f);
        Sounds.Write(folder["song.wav"], 48000, [.. middle.Zip(left, (m, l) => m + l)], [.. middle.Zip(right, (m, r) => m + r)]);
        Command.Succeed("render", folder["song.wav"], folder["rendered.wav"], "--plan", folder["plan"], "--gain", "-30");
        Command.Run("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--rates", "48000");
        Command.Succeed("upmix", folder["song.wav"], folder["lrc.wav"]);
        Command.Succeed("convolve", folder["lrc.wav"], folder["out/matrix-48000.wav"], folder["convolved.wav"], "--outputs", "5", "--gain", "-30");
        float[][] rendered = Sounds.Read(folder["rendered.wav"]).Channels, convolved = Sounds.Read(folder["convolved.wav"]).Channels;
        int later = Designs.Echo.Plan.PlaybackLatencySamples - ConvolverPlan.Of(Designs.Echo.Plan, stereoOnly: false).LatencySamples;
        Range within = 4096..90000; // a file of upmixed sound ends with the song, a renderer lets its upmix ring out
        for (int driver = 0; driver < 5; driver++)
            Assert.InRange(Signals.ErrorDb(rendered[driver].AsSpan(later)[within], convolved[driver].AsSpan()[within]), -400, -110);
    }

    [Fact]
    public void AnUpmix_IsSaidToBeMissing_WhereItIsMissing()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        (int code, string output, string notes) = Command.Run("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--rates", "48000");
        Assert.Equal(0, code);
        Assert.Contains("which no convolver can do", notes);
        Assert.Contains("add --stereo-only", notes);
        Assert.Contains("3 inputs (left, right, centre) to 5 drivers", output);
        Assert.Empty(Command.Run("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--rates", "48000", "--stereo-only").Errors);
    }

    [Fact]
    public void LevelHeadroomAndLatency_AreOneNumberEach()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        MultiRatePlan multiRatePlan = MultiRatePlan.Of(Designs.Echo, [48000], stereoOnly: true, cancel: TestContext.Current.CancellationToken);
        string output = Command.Succeed("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--stereo-only");
        Assert.Contains(FormattableString.Invariant($"set {Math.Floor(100 * multiRatePlan.ProgrammeGainDb) / 100:0.00} dB (rounded down) in front of them"), output);
        Assert.Contains(FormattableString.Invariant($"set {Math.Floor(-100 * multiRatePlan.HeadroomDb) / 100:0.00} dB"), Command.Succeed("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--stereo-only", "--headroom", "safe"));
        Assert.Contains(FormattableString.Invariant($"{multiRatePlan.Plans[0].LatencySamples / 48.0:0.0} ms ({multiRatePlan.Plans[0].LatencySamples} samples at 48000 Hz)"), output);
    }

    [Fact]
    public void EveryFormat_SaysItsLevelAndLatency_OrWhyItDoesNotFit()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        string output = Command.Succeed("export", "--plan", folder["plan"], "--format", "all", "-o", folder["out"], "--stereo-only", "--rates", "48000");
        foreach (IExportFormat format in ExportFormats.All)
        {
            bool written = Directory.Exists(folder["out/" + format.Name]);
            Assert.Contains(written ? $"exported for {format.Programs}" : $"not written for {format.Name}: ", output);
            if (written) Assert.NotEmpty(Directory.GetFiles(folder["out/" + format.Name], "*", SearchOption.AllDirectories));
        }
        int exported = output.Split("\nexported for").Length - (output.StartsWith("exported", StringComparison.Ordinal) ? 0 : 1);
        foreach (string figure in (string[])["  level ", "  headroom ", "  latency "]) Assert.Equal(exported, output.Split('\n').Count(line => line.StartsWith(figure, StringComparison.Ordinal)));
    }

    [Fact]
    public void Verification_TellsEachResidual_AndWhatWasNotRun()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        string output = Command.Succeed("export", "--plan", folder["plan"], "--format", "wav", "-o", folder["wav"], "--rates", "44100,48000", "--verify", "--json", folder["wav.json"]);
        JsonNode json = JsonNode.Parse(File.ReadAllText(folder["wav.json"]))!;
        foreach (JsonNode? rate in json["exports"]![0]!["rates"]!.AsArray())
        {
            double residual = (double)rate!["proofs"]![0]!["residualDb"]!;
            Assert.InRange(residual, -160, -125); // the files are at true level: no gain is in them
            Assert.Contains(FormattableString.Invariant($"at {(int)rate["sampleRate"]!} Hz      residual {residual:0.0} dB"), output);
        }
        Assert.Contains("not run                              JamesDSP", Command.Succeed("export", "--plan", PlanOfTwoDrivers(folder), "--format", "jamesdsp", "-o", folder["out"], "--stereo-only", "--verify"));
    }

    [Fact]
    public void AProgramThatFails_IsComplainedOf_AndOneThatIsMissing_IsToldOnce()
    {
        VerificationResult result = new("thing", 48000);
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter printed = new(), complained = new();
        try
        {
            Console.SetOut(printed);
            Console.SetError(complained);
            ExportText.Print([result with { Fault = "thing broke.", Failed = true }, result with { Program = "other", Fault = "other is not installed" }, result with { Program = "other", SampleRate = 44100, Fault = "other is not installed" }],
                ExportFormats.Named("wav"), new Report(quiet: false));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
        Assert.Equal("proscenium: thing at 48000 Hz: thing broke.\n", complained.ToString());
        Assert.Equal("  not run                              other: other is not installed\n", printed.ToString());
    }

    [Fact]
    public void AResidual_ThatIsNoMoreThanArithmetic_Passes_AndNothingElse()
    {
        VerificationResult result = new("thing", 48000);
        Assert.False(ExportVerification.Judged(result, -121, -120).Failed);
        Assert.Contains("does not match the plan: the residual is -119.0 dB and should be -120 dB or less", ExportVerification.Judged(result, -119, -120).Fault);
        Assert.True(ExportVerification.Judged(result, double.NaN, -120).Failed);
        Assert.True(ExportVerification.Judged(result, 14, -120).Failed);
    }

    [Fact]
    public void AFilmPlan_IsNotCutToStereo()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        Assert.Contains("would leave out centre, lfe, leftSurround, rightSurround of a plan for 5.1", Command.Fail(2, "export", "--plan", folder["plan"], "--format", "wav", "-o", folder["out"], "--stereo-only"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void OneFolder_HoldsOneExport_AndNothingOfTheOneBefore()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out/mine.txt"], "mine");
        string[] Export(string plan, string format, string rates) => ["export", "--plan", plan, "--format", format, "-o", folder["out"], "--rates", rates];
        Command.Succeed(Export(folder["plan"], "camilladsp", "48000,96000"));
        Assert.True(File.Exists(folder["out/left-96000.wav"]));
        Command.Succeed(Export(folder["plan"], "camilladsp", "48000"));
        Assert.Equal([".proscenium.json", "camilladsp.yml", "left-48000.wav", "mine.txt", "right-48000.wav"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        byte[] before = File.ReadAllBytes(folder["out/left-48000.wav"]);
        Assert.Contains("holds an export of echo-studio for camilladsp", Command.Fail(1, Export(folder["plan"], "pipewire", "48000")));
        Assert.Contains("holds an export of echo-studio for camilladsp", Command.Fail(1, [.. Export(PlanOfTwoDrivers(folder), "camilladsp", "48000"), "--stereo-only"]));
        Assert.Equal(before, File.ReadAllBytes(folder["out/left-48000.wav"]));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AsRace_TellsTheGap_InTextAndJson()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        RaceFit fit = RaceFit.Of(Designs.Canceller, RaceFormats.Named("camilladsp"));
        string output = Command.Succeed("export", "--plan", folder["plan"], "--format", "camilladsp-race", "-o", folder["out"], "--json", folder["race.json"]);
        Assert.Contains(FormattableString.Invariant($"fitting loss                         {fit.GapDb:0.0} dB"), output);
        Assert.Contains(FormattableString.Invariant($"{1e6 * fit.DelaySeconds:0.#} us, {fit.AttenuationDb:0.0} dB"), output);
        JsonNode json = JsonNode.Parse(File.ReadAllText(folder["race.json"]))!;
        Assert.Equal(fit.GapDb, (double)json["gapDb"]!, 0.001);
        Assert.Equal(fit.Race.OffAxis5CmDb, (double)json["race"]!["asideDb"]!, 0.001);
        Assert.Equal((double)json["plan"]!["cancellationDb"]! - (double)json["race"]!["cancellationDb"]!, fit.GapDb, 0.002);
    }

    [Theory]
    [InlineData(2, "there is no export format 'dbx'", "--format", "dbx")]
    [InlineData(2, "csv, header, camilladsp-race, easyeffects-race or all.", "--format", "race")]
    [InlineData(2, "--rates '44100;48000'", "--format", "wav", "--rates", "44100;48000")]
    [InlineData(2, "--rates '4000'", "--format", "wav", "--rates", "4000")]
    [InlineData(2, "--gain '-3,5' is not a level in dB from -150 to 150", "--format", "wav", "--gain", "-3,5")]
    [InlineData(2, "--gain 'NaN' is not a level", "--format", "brutefir", "--gain", "NaN")]
    [InlineData(2, "--gain '1e9' is not a level", "--format", "ffmpeg", "--gain", "1e9")]
    [InlineData(2, "--format camilladsp-race or easyeffects-race", "--format", "wav", "--as", "race")]
    [InlineData(2, "leave --as out, or name a recursive canceller with --format camilladsp-race", "--format", "camilladsp", "--as", "fir")]
    [InlineData(2, "leave --verify out", "--format", "camilladsp-race", "--verify")]
    [InlineData(2, "leave --rates out", "--format", "camilladsp", "--as", "race", "--rates", "all")]
    public void WrongUse_GetsOneSentence(int code, string fault, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        Assert.Contains(fault, Command.Fail(code, ["export", "--plan", folder["plan"], "-o", folder["out"], .. arguments]));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void NoPlan_OrNoPlace_IsToldInASentence()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("plan.json", Command.Fail(1, "export", "--plan", folder["none"], "--format", "wav", "-o", folder["out"]));
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        Assert.Contains("make it first", Command.Fail(1, "export", "--plan", folder["plan"], "--format", "wav", "-o", folder["none/out"]));
    }

    static string PlanOfTwoDrivers(TemporaryFolder folder)
    {
        PlanFile.Write(ConvolverExports.Design("laptop"), folder["laptop"]);
        return folder["laptop"];
    }
}
