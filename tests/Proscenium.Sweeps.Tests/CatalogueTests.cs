using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Sweeps.Catalogues;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Running;
using Proscenium.Tests.Cli;

namespace Proscenium.Sweeps.Tests;

[Collection("console")]
public class CatalogueTests
{
    static void WriteTone(string path, double hertz, double level, int rate = 48000)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        float[] left = [.. Enumerable.Range(0, rate).Select(n => (float)(level * Math.Sin(2 * Math.PI * hertz * n / rate)))];
        Sounds.Write(path, rate, left, [.. left.Select(sample => 0.5f * sample)]);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AFolder_IsRenderedAsByTheCommand_AndBadFilesAreRows()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["music/a.wav"], 440, 0.5);
        WriteTone(folder["music/inner/b.wav"], 1000, 0.9, 44100);
        File.WriteAllText(folder["music/c.wav"], "no sound");
        File.WriteAllText(folder["music/notes.txt"], "not looked at");
        Command.Succeed("sweep", "plan", folder["music"], "-o", folder["job"], "--device", "laptop", "--to", folder["feeds"]);
        (int code, _, string errors) = Command.Run("sweep", "run", folder["job"]);
        Assert.Equal(0, code);
        Assert.Contains("1 of these items has an error", errors);
        Assert.Equal(["a.wav", "inner"], Directory.EnumerateFileSystemEntries(folder["feeds"]).Select(path => Path.GetFileName(path)).Order());
        Job job = JobFile.Open(folder["job"]);
        ResultRow[] rows = [.. new MergedTable(job).Rows()];
        Assert.Equal(["a.wav", "c.wav", "b.wav"], rows.Select(row => Path.GetFileName((string)row.Cells[0]!)));
        Assert.Contains("c.wav", rows[1].Error);
        foreach ((ResultRow row, string name) in new[] { (rows[0], "a.wav"), (rows[2], "inner/b.wav") })
        {
            string printed = Command.Succeed("render", folder[$"music/{name}"], folder["alone.wav"], "--device", "laptop", "--json", "-");
            Assert.Equal(File.ReadAllBytes(folder["alone.wav"]), File.ReadAllBytes(folder[$"feeds/{name}"]));
            double Cell(string column) => (double)row.Cells[job.Columns.ToList().FindIndex(one => one.Name == column)]!;
            System.Text.Json.Nodes.JsonNode figures = System.Text.Json.Nodes.JsonNode.Parse(printed)!;
            foreach (string key in (string[])["gainDb", "playbackGainDb", "peakDb", "largestFeedDb", "loudnessLufs", "unlimitedLoudnessLufs", "largestReductionDb", "meanReductionDb", "secondsAbove3Db"])
                Assert.Equal((double)figures[key]!, Cell(key), 0.00051);
            Assert.Equal(1, Cell("durationSeconds"));
        }
        File.Delete(folder["feeds/a.wav"]);
        WriteTone(folder["music/c.wav"], 500, 0.1); // it is another file now, which needs a job of its own
        Assert.Contains("2 items", Command.Succeed("sweep", "retry", folder["job"]));
        Command.Run("sweep", "run", folder["job"]);
        Assert.True(File.Exists(folder["feeds/a.wav"]));
        Assert.Contains("has changed since", new MergedTable(job).Rows().ElementAt(1).Error);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ATable_SaysWhatIsDoneWithEachFile()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["a.wav"], 440, 0.5);
        Command.Succeed("design", "--device", "phone", "-o", folder["plan"], "--quiet");
        File.WriteAllText(folder["catalogue.csv"], "input,output,device,plan,gainDb\na.wav,\"one, loud.wav\",laptop,,3.5\na.wav,two.wav,,plan,\na.wav,three.wav,phone,,\n");
        Job job = JobFile.Plan(folder["catalogue.csv"], folder["job"], new CatalogueSettings { Output = folder["out"] }, new(null, null, []));
        new SweepRun(job, 2).Run([0], TestContext.Current.CancellationToken);
        ResultRow[] rows = [.. new MergedTable(job).Rows()];
        Assert.All(rows, row => Assert.Null(row.Error));
        Assert.Equal(3.5, rows[0].Cells[job.Columns.ToList().FindIndex(column => column.Name == "gainDb")]);
        Assert.True(File.Exists(folder["out/one, loud.wav"]));
        Assert.Equal(File.ReadAllBytes(folder["out/two.wav"]), File.ReadAllBytes(folder["out/three.wav"])); // a plan, and a design of the same
        Assert.Equal(3, Enumerable.Range(0, 3).Select(job.IdOf).Distinct().Count());
    }

    [Theory]
    [InlineData("output\nx.wav\n", "has no column 'input'")]
    [InlineData("input,gain\nx.wav,3\n", "did you mean 'gainDb'")]
    [InlineData("input,gainDb\nx.wav,loud\n", "which is no level in dB")]
    [InlineData("input\n", "names no sound files")]
    [InlineData("input\nx.wav\ny/x.flac\n", "would be written twice")]
    [InlineData("input,gainDb\nx.wav,NaN\n", "which is no level in dB")]
    [InlineData("input,gainDb\nx.wav,1e300\n", "from -150 to 150")]
    [InlineData("input,upmix\nx.wav,or\n", "'upmix' is 'or'")]
    [InlineData("input,input\nx.wav,y.wav\n", "names a column twice")]
    [InlineData("input,gainDb\nx.wav\n", "line 2 has 1 cell, and the first line 2")]
    [InlineData("input\nx.wav,3\n", "line 2 has 2 cells, and the first line 1")]
    [InlineData("input,output\na.wav,../b.wav\nb.wav,c.wav\n", "would be lost")]
    public void WhatIsWrongWithATable_IsSaid(string table, string part)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["b.wav"], "there already");
        File.WriteAllText(folder["catalogue.csv"], table);
        string sentence = Assert.Throws<FileFormatException>(() => CatalogueReader.Read(folder["catalogue.csv"], new() { Output = folder["out"] })).Message;
        Assert.Contains(part, sentence);
        Assert.StartsWith(folder["catalogue.csv"], sentence);
    }

    [Fact]
    public void ATable_OfAnotherProgram_IsReadWithItsLineEndsAndBlankLines()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["catalogue.csv"], "\ufeffinput,gainDb\r\n\"a, b.wav\",-3\r\n\r\nc.wav,\r\n");
        IReadOnlyList<CatalogueItem> items = CatalogueReader.Read(folder["catalogue.csv"], new() { Output = folder["out"] });
        Assert.Equal([(folder["a, b.wav"], (double?)-3), (folder["c.wav"], null)], items.Select(item => (item.Input, item.Settings.GainDb)));
    }

    [Fact]
    public void AResult_BelowAFile_IsTheErrorOfItsRow_AndTheOthersAreDone()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["a.wav"], 440, 0.5);
        Directory.CreateDirectory(folder["out"]);
        File.WriteAllText(folder["out/taken"], "");
        File.WriteAllText(folder["catalogue.csv"], "input,output\na.wav,taken/a.wav\na.wav,b.wav\n");
        Job job = JobFile.Plan(folder["catalogue.csv"], folder["job"], new CatalogueSettings { Output = folder["out"], Write = Written.Upmix, Upmix = "live" }, new(null, null, []));
        Assert.Equal((2, 1, true), new SweepRun(job, 1).Run([0], TestContext.Current.CancellationToken) is var outcome ? (outcome.Done, outcome.Errors, outcome.IsComplete) : default);
        ResultRow[] rows = [.. new MergedTable(job).Rows()];
        Assert.StartsWith($"{folder["out/taken"]}: cannot be written", rows[0].Error);
        Assert.Null(rows[1].Error);
    }

    [Fact]
    public void Results_AmongTheFilesOfAFolder_AreRefused()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["music/a.wav"], 440, 0.5);
        foreach (string to in (string[])["music", "music/feeds"])
            Assert.Contains("lies within", Assert.Throws<FileFormatException>(() => CatalogueReader.Read(folder["music"], new() { Output = folder[to] })).Message);
        Assert.Single(CatalogueReader.Read(folder["music"], new() { Output = folder["music-feeds"] }));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ADevice_IsFoundFromTheTable_AndIsTheOneThatThePlanSaw()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["table/a.wav"], 440, 0.5);
        File.WriteAllText(folder["table/mine.device.json"], Proscenium.Files.Projects.DeviceFile.BuiltInText("laptop"));
        File.WriteAllText(folder["table/catalogue.csv"], "input,device\na.wav,mine.device.json\n");
        Job Planned(string name) => JobFile.Plan(folder["table/catalogue.csv"], folder[name], new CatalogueSettings { Output = folder["out"] }, new(null, null, []));
        string? Error(Job job)
        {
            new SweepRun(job, 1).Run([0], TestContext.Current.CancellationToken);
            return new MergedTable(job).Rows().Single().Error;
        }
        Job job = Planned("job"), late = Planned("late");
        Assert.Null(Error(job));
        File.WriteAllText(folder["table/mine.device.json"], Proscenium.Files.Projects.DeviceFile.BuiltInText("phone"));
        Assert.Contains("mine.device.json: has changed since", Error(late));
        Assert.NotEqual(job.IdOf(0), Planned("other").IdOf(0));
        File.WriteAllText(folder["table/catalogue.csv"], "input,device\na.wav,nine.device.json\n");
        Assert.Contains("there is no device 'nine.device.json'", Assert.Throws<FileFormatException>(() => Planned("third")).Message);
        Assert.Contains("apart", Assert.ThrowsAny<ProsceniumException>(() => JobFile.Plan(folder["table"], folder["fourth"], new CatalogueSettings { Output = folder["out"], Ending = ".flac" }, new(null, null, []))).Message);
        Assert.False(Directory.Exists(folder["fourth"]));
    }

    [Fact]
    public void Upmixes_AreWritten_WithTheirFigures()
    {
        using TemporaryFolder folder = new();
        WriteTone(folder["music/a.wav"], 440, 0.5);
        Job job = JobFile.Plan(folder["music"], folder["job"], new CatalogueSettings { Output = folder["out"], Write = Written.Upmix, Upmix = "live" }, new(null, null, []));
        new SweepRun(job, 1).Run([0], TestContext.Current.CancellationToken);
        Assert.Equal(3, Sounds.Read(folder["out/a.wav"]).Channels.Length);
        string line = Command.Succeed("sweep", "merge", folder["job"], "--csv", "-").Split('\n')[1];
        Assert.Contains(",upmix,", line);
        Assert.Contains(48000.ToString(CultureInfo.InvariantCulture), line);
    }
}
