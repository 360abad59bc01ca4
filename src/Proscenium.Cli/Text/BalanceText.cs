using Proscenium.Cli.Terminal;
using Proscenium.Judging.Balance;

namespace Proscenium.Cli.Text;

/// <summary>The balance of a stage in words.</summary>
static class BalanceText
{
    /// <summary>One line.</summary>
    public static void Print(string name, BalanceBeside balances, Report report) =>
        report.Figure(name, $"{Of(balances.Plan)} LU over one side: mono, half-way, unrelated (untreated {Of(balances.Untreated)}{(balances.TruePair is { } pair ? $", a real pair {Of(pair)}" : "")})");

    static string Of(StageBalance balance) => $"{balance.MiddleLu:0.0}, {balance.HalfWayLu:0.0}, {balance.UnrelatedLu:0.0}";
}
