using Proscenium.Live.Servers;

namespace Proscenium.Live.Recording;

/// <summary>Where a measurement plays to and records from: names as those who type them write them.</summary>
sealed record RecordingPorts
{
    /// <summary>The microphones' names for people, in the order of the recording.</summary>
    public required IReadOnlyList<string> Microphones { get; init; }

    /// <summary>JACK: a pattern whose first ports are the microphones, or one for each. PortAudio: the device that brings them, its first channels.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>JACK: a pattern for the port with an electrical copy. PortAudio: its channel of the input device, from 1. Or null.</summary>
    public string? Loopback { get; init; }

    /// <summary>JACK: a pattern for the drivers' ports. PortAudio: the device with the drivers. Null for a device with enough of them.</summary>
    public string? To { get; init; }

    /// <summary>JACK: the server's name, or null for the usual one.</summary>
    public string? Server { get; init; }

    /// <summary>JACK: the client's name.</summary>
    public required string Client { get; init; }

    /// <summary>PortAudio: frames of a block.</summary>
    public int BlockFrames { get; init; } = SoundServers.UsualBlockFrames;
}
