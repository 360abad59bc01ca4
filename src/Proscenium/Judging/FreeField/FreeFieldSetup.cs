using System.Collections.Concurrent;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// Where plans are judged: a device, a head in nine poses before it, and the free field about it. The plants and true loudspeakers are computed
/// when they are first asked for, and once for all plans that are compared here.
/// </summary>
sealed class FreeFieldSetup
{
    const double TrueSourceMetres = 2;

    /// <summary>The power of a true loudspeaker's free field at the seat, as <see cref="TrueLoudspeaker"/> has it.</summary>
    public const double TrueLoudspeakerPower = 1 / (TrueSourceMetres * TrueSourceMetres);

    readonly Lazy<TransferMatrix> _ears, _circle, _sphere;
    readonly ConcurrentDictionary<double, EarSpectra> _trueLoudspeakers = [];

    /// <summary>Sets up a free field.</summary>
    /// <param name="device">The device; it faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="grid">That of the plans: <see cref="FrequencyGrid.ForDesign"/> of their sample rate.</param>
    /// <param name="seat">Where the listener is, from the middle.</param>
    public FreeFieldSetup(Device device, double distance, Head head, FrequencyGrid grid, HeadPose seat = default)
    {
        (Device, Distance, Head, Grid) = (device, distance, head, grid);
        Poses = HeadPose.NinePoses(distance);
        _ears = new(() => Plant.AtEars(device, distance, head, [.. Poses.Select(seat.Plus)], grid));
        _circle = new(() => Plant.OnCircle(device, distance, [.. BeamPattern.AzimuthsDegrees.Select(a => a * Math.PI / 180)], grid));
        _sphere = new(() => Plant.AtPoints(device, Array.ConvertAll(BeamPattern.Sphere, direction => distance * direction), grid));
    }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>Metres from the seat to the device's centre.</summary>
    public double Distance { get; }

    /// <summary>The head that hears.</summary>
    public Head Head { get; }

    /// <summary>Frequencies of everything measured here.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>The nine poses, relative to where the listener is; the first is that place.</summary>
    public IReadOnlyList<HeadPose> Poses { get; }

    /// <summary>Plant at the ears; points: seat left ear, seat right ear, second pose left ear ...</summary>
    public TransferMatrix Ears => _ears.Value;

    /// <summary>Plant on a horizontal circle about the device, one point for each of <see cref="BeamPattern.AzimuthsDegrees"/>.</summary>
    internal TransferMatrix Circle => _circle.Value;

    /// <summary>Plant at points spread evenly over a sphere about the device.</summary>
    internal TransferMatrix Sphere => _sphere.Value;

    /// <summary>A pair of true loudspeakers at plus and minus an angle.</summary>
    public EarSpectra[] TruePair(double angleDegrees) => [TrueLoudspeaker(angleDegrees), TrueLoudspeaker(-angleDegrees)];

    /// <summary>What a true loudspeaker gives this head, at the seat, from 2 m away.</summary>
    /// <param name="angleDegrees">Its azimuth; + = left.</param>
    public EarSpectra TrueLoudspeaker(double angleDegrees) => _trueLoudspeakers.GetOrAdd(angleDegrees, AtTheEars);

    EarSpectra AtTheEars(double angleDegrees)
    {
        Position place = TrueSourceMetres * Position.Direction(angleDegrees * Math.PI / 180);
        EarPair[] ears = [.. Enumerable.Range(0, Grid.BinCount).Select(bin => Head.PointSource(place, Grid.FrequencyAboveZero(bin)))];
        return new(Array.ConvertAll(ears, pair => pair.Left), Array.ConvertAll(ears, pair => pair.Right));
    }
}
