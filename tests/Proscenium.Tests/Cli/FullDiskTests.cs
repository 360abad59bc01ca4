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

    [Theory]
    [InlineData("out.wav")]
    [InlineData("out.flac")]
    [Trait(Traits.Needs, Traits.Program)]
    public void TheSignalOfTheLimit_IsAnErrorLikeAnyOther_AlsoWhereItEndsFfmpeg(string output)
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("ffmpeg");
        Sounds.Write(_folder["song.wav"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        AssertRefusedWith("", $"{output}: ", "headphones", "song.wav", output);
        Assert.Equal(["song.wav"], _folder.Names);
    }

    [Theory]
    [InlineData("devices")]
    [InlineData("rooms")]
    [InlineData("--version")]
    [InlineData("design --help")]
    [InlineData("devices laptop")]
    public void StandardOutputThatIsFullOrClosed_IsNamed(string line)
    {
        LinuxSystem.Require();
        foreach ((string to, string reason) in ((string, string)[])[(">/dev/full", "there is no space left: make room"), (">&-", "it is closed, or cannot be written to")])
        {
            (int code, string errors) = Shell($"\"$0\" {line} {to}");
            Assert.Equal(1, code);
            Assert.Contains($"proscenium: standard output: cannot be written: {reason}", errors);
        }
    }

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public void StandardErrorThatTakesNothing_EndsNoRun(string to)
    {
        LinuxSystem.Require();
        Sounds.Write(_folder["in.wav"], 48000, [.. Signals.Noise(4800, 1).Select((sample, n) => n == 7 ? float.NaN : sample)]); // a note
        Sounds.Write(_folder["same.wav"], 48000, [1]);
        Assert.Equal((0, ""), Shell($"\"$0\" convolve -q in.wav same.wav out.wav --outputs 1 {to} && \"$0\" headphones in.wav - {to} > ears.wav && \"$0\" upmix -q in.wav lrc.wav {to} && \"$0\" render -q in.wav feeds.wav --device phone {to}"));
        float[] sound = Sounds.Read(_folder["in.wav"]).Channels[0];
        sound[7] = 0;
        Assert.True(Signals.ErrorDb(Sounds.Read(_folder["out.wav"]).Channels[0], sound) < -120);
        Assert.All((string[])["ears.wav", "lrc.wav", "feeds.wav"], name => Assert.True(Sounds.Read(_folder[name]).Channels[0].Length >= 4800));
    }

    (int Code, string Errors) Shell(string line)
    {
        using Process run = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line, CommandProcess.Command]) { WorkingDirectory = _folder["."], RedirectStandardError = true })!;
        string errors = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return (run.ExitCode, errors);
    }

    void AssertRefused(string place, params string[] line) => AssertRefusedWith("trap '' XFSZ; ", place, line);

    void AssertRefusedWith(string first, string place, params string[] line)
    {
        ProcessStartInfo start = new("bash", ["-c", $"{first}ulimit -f 16; exec \"$@\"", "limited", CommandProcess.Command, .. line, "-q"]) { WorkingDirectory = _folder["."], RedirectStandardError = true };
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
