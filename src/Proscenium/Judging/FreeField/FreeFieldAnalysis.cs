using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>What reaches one head from a running plan, beside the untreated device; means over left and right unless said.</summary>
public sealed record FreeFieldAnalysis
{
    readonly Lazy<BalanceBeside> _balances; // these three take longer, and are not asked for of every plan that is compared
    readonly Lazy<AssumedRoomFindings> _inRoom;
    readonly Lazy<IReadOnlyList<EarlyEnergy>> _early;

    FreeFieldAnalysis(MeasuredPlan measured, MeasuredPlan untreatedDevice, FreeFieldSetup setup, double? angleDegrees, IReadOnlyList<PoseSpectra> poses, EarSpectra untreated)
    {
        (Poses, Treated, Untreated, Grid) = (poses, poses[0].Left, untreated, setup.Grid);
        _balances = new(() => new(StageBalance.Of(measured.Programmes, measured.AtEarsTogether(setup)), StageBalance.Of(untreatedDevice.Programmes, untreatedDevice.AtEarsTogether(setup)),
            angleDegrees is { } angle ? StageBalance.Of(TestProgrammes.OfStereo(setup.Grid.SampleRate), CrossPower.AtEars(setup.TruePair(angle), setup.Grid)) : null));
        _early = new(() => [.. Enumerable.Range(0, measured.Inputs).Select(input => EarlyEnergy.Of(measured, input, setup))]);
        _inRoom = new(() => AssumedRoomFindings.Of(measured, untreatedDevice, setup, angleDegrees));
    }

    /// <summary>Separation at the seat, dB (ERB-weighted mean, 300 Hz to 8 kHz).</summary>
    public required double SeatSeparationDb { get; init; }

    /// <summary>Separation 5 cm to the side, dB, mean of both sides.</summary>
    public required double OffAxis5CmSeparationDb { get; init; }

    /// <summary>Separation at the seat from 300 Hz to 4.5 kHz, dB.</summary>
    public required double SeatSeparationTo4500HzDb { get; init; }

    /// <summary>Separation 5 cm to the side from 300 Hz to 4.5 kHz, dB, mean of both sides.</summary>
    public required double OffAxis5CmSeparationTo4500HzDb { get; init; }

    /// <summary>Separation 10 cm to the side, dB, mean of both sides.</summary>
    public required double OffAxis10CmSeparationDb { get; init; }

    /// <summary>Separation at the worst of the nine poses, dB.</summary>
    public required double WorstPoseSeparationDb { get; init; }

    /// <summary>Separation of the worse side in the worst of the nine poses, dB: to the side, one input always fares worse than the mean.</summary>
    public required double WorstSideSeparationDb { get; init; }

    /// <summary>Separation of the untreated device at the seat, dB.</summary>
    public required double UntreatedSeparationDb { get; init; }

    /// <summary>Separation in each of the nine poses, and what reaches the ears there; the seat comes first.</summary>
    internal IReadOnlyList<PoseSpectra> Poses { get; }

    /// <summary>Tone of the left input at the left ear, relative to a true loudspeaker at the virtual place, or in front for a canceller alone.</summary>
    public required Coloration Ipsilateral { get; init; }

    /// <summary>Tone of the phantom centre, both inputs in phase, at both ears, relative to a true loudspeaker in front; the upmix left out.</summary>
    public required Coloration PhantomCentre { get; init; }

    /// <summary>Tone of the centre input at both ears, relative to a true loudspeaker in front; null without a centre.</summary>
    public required Coloration? Centre { get; init; }

    /// <summary>How loud sounds in the middle and half-way are against sounds at one side, in free field.</summary>
    public StageBalance Balance => Balances.Plan;

    /// <summary>The same in the living room that is assumed where none is named.</summary>
    public StageBalance RoomBalance => RoomBalances.Plan;

    /// <summary>The balance in free field beside the untreated device's and a true pair's.</summary>
    internal BalanceBeside Balances => _balances.Value;

    /// <summary>The balance in the assumed room beside the untreated device's and a true pair's.</summary>
    internal BalanceBeside RoomBalances => _inRoom.Value.Balances;

    /// <summary>Tone of the left input in the assumed room, relative to a true loudspeaker at the virtual place, or in front for a canceller alone.</summary>
    internal ToneInRoom LeftInRoom => _inRoom.Value.Left;

    /// <summary>Tone of the centre there, or of left and right together, relative to a true loudspeaker in front.</summary>
    internal ToneInRoom CentreInRoom => _inRoom.Value.Centre;

    /// <summary>How near the image of the left input is to a true loudspeaker's at the virtual place; null for a canceller alone.</summary>
    public required VirtualImage? Image { get; init; }

    /// <summary>The same for the untreated device.</summary>
    public required VirtualImage? UntreatedImage { get; init; }

    /// <summary>How the centre path stands to the left/right path at the left ear; null without a centre.</summary>
    internal PathAlignment? Alignment { get; init; }

    /// <summary>Largest effort of each input's running filters, and where it is.</summary>
    public required IReadOnlyList<(double Hertz, double Decibels)> Effort { get; init; }

    /// <summary>The largest gain of a single driver for each input, relative to the input, where it is, and of which driver.</summary>
    public required IReadOnlyList<(double Hertz, double Decibels, int Driver)> MaxGain { get; init; }

    /// <summary>How much of each input's energy arrives more than 2 ms before its peak.</summary>
    internal IReadOnlyList<EarlyEnergy> Early => _early.Value;

    /// <summary>How much more power the left input sends into the room than untreated, for the same direct sound, in dB by <see cref="RoomBands"/>.</summary>
    public required IReadOnlyList<double> RoomPowerDb { get; init; }

    /// <summary>The left input at both ears, at the seat.</summary>
    internal EarSpectra Treated { get; }

    /// <summary>The same of the untreated device.</summary>
    internal EarSpectra Untreated { get; }

    /// <summary>The same of a true loudspeaker at the virtual place; null for a canceller alone.</summary>
    internal EarSpectra? TrueLoudspeaker { get; init; }

    /// <summary>The frequencies of the spectra.</summary>
    internal FrequencyGrid Grid { get; }

    /// <summary>Separation of a real loudspeaker in the direction of the virtual one, at the seat, in dB; null for a canceller alone.</summary>
    internal double? RealLoudspeakerSeparationDb => TrueLoudspeaker is not { } real ? null : Band.ErbWeightedMean(Grid, Separation.MinHz, Separation.MaxHz, bin =>
        20 * Math.Log10(real.Left[bin].Magnitude / real.Right[bin].Magnitude));

    /// <summary>Octaves from 250 Hz to 4 kHz.</summary>
    public static IReadOnlyList<Band> RoomBands { get; } = Band.Octaves(250, 500, 1000, 2000, 4000);

    /// <summary>Level and time differences at the seat by ERB band, beside untreated and true; null for a canceller alone.</summary>
    internal IReadOnlyList<ImageBand>? ImageBands => TrueLoudspeaker is { } real ? ImageBand.All(Treated, Untreated, real, Grid) : null;

    /// <summary>Measures a plan on a head.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="untreated">The untreated plan.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the seat.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    public static FreeFieldAnalysis Measure(RenderPlan plan, RenderPlan untreated, Device device, double distance, Head head, double? angleDegrees) =>
        Measure(new MeasuredPlan(plan), new MeasuredPlan(untreated), new FreeFieldSetup(device, distance, head, FrequencyGrid.ForDesign(plan.SampleRate)), angleDegrees);

    /// <summary>Measures a running plan in a free field that is set up.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="setup">Device, head and free field, on the grid of the plan.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or null.</param>
    internal static FreeFieldAnalysis Measure(MeasuredPlan measured, MeasuredPlan untreated, FreeFieldSetup setup, double? angleDegrees)
    {
        FrequencyGrid grid = setup.Grid;
        PoseSpectra[] poses = [.. Enumerable.Range(0, setup.Poses.Count).AsParallel().AsOrdered().Select(pose => PoseSpectra.Measure(measured, setup, pose))];
        PoseSpectra before = PoseSpectra.Measure(untreated, setup, 0);
        (EarSpectra heard, EarSpectra untreatedHeard) = (poses[0].Left, before.Left);
        EarSpectra inFront = setup.TrueLoudspeaker(0);
        EarSpectra? real = angleDegrees is { } angle ? setup.TrueLoudspeaker(angle) : null;
        return new(measured, untreated, setup, angleDegrees, poses, untreatedHeard)
        {
            SeatSeparationDb = poses[0].SeparationDb,
            OffAxis5CmSeparationDb = (poses[1].SeparationDb + poses[2].SeparationDb) / 2,
            SeatSeparationTo4500HzDb = poses[0].MidrangeDb,
            OffAxis5CmSeparationTo4500HzDb = (poses[1].MidrangeDb + poses[2].MidrangeDb) / 2,
            OffAxis10CmSeparationDb = (poses[3].SeparationDb + poses[4].SeparationDb) / 2,
            WorstPoseSeparationDb = poses.Min(pose => pose.SeparationDb),
            WorstSideSeparationDb = poses.Min(pose => Math.Min(pose.LeftDb, pose.RightDb)),
            UntreatedSeparationDb = before.SeparationDb,
            Ipsilateral = Coloration.Between(heard.Left, (real ?? inFront).Left, grid),
            PhantomCentre = Coloration.Between(Both(poses[0]), inFront, grid),
            Centre = measured.Inputs < 3 ? null : Coloration.Between(measured.AtEars(2, setup.Ears, 0), inFront, grid),
            Image = real is { } source ? VirtualImage.Compare(heard, source, grid) : null,
            UntreatedImage = real is { } same ? VirtualImage.Compare(untreatedHeard, same, grid) : null,
            Alignment = measured.Inputs < 3 ? null : PathAlignment.Between(measured.Point(2, setup.Ears, 0), Both(poses[0]).Left, grid),
            Effort = [.. Enumerable.Range(0, measured.Inputs).Select(measured.LargestEffort)],
            MaxGain = [.. Enumerable.Range(0, measured.Inputs).Select(measured.MaxGain)],
            RoomPowerDb = RadiatedPower.Increase(measured, untreated, Side.Left, setup, RoomBands),
            TrueLoudspeaker = real,
        };
    }

    /// <summary>Left and right input together.</summary>
    static EarSpectra Both(PoseSpectra pose) => Sum(pose.Left, pose.Right);

    static EarSpectra Sum(EarSpectra a, EarSpectra b) => new([.. a.Left.Zip(b.Left, (x, y) => x + y)], [.. a.Right.Zip(b.Right, (x, y) => x + y)]);
}
