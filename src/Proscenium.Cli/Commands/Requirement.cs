using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Commands;

/// <summary>Whether a plan meets what a script requires of it.</summary>
/// <param name="Required">The figure and its range.</param>
/// <param name="Value">What it is.</param>
sealed record Requirement(RequiredFigure Required, double Value)
{
    bool IsMet => Required.Holds(Value);

    string Number => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same in JSON.</summary>
    public JsonObject Json => new() { ["name"] = Required.Name, ["least"] = Required.Least, ["most"] = Required.Most, ["value"] = JsonText.Number(Value), ["met"] = IsMet };

    /// <summary>Prints each, and tells those that are not met even when quiet; gives the exit code.</summary>
    public static int Print(IReadOnlyList<Requirement> all, Report report)
    {
        if (all.Count == 0) return 0;
        report.Line();
        report.Line("required:");
        foreach (Requirement one in all) report.Figure(one.Required.Name, $"{one.Number}, {one.Required.Range}: {(one.IsMet ? "met" : "not met")}");
        string[] missed = [.. all.Where(one => !one.IsMet).Select(one => $"{one.Required.Name} is {one.Number}, not {one.Required.Range}")];
        return missed.Length == 0 ? 0 : Failure.Complain($"the plan does not meet what is required: {string.Join("; ", missed)}.", Failure.NotMet);
    }
}
