using Proscenium.Heads;

namespace Proscenium.Steering;

/// <summary>One input of a plan: its weights, and the ear or the centre that it plays to.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Weights">The weights.</param>
/// <param name="Ipsilateral">The ear that should hear it; null for the centre.</param>
/// <param name="Pair">The virtual loudspeakers it belongs to; null for a canceller alone and for the centre.</param>
sealed record SteeredInput(string Name, SteeredWeights Weights, Side? Ipsilateral = null, VirtualPair? Pair = null);

/// <summary>The inputs of a plan together.</summary>
/// <param name="Pairs">Left and right in front, then the surrounds' pairs.</param>
/// <param name="Centre">The centre, as loud as a flat loudspeaker in front; null for a canceller alone.</param>
sealed record SteeredStage(SteeredInput[][] Pairs, SteeredInput? Centre)
{
    /// <summary>Left and right in front.</summary>
    public SteeredInput[] Front => Pairs[0];

    /// <summary>The surrounds, pair by pair.</summary>
    public SteeredInput[] Surrounds => [.. Pairs[1..].SelectMany(pair => pair)];

    /// <summary>All of them, in the order of a plan.</summary>
    public SteeredInput[] Inputs => [.. Front, .. Centre is null ? Array.Empty<SteeredInput>() : [Centre], .. Surrounds];
}
