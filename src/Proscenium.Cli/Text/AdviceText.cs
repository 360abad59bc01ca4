using Proscenium.Analysis;

namespace Proscenium.Cli.Text;

/// <summary>Advice for a room, with the options of the command that help.</summary>
static class AdviceText
{
    static readonly RoomRemedies _options = new("--room-budget", decibels => $"--room-budget {decibels:0}", " (design --room NAME --why compares them)", " with --robust or --poses", " (--room living-room)");

    /// <summary>A handful of sentences, the most important first.</summary>
    public static IEnumerable<string> Of(RoomFindings findings) => new RoomAdvice(findings, _options).Sentences();
}
