namespace Proscenium.Live.Servers;

/// <summary>What a processor takes and feeds.</summary>
/// <param name="Inputs">Names of the channels it takes, in order.</param>
/// <param name="Outputs">Names of the channels it feeds, in order.</param>
public sealed record SoundPorts(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
