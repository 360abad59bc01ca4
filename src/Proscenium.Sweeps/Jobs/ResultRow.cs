namespace Proscenium.Sweeps.Jobs;

/// <summary>The result of one item.</summary>
/// <param name="Item">The item's number in its job, from 0.</param>
/// <param name="Id">Its fingerprint.</param>
/// <param name="Cells">Its settings, then its figures: texts, numbers, or null where there is none.</param>
/// <param name="Error">What is wrong with the item, in one sentence, or null.</param>
/// <param name="InstructionSet">What it was computed with.</param>
sealed record ResultRow(int Item, string Id, object?[] Cells, string? Error, string InstructionSet);
