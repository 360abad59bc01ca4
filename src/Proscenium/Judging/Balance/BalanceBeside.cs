namespace Proscenium.Judging.Balance;

/// <summary>The balance of a plan beside that of other loudspeakers in the same place.</summary>
/// <param name="Plan">The plan's.</param>
/// <param name="Untreated">The untreated device's.</param>
/// <param name="TruePair">A true pair's; null where there is none.</param>
readonly record struct BalanceBeside(StageBalance Plan, StageBalance Untreated, StageBalance? TruePair);
