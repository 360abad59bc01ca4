using Proscenium.Heads;

namespace Proscenium.Steering;

/// <summary>One input of a plan: its weights, and the ear or the centre that it plays to.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Ipsilateral">The ear that should hear it; null for the centre.</param>
/// <param name="Pair">The virtual loudspeakers it belongs to; null for a canceller alone and for the centre.</param>
sealed record SteeredInput(string Name, SteeredWeights Weights, Side? Ipsilateral = null, VirtualPair? Pair = null);
