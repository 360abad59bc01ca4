using Proscenium.Engine.Plan;

namespace Proscenium.Design.Banks;

/// <summary>A bank, and what is to be said of it.</summary>
/// <param name="Places">The filters.</param>
/// <param name="Check">What it loses halfway between its places.</param>
/// <param name="Notes">Places that were added, and what is lost even so, one sentence each.</param>
sealed record DesignedBank(PlanBank Places, BankCheck Check, IReadOnlyList<string> Notes);
