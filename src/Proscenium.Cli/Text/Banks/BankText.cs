using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;

namespace Proscenium.Cli.Text.Banks;

/// <summary>A bank in words.</summary>
static class BankText
{
    /// <summary>What is going to be designed.</summary>
    public static string Ahead(DesignRequest request)
    {
        request.Check();
        int places = request.Bank!.Count(request.Place, request.Distance);
        return $"designing filters for {places} {(places == 1 ? "place" : "places")} of the head{(places == 1 ? "" : $", and for places between them where their means would lose too much: {BankGrid.MostTimes * places} at most")}";
    }

    /// <summary>Its places, and what is lost between them.</summary>
    public static void Describe(PlanBank bank, BankCheck? check, Report report)
    {
        string deep = bank.ForwardMetres.Count == 1 ? "" : $"; {Row(bank.ForwardMetres, "farther", "nearer")}";
        report.Figure("bank", $"{bank.All.Count} places: {Row(bank.LeftMetres, "right", "left")}{deep}");
        if (check is { } halfway && bank.All.Count > 1) report.Figure("  halfway between them", $"the mean of two loses at most {halfway.Text}, beside filters designed there");
    }

    /// <summary>A place as one would say it.</summary>
    public static string Place(double left, double forward)
    {
        string[] words = [.. left == 0 ? Array.Empty<string>() : [Words(left, "right", "left")], .. forward == 0 ? Array.Empty<string>() : [Words(forward, "farther", "nearer")]];
        return words.Length == 0 ? "seat" : string.Join(", ", words);
    }

    static string Row(IReadOnlyList<double> metres, string below, string above) => metres.Count == 1 ? Words(metres[0], below, above)
        : $"{Words(metres[0], below, above)} to {Words(metres[^1], below, above)}, {Steps(metres)} apart";

    static string Steps(IReadOnlyList<double> metres)
    {
        double[] steps = [.. metres.Zip(metres.Skip(1), (a, b) => b - a)];
        return steps.Max() - steps.Min() < 1e-6 ? $"{100 * steps[0]:0.##} cm" : $"{100 * steps.Min():0.##} to {100 * steps.Max():0.##} cm";
    }

    static string Words(double metres, string below, string above) => metres == 0 ? "0 cm" : $"{100 * Math.Abs(metres):0.#} cm {(metres < 0 ? below : above)}";
}
