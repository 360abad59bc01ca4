using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Proscenium.Tests.Release;

[Trait(Traits.Category, Traits.Slow)]
public sealed partial class ArchiveTests : IDisposable
{
    /// <summary>A process that has its own mounts, where the folder in $0 becomes the root of a command: rights of root are needed, or a user's own namespace.</summary>
    static readonly string[] _asRoot = ["unshare", "--mount", "sh", "-c"], _asUser = ["unshare", "--map-root-user", "--mount", "sh", "-c"];

    const string ChangeRoot = "mount --rbind /proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && exec chroot \"$0\" \"$@\"";

    readonly TemporaryFolder _folder = new();

    string Root => _folder["root"];

    /// <summary>On a root file system that holds the archive, the C library and what the kernel shows alone, where one can be made; elsewhere in an environment that names no .NET.</summary>
    [Fact]
    public void TheArchive_MakesTheDemo_WithoutDotNet_AsTheBuiltCommandDoes()
    {
        Unpack("linux-x64");
        OtherProgram.Succeed(Root, null, CommandProcess.Command, "demo", "-q", "-o", _folder["built"]);

        if (WithAnotherRoot() is { } another)
            OtherProgram.Succeed("/", new Dictionary<string, string> { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin", ["HOME"] = "/home" }, [.. another, Root, "/opt/proscenium", "demo", "-q", "-o", "/home/demo"]);
        else
            OtherProgram.Succeed(Root, new Dictionary<string, string> { ["PATH"] = "/nowhere", ["HOME"] = Path.Combine(Root, "home") }, Path.Combine(Root, "opt", "proscenium"), "demo", "-q", "-o", Path.Combine(Root, "home", "demo"));
        AssertSameFiles(_folder["built"], Path.Combine(Root, "home", "demo"));
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    public void EveryArchive_HoldsLicences_AndIsSmall(string system)
    {
        Unpack(system);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Root, "opt"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Path.Combine(Root, "opt"), file))];
        foreach (string wanted in (string[])["LICENSE", "README.txt", "THIRD-PARTY-NOTICES.txt", "Fonts/LICENSE.DejaVu.txt", "licenses/ScottPlot/NOTICES.txt", "licenses/Microsoft.NETCore.App.Runtime/THIRD-PARTY-NOTICES.TXT", "licenses/Microsoft.AspNetCore.App.Runtime/THIRD-PARTY-NOTICES.TXT"])
            Assert.Contains(wanted, files);
        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal) || file.Contains("runtimes/", StringComparison.Ordinal));
        Assert.Equal(system.StartsWith("linux", StringComparison.Ordinal), files.Contains("plugins/ladspa/proscenium.so"));
        Assert.InRange(new FileInfo(Archive(system)).Length, 10_000_000, 90_000_000);
    }

    [Fact]
    public void EverySum_IsRight()
    {
        string folder = Path.GetDirectoryName(Archive("linux-x64"))!;
        Dictionary<string, string> sums = File.ReadLines(Path.Combine(folder, "SHA256SUMS")).ToDictionary(line => line[66..], line => line[..64]);
        Assert.Equal(Directory.GetFiles(folder).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(), sums.Keys.Order());
        foreach ((string name, string sum) in sums)
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, name));
            Assert.Equal(sum, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>An archive made since the sources were last changed, or skips the running test.</summary>
    static string Archive(string system)
    {
        string folder = Path.Combine(SourceTree.Root, "artifacts", "release");
        string? archive = Directory.Exists(folder) ? Directory.GetFiles(folder, "proscenium-*").FirstOrDefault(file => ArchiveName().Match(Path.GetFileName(file)).Groups["system"].Value == system) : null;
        if (archive is null) Assert.Skip($"missing archive: run ./release.sh (there is none for {system} in artifacts/release).");
        DateTime made = File.GetLastWriteTimeUtc(archive), changed = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src"), "*", SearchOption.AllDirectories).Max(File.GetLastWriteTimeUtc);
        if (made < changed) Assert.Skip(string.Create(CultureInfo.InvariantCulture, $"missing archive: run ./release.sh (the one for {system} is of {made:u}, the sources are of {changed:u})."));
        return archive;
    }

    [GeneratedRegex(@"^proscenium-\d[^-]*-(?<system>.+?)\.(tar\.gz|zip)$")]
    private static partial Regex ArchiveName();

    void Unpack(string system)
    {
        string archive = Archive(system);
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64) Assert.Skip("missing system: archives are looked into on Linux for x64.");
        foreach (string made in (string[])["opt", "home", "tmp", "proc", "dev"]) Directory.CreateDirectory(Path.Combine(Root, made));
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
        {
            System.IO.Compression.ZipFile.ExtractToDirectory(archive, _folder["zip"]);
            Directory.Delete(Path.Combine(Root, "opt"));
            Directory.Move(Directory.GetDirectories(_folder["zip"]).Single(), Path.Combine(Root, "opt"));
        }
        else
        {
            OtherProgram.Succeed(Root, null, "tar", "-xzf", archive, "--strip-components=1", "-C", "opt");
        }
    }

    /// <summary>What runs a command on the root file system, after copying the libraries to it that the archive needs of a system; null where that is not allowed.</summary>
    string[]? WithAnotherRoot()
    {
        string opt = Path.Combine(Root, "opt");
        string needed = OtherProgram.Run(opt, null, ["ldd", Path.Combine(opt, "proscenium"), .. Directory.GetFiles(opt, "*.so")]).Printed;
        foreach (string library in LibraryPath().Matches(needed).Select(match => match.Value).Distinct().Where(path => !path.StartsWith(opt, StringComparison.Ordinal) && File.Exists(path)))
        {
            string copy = Root + library;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(library, copy, overwrite: true);
        }
        foreach (string[] start in (string[][])[[.. _asRoot, ChangeRoot], [.. _asUser, ChangeRoot]])
            if (OtherProgram.Run("/", null, [.. start, Root, "/opt/proscenium", "--version"]).Code == 0) return start;
        return null;
    }

    [GeneratedRegex(@"(?<=\s)/[^\s:]+\.so[^\s:]*")]
    private static partial Regex LibraryPath();

    static void AssertSameFiles(string wanted, string made)
    {
        static string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(wanted), Files(made));
        Assert.NotEmpty(Files(wanted));
        foreach (string file in Files(wanted))
            Assert.True(File.ReadAllBytes(Path.Combine(wanted, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(made, file))), $"{file} differs");
    }
}
