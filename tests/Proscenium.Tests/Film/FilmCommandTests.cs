using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Film;

[Collection("console")]
public class FilmCommandTests
{
    const uint Mask51 = 0x3F, Mask71 = 0x63F;

    [Theory]
    [InlineData("film_5.1.flac")]
    [InlineData("film_5.1_ac3.mkv")]
    [InlineData("film_5.1_eac3.mkv")]
    [InlineData("film_5.1_aac_video.mkv")]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AFilm_IsDesignedForAndRendered(string name)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        string film = RecordedData.Path("film51/" + name);
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        string printed = Command.Succeed("render", film, folder["feeds.wav"], "--plan", folder["plan"]);
        Assert.Contains("5.1", printed);
        Command.Succeed("render", "-q", film, folder["ears.wav"], "--plan", folder["plan"], "--monitor");
        (float[][] feeds, int rate) = Sounds.Read(folder["feeds.wav"]);
        Assert.Equal((5, 48000), (feeds.Length, rate));
        Assert.True(feeds[0].Length >= 12 * 48000);
        Assert.All(feeds, feed => Assert.InRange(feed.Max(Math.Abs), 1e-4f, 1));
        Assert.Equal(2, Sounds.Read(folder["ears.wav"]).Channels.Length);
    }

    [Fact]
    public void WithoutAPlan_TheDesignIsForTheFilesLayout()
    {
        using TemporaryFolder folder = new();
        Write(folder["film.wav"], Mask51, Noise(6));
        Command.Succeed("design", "-q", "-o", folder["plan"], "--layout", "5.1", "--device", "laptop");
        Command.Succeed("render", "-q", folder["film.wav"], folder["a.wav"], "--plan", folder["plan"]);
        Command.Succeed("render", "-q", folder["film.wav"], folder["b.wav"], "--device", "laptop");
        (float[][] a, float[][] b) = (Sounds.Read(folder["a.wav"]).Channels, Sounds.Read(folder["b.wav"]).Channels);
        for (int driver = 0; driver < 2; driver++) Assert.True(Signals.ErrorDb(a[driver], b[driver]) < -80);
    }

    [Fact]
    public void Channels_GoByTheirName_AndWhatTheFileLacksIsSilent()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo71, folder["plan"]);
        float[][] noise = Noise(8);
        Write(folder["7.1.wav"], Mask71, [noise[0], noise[1], noise[2], noise[3], new float[3000], new float[3000], noise[4], noise[5]]); // backs before sides
        Write(folder["5.1.wav"], Mask51, noise[..6]);
        Assert.DoesNotContain("silent", Command.Succeed("render", folder["7.1.wav"], folder["a.wav"], "--plan", folder["plan"]));
        Assert.Contains("leftBack, rightBack of the plan silent", Command.Succeed("render", folder["5.1.wav"], folder["b.wav"], "--plan", folder["plan"]));
        (float[][] a, float[][] b) = (Sounds.Read(folder["a.wav"]).Channels, Sounds.Read(folder["b.wav"]).Channels);
        for (int driver = 0; driver < 5; driver++) Assert.Equal(a[driver], b[driver]);
    }

    [Fact]
    public void Dialogue_IsAGainOfTheCentre()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        float[][] film = [.. Noise(6).Select((channel, n) => n == 2 ? channel : new float[3000])];
        Write(folder["film.wav"], Mask51, film);
        float[] Feed(params string[] dialogue)
        {
            Command.Succeed(["render", "-q", folder["film.wav"], folder["out.wav"], "--plan", folder["plan"], "--gain", "-20", .. dialogue]);
            return Sounds.Read(folder["out.wav"]).Channels[0];
        }
        float[] usual = Feed();
        Assert.Equal(usual, Feed("--dialogue", "0"));
        Assert.Equal(6, Signals.PowerDb(Feed("--dialogue", "6")) - Signals.PowerDb(usual), 0.001);
        Assert.Contains("-20 to 20", Command.Fail(2, "render", folder["film.wav"], folder["no.wav"], "--plan", folder["plan"], "--dialogue", "21"));
        Assert.Contains("--dialogue", Command.Fail(2, "render", folder["film.wav"], folder["no.wav"], "--plan", folder["plan"], "--dialogue", "3", "--bypass"));
        Assert.Equal(["film.wav", "out.wav", "plan"], folder.Names);
    }

    [Fact]
    public void Bypass_IsTheDownmix_WithoutTheEffects()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        Write(folder["film.wav"], Mask51, [.. Noise(6).Select((channel, n) => n is 3 ? channel : new float[3000])]);
        Assert.Contains("mixed down", Command.Succeed("render", folder["film.wav"], folder["out.wav"], "--plan", folder["plan"], "--bypass"));
        Assert.All(Sounds.Read(folder["out.wav"]).Channels, feed => Assert.All(feed, sample => Assert.Equal(0, sample)));
    }

    [Fact]
    public void WhatDoesNotFit_IsRefusedWithTheCure_AndNothingIsWritten()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["stereo-plan"]);
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        Write(folder["5.1.wav"], Mask51, Noise(6));
        Write(folder["stereo.wav"], 3, Noise(2));
        Write(folder["8.0.wav"], 0x737, Noise(8));
        Write(folder["empty.wav"], Mask51, [.. Noise(6).Select(_ => Array.Empty<float>())]);
        string[] before = folder.Names;
        Assert.Contains("--layout 5.1", Command.Fail(1, "render", folder["5.1.wav"], folder["no.wav"], "--plan", folder["stereo-plan"]));
        Assert.Contains("without --layout", Command.Fail(1, "render", folder["stereo.wav"], folder["no.wav"], "--plan", folder["plan"]));
        Assert.Contains("FL, FR, FC, BL, BR, BC, SL, SR", Command.Fail(1, "render", folder["8.0.wav"], folder["no.wav"]));
        Assert.Contains("its length is zero", Command.Fail(1, "render", folder["empty.wav"], folder["no.wav"]));
        foreach (string verb in (string[])["upmix", "headphones"]) Assert.Contains("mono or stereo", Command.Fail(1, verb, folder["5.1.wav"], folder["no.wav"]));
        Assert.Contains("mono or stereo", Command.Fail(1, "demo", folder["5.1.wav"], "-o", folder["no"]));
        Assert.Contains("there is no layout '5.2'", Command.Fail(2, "design", "-o", folder["no"], "--layout", "5.2"));
        Assert.Contains("canceller alone", Command.Fail(2, "design", "-o", folder["no"], "--layout", "5.1", "--angle", "none"));
        Assert.Equal(before, folder.Names);
    }

    [Fact]
    public void WithoutAMask_TheOrderIsAssumed_WithANote()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo51, folder["plan"]);
        Write(folder["film.wav"], 0, Noise(6));
        (int code, _, string errors) = Command.Run("render", "-q", folder["film.wav"], folder["out.wav"], "--plan", folder["plan"]);
        Assert.Equal(0, code);
        Assert.StartsWith("proscenium: note:", errors);
        Assert.Contains("taken for 5.1 in the order FL, FR, FC, LFE, BL, BR", errors);
    }

    [Fact]
    public void APlanForAFilm_IsReadBack_AndStereoPlansSayNothingOfLayouts()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.Echo51, folder["film"]);
        PlanFile.Write(Designs.Echo, folder["stereo"]);
        SpatialDesign read = PlanFile.Read(folder["film"]);
        Assert.Same(ChannelLayout.Named("5.1"), read.Request.Layout);
        Assert.Equal(FilmDesigns.Echo51.Plan.Inputs, read.Plan.Inputs);
        Assert.DoesNotContain("layout", File.ReadAllText(Path.Combine(folder["stereo"], "plan.json")));
        Assert.True(PlanFile.Read(folder["stereo"]).Request.Layout.IsStereo);
        string path = Path.Combine(folder["film"], "plan.json");
        JsonNode plan = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (string wrong in (string[])["[\"left\", \"right\", \"centre\", \"lfe\", \"leftSurround\", \"leftSurround\"]", "[\"left\", \"right\", \"centre\", \"lfe\", \"leftSurround\", \"above\"]"])
        {
            plan["inputs"] = JsonNode.Parse(wrong);
            File.WriteAllText(path, plan.ToJsonString());
            Assert.Contains("each once", Assert.Throws<FileFormatException>(() => RenderPlanFile.Read(folder["film"])).Message);
        }
    }

    [Fact]
    public void Analyze_TellsWhereTheChannelsAreHeard()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(FilmDesigns.LaptopQuad, folder["plan"]);
        string printed = Command.Succeed("analyze", "--plan", folder["plan"], "--monte-carlo", "0", "--json", folder["figures.json"], "--report", folder["page.html"]);
        JsonNode figures = JsonNode.Parse(File.ReadAllText(folder["figures.json"]))!;
        Assert.Equal("quad", (string?)figures["layout"]);
        JsonArray places = figures["places"]!.AsArray();
        Assert.Equal(["left", "right", "centre", "leftSurround", "rightSurround"], places.Select(place => (string?)place!["input"]));
        Assert.InRange((double)places[3]!["heardDegrees"]!, 45, 90);
        Assert.Contains("leftSurround, intended 110", printed);
        Assert.Contains("Perceived directions of the channels", File.ReadAllText(folder["page.html"]));
    }

    static float[][] Noise(int channels) => [.. Enumerable.Range(0, channels).Select(channel => Signals.Noise(3000, 1 + channel, 0.2f))];

    /// <summary>A WAV whose channels belong to the loudspeakers of a mask.</summary>
    static void Write(string path, uint mask, float[][] channels)
    {
        const int maskAt = 12 + 36 + 8 + 20; // RIFF, room for sizes, head of the format, its first twenty bytes
        Sounds.Write(path, 48000, channels);
        byte[] file = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(maskAt), mask);
        File.WriteAllBytes(path, file);
    }
}
