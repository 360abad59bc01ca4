using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Verification;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Plugins;

/// <summary>The LADSPA plug-in in the filter chain of a real PipeWire, its plan in the settings folder; the oracle is the renderer.</summary>
[Collection(OnASoundServer.Name)]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Linux)]
public sealed class PipeWirePluginTests : IDisposable
{
    const string Name = "proscenium-plugin";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFilterChain_PlaysAsTheRenderer()
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("pipewire");
        RecordedData.RequireProgram("wireplumber");
        RecordedData.RequireProgram("dbus-run-session", "dbus-daemon");
        SpatialDesign design = Designs.Echo with { Plan = WithoutUpmix(Designs.Echo.Plan) };
        RenderPlan plan = design.Plan;
        Directory.CreateDirectory(_folder["export"]);
        File.WriteAllText(Path.Combine(_folder["export"], $"{Name}.conf"), Chain(BuiltPlugins.Ladspa, plan.Drivers.Count));
        for (int attempt = 1; attempt <= 3; attempt++) _folder.Write($"scratch/{attempt}/config/proscenium/plan", design); // where the session's settings are
        AudioBuffer input = Signals.Noise(2, 30000, 1);
        float[][] sound = [input.Block()[0].ToArray(), input.Block()[1].ToArray()];
        AudioBuffer wanted = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 256, plan.AsPlayed(256).Process);
        double[][] truth = [.. Enumerable.Range(0, plan.Drivers.Count).Select(driver => Array.ConvertAll(wanted.Block()[driver].ToArray(), sample => (double)sample))];
        float[][] heard = new PipeWireRun().Run(_folder["export"], plan, sound, _folder["scratch"], TestContext.Current.CancellationToken);
        Assert.InRange(Residual.Of(heard, truth).Decibels, -310, -100);
    }

    /// <summary>The pair alone: an upmix decides anew every some samples, and where those begin in PipeWire nobody knows.</summary>
    static RenderPlan WithoutUpmix(RenderPlan plan)
    {
        FirMatrix filters = new(2, plan.Filters.Outputs, plan.Filters.Taps);
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) plan.Filters[input, driver].CopyTo(filters[input, driver]);
        return plan with { Upmix = null, Inputs = [ChannelNames.Left, ChannelNames.Right], Filters = filters, InputDelaySamples = [.. plan.InputDelaySamples.Take(2)] };
    }

    static string Chain(string plugin, int drivers) => $$"""
        context.modules = [
          { name = libpipewire-module-filter-chain
            args = {
              node.description = "Proscenium" media.name = "Proscenium"
              filter.graph = {
                nodes = [ { type = ladspa name = proscenium plugin = "{{plugin}}" label = proscenium_{{drivers}} control = { "Gain" = 0.0 } } ]
                inputs = [ "proscenium:Left" "proscenium:Right" ]
                outputs = [ {{Spaced(drivers, driver => $"\"proscenium:Driver {driver + 1}\"")}} ]
              }
              capture.props = { node.name = {{Name}} media.class = Audio/Sink audio.channels = 2 audio.position = [ FL FR ] }
              playback.props = { node.name = {{Name}}-drivers node.passive = true stream.dont-remix = true audio.channels = {{drivers}} audio.position = [ {{Spaced(drivers, driver => $"AUX{driver}")}} ] }
            }
          }
        ]

        """;

    static string Spaced(int count, Func<int, string> text) => string.Join(' ', Enumerable.Range(0, count).Select(text));
}
