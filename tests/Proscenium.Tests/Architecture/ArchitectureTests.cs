using System.Reflection;
using System.Text.RegularExpressions;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Tests.Release;

namespace Proscenium.Tests.Architecture;

public partial class ArchitectureTests
{
    static readonly Assembly[] _assemblies = [typeof(Proscenium.Engine.Renderer).Assembly, typeof(SpatialDesigner).Assembly, typeof(Proscenium.Integrations.Export.MultiRatePlan).Assembly, typeof(Proscenium.Live.Servers.ISoundServer).Assembly, typeof(Proscenium.Studio.StudioSettings).Assembly, typeof(Proscenium.Sweeps.Jobs.Job).Assembly, typeof(Proscenium.Cli.Program).Assembly, typeof(Proscenium.Plugin.PluginPath).Assembly];
    static readonly Dictionary<string, string[]> _map = ReadMap();
    static readonly Lazy<(string User, string Used, string Type)[]> _uses = new(() => [.. _assemblies.SelectMany(CompiledModules.Uses)]);

    /// <summary>The module that every other may use.</summary>
    const string Errors = "Proscenium.Engine.Errors";

    [Fact]
    public void CompiledModules_UseOnlyWhat_TheMapAllows()
    {
        string[] trespasses = [.. from use in _uses.Value
                                  let module = ModuleOf(use.User)
                                  where module != ModuleOf(use.Used) && ModuleOf(use.Used) != Errors && !_map[module].Contains(ModuleOf(use.Used))
                                  select $"{use.Type} uses {use.Used}"];
        Assert.Empty(trespasses.Distinct());
    }

    [Fact]
    public void TheMap_NamesEveryModule_AndNoOther()
    {
        IEnumerable<string> built = _assemblies.SelectMany(assembly => assembly.GetTypes()).Select(type => type.Namespace).OfType<string>()
            .Where(folder => folder.StartsWith("Proscenium", StringComparison.Ordinal)).Select(ModuleOf).Distinct();
        Assert.Equal(_map.Keys.Order(), built.Order());
    }

    [Fact]
    public void TheMap_AllowsNothing_ThatNobodyUses()
    {
        HashSet<(string, string)> used = [.. _uses.Value.Select(use => (ModuleOf(use.User), ModuleOf(use.Used)))];
        Assert.DoesNotContain(_map.SelectMany(module => module.Value.Select(other => (module.Key, other))), arrow => !used.Contains(arrow));
    }

    [Fact]
    public void Arrows_GoFromWhatIsLower_ToWhatIsHigher_InTheMap()
    {
        List<string> order = [.. _map.Keys];
        Assert.DoesNotContain(_map.SelectMany(module => module.Value.Select(other => (module.Key, other))), arrow => order.IndexOf(arrow.other) >= order.IndexOf(arrow.Key));
    }

    [Fact]
    public void FoldersInAModule_UseEachOther_OneWayOnly()
    {
        ILookup<string, string> uses = _uses.Value.Where(use => use.User != use.Used && ModuleOf(use.User) == ModuleOf(use.Used))
            .Select(use => (use.User, use.Used)).Distinct().ToLookup(use => use.User, use => use.Used);
        Assert.Empty(uses.SelectMany(folder => folder.Where(used => Reached(used, uses).Contains(folder.Key)).Select(used => $"{folder.Key} uses {used} and the other way round")));
    }

    [Fact]
    public void NoFolder_HoldsMoreThan_25SourceFiles()
    {
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src"), "*", SearchOption.AllDirectories), folder => Directory.EnumerateFiles(folder, "*.cs").Count() > 25);
    }

    [Fact]
    public void Engine_ReferencesNothing_ButTheRuntime()
    {
        foreach (AssemblyName name in typeof(Proscenium.Engine.Renderer).Assembly.GetReferencedAssemblies())
            Assert.StartsWith("System.", name.Name);
    }

    [Fact]
    public void LeftIsTheListenersLeft_FromDeviceFileToEar()
    {
        // a driver to the listener's left stands at +y, and the left ear hears it louder and earlier
        Driver left = Designs.EchoStudio.Drivers[Designs.EchoStudio.ReferenceDriver(Side.Left)];
        Assert.Equal("mid-left", left.Name);
        Assert.True(left.Left > 0 && left.AzimuthDegrees > 0);
        EarPair ears = new SphericalHead().PointSource(new Position(1, 1, 0), 400);
        Assert.True(ears.Left.Magnitude > ears.Right.Magnitude);
        Assert.True((ears.Right / ears.Left).Phase < 0); // e^{+jwt}: later is a negative phase
        Assert.Equal(1, Position.Direction(Math.PI / 2).Y, 1e-12);
    }

    /// <summary>The module of a namespace: the row of the map with the longest name that it begins with.</summary>
    static string ModuleOf(string folder) => _map.Keys.Where(module => folder == module || folder.StartsWith(module + ".", StringComparison.Ordinal)).MaxBy(module => module.Length)
        ?? throw new InvalidOperationException($"ARCHITECTURE.md has no module for {folder}.");

    /// <summary>A folder and all that it uses, directly or by way of others.</summary>
    static HashSet<string> Reached(string from, ILookup<string, string> uses)
    {
        HashSet<string> reached = [from];
        for (Queue<string> open = new([from]); open.TryDequeue(out string? folder);)
            foreach (string used in uses[folder].Where(reached.Add)) open.Enqueue(used);
        return reached;
    }

    static Dictionary<string, string[]> ReadMap()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ARCHITECTURE.md"));
        return text.Split('\n').Where(line => line.StartsWith("| `Proscenium", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .ToDictionary(cells => Module().Match(cells[1]).Groups[1].Value, cells => (string[])[.. Module().Matches(cells[3]).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex("`(Proscenium[A-Za-z0-9.]*)`")]
    private static partial Regex Module();
}
