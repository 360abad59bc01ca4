using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Proscenium.Files.Projects;
using Proscenium.Tests.Cli;
using Proscenium.Tests.Live;

namespace Proscenium.Studio.Tests;

/// <summary>The command itself, in a process of its own.</summary>
[Collection("console")]
public sealed class StudioCommandTests : IDisposable
{
    const int Patience = 20000;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task ItPrintsItsAddress_ServesAPage_AndLeavesNothing_AfterCtrlC()
    {
        LinuxSystem.Require();
        Directory.CreateDirectory(_folder["temporary"]);
        ProcessStartInfo start = CommandProcess.Start("studio", "phone", "--no-browser");
        (start.RedirectStandardOutput, start.RedirectStandardError, start.Environment["TMPDIR"]) = (true, true, _folder["temporary"]);
        long begun = Stopwatch.GetTimestamp();
        using Process studio = Process.Start(start)!;
        string line = (await studio.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        Assert.Matches(@"^The studio is at http://127\.0\.0\.1:[0-9]+/#token=[\w-]{43}$", line);
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 10);
        using HttpClient browser = new();
        Assert.Contains("<title>", await browser.GetStringAsync(line["The studio is at ".Length..].Split('#')[0], TestContext.Current.CancellationToken));
        Assert.NotEmpty(Directory.GetDirectories(_folder["temporary"]));
        _ = Signal.Send(studio.Id, Signal.Interrupt);
        Assert.True(studio.WaitForExit(Patience));
        Assert.Equal((0, ""), (studio.ExitCode, await studio.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.Empty(Directory.GetDirectories(_folder["temporary"]));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task WhatAKilledStudioLeft_IsSwept_ByTheNext_AndNothingElse()
    {
        LinuxSystem.Require();
        string temporary = Directory.CreateDirectory(_folder["temporary"]).FullName, others = Directory.CreateDirectory(_folder["others"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(others, "owner"), "", TestContext.Current.CancellationToken);
        (Process killed, _) = await Started(temporary);
        string left = Assert.Single(Directory.GetDirectories(temporary, "proscenium-studio-*"));
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        killed.Dispose();
        File.CreateSymbolicLink(Path.Combine(left, "link"), _folder["others"]);
        Directory.CreateSymbolicLink(Path.Combine(temporary, "proscenium-studio-link"), others);
        Directory.CreateDirectory(Path.Combine(temporary, "proscenium-studio-unowned"));

        (Process first, string firstFolder) = await Started(temporary);
        (Process second, string secondFolder) = await Started(temporary);
        Assert.False(Directory.Exists(left));
        foreach (string kept in (string[])[firstFolder, secondFolder, "proscenium-studio-link", "proscenium-studio-unowned"]) Assert.Contains(Path.Combine(temporary, Path.GetFileName(kept)), Directory.GetDirectories(temporary));
        Assert.True(File.Exists(Path.Combine(others, "owner")));
        foreach (Process studio in (Process[])[first, second])
        {
            _ = Signal.Send(studio.Id, Signal.Interrupt);
            Assert.True(studio.WaitForExit(Patience));
            studio.Dispose();
        }
    }

    /// <summary>A studio that serves, and its folder for what is dropped.</summary>
    static async Task<(Process Studio, string Folder)> Started(string temporary)
    {
        string[] before = Directory.GetDirectories(temporary);
        ProcessStartInfo start = CommandProcess.Start("studio", "phone", "--no-browser");
        (start.RedirectStandardOutput, start.RedirectStandardError, start.Environment["TMPDIR"]) = (true, true, temporary);
        Process studio = Process.Start(start)!;
        Assert.NotNull(await studio.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return (studio, Directory.GetDirectories(temporary).Except(before).First());
    }

    [Fact]
    public void APortThatIsTaken_IsSaid()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Contains($"Port {port} of this machine cannot be had", Command.Fail(2, "studio", "--no-browser", "--port", $"{port}"));
    }

    [Theory]
    [InlineData(1, "there is no device 'studoi'", "studoi")]
    [InlineData(2, "--port 70000 is no port", "--port", "70000")]
    [InlineData(1, "x.wav", "MEASURED")]
    public void WhatCannotBeServed_IsSaid_BeforeAnythingIsServed(int code, string sentence, params string[] arguments)
    {
        string device = DeviceFile.BuiltInText("laptop").Replace("\"bandHz\"", "\"response\": {\"file\": \"x.wav\"}, \"bandHz\"", StringComparison.Ordinal);
        File.WriteAllText(_folder["measured.device.json"], device);
        Assert.Contains(sentence, Command.Fail(code, ["studio", "--no-browser", .. arguments.Select(argument => argument == "MEASURED" ? _folder["measured.device.json"] : argument)]));
    }
}
