using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Sweeps.Jobs;
using Proscenium.Tests.Cli;

namespace Proscenium.Sweeps.Tests;

[Collection("console")]
public class SweepCommandTests
{
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ARow_HasTheFiguresOf_AnalyzeJson()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["study.json"], """
            { "name": "one", "set": { "device": "laptop", "distanceMetres": 0.5 }, "grid": [ { "setting": "gainLimitDb", "values": [9] } ], "measure": { "canceller": true } }
            """);
        Command.Succeed("sweep", "plan", folder["study.json"], "-o", folder["job"]);
        Command.Succeed("sweep", "run", folder["job"]);
        string[] lines = Command.Succeed("sweep", "merge", folder["job"], "--csv", "-").Split('\n');
        Dictionary<string, string> row = lines[0].Split(',').Zip(lines[1].Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
        JsonObject analysis = (JsonObject)JsonNode.Parse(Command.Succeed("analyze", "--device", "laptop", "--distance", "0.5", "--gain-limit", "9", "--json", "-", "--monte-carlo", "0"))!;
        int compared = 0;
        foreach (string column in row.Keys)
        {
            JsonNode? figure = column.Split('_').Aggregate((JsonNode?)analysis, (node, key) => node is JsonObject owner ? owner[key] : null);
            if (figure is not JsonValue value || !value.TryGetValue(out double wanted)) continue;
            Assert.Equal(wanted, double.Parse(row[column], CultureInfo.InvariantCulture), 0.00051);
            compared++;
        }
        Assert.Equal(52, compared);
    }

    [Fact]
    public void Verbs_SayWhatTheyDid()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["study.json"], SomeStudies.Planned);
        Assert.Contains("12, in 2 shards", Command.Succeed("sweep", "plan", folder["study.json"], "-o", folder["job"], "--shards", "2"));
        Assert.Contains("6 items done", Command.Succeed("sweep", "work", folder["job"], "--shard", "1"));
        Assert.Contains("6 of 12", Command.Succeed("sweep", "status", folder["job"]));
        Assert.Contains("6 done before", Command.Succeed("sweep", "run", folder["job"]));
        Assert.Contains("0 items to be done again", Command.Succeed("sweep", "retry", folder["job"]));
        Assert.Contains("12 of 12 items", Command.Succeed("sweep", "merge", folder["job"]));
        string[] top = Command.Succeed("sweep", "top", folder["job"], "--by", "cancellationDb_mean", "--count", "3").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, top.Length);
        double[] best = [.. top[1..].Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture))];
        Assert.Equal(best.OrderDescending(), best);
        Assert.Equal(12, (int)JsonNode.Parse(Command.Succeed("sweep", "status", folder["job"], "--json", "-"))!["done"]!);
    }

    [Theory]
    [InlineData("--simd needs 128, 256 or 512, not '192'", "sweep", "plan", "study.json", "-o", "job", "--simd", "192")]
    [InlineData("--simd needs 128, 256 or 512, not 'wide'", "sweep", "plan", "study.json", "-o", "job", "--simd", "wide")]
    [InlineData("--monte-carlo needs a whole number", "analyze", "--monte-carlo", "many", "--monte-carlo-tolerance", "1,2")]
    public void ANumberThatIsNone_IsAMistakeOfTheCommandLine(string part, params string[] line) => Assert.Contains(part, Command.Fail(2, line));

    [Fact]
    public void Results_NeverTakeThePlaceOfTheJobsOwnFiles()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 1);
        foreach (string own in (string[])["files.jsonl", "results/0/done.json", "inputs/x.json"])
        {
            Assert.Contains("would be lost", Command.Run("sweep", "merge", job.Folder, "--csv", Path.Combine(job.Folder, own)).Errors);
            Assert.Contains("would be lost", Command.Run("sweep", "top", job.Folder, "--report", Path.Combine(job.Folder, own)).Errors);
            Assert.Contains("would be lost", Command.Run("sweep", "status", job.Folder, "--json", Path.Combine(job.Folder, own)).Errors);
        }
    }

    [Fact]
    public void Mistakes_AreOneSentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["study.json"], SomeStudies.Planned);
        Assert.Contains("'sweep plan STUDY", Command.Fail(1, "sweep", "run", folder["job"]).Replace("proscenium sweep", "sweep", StringComparison.Ordinal));
        Command.Succeed("sweep", "plan", folder["study.json"], "-o", folder["job"], "--shards", "2");
        Assert.Contains("is not empty", Command.Fail(2, "sweep", "plan", folder["study.json"], "-o", folder["job"]));
        Assert.Contains("no shard 2", Command.Fail(2, "sweep", "work", folder["job"], "--shard", "2"));
        Assert.Contains("--shard", Command.Fail(2, "sweep", "work", folder["job"]));
        Assert.Contains("did you mean 'cancellationDb_mean'", Command.Fail(2, "sweep", "top", folder["job"], "--by", "cancellationDb_means"));
        Assert.Contains("choose 1 to 12", Command.Fail(2, "sweep", "plan", folder["study.json"], "-o", folder["other"], "--shards", "13"));
        Assert.Contains("is no figure", Command.Fail(2, "sweep", "plan", folder["study.json"], "-o", folder["third"], "--pareto", "cancellationDb_mean,effort"));
    }
}
