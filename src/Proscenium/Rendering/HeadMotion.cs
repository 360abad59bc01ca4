using Proscenium.Heads;
using Proscenium.Judging.Motion;
using Proscenium.Loudspeakers;
using Proscenium.Tracking;

namespace Proscenium.Rendering;

/// <summary>A head that moves before a device while a file is rendered.</summary>
/// <param name="Track">Where it is, from the seat, by seconds of the output.</param>
/// <param name="Seat">Where the seat is, from the middle.</param>
/// <param name="Device">The device.</param>
/// <param name="Distance">Metres from the middle to the device's centre.</param>
/// <param name="Head">The head.</param>
sealed record HeadMotion(PoseTrack Track, HeadPose Seat, Device Device, double Distance, Head Head)
{
    EarLattice? _lattice;

    /// <summary>Refuses a way that no head can go.</summary>
    /// <exception cref="SettingException">It comes too near to the device.</exception>
    public void Require() => HeadRoom.Require(Track.From(Seat), double.PositiveInfinity, Device, Distance, Head);

    /// <summary>What its ears hear. What was computed for a place is kept for the next run.</summary>
    public MovingEars Ears(int sampleRate) => new(_lattice?.SampleRate == sampleRate ? _lattice : _lattice = new(Device, Distance, Head, sampleRate), Track.From(Seat).At);
}
