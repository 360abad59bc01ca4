using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Studies;

namespace Proscenium.Sweeps.Tests;

public class StudyTests
{
    static StudyWork Work(string study) => new(Study.Read(study, "study.json"), "");

    static DesignRequest RequestOf(StudyWork work, int item) => work.SubjectOf(item).Request;

    [Fact]
    public void AGrid_IsEveryCombination_AndWhatMakesPlantsChangesSlowest()
    {
        StudyWork work = Work(SomeStudies.Planned);
        Assert.Equal(12, work.Count);
        Assert.Equal(["device_drivers_left_position_leftMetres", "gainLimitDb", "tone"], work.Settings.Select(column => column.Name));
        Assert.Equal(12, Enumerable.Range(0, 12).Select(work.Describe).Distinct().Count());
        Assert.Equal([0.06, 6.0, "room"], work.SettingsOf(0));
        Assert.Equal([0.12, 18.0, "direct"], work.SettingsOf(11));
        for (int item = 0; item < 12; item++)
        {
            DesignRequest request = RequestOf(work, item);
            object?[] cells = work.SettingsOf(item);
            Assert.Equal(item < 6 ? 0.06 : 0.12, cells[0]);
            Assert.Equal((double)cells[0]!, request.Device.Drivers[0].Left);
            Assert.Equal(-(double)cells[0]!, request.Device.Drivers[1].Left); // mirrored
            Assert.Equal(cells[1], request.GainLimit.Decibels);
            Assert.Equal((string)cells[2]! == "room", request.Tone.IsForRoom);
            Assert.Null(request.AngleDegrees);
        }
    }

    [Fact]
    public void Settings_AreThoseOfTheCommand_WithItsDefaults()
    {
        DesignRequest request = RequestOf(Work("""
            { "name": "all", "set": { "device": "soundbar-8", "distanceMetres": 2.5, "sampleRate": 44100, "upmix": "video", "robust": true, "seat.leftMetres": 0.2, "seat.yawDegrees": 5, "target": "gentle",
              "boostLimitDb": 8, "roomBudgetDb": 6, "tone": "direct", "angleDegrees": 25, "form": "rtf", "toleranceDb": 0.5, "toleranceDegrees": 3, "device.drivers.*.diameterMetres": 0.05 } }
            """), 0);
        Assert.Equal(("soundbar-8", 2.5, 44100, UpmixMode.Video, 8.0, 25.0), (request.Device.Name, request.Distance, request.SampleRate, request.Upmix, request.BoostLimitDb, request.AngleDegrees));
        Assert.Equal([0.2, 0.25, 0.15], request.Poses.Select(pose => Math.Round(pose.Pose.Left, 9)));
        Assert.All(request.Poses, pose => Assert.Equal(5, pose.Pose.YawDegrees));
        Assert.All(request.Device.Drivers, driver => Assert.Equal(0.05, driver.DiameterMetres));
        Assert.Equal(("gentle", 6.0, false, FilterForm.Rtf, 256, 0.5, 3.0), (request.Target.Name, request.Budget.Decibels, request.Tone.IsForRoom, request.Form, request.FilterTaps, request.ToleranceDb, request.ToleranceDegrees));
        DesignRequest plain = RequestOf(Work("""{ "name": "plain", "set": { "device": "laptop" } }"""), 0), usual = new() { Device = plain.Device };
        Assert.Equal((usual.FilterTaps, usual.Budget, usual.Target.FlatDecibels, usual.AngleDegrees, usual.Poses.Count), (plain.FilterTaps, plain.Budget, plain.Target.FlatDecibels, plain.AngleDegrees, plain.Poses.Count));
    }

    [Fact]
    public void Samples_FillTheirRanges_WithEveryCombinationOfTheGrid()
    {
        StudyWork work = Work("""
            { "name": "samples", "set": { "device": "laptop" }, "grid": [ { "setting": "gainLimitDb", "values": [6, 12] } ],
              "sobol": { "points": 8, "axes": [ { "setting": "distanceMetres", "from": 0.4, "to": 0.8 }, { "setting": "target", "from": 10, "to": 30 } ] }, "measure": "planned" }
            """);
        Assert.Equal(16, work.Count);
        double[] distances = [.. Enumerable.Range(0, 16).Select(item => RequestOf(work, item).Distance)], targets = [.. Enumerable.Range(0, 16).Select(item => RequestOf(work, item).Target.At(1000))];
        Assert.Equal(Enumerable.Range(0, 8).Select(n => 0.4 + 0.05 * n).SelectMany(d => (double[])[d, d]), distances.Order(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(8, targets.Select(target => Math.Round(target, 6)).Distinct().Count());
    }

    [Fact]
    public void Samples_OfWholeNumbers_AreWhole()
    {
        StudyWork work = Work("""{ "name": "whole", "set": { "device": "laptop" }, "sobol": { "points": 16, "axes": [ { "setting": "taps", "from": 64, "to": 501 }, { "setting": "distanceMetres", "from": 0.4, "to": 0.8 } ] }, "measure": "planned" }""");
        int[] taps = [.. Enumerable.Range(0, 16).Select(item => RequestOf(work, item).FilterTaps)];
        Assert.Equal(taps.Select(count => (object?)(double)count), Enumerable.Range(0, 16).Select(item => work.SettingsOf(item)[0]));
        Assert.Equal(16, taps.Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "name": "x", "grid": [ { "setting": "device.drivers.a-b.delaySeconds", "values": [0] }, { "setting": "device.drivers.a_b.delaySeconds", "values": [0] } ] }""", "have one column")]
    [InlineData("""{ "name": "x", "sobol": { "points": 8, "axes": [] } }""", "'sobol' has no axes")]
    [InlineData("""{ "name": "x", "set": { "gainLimit": 3 } }""", "'gainLimitDb'")]
    [InlineData("""{ "name": "x", "axes": [] }""", "axes")]
    [InlineData("""{ "name": "x", "grid": [ { "setting": "distanceMetres", "values": [] } ] }""", "has no values")]
    [InlineData("""{ "name": "x", "grid": [ { "setting": "distanceMetres", "from": 1, "to": 2 } ] }""", "steps")]
    [InlineData("""{ "name": "x", "set": { "target": 3 }, "grid": [ { "setting": "target", "values": [1] } ] }""", "set twice")]
    [InlineData("""{ "name": "x", "measure": { "room": true } }""", "names none")]
    [InlineData("""{ "name": "x", "set": { "room": "studio" } }""", "does not measure in it")]
    [InlineData("""{ "name": "x", "set": { "monteCarlo.levelDb": 1 } }""", "makes no Monte Carlo runs")]
    [InlineData("""{ "name": "x", "measure": "plan" }""", "planned")]
    [InlineData("""{ "name": "x", "grid": [ { "setting": "taps", "from": 1, "to": 2, "steps": 1000000 }, { "setting": "target", "from": 1, "to": 2, "steps": 1000000 } ] }""", "a study may have 10000000")]
    public void WhatIsWrong_IsSaid_WithTheFile(string study, string part)
    {
        string sentence = Assert.Throws<FileFormatException>(() => Work(study)).Message;
        Assert.StartsWith("study.json: ", sentence);
        Assert.Contains(part, sentence);
    }

    [Fact]
    public void APlaceThatTheDeviceHasNot_IsSaid_BeforeAnyWork()
    {
        using TemporaryFolder folder = new();
        string sentence = Assert.Throws<FileFormatException>(() => SomeStudies.Plan(folder, """{ "name": "x", "set": { "device": "laptop" }, "grid": [ { "setting": "device.drivers.middle.position.left", "values": [0] } ] }""")).Message;
        Assert.Contains("the device has no 'middle'", sentence);
        Assert.False(File.Exists(Path.Combine(folder["job"], Job.FileName)));
    }

    [Fact]
    public void AJob_TakesItsFilesAlong_AndItsItemsHangOnTheirContent()
    {
        using TemporaryFolder folder = new();
        const string study = """{ "name": "own", "set": { "device": "mine.device.json" }, "grid": [ { "setting": "target", "values": [10, 20] } ], "measure": "planned" }""";
        File.WriteAllText(folder["mine.device.json"], Proscenium.Files.Projects.DeviceFile.BuiltInText("laptop"));
        Job job = SomeStudies.Plan(folder, study);
        string[] before = [.. Enumerable.Range(0, 2).Select(job.IdOf)];
        File.WriteAllText(folder["mine.device.json"], Proscenium.Files.Projects.DeviceFile.BuiltInText("phone"));
        Assert.Equal("laptop", RequestOf((StudyWork)job.Work, 0).Device.Name); // the job's own copy
        Job other = SomeStudies.Plan(folder, study, name: "other");
        Assert.Equal("phone", RequestOf((StudyWork)other.Work, 0).Device.Name);
        Assert.Equal(4, before.Concat(Enumerable.Range(0, 2).Select(other.IdOf)).Distinct().Count());
        File.WriteAllText(folder["mine.device.json"], Proscenium.Files.Projects.DeviceFile.BuiltInText("laptop"));
        Assert.Equal(before, Enumerable.Range(0, 2).Select(SomeStudies.Plan(folder, study, name: "again").IdOf));
        Directory.Move(folder["job"], folder["moved"]);
        Assert.Equal(before, Enumerable.Range(0, 2).Select(Proscenium.Sweeps.Planning.JobFile.Open(folder["moved"]).IdOf));
    }

    [Fact]
    public void TheExample_Has60Designs() => Assert.Equal(60, Work(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "laptop-study.json"))).Count);

    [Fact]
    public void Values_OfAnyKind_AreSettings()
    {
        StudyWork work = Work("""{ "name": "x", "set": { "device": "laptop" }, "grid": [ { "setting": "poses", "values": [ [{"left": 0}], [{"left": 0}, {"left": 0.05, "weight": 0.5}] ] } ], "measure": "planned" }""");
        Assert.Equal(CellKind.Text, work.Settings[0].Kind);
        Assert.Equal(2, RequestOf(work, 1).Poses.Count);
        Assert.Equal("""[{"left":0},{"left":0.05,"weight":0.5}]""", JsonNode.Parse((string)work.SettingsOf(1)[0]!)!.ToJsonString());
    }
}
