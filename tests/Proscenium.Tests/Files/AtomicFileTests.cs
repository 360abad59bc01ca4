using System.Diagnostics;
using System.Globalization;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

/// <summary>Whatever is at the place of an output: files are replaced whole, all else is written through, links stay.</summary>
public class AtomicFileTests
{
    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AnIdentity_IsTheSystemsInode_OfHardLinksAndLinksAlike()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a"], "a");
        File.WriteAllText(folder["other"], "a");
        Run("ln", folder["a"], folder["hard"]);
        File.CreateSymbolicLink(folder["soft"], "a");
        FileIdentity a = FileIdentity.Of(folder["a"]);
        string[] stat = Run("stat", "-c", "%d %i", folder["a"]).Split();
        Assert.Equal((FileKind.Regular, stat[0], stat[1]), (a.Kind, a.Device.ToString(CultureInfo.InvariantCulture), a.Number.ToString(CultureInfo.InvariantCulture)));
        using (FileStream open = File.OpenRead(folder["a"])) Assert.Equal(a, FileIdentity.Of(open.SafeFileHandle));
        foreach (string name in (string[])["hard", "soft", "./a"]) Assert.True(FileIdentity.AreOne(folder["a"], folder[name]), name);
        Assert.False(FileIdentity.AreOne(folder["a"], folder["other"]));
        Assert.True(FileIdentity.AreOne(folder["none"], folder["./none"]));
        Assert.False(FileIdentity.AreOne(folder["none"], folder["nothing"]));
        Assert.Equal((FileKind.Folder, FileKind.Other, FileKind.None), (FileIdentity.Of(folder["."]).Kind, FileIdentity.Of("/dev/null").Kind, FileIdentity.Of(folder["none"]).Kind));
    }

    [Fact]
    public void WhatIsRead_IsRefused_ByItsIdentity_UntilTheWorkEnds()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["in"], "recording");
        File.CreateSymbolicLink(folder["link"], "in");
        using (FilesRead.Begin())
        {
            FilesRead.Note(folder["link"]);
            SoundException refusal = Assert.Throws<SoundException>(() => AtomicFile.WriteAllText(folder["in"], "result"));
            Assert.Equal(ErrorCodes.OutputIsInput, refusal.Code);
            Assert.Equal($"{folder["in"]}: is the same as {folder["link"]}, which is read by this command and would be lost: name another place for the result.", refusal.Message);
            AtomicFile.WriteAllText(folder["out"], "result");
        }
        Assert.Equal("recording", File.ReadAllText(folder["in"]));
        AtomicFile.WriteAllText(folder["in"], "later");
        Assert.Equal("later", File.ReadAllText(folder["link"]));
        Assert.Equal(["in", "link", "out"], folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ALink_Stays_AndWhatItLeadsToIsReplaced_WithItsRights()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["there"]);
        File.WriteAllText(folder["there/file"], "old");
        Run("chmod", "600", folder["there/file"]);
        File.CreateSymbolicLink(folder["link"], "there/file");
        File.CreateSymbolicLink(folder["new"], "there/none");
        AtomicFile.WriteAllText(folder["link"], "one");
        AtomicFile.WriteAllText(folder["new"], "two");
        Assert.Equal(("there/file", "one", "two"), (new FileInfo(folder["link"]).LinkTarget, File.ReadAllText(folder["there/file"]), File.ReadAllText(folder["there/none"])));
        Assert.Equal("600", Run("stat", "-c", "%a", folder["there/file"]));
        File.CreateSymbolicLink(folder["loop"], "loop");
        Assert.Contains("leads back to itself", Assert.Throws<SoundException>(() => AtomicFile.WriteAllText(folder["loop"], "")).Message);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task ANamedPipe_TakesTheSound_AndStays()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Run("mkfifo", folder["pipe"]);
        float[] noise = Signals.Noise(20000, 1);
        Task<byte[]> read = Task.Run(() => File.ReadAllBytes(folder["pipe"]), TestContext.Current.CancellationToken);
        Sounds.Write(folder["pipe"], 48000, noise);
        using MemoryStream content = new(await read);
        Assert.Equal(noise, SoundReader.ReadWhole(content, "pipe").Channels[0]);
        Assert.Equal(FileKind.Other, FileIdentity.Of(folder["pipe"]).Kind);
        Assert.Equal(["pipe"], folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ADeviceThatIsFull_IsToldByItsName_AndStays()
    {
        LinuxSystem.Require();
        Assert.Equal("/dev/full: cannot be written: there is no space left: make room, or name a place on another disk.", Assert.Throws<SoundException>(() => AtomicFile.WriteAllText("/dev/full", "much")).Message);
        Sounds.Write("/dev/null", 48000, new float[100]);
        Assert.Equal((FileKind.Other, FileKind.Other), (FileIdentity.Of("/dev/full").Kind, FileIdentity.Of("/dev/null").Kind));
    }

    [Fact]
    public void Names_OfThe255Bytes_ThatSystemsAllow_AreWritten()
    {
        using TemporaryFolder folder = new();
        string longest = new('x', 251);
        Sounds.Write(folder[longest + ".wav"], 48000, new float[10]);
        Assert.Equal([longest + ".wav"], folder.Names);
        Assert.Contains("the name is too long", Assert.Throws<SoundException>(() => AtomicFile.WriteAllText(folder[longest + ".xwav"], "")).Message);
    }

    [Fact]
    public void ANameThatIsNoUtf8_IsRefused_InsteadOfAnother()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("no UTF-8", Assert.Throws<SoundException>(() => AtomicFile.WriteAllText(folder["bad\uFFFD"], "")).Message);
        Assert.Empty(folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WhatAKilledRunLeft_IsRemovedByTheNext_AndNothingElse()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        using Process ended = Process.Start("true");
        ended.WaitForExit();
        string ours = Path.GetFileName(TemporaryName.In(folder["."], ".flac")), system = ours.Split('-')[1];
        string[] others =
        [
            ours, // of a process that runs: this one
            $".proscenium-{system}-1-0123456789ab.partial", // of one that runs
            $".proscenium-00000000-{ended.Id}-0123456789ab.partial", // of another system
            $".proscenium-{system}-{ended.Id}-0123456789ab.partial.tar.gz", ".proscenium-notes.partial", "mine.partial",
        ];
        string left = $".proscenium-{system}-{ended.Id}-0123456789ab.partial";
        foreach (string name in others) File.WriteAllText(folder[name], "");
        File.WriteAllText(folder[left], "");
        Directory.CreateDirectory(folder[left.Replace("ab.", "cd.")]);
        File.WriteAllText(folder[left.Replace("ab.", "cd.") + "/half"], "");
        File.WriteAllText(folder["mine"], "");
        File.CreateSymbolicLink(folder[left.Replace("ab.", "ef.")], "mine");
        AtomicFile.WriteAllText(folder["out"], "whole");
        Assert.Equal([.. others.Append("out").Append("mine").Order()], folder.Names);
    }

    static string Run(string program, params string[] arguments)
    {
        using Process run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string printed = run.StandardOutput.ReadToEnd().Trim();
        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
        return printed;
    }
}
