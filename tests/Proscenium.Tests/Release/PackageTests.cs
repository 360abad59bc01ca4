using System.IO.Compression;
using System.Xml.Linq;

namespace Proscenium.Tests.Release;

[Collection("packages")]
[Trait(Traits.Category, Traits.Slow)]
public class PackageTests(PackedPackages packages)
{
    /// <summary>Every project in src is to be packed, except the plug-in, which is native, and the studio and sweeps, which are part of the command.</summary>
    static IEnumerable<string> Meant => Directory.GetDirectories(Path.Combine(SourceTree.Root, "src")).Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
        .Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("Proscenium.Plugin" or "Proscenium.Studio" or "Proscenium.Sweeps")).Order(StringComparer.Ordinal);

    [Fact]
    public void Pack_MakesThePackagesOfTheSources_AndNoOther() => Assert.Equal(Meant, packages.Files.Select(file => Id(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryPackage_SaysWhatItIs()
    {
        foreach (string file in packages.Files)
        {
            using ZipArchive package = ZipFile.OpenRead(file);
            XElement about = Metadata(package);
            Assert.Equal("MIT", Text(about, "license"));
            foreach (string named in (string[])["readme", "icon"]) Assert.NotNull(package.GetEntry(Text(about, named)));
            Assert.NotNull(package.GetEntry("LICENSE"));
            Assert.True(Text(about, "description").Length > 30, $"{file}: {Text(about, "description")}");
            Assert.NotEmpty(Text(about, "tags"));
            Assert.DoesNotContain("Package Description", Text(about, "description"));
        }
    }

    [Fact]
    public void OurPackages_NeedExactlyTheVersionTheyWereBuiltWith()
    {
        int pins = 0;
        foreach (string file in packages.Files)
        {
            using ZipArchive package = ZipFile.OpenRead(file);
            XElement about = Metadata(package);
            foreach (XElement needed in about.Descendants().Where(element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value.StartsWith("Proscenium", StringComparison.Ordinal)))
            {
                Assert.Equal($"[{Text(about, "version")}]", needed.Attribute("version")!.Value);
                pins++;
            }
        }
        Assert.True(pins >= 2, $"{pins} pins");
    }

    [Fact]
    public void EveryLibrary_HasSymbols_AndDocumentation()
    {
        foreach (string file in packages.Files.Where(file => Id(file) != "Proscenium.Cli"))
        {
            using ZipArchive package = ZipFile.OpenRead(file), symbols = ZipFile.OpenRead(Path.ChangeExtension(file, ".snupkg"));
            Assert.NotNull(package.GetEntry($"lib/net10.0/{Id(file)}.xml"));
            Assert.NotNull(symbols.GetEntry($"lib/net10.0/{Id(file)}.pdb"));
        }
    }

    [Fact]
    public void TheTool_HoldsTheLicencesOfWhatItBundles()
    {
        using ZipArchive tool = ZipFile.OpenRead(Assert.Single(packages.Files, file => Id(file) == "Proscenium.Cli"));
        string notices = Read(tool, "tools/net10.0/any/THIRD-PARTY-NOTICES.txt"), bundled = Read(tool, "tools/net10.0/any/Proscenium.Cli.deps.json");
        foreach (string name in System.Text.Json.JsonDocument.Parse(bundled).RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]))
            if (!name.StartsWith("Proscenium", StringComparison.Ordinal)) Assert.Contains(name, notices);
        Assert.NotNull(tool.GetEntry("tools/net10.0/any/licenses/SkiaSharp.NativeAssets.Win32/THIRD-PARTY-NOTICES.txt"));
        Assert.InRange(new FileInfo(packages.Files.Single(file => Id(file) == "Proscenium.Cli")).Length, 1, 60_000_000);
    }

    static string Id(string file)
    {
        using ZipArchive package = ZipFile.OpenRead(file);
        return Text(Metadata(package), "id");
    }

    static XElement Metadata(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XElement.Load(nuspec).Elements().Single();
    }

    static string Text(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    static string Read(ZipArchive package, string name)
    {
        using StreamReader reader = new(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
