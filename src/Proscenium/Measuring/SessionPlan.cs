namespace Proscenium.Measuring;

/// <summary>The plan whose left and right input a session measures, and the gains at which they are played.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Sha256">Fingerprint of its description, which holds that of its filters.</param>
/// <param name="TreatedGainDb">Gain at the drivers of what the plan plays.</param>
/// <param name="UntreatedGainDb">Gain of the untreated device; as loud at the ears as the plan.</param>
sealed record SessionPlan(string Folder, string Sha256, double TreatedGainDb, double UntreatedGainDb);
