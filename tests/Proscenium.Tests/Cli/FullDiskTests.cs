using System.Diagnostics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Cli;

/// <summary>A disk that takes no more, here by the shell's limit of the size of files: one sentence, exit code 1, what was there is kept, and nothing is left behind.</summary>
[Trait(Traits.Needs, Traits.Linux)]
[Trait(Traits.Category, Traits.Slow)]
public sealed class FullDiskTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    [InlineData("mp3")]
    [InlineData("ogg")]
    [InlineData("m4a")]
    [InlineData("opus")]
    [InlineData("aiff")]
    [Trait(Traits.Needs, Traits.Program)]
    public void ASoundFile_IsNotCutShort(string ending)
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("ffmpeg");
        Sounds.Write(_folder["song.wav"], 48000, Signals.Noise(6 * 48000, 1), Signals.Noise(6 * 48000, 2));
        File.WriteAllText(_folder[$"out.{ending}"], "old");
        AssertRefused($"out.{ending}: ", "headphones", "song.wav", $"out.{ending}");
        Assert.Equal("old", File.ReadAllText(_folder[$"out.{ending}"]));
        Assert.Equal([$"out.{ending}", "song.wav"], _folder.Names);
    }

    [Theory]
    [InlineData("plan/", "design", "-o", "plan")]
    [InlineData("new/", "design", "-o", "new")]
    [InlineData("demo/", "demo", "song.wav", "-o", "demo")]
    [InlineData("feeds.wav", "render", "song.wav", "feeds.wav", "--plan", "plan")]
    [InlineData("out/", "export", "--plan", "plan", "--format", "wav", "-o", "out", "--stereo-only")]
    [InlineData("out/", "brir", "--plan", "plan", "-o", "out")]
    public void AFolder_IsNotHalfWritten(string place, params string[] line)
    {
        LinuxSystem.Require();
        PlanFile.Write(Designs.Echo, _folder["plan"]);
        Sounds.Write(_folder["song.wav"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        string[] before = Contents();
        AssertRefused(place, line);
        Assert.Equal(before, Contents());
    }

    void AssertRefused(string place, params string[] line)
    {
        ProcessStartInfo start = new("bash", ["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "limited", Path.Combine(AppContext.BaseDirectory, "Proscenium.Cli"), .. line, "-q"]) { WorkingDirectory = _folder["."], RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // its memory counts as a file
        using Process run = Process.Start(start)!;
        string complaint = run.StandardError.ReadToEnd();
        run.WaitForExit();
        string sentence = Assert.Single(complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries), said => !said.StartsWith("proscenium: note:", StringComparison.Ordinal));
        Assert.StartsWith($"proscenium: {place}", sentence);
        Assert.EndsWith("cannot be written: files as large as that are not allowed: name a place on another disk.", sentence);
        Assert.DoesNotContain("partial", sentence);
        Assert.Equal(1, run.ExitCode);
    }

    string[] Contents() => [.. Directory.EnumerateFileSystemEntries(_folder["."], "*", SearchOption.AllDirectories).Order().Select(path => $"{path} {(File.Exists(path) ? Sha256.Of(File.ReadAllBytes(path)) : "")}")];
}
