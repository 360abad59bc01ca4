using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

public class AtomicFolderTests
{
    [Fact]
    public void Files_AppearTogether_AndOthersStay()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out/mine.txt"], "mine");
        using (AtomicFolder before = new(folder["out"]))
        {
            before.WriteText("a.txt", "old");
            before.WriteText("deep/surplus.txt", "old");
            before.Complete();
        }
        using (AtomicFolder whole = new(folder["out"] + "/"))
        {
            Assert.Equal(folder["out"], whole.FullPath);
            whole.WriteText("a.txt", "new");
            whole.WriteSound("deep/b.wav", 48000, [1, 2]);
            Assert.Equal("old", File.ReadAllText(folder["out/a.txt"]));
            whole.Complete();
        }
        Assert.Equal(["mine", "new"], [File.ReadAllText(folder["out/mine.txt"]), File.ReadAllText(folder["out/a.txt"])]);
        Assert.Equal([1, 2], Sounds.Read(folder["out/deep/b.wav"]).Channels[0]);
        Assert.Equal(["out"], folder.Names);
        Assert.Equal([".proscenium.json", "a.txt", "deep/b.wav", "mine.txt"], Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["out"], file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FilesOfOthers_AndThoseChangedSince_StopAll()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out/a.txt"], "another's");
        void Write(string name, string holds = "files")
        {
            using AtomicFolder whole = new(folder["out"], holds);
            whole.WriteText(name, "new");
            whole.Complete();
        }
        Assert.Contains("a.txt: is in the way and was not written by this command", Assert.Throws<SoundException>(() => Write("a.txt")).Message);
        Write("b.txt");
        Write("b.txt");
        File.WriteAllText(folder["out/b.txt"], "changed");
        Assert.Contains("b.txt: is in the way", Assert.Throws<SoundException>(() => Write("b.txt")).Message);
        Write("c.txt"); // b.txt is surplus, but changed
        using (FilesRead.Begin())
        {
            FilesRead.Note(folder["out/c.txt"]);
            Write("d.txt"); // c.txt is surplus, but read
        }
        Assert.True(File.Exists(folder["out/c.txt"]));
        Assert.Equal(["another's", "changed", "new"], ((string[])["a.txt", "b.txt", "c.txt"]).Select(name => File.ReadAllText(folder[$"out/{name}"])));
        Assert.Contains("holds files, which this would get mixed up with", Assert.Throws<SoundException>(() => Write("e.txt", "a demo")).Message);
    }

    [Fact]
    public void WhatIsNotCompleted_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        using (AtomicFolder whole = new(folder["out"])) whole.WriteText("a/b.txt", "lost");
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void WhatIsInTheWay_StopsAll_BeforeAnythingIsMoved()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["out/b.txt"]);
        File.WriteAllText(folder["out/deep"], "a file");
        foreach (string name in (string[])["b.txt", "deep/c.txt"])
        {
            using AtomicFolder whole = new(folder["out"]);
            whole.WriteText("a.txt", "new");
            whole.WriteText(name, "new");
            Assert.Equal(["a.txt", name], whole.Names);
            Assert.Contains("is in the way", Assert.Throws<SoundException>(whole.Complete).Message);
        }
        Assert.Equal(["b.txt", "deep"], Directory.GetFileSystemEntries(folder["out"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void AFolderThatExists_IsWrittenInside_NotBeside()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["out"]);
        using AtomicFolder whole = new(folder["out"]);
        Assert.Equal(["out"], folder.Names);
        Assert.Single(Directory.GetDirectories(folder["out"]));
    }

    [Fact]
    public void AScript_MayBeRun()
    {
        using TemporaryFolder folder = new();
        using AtomicFolder whole = new(folder["out"]);
        whole.WriteScript("run.sh", "#!/bin/sh\n");
        whole.Complete();
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(folder["out/run.sh"]).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal((byte)'#', File.ReadAllBytes(folder["out/run.sh"])[0]);
    }

    [Fact]
    public void AFile_OrNoParent_IsToldInASentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        Assert.Contains("is a file: name a folder", Assert.Throws<SoundException>(() => new AtomicFolder(folder["file"])).Message);
        Assert.Contains("does not exist: make it first", Assert.Throws<SoundException>(() => new AtomicFolder(folder["none/out"])).Message);
    }
}
