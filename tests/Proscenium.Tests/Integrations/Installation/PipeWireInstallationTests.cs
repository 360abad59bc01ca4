using System.Diagnostics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Installation;

namespace Proscenium.Tests.Integrations.Installation;

/// <summary>What an installation leaves on the disk; the oracle is the disk before it.</summary>
public sealed class PipeWireInstallationTests : IDisposable
{
    static readonly Lazy<MultiRatePlan> _family = new(() => MultiRatePlan.Of(Designs.Echo, [44100, 48000], stereoOnly: true));

    static readonly Lazy<int> _ended = new(() =>
    {
        using Process ended = Process.Start("true");
        ended.WaitForExit();
        return ended.Id;
    });

    readonly TemporaryFolder _folder = new();
    readonly PipeWirePaths _paths;
    readonly PipeWireInstallation _installation;

    public PipeWireInstallationTests()
    {
        _paths = new(new(_folder["config"], _folder["data"]));
        _installation = new(_paths);
        PlanFile.Write(Designs.Echo, _folder["plan"]);
        PluginFile.Write(_folder["proscenium.so"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait(Traits.Category, Traits.Slow)]
    public void Undone_TheDiskIsAsBefore(bool plugin)
    {
        WriteAs(_folder["config/pipewire/pipewire.conf.d/other.conf"], "another's");
        WriteAs(_folder["config/proscenium/plans/mine/plan.json"], "mine");
        string[] before = Disk();
        PipeWireDraft draft = plugin ? Draft(plugin) : PipeWireDraft.Of(Designs.Echo, new() { Plan = _folder["plan"] }, _paths, cancel: TestContext.Current.CancellationToken);
        InstallOutcome outcome = _installation.Install(draft, replace: false);
        Assert.False(outcome.Replaced);
        Assert.All(draft.Paths, path => Assert.True(File.Exists(path), path));
        Assert.Equal(draft.Paths.Append(_paths.Record).Select(path => Path.GetRelativePath(_folder[""], path)).Union(before.Where(path => File.Exists(_folder[path]))).Order(), Disk().Where(path => File.Exists(_folder[path])).Order());
        UninstallOutcome undone = Assert.IsType<UninstallOutcome>(_installation.Uninstall());
        Assert.Equal(draft.Paths.Order(), undone.Removed.Order());
        Assert.Equal(before, Disk());
        Assert.Null(_installation.Uninstall());
    }

    [Fact]
    public void ThePlan_IsCopiedByteForByte_WithThoseForOtherRates_AndNothingElse()
    {
        PlanFile.Write(Designs.Echo44100, _folder["plan/44100"]);
        WriteAs(_folder["plan/notes.txt"], "not of the plan");
        PipeWireDraft draft = Draft(plugin: true);
        _installation.Install(draft, replace: false);
        foreach (string name in (string[])["plan.json", "filters.wav", "44100/plan.json", "44100/filters.wav"])
            Assert.Equal(File.ReadAllBytes(_folder[$"plan/{name}"]), File.ReadAllBytes(Path.Combine(_paths.Plan, name)));
        Assert.False(File.Exists(Path.Combine(_paths.Plan, "notes.txt")));
        Assert.Equal([48000, 44100], draft.Rates);
        Assert.DoesNotContain("audio.rate", draft.Chain);
        Assert.Contains("48000, 44100 Hz", draft.Note!.Sentence);
    }

    [Fact]
    public void APlanForOneRate_RunsAtThatRate_WhateverTheDevicesIs()
    {
        PlanFile.Write(Designs.Echo44100, _folder["plan"]);
        PipeWireDraft draft = Draft(plugin: true);
        Assert.Equal(2, draft.Chain.Split('\n').Count(line => line.Trim() == "audio.rate = 44100"));
        Assert.Equal((ErrorCodes.PlanResampled, "48000"), (draft.Note!.Code, draft.Note.Value));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ASecondInstallation_LeavesNothingOfTheFirst()
    {
        foreach (bool plugin in (bool[])[false, true, true, false, false])
        {
            PipeWireDraft draft = Draft(plugin);
            _installation.Install(draft, replace: false);
            Assert.Equal(draft.Paths.Append(_paths.Record).Order(), Written());
        }
        Assert.True(_installation.Install(Draft(plugin: true), replace: false).Replaced);
        _installation.Uninstall();
        Assert.Empty(Written());
        Assert.False(Directory.Exists(_folder["config"]));
    }

    [Fact]
    public void AFileThatWasChangedSince_StaysAndIsNamed()
    {
        _installation.Install(Draft(plugin: true), replace: false);
        File.AppendAllText(_paths.Chain, "# mine now\n");
        UninstallOutcome undone = Assert.IsType<UninstallOutcome>(_installation.Uninstall());
        Assert.Equal([_paths.Chain], undone.Left);
        Assert.Equal([_paths.Chain], Written());
        SoundException refused = Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: false));
        Assert.StartsWith(_paths.Chain, refused.Message);
        Assert.Equal([_paths.Chain], Written());
    }

    [Fact]
    public void AnothersPlan_IsRefused_OrMovedAsideWhole()
    {
        PlanFile.Write(Designs.Canceller, _paths.Plan);
        PlanFile.Write(Designs.Canceller, Path.Combine(_paths.Plan, "96000"));
        string[] before = Disk();
        byte[] filters = File.ReadAllBytes(Path.Combine(_paths.Plan, "filters.wav"));
        SoundException refused = Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: false));
        Assert.Equal(ErrorCodes.PlaceTaken, refused.Code);
        Assert.Equal(before, Disk());
        InstallOutcome outcome = _installation.Install(Draft(plugin: true), replace: true);
        Assert.Equal([_paths.Plan + ".1"], outcome.Backups);
        Assert.Equal(filters, File.ReadAllBytes(Path.Combine(_paths.Plan + ".1", "filters.wav")));
        Assert.True(File.Exists(Path.Combine(_paths.Plan + ".1", "96000", "plan.json")));
        Assert.Equal(["filters.wav", "plan.json"], Directory.GetFiles(_paths.Plan, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void APlanInItsPlace_IsPlayed_AndStaysItsMakers()
    {
        PlanFile.Write(Designs.Canceller, _paths.Plan);
        PipeWireDraft draft = Draft(plugin: true, _paths.Plan);
        Assert.Equal([_paths.Chain], draft.Paths);
        _installation.Install(draft, replace: false);
        _installation.Uninstall();
        Assert.Equal(2, Written().Length);

        Directory.Delete(_paths.Plan, recursive: true);
        _installation.Install(Draft(plugin: true), replace: false);
        _installation.Install(Draft(plugin: true, _paths.Plan), replace: false);
        Assert.True(File.Exists(Path.Combine(_paths.Plan, "plan.json")));
        _installation.Uninstall();
        Assert.Empty(Written());
    }

    [Fact]
    public void WhereSomethingCannotBeWritten_NothingIs()
    {
        WriteAs(_folder["config/pipewire"], "a file in the place of a folder");
        string[] before = Disk();
        Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: true));
        Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: false), replace: true));
        Assert.Equal(before, Disk());
    }

    [Fact]
    public void ChainForThePlugin_NamesItsPorts_AndTheTarget_AndTheGainOnTopOfThePlans()
    {
        string plugin = _folder["proscenium.so"];
        PipeWireDraft draft = PipeWireDraft.Of(Designs.Echo, new() { Plan = _folder["plan"], Plugin = plugin, Target = "alsa \"x\"", GainDb = 2 + Designs.Echo.Plan.PlaybackGainDb }, _paths, cancel: TestContext.Current.CancellationToken);
        Dictionary<string, object> module = (Dictionary<string, object>)Assert.Single((List<object>)Assert.Single(SpaJson(draft.Chain)).Value), arguments = (Dictionary<string, object>)module["args"];
        Dictionary<string, object> graph = (Dictionary<string, object>)arguments["filter.graph"], node = (Dictionary<string, object>)Assert.Single((List<object>)graph["nodes"]);
        Assert.Equal(("ladspa", plugin, "proscenium_5"), ((string)node["type"], (string)node["plugin"], (string)node["label"]));
        Assert.Equal("2.0", ((Dictionary<string, object>)node["control"])["Gain"]);
        Assert.Equal(["plan:Left", "plan:Right"], (List<object>)graph["inputs"]);
        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"plan:Driver {n}"), (List<object>)graph["outputs"]);
        Dictionary<string, object> drivers = (Dictionary<string, object>)arguments["playback.props"];
        Assert.Equal("alsa \"x\"", drivers["target.object"]);
        foreach (string pinned in (ReadOnlySpan<string>)["node.dont-fallback", "node.linger", "node.dont-move"]) Assert.Equal("true", drivers[pinned]);
    }

    /// <summary>What a program finds that was killed: nothing of the steps behind was done, and nothing was tidied.</summary>
    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, false)]
    [InlineData(true, null, true)]
    public void StoppedAfterAnyStep_NoProgramReadsAHalf_AndUninstallLeavesTheDiskAsBefore(bool plugin, bool? former, bool anothers)
    {
        string notes = Path.Combine(_paths.Plan, "notes.txt");
        if (anothers) WriteAs(notes, "another's");
        string[] before = Disk();
        PipeWireDraft? old = former is { } formerPlugin ? Draft(formerPlugin) : null, draft = null;
        int steps = int.MaxValue;
        for (int stop = 2; stop <= steps; stop++)
        {
            if (old is not null) _installation.Install(old, replace: true);
            draft ??= Draft(plugin);
            Action[] all = [.. new PipeWireChange(_paths, draft, InstallationRecord.Read(_paths.Record), plugin && File.Exists(notes) ? [notes] : []).Steps];
            steps = all.Length;
            foreach (Action step in all[..stop])
            {
                step();
                Assert.All(Confs(), conf => Assert.Equal(_paths.Chain, conf));
                if (Confs().Length > 0) Assert.Contains(File.ReadAllText(_paths.Chain), new[] { old?.Chain, draft.Chain });
            }
            foreach (string half in Directory.EnumerateFiles(_folder["."], "*", SearchOption.AllDirectories).Where(file => TemporaryName.Is(Path.GetFileName(file)))) File.Move(half, Killed(half));
            if (stop % 2 == 0) _installation.Install(Draft(plugin: true), replace: File.Exists(notes));
            Assert.NotNull(_installation.Uninstall());
            if (Directory.Exists(_paths.Plan + ".1"))
            {
                if (Directory.Exists(_paths.Plan)) Directory.Delete(_paths.Plan);
                Directory.Move(_paths.Plan + ".1", _paths.Plan);
            }
            Assert.Equal(before, Disk());
        }
    }

    /// <summary>The name of the same unfinished file of a process that is gone.</summary>
    static string Killed(string file) => file.Replace($"-{Environment.ProcessId}-", $"-{_ended.Value}-");

    [Fact]
    public void UnfinishedFiles_OfAStoppedDesignOrInstallation_AreNotInTheWay()
    {
        string running = WriteAs(TemporaryName.In(_paths.Plan, ".wav"), "half"), left = WriteAs(Killed(TemporaryName.In(_paths.Plan)), "half");
        WriteAs(Path.Combine(TemporaryName.In(_paths.Plan), "filters.wav"), "half");
        Assert.Empty(_installation.Install(Draft(plugin: true), replace: false).Backups);
        Assert.Equal((true, false), (File.Exists(running), File.Exists(left)));
    }

    [Fact]
    public void ALinkInPlaceOfThePlan_IsMovedAsideItself_AndWhatItLeadsToStays()
    {
        PlanFile.Write(Designs.Canceller, _folder["mine"]);
        Directory.CreateDirectory(Path.GetDirectoryName(_paths.Plan)!);
        Directory.CreateSymbolicLink(_paths.Plan, _folder["mine"]);
        (string, string)[] mine = Contents(_folder["mine"]);
        Assert.Contains("is a link", Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: false)).Message);
        Assert.Equal([_paths.Plan + ".1"], _installation.Install(Draft(plugin: true), replace: true).Backups);
        Assert.Equal(_folder["mine"], new FileInfo(_paths.Plan + ".1").LinkTarget);
        Assert.Null(new FileInfo(_paths.Plan).LinkTarget);
        Assert.Equal(mine, Contents(_folder["mine"]));
        Assert.Equal([_paths.Plan + ".1"], _installation.Uninstall()!.Backups);
        Assert.Equal(mine, Contents(_folder["mine"]));
    }

    [Fact]
    public void APlanInPlaceByALink_IsPlayedWhereItLies()
    {
        PlanFile.Write(Designs.Canceller, _folder["mine"]);
        Directory.CreateDirectory(Path.GetDirectoryName(_paths.Plan)!);
        Directory.CreateSymbolicLink(_paths.Plan, "../../mine");
        (string, string)[] mine = Contents(_folder["mine"]);
        foreach (string plan in (string[])[_folder["mine"], _paths.Plan, _folder["mine"] + "/"])
        {
            PipeWireDraft draft = Draft(plugin: true, plan);
            Assert.Equal([_paths.Chain], draft.Paths);
            _installation.Install(draft, replace: false);
        }
        _installation.Uninstall();
        Assert.Equal("../../mine", new FileInfo(_paths.Plan).LinkTarget);
        Assert.Equal(mine, Contents(_folder["mine"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("44100")]
    public void LinksThatWereMadeSince_AreNotFollowed(string inner)
    {
        PlanFile.Write(Designs.Echo44100, _folder["plan/44100"]);
        _installation.Install(Draft(plugin: true), replace: false);
        string place = Path.TrimEndingDirectorySeparator(Path.Combine(_paths.Plan, inner));
        Directory.Move(place, _folder["mine"]);
        Directory.CreateSymbolicLink(place, _folder["mine"]);
        (string, string)[] mine = Contents(_folder["mine"]);
        Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: false));
        _installation.Install(Draft(plugin: true), replace: true);
        Assert.Equal(mine, Contents(_folder["mine"]));
        Assert.True(File.Exists(Path.Combine(place, "plan.json")));
        _installation.Uninstall();
        Assert.Equal(mine, Contents(_folder["mine"]));
        Assert.False(Directory.Exists(_paths.Plan));
    }

    [Fact]
    public void SettingsBehindALink_AreTheUsersOrder_AndUsed()
    {
        Directory.CreateDirectory(_folder["dotfiles"]);
        Directory.CreateSymbolicLink(_folder["config"], "dotfiles");
        string[] before = Disk();
        _installation.Install(Draft(plugin: true), replace: false);
        Assert.True(File.Exists(_folder["dotfiles/pipewire/pipewire.conf.d/proscenium.conf"]));
        Assert.Equal(3, _installation.Uninstall()!.Removed.Count);
        Assert.Equal(before, Disk());
    }

    [Fact]
    public void WhereWritingFails_WhatWasMovedAsideIsBack()
    {
        PlanFile.Write(Designs.Canceller, _folder["mine"]);
        Directory.CreateDirectory(Path.GetDirectoryName(_paths.Plan)!);
        Directory.CreateSymbolicLink(_paths.Plan, _folder["mine"]);
        WriteAs(_folder["config/pipewire"], "a file in the place of a folder");
        string[] before = Disk();
        Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: true));
        Assert.Equal(before, Disk());
        Assert.Equal(_folder["mine"], new FileInfo(_paths.Plan).LinkTarget);
    }

    [Fact]
    public void ADamagedRecord_SaysWhichFilesToDelete()
    {
        _installation.Install(Draft(plugin: true), replace: false);
        File.WriteAllText(_paths.Record, "{");
        foreach (SoundException refused in (SoundException[])[Assert.Throws<SoundException>(() => _installation.Install(Draft(plugin: true), replace: true)), Assert.Throws<SoundException>(_installation.Uninstall)])
            Assert.All((string[])[_paths.Chain, _paths.Own, _paths.Plan], path => Assert.Contains(path, refused.Message));
    }

    [Fact]
    public void WhatIsNoPlugin_OrHalfOfIt_IsRefused()
    {
        PipeWireSettings wish = new() { Plan = _folder["plan"], Plugin = _folder["proscenium.so"] };
        File.Delete(_folder["proscenium/libproscenium-plugin.so"]);
        Assert.Contains("libproscenium-plugin.so, which is not there", Refused(Designs.Echo, wish));
        File.WriteAllText(_folder["proscenium.so"], "hi");
        Assert.Contains("is no LADSPA plug-in", Refused(Designs.Echo, wish));
        File.Copy(typeof(object).Assembly.Location, _folder["proscenium.so"], overwrite: true);
        Assert.Contains("is no LADSPA plug-in", Refused(Designs.Echo, wish));
        File.WriteAllText(_folder["proscenium.so"], "\u007fELF without the function");
        Assert.Contains("is no LADSPA plug-in", Refused(Designs.Echo, wish));
    }

    [Fact]
    public void WhatCannotBePlayed_IsRefusedInASentence()
    {
        Assert.Contains("is not there", Refused(Designs.Echo, new() { Plan = _folder["plan"], Plugin = _folder["none.so"] }));
        Assert.Contains("choose one in between", Refused(Designs.Echo, new() { Plan = _folder["plan"], Plugin = _folder["proscenium.so"], GainDb = 21 }));
        Assert.Contains("up to 16 drivers, not 17", Refused(Designs.Echo with { Plan = Designs.Echo.Plan with { Drivers = [.. Enumerable.Range(1, 17).Select(n => $"{n}")] } }, new() { Plan = _folder["plan"], Plugin = _folder["proscenium.so"] }));
        Assert.Contains("design a plan for stereo", Refused(Designs.Echo with { Request = Designs.Echo.Request with { Layout = ChannelLayout.Named("5.1") } }, new() { Plan = _folder["plan"] }));
        Assert.Contains("253 bytes", Refused(Designs.Echo, new() { Plan = _folder["plan"], Plugin = PluginFile.Write(_folder[$"{new string('p', 200)}/{new string('q', 60)}.so"]) }));
        PlanFile.Write(Designs.Echo, _folder["plan/96000"]);
        FileFormatException mislabelled = Assert.Throws<FileFormatException>(() => Draft(plugin: true));
        Assert.Equal((ErrorCodes.SubfolderRateMismatch, "96000"), (mislabelled.Code, mislabelled.Fault.Value));
    }

    string Refused(SpatialDesign design, PipeWireSettings wish) => Assert.Throws<SoundException>(() => PipeWireDraft.Of(design, wish, _paths, cancel: TestContext.Current.CancellationToken)).Message;

    PipeWireDraft Draft(bool plugin, string? plan = null)
    {
        PipeWireSettings wish = new() { Plan = plan ?? _folder["plan"], Plugin = plugin ? _folder["proscenium.so"] : null };
        SpatialDesign design = PlanFile.Read(wish.Plan);
        return plugin ? PipeWireDraft.Of(design, wish, _paths, cancel: TestContext.Current.CancellationToken) : PipeWireDraft.WithConvolvers(design, _family.Value, wish, _paths);
    }

    static string WriteAs(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    static Dictionary<string, object> SpaJson(string text) => Export.SpaJson.Read(text);

    string[] Confs() => Directory.Exists(Path.GetDirectoryName(_paths.Chain)) ? Directory.GetFiles(Path.GetDirectoryName(_paths.Chain)!, "*.conf", new EnumerationOptions { AttributesToSkip = 0 }) : [];

    static (string, string)[] Contents(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order().Select(path => (path, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))))];

    string[] Disk() => [.. Directory.EnumerateFileSystemEntries(_folder[""], "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder[""], path)).Order()];

    string[] Written() => [.. ((string[])[_folder["config"], _folder["data"]]).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Order()];
}
