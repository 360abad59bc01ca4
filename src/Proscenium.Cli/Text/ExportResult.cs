using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Verification;

namespace Proscenium.Cli.Text;

/// <summary>What was written for a format, and its verification.</summary>
/// <param name="Format">The format.</param>
/// <param name="MultiRatePlan">The plan at the rates that were written.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Steps">How to put it to use.</param>
sealed record ExportResult(IExportFormat Format, MultiRatePlan MultiRatePlan, string Folder, IReadOnlyList<string> Steps)
{
    /// <summary>Results of the real programs; null without --verify.</summary>
    public IReadOnlyList<VerificationResult>? Verifications { get; init; }

    /// <summary>The one latency at a rate: the filters' and what the program adds.</summary>
    public int LatencySamples(RenderPlan plan) => plan.LatencySamples + Format.ProgramDelaySamples(plan.SampleRate);
}
