using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>The exported file in a real PipeWire; the oracle is convolution by its definition in double precision.</summary>
public sealed class PipeWireRunTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("laptop", 44100)]
    [InlineData("laptop", 48000)]
    [InlineData("echo-studio", 44100)]
    [InlineData("echo-studio", 48000)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void Designs_SoundAtTheDrivers_AsConvolved(string device, int rate)
    {
        MultiRatePlan multiRatePlan = MultiRatePlan.Of(SpatialDesigner.Design(new() { Device = DeviceFile.Open(device) }), [44100, 48000], stereoOnly: true, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(Run(multiRatePlan, rate), -150, -120);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void EveryInput_AndASilentPath_AndALevelAboveOne_AndAnAwkwardFolder()
    {
        MultiRatePlan multiRatePlan = PipeWireFormatTests.Family(8, 3, 48000, 192000) with { GainDb = 3 };
        Assert.InRange(Run(multiRatePlan, 192000, "ä \"b\" #c"), -150, -120);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WithoutItsWavFiles_ItSaysSo_AndNothingGoesOnRunning()
    {
        MultiRatePlan multiRatePlan = PipeWireFormatTests.Family(2, 2, 48000);
        string place = Export(multiRatePlan, "out");
        foreach (string file in Directory.GetFiles(place, "*.wav")) File.Delete(file);
        ProgramException failed = Assert.Throws<ProgramException>(() => Program().Run(place, multiRatePlan.Plans[0], Sound(2), _folder["scratch"], TestContext.Current.CancellationToken));
        Assert.Contains("No such file", failed.Message);
        Assert.Empty(Running());
    }

    [Fact]
    public void Dropouts_AreNotTakenForTheFilters()
    {
        float[][] sound = Sound(2), inputs = Late(sound, 1000, 60000), drivers = Late(sound, 9000, 60000);
        Assert.Equal(59000, PipeWireRun.WithoutDropouts(drivers, inputs, sound)![0].Length);
        Assert.Null(PipeWireRun.WithoutDropouts(drivers, Without(inputs, 2000, 1), sound));
        Assert.Null(PipeWireRun.WithoutDropouts(Without(drivers, 10000, 8192), inputs, sound));
        Assert.Null(PipeWireRun.WithoutDropouts(drivers, Late(sound, 50000, 60000), sound));
        Assert.Null(PipeWireRun.WithoutDropouts(Late(sound, 0, 60000, gain: 0), inputs, sound));
        Assert.Null(PipeWireRun.WithoutDropouts(Late(sound, 0, 60000), Late(sound, 0, 60000, gain: 0), sound));
    }

    static float[][] Late(float[][] sound, int frames, int length, float gain = 1) =>
        Array.ConvertAll(sound, channel => Enumerable.Range(0, length).Select(n => n >= frames && n - frames < channel.Length ? gain * channel[n - frames] : 0).ToArray());

    static float[][] Without(float[][] sound, int from, int frames) => Array.ConvertAll(sound, channel => channel.Select((sample, n) => n >= from && n < from + frames ? 0 : sample).ToArray());

    /// <summary>The residual in dB.</summary>
    double Run(MultiRatePlan multiRatePlan, int rate, string place = "out")
    {
        RenderPlan plan = multiRatePlan.Plans.Single(plan => plan.SampleRate == rate);
        float[][] sound = Sound(multiRatePlan.Inputs.Count);
        Residual residual = Residual.Of(Program().Run(Export(multiRatePlan, place), plan, sound, _folder["scratch"], TestContext.Current.CancellationToken), DirectConvolution.Run(sound, plan.Filters, multiRatePlan.Gain));
        Assert.Empty(Running());
        return residual.Decibels;
    }

    static PipeWireRun Program()
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("pipewire");
        RecordedData.RequireProgram("wireplumber");
        RecordedData.RequireProgram("dbus-run-session", "dbus-daemon");
        return new();
    }

    string Export(MultiRatePlan multiRatePlan, string place)
    {
        using AtomicFolder folder = new(_folder[place]);
        new PipeWireFormat().Write(multiRatePlan, folder);
        folder.Complete();
        return folder.FullPath;
    }

    static float[][] Sound(int inputs) => [.. Enumerable.Range(0, inputs).Select(input => Signals.Noise(20000, input, 0.25f))];

    /// <summary>Processes that were started for this test.</summary>
    string[] Running() => [.. Directory.GetDirectories("/proc").Where(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains(_folder["scratch"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // no process, or it has ended, or it is another user's
        }
    })];
}
