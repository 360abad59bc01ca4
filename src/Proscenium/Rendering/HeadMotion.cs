using Proscenium.Heads;
using Proscenium.Judging.Motion;
using Proscenium.Loudspeakers;
using Proscenium.Tracking;

namespace Proscenium.Rendering;

/// <summary>A head that moves before a device while a file is rendered.</summary>
/// <param name="Track">Where it is, by seconds of the output.</param>
/// <param name="Device">The device.</param>
/// <param name="Distance">Metres from the seat to the device's centre.</param>
/// <param name="Head">The head.</param>
sealed record HeadMotion(PoseTrack Track, Device Device, double Distance, Head Head)
{
    /// <summary>What its ears hear.</summary>
    public MovingEars Ears(int sampleRate) => new(new(Device, Distance, Head, sampleRate), Track.At);
}
