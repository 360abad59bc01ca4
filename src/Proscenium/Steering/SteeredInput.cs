using Proscenium.Heads;

namespace Proscenium.Steering;

/// <summary>The weights of one input of a plan, and what they are for.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Near">The side of its near ear; null for the centre.</param>
/// <param name="Pair">The virtual loudspeakers it belongs to; null for a canceller alone and for the centre.</param>
public sealed record SteeredInput(string Name, SteeredWeights Weights, Side? Near = null, VirtualPair? Pair = null);
