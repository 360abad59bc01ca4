using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;

namespace Proscenium.Listening;

/// <summary>What reaches one head from a running plan, beside the untreated device; means over left and right unless said.</summary>
public sealed record StageAnalysis
{
    /// <summary>Separation at the seat, dB (ERB-weighted mean, 300 Hz to 8 kHz).</summary>
    public required double SeatDb { get; init; }

    /// <summary>Separation 5 cm to the side, dB, mean of both sides.</summary>
    public required double FiveCentimetresDb { get; init; }

    /// <summary>Separation 10 cm to the side, dB, mean of both sides.</summary>
    public required double TenCentimetresDb { get; init; }

    /// <summary>Separation at the worst of the nine poses, dB.</summary>
    public required double WorstPoseDb { get; init; }

    /// <summary>Separation of the untreated device at the seat, dB.</summary>
    public required double UntreatedDb { get; init; }

    /// <summary>Tone of the left input at the left ear, relative to untreated.</summary>
    public required Coloration Ipsilateral { get; init; }

    /// <summary>How near the image of the left input is to a true loudspeaker's at the virtual place; null for a canceller alone.</summary>
    public required VirtualImage? Image { get; init; }

    /// <summary>The same for the untreated device.</summary>
    public required VirtualImage? UntreatedImage { get; init; }

    /// <summary>How the centre path stands to the left/right path at the left ear; null without a centre.</summary>
    public required PathAlignment? Alignment { get; init; }

    /// <summary>Largest effort of each input's running filters, and where it is.</summary>
    public required IReadOnlyList<(double Hertz, double Decibels)> Effort { get; init; }

    /// <summary>How much more power the left input sends into the room than untreated, in dB by <see cref="RoomBands"/>.</summary>
    public required IReadOnlyList<double> RoomPowerDb { get; init; }

    /// <summary>The left input at both ears, at the seat.</summary>
    public required EarSpectra Treated { get; init; }

    /// <summary>The same of the untreated device.</summary>
    public required EarSpectra Untreated { get; init; }

    /// <summary>The same of a true loudspeaker at the virtual place; null for a canceller alone.</summary>
    public required EarSpectra? TrueLoudspeaker { get; init; }

    /// <summary>The frequencies of the spectra.</summary>
    public required FrequencyGrid Grid { get; init; }

    /// <summary>Octaves from 250 Hz to 4 kHz.</summary>
    public static IReadOnlyList<Band> RoomBands { get; } = Band.Octaves(250, 500, 1000, 2000, 4000);

    /// <summary>Measures a plan on a head.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="untreated">Its untreated twin.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the seat.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    public static StageAnalysis Measure(RenderPlan plan, RenderPlan untreated, Device device, double distance, Head head, double? angleDegrees)
    {
        EarRig rig = new(plan), plain = new(untreated);
        FrequencyGrid grid = rig.Grid;
        TransferMatrix ears = Plant.AtEars(device, distance, head, HeadPose.NinePoses(distance), grid);
        double[] poses = [.. Enumerable.Range(0, ears.Points / 2).Select(pose => Separation.Mean(rig, ears, pose))];
        EarSpectra heard = AtSeat(rig, ears), before = AtSeat(plain, ears);
        EarSpectra? real = angleDegrees is { } angle ? TrueSource(head, angle, grid) : null;
        return new()
        {
            SeatDb = poses[0],
            FiveCentimetresDb = (poses[1] + poses[2]) / 2,
            TenCentimetresDb = (poses[3] + poses[4]) / 2,
            WorstPoseDb = poses.Min(),
            UntreatedDb = Separation.Mean(plain, ears, 0),
            Ipsilateral = Coloration.Between(heard.Left, before.Left, grid),
            Image = real is { } source ? VirtualImage.Compare(heard, source, grid) : null,
            UntreatedImage = real is { } same ? VirtualImage.Compare(before, same, grid) : null,
            Alignment = rig.Inputs < 3 ? null : PathAlignment.Between(rig.Point(2, ears, 0), Together(rig, ears), grid),
            Effort = [.. Enumerable.Range(0, rig.Inputs).Select(rig.LargestEffort)],
            RoomPowerDb = RadiatedPower.Increase(rig, plain, 0, device, distance, RoomBands),
            Treated = heard,
            Untreated = before,
            TrueLoudspeaker = real,
            Grid = grid,
        };
    }

    static EarSpectra AtSeat(EarRig rig, TransferMatrix ears) => new(rig.Point(0, ears, 0), rig.Point(0, ears, 1));

    /// <summary>Left and right input together, at the left ear.</summary>
    static Complex[] Together(EarRig rig, TransferMatrix ears) => [.. rig.Point(0, ears, 0).Zip(rig.Point(1, ears, 0), (left, right) => left + right)];

    /// <summary>A loudspeaker at the virtual place, 2 m away.</summary>
    static EarSpectra TrueSource(Head head, double angleDegrees, FrequencyGrid grid)
    {
        Position place = 2 * Position.Direction(angleDegrees * Math.PI / 180);
        EarPair[] ears = [.. Enumerable.Range(0, grid.BinCount).Select(bin => head.PointSource(place, Math.Max(1, grid.Frequency(bin))))];
        return new(Array.ConvertAll(ears, pair => pair.Left), Array.ConvertAll(ears, pair => pair.Right));
    }
}
