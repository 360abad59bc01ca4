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
    public void WhatIsWrongWithATable_IsSaid(string table, string part)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["catalogue.csv"], table);
        string sentence = Assert.Throws<FileFormatException>(() => CatalogueReader.Read(folder["catalogue.csv"], new() { Output = folder["out"] })).Message;
        Assert.Contains(part, sentence);
        Assert.StartsWith(folder["catalogue.csv"], sentence);
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
