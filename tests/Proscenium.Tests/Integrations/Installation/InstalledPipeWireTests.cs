using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Installation;
using Proscenium.Integrations.Verification;
using Proscenium.Tests.Live;
using Proscenium.Tests.Plugins;

namespace Proscenium.Tests.Integrations.Installation;

/// <summary>A real PipeWire, without hardware, reads what was installed from its own settings folder.</summary>
[Collection(OnASoundServer.Name)]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Linux)]
public sealed class InstalledPipeWireTests : IDisposable
{
    const int Attempts = 3;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("laptop", 44100)]
    [InlineData("echo-studio", 48000)]
    public void Convolvers_SoundAtTheDrivers_AsConvolvedInDouble(string device, int rate)
    {
        RequirePrograms();
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open(device) });
        float[][] sound = [Signals.Noise(20000, 1, 0.25f), Signals.Noise(20000, 2, 0.25f)];
        MultiRatePlan multiRatePlan = MultiRatePlan.Of(design, MultiRatePlan.UsualRates, stereoOnly: true, cancel: TestContext.Current.CancellationToken);
        RenderPlan plan = multiRatePlan.Plans.Single(plan => plan.SampleRate == rate);
        float[][] heard = Hear(design, plugin: null, plan, sound);
        Assert.InRange(Residual.Of(heard, DirectConvolution.Run(sound, plan.Filters, multiRatePlan.Gain)).Decibels, -150, -100);
    }

    /// <summary>The live upmix, whose blocks fit into the server's: those of the others begin when the server does.</summary>
    [Theory]
    [InlineData("laptop")]
    [InlineData("echo-studio")]
    public void ThePlugin_SoundsAtTheDrivers_AsTheRenderer_ItsUpmixIncluded(string device)
    {
        RequirePrograms();
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open(device), Upmix = UpmixMode.Live });
        float[] middle = Signals.Noise(40000, 3, 0.2f);
        float[][] sound = [[.. Signals.Noise(40000, 1, 0.1f).Zip(middle, (a, b) => a + b)], [.. Signals.Noise(40000, 2, 0.1f).Zip(middle, (a, b) => a + b)]];
        float[][] heard = Hear(design, Plugin(), design.Plan, sound);
        Assert.InRange(Residual.Of(heard, Rendered(design.Plan, sound)).Decibels, -200, -100);
    }

    /// <summary>Untreated the left channel would come out at the left driver alone.</summary>
    [Fact]
    public void APlanForAnotherRateThanTheServers_IsPlayedAllTheSame()
    {
        RequirePrograms();
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Upmix = UpmixMode.Live, SampleRate = 44100 });
        float[][] heard = Hear(design, Plugin(), design.Plan with { SampleRate = 48000 }, [Signals.Noise(40000, 1), new float[40000]]);
        Assert.InRange(Signals.PowerDb(heard[1]) - Signals.PowerDb(heard[0]), -20, 0);
    }

    /// <summary>What the renderer makes of the sound after as much silence as the server was given.</summary>
    static double[][] Rendered(RenderPlan plan, float[][] sound)
    {
        int before = 2 * PipeWireRun.Period, frames = sound[0].Length + plan.LatencySamples;
        AudioBuffer input = new(2, before + frames);
        for (int channel = 0; channel < 2; channel++) sound[channel].CopyTo(input.Block()[channel][before..]);
        Renderer renderer = plan.AsPlayed(256);
        AudioBuffer drivers = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 256, renderer.Process);
        return [.. Enumerable.Range(0, plan.Drivers.Count).Select(driver => Array.ConvertAll(drivers.Block()[driver][before..].ToArray(), sample => (double)sample))];
    }

    float[][] Hear(SpatialDesign design, string? plugin, RenderPlan plan, float[][] sound)
    {
        PlanFile.Write(design, _folder["plan"]);
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            string session = _folder[$"{attempt}"];
            PipeWirePaths paths = new(new(Path.Combine(session, "config"), Path.Combine(session, "data"))); // as the session's variables say
            PipeWireDraft draft = PipeWireDraft.Of(design, new() { Plan = _folder["plan"], Plugin = plugin }, paths, cancel: TestContext.Current.CancellationToken);
            new PipeWireInstallation(paths).Install(draft, replace: false);
            float[][] heard = PipeWireRun.Play(session, PipeWireChain.NodeName(design.Request.Device.Name), plan with { Inputs = ["left", "right"], Upmix = null }, sound, TestContext.Current.CancellationToken);
            if (PipeWireRun.WithoutDropouts(heard[..plan.Drivers.Count], heard[plan.Drivers.Count..], sound) is { } feeds) return feeds;
        }
        Assert.Skip("PipeWire dropped sound: the machine is too busy.");
        return [];
    }

    /// <summary>The plug-in of this tree, where it was built.</summary>
    [Trait(Traits.Needs, Traits.Program)]
    static string Plugin()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string built = Path.Combine(folder.FullName, "artifacts", "plugins", "linux-x64", "ladspa", LadspaSearch.FileName);
            if (File.Exists(built)) return built;
        }
        Assert.Skip($"missing program: '{LadspaSearch.FileName}' is not built (docs/plugins.md).");
        return "";
    }

    static void RequirePrograms()
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("pipewire");
        RecordedData.RequireProgram("wireplumber");
        RecordedData.RequireProgram("dbus-run-session", "dbus-daemon");
    }
}
