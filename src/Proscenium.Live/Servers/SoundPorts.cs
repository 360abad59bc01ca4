namespace Proscenium.Live.Servers;

/// <summary>The channels of a processor.</summary>
/// <param name="Inputs">Names of its input channels, in order.</param>
/// <param name="Outputs">Names of its output channels, in order.</param>
public sealed record SoundPorts(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
