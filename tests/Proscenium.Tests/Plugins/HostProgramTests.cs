using System.Text.RegularExpressions;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Plugins;

/// <summary>The built plug-ins in the programs they are for, on a real mix where there is one; the oracle is the renderer.</summary>
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Needs, Traits.Linux)]
public sealed partial class HostProgramTests : IDisposable
{
    const int Rate = 48000, Frames = 3 * Rate;

    readonly TemporaryFolder _folder = new();
    readonly float[][] _mix = Mix();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ffmpeg_PlaysAsTheRenderer()
    {
        RecordedData.RequireProgram("ffmpeg");
        string plugin = BuiltPlugins.Ladspa;
        BuiltPlugins.Run(EchoFolder(), "ffmpeg", "-nostdin", "-v", "warning", "-i", MixFile(), "-af", $"ladspa=f={plugin}:p=proscenium_5:c=c0=0", "-c:a", "pcm_f32le", _folder["out.wav"]);
        IsTheRenderer(Designs.Echo.Plan, -120);
    }

    [Fact]
    public void AHostWithoutRoomForTheRuntime_GoesOn_AndIsToldWhy()
    {
        string said = BuiltPlugins.Run("", "bash", "-c", $"ulimit -v 400000; '{BuiltPlugins.Host}' '{BuiltPlugins.Ladspa}' proscenium_2 {Rate} 256 </dev/null; echo it went on");
        Assert.Contains("proscenium: no plug-ins: this process may not have 2.3 GB more of addresses: raise 'ulimit -v'", said);
        Assert.Contains("it went on", said);
    }

    [Fact]
    public void AHost_EndsByABrokenPipe_AsItDidBefore()
    {
        string said = BuiltPlugins.Run("", "bash", "-c", $"head -c 4000000 /dev/zero | env --default-signal=PIPE '{BuiltPlugins.Host}' '{BuiltPlugins.Ladspa}' proscenium_2 {Rate} 256 2>/dev/null | head -c 10 >/dev/null; echo ${{PIPESTATUS[1]}}");
        Assert.EndsWith("141", said.Trim()); // 128 and SIGPIPE
    }

    [Fact]
    public void Ffmpeg_TurnsTheGain()
    {
        RecordedData.RequireProgram("ffmpeg");
        string plugin = BuiltPlugins.Ladspa;
        BuiltPlugins.Run(EchoFolder(), "ffmpeg", "-nostdin", "-v", "warning", "-i", MixFile(), "-af", $"ladspa=f={plugin}:p=proscenium_5:c=c0=-12", "-c:a", "pcm_f32le", _folder["out.wav"]);
        IsTheRenderer(Designs.Echo.Plan, -110, gainDb: -12);
    }

    [Theory]
    [InlineData("ffmpeg", "ffmpeg")]
    [InlineData("lv2apply", "lilv-utils")]
    public void AProgramsControls_MoveTheFilters_ToWhereTheHeadIs(string program, string package)
    {
        RecordedData.RequireProgram(program, package);
        string plan = _folder.Write("followed", PlanFolders.Followed), plugin = BuiltPlugins.Ladspa;
        string[] arguments = program == "ffmpeg"
            ? ["-nostdin", "-v", "warning", "-i", MixFile(), "-af", $"ladspa=f={plugin}:p=proscenium_5:c=c0=-20|c1=1|c2=0.1|c3=0", "-c:a", "pcm_f32le", _folder["out.wav"]]
            : ["-i", MixFile(), "-o", _folder["out.wav"], "-c", "gain", "-20", "-c", "follow_head", "1", "-c", "head_left", "0.1", "urn:proscenium:drivers-5"];
        BuiltPlugins.Run(plan, program, arguments);
        IsTheRenderer(PlanFolders.FollowedTo(0.75f), -95, gainDb: -20, from: Rate / 4);
    }

    [Fact]
    public void Sox_PlaysAsTheRenderer_WithTwoDrivers()
    {
        RecordedData.RequireProgram("sox");
        BuiltPlugins.Run(_folder.Write("laptop", PlanFolders.Laptop), "sox", MixFile(), "-e", "float", "-b", "32", _folder["out.wav"], "ladspa", "proscenium.so", "proscenium_2");
        IsTheRenderer(PlanFolders.Laptop.Plan, -115); // sox passes 24 bits on
    }

    [Fact]
    public void Lv2apply_PlaysAsTheRenderer()
    {
        RecordedData.RequireProgram("lv2apply", "lilv-utils");
        BuiltPlugins.Run(EchoFolder(), "lv2apply", "-i", MixFile(), "-o", _folder["out.wav"], "urn:proscenium:drivers-5");
        IsTheRenderer(Designs.Echo.Plan, -120);
    }

    [Fact]
    public void Applyplugin_PlaysAsTheRenderer_WithinTheStepOf16Bits()
    {
        const double step = 1.0 / 32768;
        RecordedData.RequireProgram("applyplugin", "ladspa-sdk");
        RecordedData.RequireProgram("sox");
        BuiltPlugins.Run("", "sox", "-D", MixFile(), "-b", "16", "-e", "signed", _folder["16.wav"]);
        BuiltPlugins.Run(EchoFolder(), "applyplugin", _folder["16.wav"], _folder["out.wav"], "proscenium.so", "proscenium_5", "0", "0", "0", "0");
        float[][] found = Sounds.Read(_folder["out.wav"]).Channels, wanted = Rendered(Designs.Echo.Plan, Sounds.Read(_folder["16.wav"]).Channels);
        Assert.Equal(5, found.Length);
        double worst = 0, level = 0;
        for (int driver = 0; driver < 5; driver++)
            for (int n = 0; n < found[driver].Length; n++) (worst, level) = (Math.Max(worst, Math.Abs(found[driver][n] - wanted[driver][n])), Math.Max(level, Math.Abs(wanted[driver][n])));
        Assert.InRange(worst, 0, 1.01 * step); // it cuts what lies between two steps
        Assert.True(level > 100 * step);
    }

    [Fact]
    public void TheSdksPrograms_ListEveryPluginOnce()
    {
        RecordedData.RequireProgram("listplugins", "ladspa-sdk");
        string listed = BuiltPlugins.Run("", "listplugins");
        Assert.Equal(["2", "3", "4", "5", "6", "7", "8", "10", "12", "16"], Labels().Matches(listed).Select(label => label.Groups[1].Value));
        string ports = BuiltPlugins.Run("", "analyseplugin", "proscenium.so", "proscenium_3");
        Assert.Contains("Plugin Unique ID: 5073003", ports);
        foreach (string port in (string[])["\"Left\" input, audio", "\"Right\" input, audio", "\"Driver 3\" output, audio", "\"Gain\" input, control, -60 to 20, default 0", "\"latency\" output, control"])
            Assert.Contains(port, ports);
    }

    [Fact]
    public void TheBundle_IsValid()
    {
        RecordedData.RequireProgram("lv2_validate", "sordi lv2-dev");
        string bundle = Path.GetDirectoryName(BuiltPlugins.Lv2)!;
        string[] specifications = Directory.GetFiles("/usr/lib/lv2", "*.ttl", SearchOption.AllDirectories);
        Assert.Contains("Found 0 errors", BuiltPlugins.Run("", "lv2_validate", [.. specifications, .. Directory.GetFiles(bundle, "*.ttl")]));
        Assert.Equal(10, BuiltPlugins.Run("", "lv2ls").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        string info = BuiltPlugins.Run("", "lv2info", "urn:proscenium:drivers-3");
        Assert.Contains("reported by port 6", info);
        Assert.Contains("http://lv2plug.in/ns/ext/state#interface", info);
    }

    [Fact]
    public void WithoutAPlan_TheSoundPasses_AndOneSentenceSaysWhy()
    {
        RecordedData.RequireProgram("ffmpeg");
        string plugin = BuiltPlugins.Ladspa, printed = BuiltPlugins.Run(_folder["none"], "ffmpeg", "-nostdin", "-v", "warning", "-i", MixFile(), "-af", $"ladspa=f={plugin}:p=proscenium_5", "-c:a", "pcm_f32le", _folder["out.wav"]);
        string sentence = Assert.Single(printed.Split('\n'), line => line.StartsWith("proscenium: ", StringComparison.Ordinal));
        Assert.Equal($"proscenium: the sound passes untreated: {_folder["none"]}: holds no plan (plan.json): design one with Proscenium.", sentence);
        float[][] found = Sounds.Read(_folder["out.wav"]).Channels;
        for (int channel = 0; channel < 2; channel++) Assert.Equal(_mix[channel], found[channel]);
        Assert.DoesNotContain(found[2], sample => sample != 0);
    }

    [Fact]
    public void WithoutItsLibrary_APluginIsAnErrorOfTheHost_NotItsEnd()
    {
        RecordedData.RequireProgram("ffmpeg");
        string alone = _folder["proscenium.so"];
        File.Copy(BuiltPlugins.Ladspa, alone);
        ProgramException failed = Assert.Throws<ProgramException>(() => BuiltPlugins.Run("", "ffmpeg", "-nostdin", "-v", "error", "-i", MixFile(), "-af", $"ladspa=f={alone}:p=proscenium_5", _folder["out.wav"]));
        Assert.DoesNotContain("exit code 13", failed.Message); // 128 and a signal
    }

    [Fact]
    public void BothBuilds_AreLoadedByTheProcessor_AndAgree()
    {
        string host = $"'{BuiltPlugins.Host}' '{BuiltPlugins.Ladspa}'";
        float[] wide = RenderRaw(host, []), narrow = RenderRaw(host, ["GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2"]);
        Assert.InRange(Signals.ErrorDb(wide, narrow), -310, -115);
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported) Assert.False(wide.AsSpan().SequenceEqual(narrow), "the same build ran twice");
    }

    [Fact]
    public void TheBuildForArm64_UnderQemu_PlaysAsThisMachines()
    {
        string plugin = BuiltPlugins.Built("linux-arm64", "ladspa/proscenium.so", "not built: "), host = BuiltPlugins.Built("linux-arm64", "tests/ladspa-host", "not built: ");
        RecordedData.RequireProgram("qemu-aarch64", "qemu-user");
        Assert.InRange(Signals.ErrorDb(RenderRaw($"qemu-aarch64 -L /usr/aarch64-linux-gnu '{host}' '{plugin}'", []), RenderRaw($"'{BuiltPlugins.Host}' '{BuiltPlugins.Ladspa}'", [])), -310, -115);
    }

    /// <summary>What the small host in C makes of the mix, all drivers interleaved.</summary>
    float[] RenderRaw(string host, string[] environment)
    {
        string raw = _folder["in.raw"], plan = EchoFolder();
        File.WriteAllBytes(raw, [.. Enumerable.Range(0, Frames).SelectMany(n => BitConverter.GetBytes(_mix[0][n]).Concat(BitConverter.GetBytes(_mix[1][n])))]);
        BuiltPlugins.Run([$"PROSCENIUM_PLAN={plan}", .. environment], "sh", "-c", $"{host} proscenium_5 {Rate} 256 <'{raw}' >'{_folder["out.raw"]}'");
        byte[] bytes = File.ReadAllBytes(_folder["out.raw"]);
        float[] samples = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
        return samples;
    }

    string EchoFolder() => _folder.Write("echo", Designs.Echo);

    string MixFile()
    {
        Sounds.Write(_folder["in.wav"], Rate, _mix);
        return _folder["in.wav"];
    }

    void IsTheRenderer(RenderPlan plan, double maxDb, double gainDb = 0, int from = 0)
    {
        float[][] found = Sounds.Read(_folder["out.wav"]).Channels, wanted = Rendered(plan, _mix, gainDb);
        Assert.Equal(wanted.Length, found.Length);
        for (int driver = 0; driver < found.Length; driver++) Assert.InRange(Signals.ErrorDb(found[driver].AsSpan(from), wanted[driver].AsSpan(from)), -310, maxDb);
    }

    static float[][] Rendered(RenderPlan plan, float[][] mix, double gainDb = 0)
    {
        AudioBuffer input = new(2, mix[0].Length);
        for (int channel = 0; channel < 2; channel++) mix[channel].CopyTo(input.Block()[channel]);
        AudioBuffer output = Signals.RunInBlocks(input, plan.Drivers.Count, _ => 256, plan.AsPlayed(256, gainDb).Process);
        return [.. Enumerable.Range(0, plan.Drivers.Count).Select(driver => output.Block()[driver].ToArray())];
    }

    static float[][] Mix()
    {
        string? recorded = RecordedData.Find("real_stereo/r2_metal_madness_sectoid.flac");
        return recorded is null ? [Signals.Noise(Frames, 1, 0.25f), Signals.Noise(Frames, 2, 0.25f)] : Array.ConvertAll(Sounds.Read(recorded).Channels, channel => channel[Rate..(Rate + Frames)]);
    }

    [GeneratedRegex(@"/proscenium_(\d+)\)")]
    private static partial Regex Labels();
}
