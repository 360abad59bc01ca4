using System.Reflection;
using System.Text.RegularExpressions;
using Proscenium.Acoustics;

namespace Proscenium.Tests.Architecture;

public partial class ArchitectureTests
{
    static readonly Assembly[] _assemblies = [typeof(Proscenium.Engine.Renderer).Assembly, typeof(SpatialDesigner).Assembly, typeof(Proscenium.Live.Servers.ISoundServer).Assembly, typeof(Proscenium.Cli.Program).Assembly, typeof(Proscenium.Plugin.PluginPath).Assembly];
    static readonly Dictionary<string, string[]> _map = ReadMap();

    [Fact]
    public void CompiledModules_UseOnlyWhat_TheMapAllows()
    {
        string[] trespasses = [.. from assembly in _assemblies
                                  from use in CompiledModules.Uses(assembly)
                                  where use.User != use.Used && !(_map.TryGetValue(use.User, out string[]? allowed) && allowed.Contains(use.Used))
                                  select $"{use.Type} uses {use.Used}"];
        Assert.Empty(trespasses.Distinct());
    }

    [Fact]
    public void TheMap_NamesEveryModule_AndNoOther()
    {
        IEnumerable<string> built = _assemblies.SelectMany(assembly => assembly.GetTypes()).Select(type => type.Namespace).OfType<string>()
            .Where(module => module.StartsWith("Proscenium", StringComparison.Ordinal)).Distinct();
        Assert.Equal(_map.Keys.Order(), built.Order());
    }

    [Fact]
    public void TheMap_AllowsNothing_ThatNobodyUses()
    {
        HashSet<(string, string)> used = [.. _assemblies.SelectMany(CompiledModules.Uses).Select(use => (use.User, use.Used))];
        Assert.DoesNotContain(_map.SelectMany(module => module.Value.Select(other => (module.Key, other))), arrow => !used.Contains(arrow));
    }

    [Fact]
    public void Arrows_GoOneWay()
    {
        HashSet<string> done = [];
        while (_map.Keys.FirstOrDefault(module => !done.Contains(module) && _map[module].All(done.Contains)) is { } next) done.Add(next);
        Assert.Equal(_map.Keys.Order(), done.Order());
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

    static Dictionary<string, string[]> ReadMap()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ARCHITECTURE.md"));
        return text.Split('\n').Where(line => line.StartsWith("| `Proscenium", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .ToDictionary(cells => Module().Match(cells[1]).Groups[1].Value, cells => (string[])[.. Module().Matches(cells[3]).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex("`(Proscenium[A-Za-z0-9.]*)`")]
    private static partial Regex Module();
}
