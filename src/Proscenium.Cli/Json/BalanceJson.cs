using System.Text.Json.Nodes;
using Proscenium.Judging.Balance;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The balance of a stage as JSON.</summary>
static class BalanceJson
{
    /// <summary>One stage.</summary>
    public static JsonObject Of(StageBalance balance) => new() { ["middle"] = Number(balance.MiddleLu), ["halfWay"] = Number(balance.HalfWayLu), ["unrelated"] = Number(balance.UnrelatedLu) };

    /// <summary>A plan beside the untreated device and a true pair.</summary>
    public static JsonObject Of(BalanceBeside balances) => new()
    {
        ["plan"] = Of(balances.Plan), ["untreated"] = Of(balances.Untreated), ["truePair"] = balances.TruePair is { } pair ? Of(pair) : null,
    };
}
