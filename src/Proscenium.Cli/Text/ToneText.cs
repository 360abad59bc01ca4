using Proscenium.Design;
using Proscenium.Judging.Levels;

namespace Proscenium.Cli.Text;

/// <summary>What tone is compared with, and what the untreated device is, in words.</summary>
static class ToneText
{
    /// <summary>The untreated device in one line.</summary>
    public const string Untreated = "left and right on the drivers of their side, flat at the seat, without spatial processing";

    /// <summary>What the tone of a signal common to both channels is compared with.</summary>
    public const string InFront = "a real loudspeaker in front";

    /// <summary>What the tone of one channel at its own ear is compared with.</summary>
    public static string OneSide(DesignRequest request) => request.AngleDegrees is { } angle ? $"a real loudspeaker at {angle:0.#} degrees" : InFront;

    /// <summary>How even a tone in a room is.</summary>
    public static string InRoom(ToneInRoom tone) => $"within {tone.SpreadDb:0.0} dB of a real loudspeaker's, all that arrives; direct sound within {tone.DirectSpreadDb:0.0} dB";
}
