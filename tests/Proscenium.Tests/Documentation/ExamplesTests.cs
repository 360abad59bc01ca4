using System.Globalization;
using Proscenium.Tests.Release;

namespace Proscenium.Tests.Documentation;

/// <summary>Compiles and runs the C# of README, of the pages and of the packages' readmes against the packages alone, as a reader would.</summary>
[Collection("packages")]
[Trait(Traits.Category, Traits.Slow)]
public sealed class ExamplesTests(PackedPackages packages) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void EveryExample_Compiles_AndRuns_WithThePackages()
    {
        ExampleBlock[] examples = [.. Pages().SelectMany(page => ExampleBlock.Of(Path.GetRelativePath(SourceTree.Root, page), File.ReadAllText(page))).Where(example => example.Compiles)];
        Assert.NotEmpty(examples);
        string program = Build(examples);
        OtherProgram.Succeed(SourceTree.Root, null, CommandProcess.Command, "design", "--device", "laptop", "-q", "-o", _folder["plan"]);
        List<string> failed = [];
        foreach ((int n, ExampleBlock example) in examples.Index().Where(example => example.Item.Runs))
        {
            (int code, string printed) = OtherProgram.Run(Inputs(n), null, "dotnet", program, n.ToString(CultureInfo.InvariantCulture));
            if (code != 0) failed.Add($"{example.Page}:{example.Line}: {printed}");
        }
        Assert.Empty(failed);
    }

    [Fact]
    public void ABlock_IsAProgramOfItsOwn()
    {
        ExampleBlock block = Assert.Single(ExampleBlock.Of("page.md", "words\n```csharp compile-only\nusing System.Text;\nStringBuilder s = new();\nrecord Pair(int A, int B);\n```\nwords"));
        Assert.Equal((3, true, false), (block.Line, block.Compiles, block.Runs));
        string[] source = block.Source(7).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(["#line 3 \"page.md\"", "using System.Text;"], source[..2]);
        int statement = Array.IndexOf(source, "StringBuilder s = new();"), type = Array.IndexOf(source, "record Pair(int A, int B);");
        Assert.InRange(statement, Array.IndexOf(source, "namespace Examples.Example7"), type);
        Assert.Equal("#line 5 \"page.md\"", source[type - 1]);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    static IEnumerable<string> Pages() =>
    [
        Path.Combine(SourceTree.Root, "README.md"),
        .. Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        .. Directory.GetDirectories(Path.Combine(SourceTree.Root, "src")).Select(project => Path.Combine(project, "PACKAGE.md")).Where(File.Exists).Order(StringComparer.Ordinal),
    ];

    /// <summary>One program of all examples, far from the solution's own settings; its number chooses one.</summary>
    string Build(ExampleBlock[] examples)
    {
        Directory.CreateDirectory(_folder["examples"]);
        string Write(string name, string text)
        {
            string path = Path.Combine(_folder["examples"], name);
            File.WriteAllText(path, text);
            return path;
        }
        foreach ((int n, ExampleBlock example) in examples.Index()) Write($"Example{n}.cs", example.Source(n));
        Write("Program.cs", $"switch (args[0])\n{{\n{string.Concat(Enumerable.Range(0, examples.Length).Select(n => $"case \"{n}\": await Examples.Example{n}.Example.Run([]); break;\n"))}}}\n");
        Write("NuGet.config", $"<configuration><packageSources><add key=\"packed\" value=\"{packages.Folder}\" /></packageSources></configuration>");
        string[] libraries = [.. packages.Files.Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.StartsWith("Proscenium.Cli.", StringComparison.Ordinal))];
        string project = Write("Examples.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <LangVersion>latest</LangVersion>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RestorePackagesPath>{_folder["restored"]}</RestorePackagesPath>
                <RestoreAdditionalProjectFallbackFolders>{OthersPackages()}</RestoreAdditionalProjectFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(libraries.Select(name => Reference(name)))}
              </ItemGroup>
            </Project>
            """);
        OtherProgram.Succeed(_folder["examples"], null, "dotnet", "build", project, "-c", "Release", "--nologo", "-v", "q", "-nodeReuse:false", "-o", _folder["built"]);
        return Path.Combine(_folder["built"], "Examples.dll");
    }

    static string Reference(string file)
    {
        int version = Enumerable.Range(0, file.Length).First(n => file[n] == '.' && char.IsDigit(file[n + 1]));
        return $"<PackageReference Include=\"{file[..version]}\" Version=\"[{file[(version + 1)..]}]\" />";
    }

    /// <summary>The machine's folder of packages, unless an older Proscenium in it would be taken for the packed one.</summary>
    static string OthersPackages()
    {
        string listed = OtherProgram.Succeed(SourceTree.Root, null, "dotnet", "nuget", "locals", "global-packages", "--list");
        string folder = listed[(listed.IndexOf(':') + 1)..].Trim();
        return Directory.Exists(folder) && Directory.GetDirectories(folder, "proscenium*").Length == 0 ? folder : "";
    }

    /// <summary>A folder to run in, with what an example may read: the sound file song.wav and the plan in the folder plan.</summary>
    string Inputs(int n)
    {
        string folder = _folder[$"run-{n}"], plan = Path.Combine(folder, "plan");
        Directory.CreateDirectory(plan);
        foreach (string file in Directory.GetFiles(_folder["plan"])) File.Copy(file, Path.Combine(plan, Path.GetFileName(file)));
        WriteSong(Path.Combine(folder, "song.wav"));
        return folder;
    }

    /// <summary>Two seconds of a tone that wanders from left to right, 48 kHz, 16 bits.</summary>
    static void WriteSong(string path)
    {
        const int rate = 48000, frames = 2 * rate;
        using BinaryWriter file = new(File.Create(path));
        file.Write("RIFF"u8);
        file.Write(36 + 4 * frames);
        file.Write("WAVEfmt "u8);
        file.Write(16);
        file.Write((short)1);
        file.Write((short)2);
        file.Write(rate);
        file.Write(4 * rate);
        file.Write((short)4);
        file.Write((short)16);
        file.Write("data"u8);
        file.Write(4 * frames);
        for (int frame = 0; frame < frames; frame++)
        {
            double tone = 8000 * Math.Sin(2 * Math.PI * 440 * frame / rate), right = (double)frame / frames;
            file.Write((short)Math.Round(tone * (1 - right)));
            file.Write((short)Math.Round(tone * right));
        }
    }
}
