using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Cli;

/// <summary>No verb writes over what it reads, nor over what somebody else made.</summary>
[Collection("console")]
public class OutputTests
{
    [Fact]
    public void EveryVerb_RefusesToWrite_WhatItReads()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        Sounds.Write(folder["song.wav"], 48000, Signals.Noise(4800, 1), Signals.Noise(4800, 2));
        Sounds.Write(folder["matrix.wav"], 48000, [.. Enumerable.Range(0, 4).Select(n => Signals.Noise(100, n))]);
        File.WriteAllText(folder["my.device.json"], DeviceFile.BuiltInText("laptop"));
        File.CreateSymbolicLink(folder["link.wav"], "song.wav");
        Directory.CreateDirectory(folder["deeper"]);
        string song = folder["song.wav"], plan = folder["plan"], device = folder["my.device.json"];
        string[] before = Contents(folder);
        string[][] lines =
        [
            ["render", song, song, "--plan", plan], ["render", song, folder["link.wav"], "--plan", plan], ["render", folder["link.wav"], folder["deeper/../song.wav"], "--plan", plan],
            ["render", song, folder["plan/filters.wav"], "--plan", plan], ["render", song, folder["plan/plan.json"], "--plan", plan], ["render", song, device, "--device", device],
            ["upmix", song, song], ["headphones", song, song], ["convolve", song, folder["matrix.wav"], song, "--outputs", "2"], ["convolve", song, folder["matrix.wav"], folder["matrix.wav"], "--outputs", "2"],
            ["analyze", "--plan", plan, "--plot", folder["link.wav"] + ".png"],
            ["design", "-o", plan, "--from-plan", plan], ["export", "--plan", plan, "--format", "wav", "-o", plan], ["brir", "--plan", plan, "-o", plan],
        ];
        File.CreateSymbolicLink(folder["link.wav.png"], "plan/filters.wav");
        foreach (string[] line in lines) Assert.Contains("is read by this command", Command.Fail(1, line));
        File.Delete(folder["link.wav.png"]);
        Assert.Equal(before, Contents(folder));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void AHead_AndAMeasuredRoom_AreNotWrittenOver_ThoughTheyWereOpenedBeforeTheSong()
    {
        using TemporaryFolder folder = new();
        File.Copy(RecordedData.Kemar(), folder["h.sofa"]);
        Sounds.Write(folder["song.wav"], 48000, Signals.Noise(4800, 1), Signals.Noise(4800, 2));
        Sounds.Write(folder["room.wav"], 48000, [.. Enumerable.Range(0, 4).Select(n => Signals.Noise(9600, n))]);
        File.CreateSymbolicLink(folder["link.wav"], "h.sofa");
        string[] before = Contents(folder);
        Assert.Contains("is read by this command", Command.Fail(1, "render", folder["song.wav"], folder["link.wav"], "--device", "laptop", "--monitor", "--head", folder["h.sofa"]));
        Assert.Contains("is read by this command", Command.Fail(1, "render", folder["song.wav"], folder["room.wav"], "--device", "laptop", "--monitor", "--room", folder["room.wav"]));
        Assert.Equal(before, Contents(folder));
    }

    [Fact]
    public void TextsOfOthers_AreNotReplaced_AndOurOwnAre()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["notes.json"], "{\"mine\": 1}");
        File.WriteAllText(folder["notes.html"], "<p>mine");
        File.WriteAllText(folder["empty.json"], "");
        foreach (string[] files in (string[][])[["--json", folder["notes.json"]], ["--report", folder["notes.html"]]])
            Assert.Contains("was not written by this command: remove it, or name another file", Command.Fail(1, ["analyze", .. files]));
        Assert.Contains("--report writes a page in HTML", Command.Fail(2, "analyze", "--report", folder["page.txt"]));
        Assert.Contains("would be written twice", Command.Fail(1, "room", "--room", "bedroom", "-o", folder["same"], "--json", folder["./same"]));
        for (int run = 0; run < 2; run++) Command.Succeed("room", "-q", "--room", "bedroom", "--length", "0.05", "--json", folder["empty.json"]);
        Assert.StartsWith("{\n  \"writtenBy\": \"proscenium\",", File.ReadAllText(folder["empty.json"]));
        Assert.Equal(["empty.json", "notes.html", "notes.json"], folder.Names);
    }

    [Fact]
    public void AFolderThatCannotHoldThePlan_IsRefused_BeforeTheDesign()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        Directory.CreateDirectory(folder["taken"]);
        File.WriteAllText(folder["taken/filters.wav"], "my filters");
        Assert.Contains("is a file", Command.Fail(1, "design", "-o", folder["file"], "--device", "no-such-device"));
        Assert.Contains("is not of a plan", Command.Fail(1, "design", "-o", folder["taken"], "--device", "no-such-device"));
        Assert.Contains("is a file", Command.Fail(1, "brir", "-o", folder["file"], "--device", "no-such-device"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void Responses_ReplaceThoseOfTheRunBefore_AndNoFileOfOthers()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("brir", "-q", "-o", folder["out"], "--device", "echo-studio");
        Assert.True(File.Exists(folder["out/drivers/woofer.wav"]));
        File.WriteAllText(folder["out/notes.txt"], "mine");
        Command.Succeed("brir", "-q", "-o", folder["out"], "--device", "laptop");
        Assert.Equal([".proscenium.json", "drivers.sofa", "drivers.wav", "notes.txt", "treated.sofa", "treated.wav", "untreated.sofa", "untreated.wav"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["left.wav", "right.wav"], Directory.GetFiles(folder["out/drivers"]).Select(Path.GetFileName).Order());
        File.WriteAllText(folder["out/treated.wav"], "edited");
        Assert.Contains("treated.wav: is in the way and was not written by this command, or was changed since", Command.Fail(1, "brir", "-q", "-o", folder["out"], "--device", "laptop"));
        Assert.Equal("edited", File.ReadAllText(folder["out/treated.wav"]));
        Assert.Contains("holds impulse responses at the ears, which this would get mixed up with", Command.Fail(1, "demo", "-q", "-o", folder["out"]));
    }

    static string[] Contents(TemporaryFolder folder) => [.. Directory.EnumerateFiles(folder["."], "*", SearchOption.AllDirectories).Order().Select(file => $"{file} {Sha256.Of(File.ReadAllBytes(file))}")];
}
