using System.Globalization;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Plugins;

/// <summary>What collections do to the audio thread; measured in real time, on a machine that others may use.</summary>
[Collection(OnASoundServer.Name)]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Linux)]
public sealed unsafe class UndisturbedTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A program of its own plays at the pace of a sound card, in turn alone, beside garbage in another library, and within that library.</summary>
    [Fact]
    public void GarbageInAnotherLibrary_LengthensTheLongestCallback_ByLessThan200Microseconds()
    {
        string library = BuiltPlugins.Ladspa, host = BuiltPlugins.Host, garbage = BuiltPlugins.Garbage, plan = _folder.Write("echo", Designs.Echo);
        List<string> runs = [];
        for (int attempt = 0; attempt < 3; attempt++)
        {
            string printed = BuiltPlugins.Run(plan, host, library, "proscenium_5", "48000", "256", garbage);
            double quiet = Figure("quiet"), beside = Figure("beside"), within = Figure("within");
            runs.Add($"{quiet} us alone, {beside} us beside, {within} us within, {Figure("collections")} collections, load {File.ReadAllText("/proc/loadavg").Trim()}");
            Assert.True(Figure("collections") > 5, printed);
            Assert.True(within > quiet + 1000, $"the measurement does not see collections: {runs[^1]}");
            if (beside < quiet + 200) break;
            Assert.True(attempt < 2, string.Join("; ", runs));

            double Figure(string name) => double.Parse(printed.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(runs[^1]);
    }

    [Fact]
    public void TwentyPlans_AreLoadedAndFadedIn_WithoutACollection()
    {
        string[] plans = [_folder.Write("a", Designs.Echo), _folder.Write("b", PlanFolders.Canceller)];
        using Lv2HostProgram host = new("urn:proscenium:drivers-5");
        nint library = NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(BuiltPlugins.Lv2)!, "proscenium.so"));
        var collections = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "proscenium_collections");
        var allocated = (delegate* unmanaged[Cdecl]<long>)NativeLibrary.GetExport(library, "proscenium_allocated");
        AudioBuffer input = Signals.Noise(2, 256, 1), output = new(5, 256);
        int begun = collections();
        for (int turn = 0; turn < 100 && collections() == begun; turn++) host.Choose(plans[turn % 2]); // one load after many begins with one, wherever earlier tests in this process have left off
        host.Play(input, output, 200);
        host.Choose(plans[0]);
        host.Play(input, output, 100);
        (int before, long given) = (collections(), allocated());
        for (int turn = 1; turn <= 20; turn++)
        {
            host.Choose(plans[turn % 2]);
            long afterLoad = allocated();
            host.Play(input, output, 60); // 320 ms: settled and faded in
            Assert.Equal(afterLoad, allocated());
            Assert.Equal(turn % 2 == 0 ? Designs.Echo.Plan.PlaybackLatencySamples : PlanFolders.Canceller.Plan.PlaybackLatencySamples, host.Latency);
        }
        Assert.Equal(before, collections());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(allocated() - given) / 20} bytes a plan, longest block {host.LongestMs:0.000} ms"));
    }
}
