using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;

namespace Proscenium.Files.Projects;

/// <summary>The bank of a plan as files (<see cref="BankFile"/>), and what <c>plan.json</c> says of it.</summary>
static class BankParts
{
    /// <summary>The key of <c>plan.json</c>.</summary>
    public const string Key = "bank";

    const double MostLossDb = 100, MostMicroseconds = 1e4;

    /// <summary>Both files, the description last.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Of(PlanBank bank, int sampleRate)
    {
        byte[] filters = SoundWriter.Wave(sampleRate, Channels(bank));
        JsonObject description = new()
        {
            ["version"] = BankFile.Version,
            ["leftMetres"] = Metres(bank.LeftMetres),
            ["forwardMetres"] = Metres(bank.ForwardMetres),
            ["filters"] = new JsonObject { ["file"] = BankFile.FilterName, ["taps"] = bank.All[0].Taps, ["sha256"] = Sha256.Of(filters) },
        };
        return [(BankFile.FilterName, filters), (BankFile.Name, Encoding.UTF8.GetBytes(ReadableJson.Of(description) + "\n"))];
    }

    /// <summary>What the plan says of its bank.</summary>
    /// <param name="description">The content of <c>bank.json</c>.</param>
    /// <param name="check">What is lost between places; null where nobody looked.</param>
    public static JsonObject Describe(byte[] description, BankCheck? check) => new()
    {
        ["file"] = BankFile.Name,
        ["sha256"] = Sha256.Of(description),
        ["midpoints"] = check is not { } halfway ? null : new JsonObject
        {
            ["lossDb"] = Math.Round(halfway.LossDb, 3),
            ["timeMicroseconds"] = Math.Round(halfway.TimeSeconds * 1e6, 2),
            ["leftMetres"] = halfway.LeftMetres,
            ["forwardMetres"] = halfway.ForwardMetres,
        },
    };

    /// <summary>What a plan says is lost between the places of its bank.</summary>
    public static BankCheck? ReadCheck(StrictJson json) => !json.Has(Key) ? null : json.Object<BankCheck?>(Key, bank =>
    {
        bank.Accept("file", "sha256");
        return !bank.Has("midpoints") ? null : bank.Object("midpoints", halfway => new BankCheck(halfway.Number("lossDb", 0, MostLossDb), halfway.Number("timeMicroseconds", 0, MostMicroseconds) / 1e6,
            halfway.Number("leftMetres", -BankFile.MostMetres, BankFile.MostMetres), halfway.Number("forwardMetres", -BankFile.MostMetres, BankFile.MostMetres)));
    });

    /// <summary>Paths as channels, places one after the other.</summary>
    static float[][] Channels(PlanBank bank)
    {
        float[][][] places = [.. bank.All.Select(filters => filters.Paths())];
        return [.. places[0].Select((_, path) => (float[])[.. places.SelectMany(paths => paths[path])])];
    }

    static JsonArray Metres(IReadOnlyList<double> metres) => new([.. metres.Select(value => JsonValue.Create(value))]);
}
