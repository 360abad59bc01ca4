using System.Text.Json.Nodes;
using Proscenium.Heads;
using Proscenium.Design;
using Proscenium.Live.Control;
using Proscenium.Loudspeakers;

namespace Proscenium.Studio;

/// <summary>What a studio begins with, and what the command lends it.</summary>
sealed record StudioSettings
{
    /// <summary>The port of this machine, or 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What a page begins with that brings no state.</summary>
    public required JsonObject State { get; init; }

    /// <summary>The device of that state, where some of its drivers were measured: their files are copied.</summary>
    public Device? MeasuredDevice { get; init; }

    /// <summary>Composes the demo's piece at a sample rate: left and right.</summary>
    public required Func<int, float[][]> Piece { get; init; }

    /// <summary>Writes the report of a design, as heard by a head.</summary>
    public required Func<SpatialDesign, Head, CancellationToken, string> Report { get; init; }

    /// <summary>How long after its last page it ends; null for never.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Where a running live takes commands: the socket that <c>proscenium live --control</c> makes.</summary>
    public string LiveSocket { get; init; } = ControlAddress.UsualSocket;

    /// <summary>The version that pages are told.</summary>
    public required string Version { get; init; }
}
