using Proscenium.Acoustics;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;
using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>The input of a design: a device, a listener, and settings.</summary>
public sealed record DesignRequest
{
    /// <summary>The loudspeaker.</summary>
    public required Device Device { get; init; }

    /// <summary>The head the design is made for.</summary>
    public Head Head { get; init; } = new SphericalHead();

    /// <summary>Metres from the seat to the device's centre; by default the device's own listening distance. 0.2 to 20.</summary>
    public double? DistanceMetres { get; init; }

    /// <summary>Samples per second, 8000 to 192000.</summary>
    public int SampleRate { get; init; } = 48000;

    /// <summary>Target ratio of the power at the ipsilateral ear to the power at the contralateral one.</summary>
    public PowerRatioCurve Target { get; init; } = PowerRatioCurve.Flat(20);

    /// <summary>Cap on effort.</summary>
    public GainLimit GainLimit { get; init; } = new(12);

    /// <summary>
    /// How much more than the input any one driver may be given, in dB, 0 to 40. Where a flat response at the ears needs more, it falls off with the
    /// drivers; where cancellation needs more, it is less deep.
    /// </summary>
    public double BoostLimitDb { get; init; } = 10;

    /// <summary>Cap on what cancellation of the pair in front costs in a room; by default 11 dB, and none where the tone is for the direct sound alone.</summary>
    public RoomBudget? RoomBudget { get; init; }

    /// <summary>Where tone and balance are to be right: in a room, which is assumed to be a living room, or in the direct sound alone.</summary>
    public Tone Tone { get; init; } = Tone.Room;

    /// <summary>Where the pair in front should send little, because the room it is for returns it from the wrong side; none for an ordinary room.</summary>
    internal IReadOnlyList<SparedDirection> SparedDirections { get; init; } = [];

    /// <summary>The channels to design for; the surrounds' places go with it.</summary>
    public ChannelLayout Layout { get; init; } = ChannelLayout.Stereo;

    /// <summary>Azimuth of the virtual loudspeakers in front, 1 to 90 degrees, or null for the canceller alone, which is for stereo.</summary>
    public double? AngleDegrees { get; init; } = 30;

    /// <summary>Head poses over whose weighted mean dark power the target is defined; the first is the seat, whose ipsilateral ear keeps its sound exactly.</summary>
    public IReadOnlyList<WeightedPose> Poses { get; init; } = [HeadPose.Seat];

    /// <summary>Where the head is that the plan is for: the first of the poses.</summary>
    internal HeadPose Place => Poses[0].Pose;

    /// <summary>Other places of the head that the plan has filters for, which play while a tracker knows where it is; null for none.</summary>
    internal BankGrid? Bank { get; init; }

    /// <summary>Standard deviation by which a driver's level may differ from its model, 0 to 6 dB.</summary>
    public double ToleranceDb { get; init; }

    /// <summary>Standard deviation by which a driver's phase may differ from its model, 0 to 45 degrees.</summary>
    public double ToleranceDegrees { get; init; }

    /// <summary>How the phantom centre is split off where the layout has none of its own: how well against how late; or not at all, for stereo.</summary>
    public UpmixMode Upmix { get; init; } = UpmixMode.Music;

    /// <summary>How the filters are realised.</summary>
    public FilterForm Form { get; init; } = FilterForm.Fir;

    /// <summary>Filter length in samples, from 32 to half of the design's transform (4096 at 44.1 and 48 kHz); by default 512 (256 in relative form) up to 48 kHz, in proportion above.</summary>
    public int? Taps { get; init; }

    /// <summary>Modelling delay in samples, 0 to taps - 1; by default half the taps (a quarter in relative form).</summary>
    public int? ModellingDelaySamples { get; init; }

    /// <summary>The distance that is used.</summary>
    public double Distance => DistanceMetres ?? Device.ListeningDistanceMetres;

    /// <summary>The room budget that is used.</summary>
    public RoomBudget Budget => RoomBudget ?? (Tone.IsForRoom ? Steering.RoomBudget.Usual : Steering.RoomBudget.None);

    /// <summary>The boost limit as a power ratio.</summary>
    internal double BoostLimitPower => Math.Pow(10, BoostLimitDb / 10);

    /// <summary>The filter length that is used.</summary>
    public int FilterTaps => Taps ?? (Form == FilterForm.Rtf ? 256 : 512) * RateSteps(SampleRate);

    /// <summary>The modelling delay that is used.</summary>
    public int ModellingDelay => ModellingDelaySamples ?? FilterTaps / (Form == FilterForm.Rtf ? 4 : 2);

    /// <summary>The tolerance as the variance of a driver's relative error: (ln 10 / 20 x dB)^2 + radians^2.</summary>
    public double DriverUncertainty => Square(Math.Log(10) / 20 * ToleranceDb) + Square(ToleranceDegrees * Math.PI / 180);

    /// <summary>The same request at another sample rate: filters and their delay keep their length in time, as far as multiples of the length at 48 kHz allow.</summary>
    public DesignRequest AtRate(int rate)
    {
        int from = RateSteps(SampleRate), to = RateSteps(rate);
        return this with { SampleRate = rate, Taps = FilterTaps * to / from, ModellingDelaySamples = ModellingDelay * to / from };
    }

    /// <summary>The same request for stereo without virtual loudspeakers, for the seat.</summary>
    internal DesignRequest CancellerAlone() => this with { AngleDegrees = null, Layout = ChannelLayout.Stereo, Bank = null };

    /// <summary>What a flat loudspeaker would send to the seat.</summary>
    /// <param name="ears">Plant at the ears; the first pose is used.</param>
    internal TargetResponse TargetResponse(TransferMatrix ears) => new(Device, Distance, ears, new(Head, AngleDegrees ?? 0, ears.Grid));

    /// <summary>Says what cannot be done, in one sentence.</summary>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    public void Check()
    {
        Require(SampleRate is >= 8000 and <= 192000, Invariant($"a sample rate of {SampleRate} Hz cannot be designed for: 8000 to 192000 Hz"));
        Require(Distance is >= 0.2 and <= 20, Invariant($"a distance of {Distance} m cannot be designed for: 0.2 to 20 m"));
        Require(AngleDegrees is null or (>= 1 and <= 90), Invariant($"virtual loudspeakers at {AngleDegrees} degrees cannot be made: 1 to 90 degrees, or none"));
        Require(AngleDegrees is not null || Layout.IsStereo, $"a canceller alone has no places for the channels of {Layout.Name}: name the front pair's angle, or design for stereo");
        Require(Upmix != UpmixMode.None || Layout.IsStereo || Layout.HasCentre, $"{Layout.Name} cannot be played without an upmix, which makes its centre: choose {UpmixModes.Names}");
        int maxTaps = FrequencyGrid.ForDesign(SampleRate).FftLength / 2;
        Require(FilterTaps >= 32 && FilterTaps <= maxTaps, Invariant($"filters of {FilterTaps} taps cannot be made: 32 to {maxTaps} at {SampleRate} Hz"));
        Require(ModellingDelay >= 0 && ModellingDelay < FilterTaps, Invariant($"a modelling delay of {ModellingDelay} samples does not fit filters of {FilterTaps} taps: 0 to {FilterTaps - 1}"));
        Require(Poses.Count > 0, "a design needs at least one head pose");
        Require(Poses.All(pose => pose.Weight > 0 && double.IsFinite(pose.Weight)), "each head pose needs one weight above 0");
        Bank?.Check(Place, Distance, (long)(Layout.Channels.Count + (Layout.HasCentre ? 0 : 1)) * Device.Drivers.Count * FilterTaps);
        foreach (HeadPose pose in Poses.Select(pose => pose.Pose).Concat(BankPoses()))
            Require(Device.Clearance(Distance, pose, Head) > 0, Invariant($"a head {Distance - pose.Forward:0.##} m before the device, {100 * pose.Left:0.#} cm to the left, is too near to {Device.Name} for its model: sit farther away, or leave that pose out"));
        Require(ToleranceDb is >= 0 and <= 6 && ToleranceDegrees is >= 0 and <= 45, Invariant($"a tolerance of {ToleranceDb} dB and {ToleranceDegrees} degrees cannot be designed for: 0 to 6 dB and 0 to 45 degrees"));
        Require(BoostLimitDb is >= 0 and <= Steering.GainLimit.MaxDb, Invariant($"a boost limit of {BoostLimitDb} dB cannot be kept: 0 to {Steering.GainLimit.MaxDb} dB"));
        Require(Form == FilterForm.Fir || 2 * ModellingDelay <= FilterTaps, Invariant($"a modelling delay of {ModellingDelay} samples leaves a relative form of {FilterTaps} taps no equaliser: at most {FilterTaps / 2}"));
        _ = Device.ReferenceDriver(Side.Left) + Device.ReferenceDriver(Side.Right);
    }

    IEnumerable<HeadPose> BankPoses() => Bank is null ? [] : Bank.Forwards(Place, Distance).SelectMany(forward => Bank.Lefts(Distance).Select(left => PlacePose.At(Place, Distance, left, forward)));

    /// <summary>The multiple of the filters' length up to 48 kHz.</summary>
    static int RateSteps(int rate) => Math.Max(1, (int)Math.Round(rate / 48000.0));

    static void Require(bool condition, string sentence)
    {
        if (!condition) throw new SettingException(sentence + ".");
    }

    static double Square(double value) => value * value;
}
