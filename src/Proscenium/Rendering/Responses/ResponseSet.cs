using Proscenium.Engine.Dsp;

namespace Proscenium.Rendering.Responses;

/// <summary>Impulse responses from named sources to the two ears.</summary>
/// <param name="Name">What they are, and the name of their files: <c>treated</c>, <c>untreated</c>, <c>drivers</c>.</param>
/// <param name="Description">The same in a sentence.</param>
/// <param name="Sources">A name for each source.</param>
/// <param name="Responses">Sources x 2 ears, left and right.</param>
sealed record ResponseSet(string Name, string Description, IReadOnlyList<string> Sources, FirMatrix Responses)
{
    /// <summary>The responses as channels of a sound file: source by source, left ear, right ear.</summary>
    public float[][] Channels => [.. Enumerable.Range(0, 2 * Sources.Count).Select(channel => Responses[channel / 2, channel % 2].ToArray())];
}
