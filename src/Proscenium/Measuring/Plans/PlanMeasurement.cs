using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring.Plans;

/// <summary>A plan at the ears of its listener: what was asked of it, what was predicted, and what was measured, by octave.</summary>
sealed record PlanMeasurement
{
    /// <summary>The length of the window of the direct sound, unless a reflection comes before its end.</summary>
    public const double UsualSeconds = 5e-3;

    const double HighestHz = 20000, HighestShare = 0.43, PeriodsNeeded = 1.5;

    static readonly double[] _centres = [125, 250, 500, 1000, 2000, 4000, 8000, 16000];

    /// <summary>The plan.</summary>
    public required SpatialDesign Design { get; init; }

    /// <summary>The octaves in which it plays.</summary>
    public required IReadOnlyList<Band> Octaves { get; init; }

    /// <summary>Length of the window after the arrival of the direct sound, seconds.</summary>
    public required double WindowSeconds { get; init; }

    /// <summary>When the first strong reflection comes after the direct sound; null for none.</summary>
    public required double? ReflectionSeconds { get; init; }

    /// <summary>True where it was predicted with the room.</summary>
    public required bool IsPredictedInRoom { get; init; }

    /// <summary>True where it was predicted for a model of a head.</summary>
    public required bool IsPredictedForSphere { get; init; }

    /// <summary>The separation that the plan was designed for, by octave, dB.</summary>
    public required IReadOnlyList<double> AskedDb { get; init; }

    /// <summary>The direct sound as predicted.</summary>
    public required EarLevels Predicted { get; init; }

    /// <summary>The direct sound as measured.</summary>
    public required EarLevels Measured { get; init; }

    /// <summary>The whole response as predicted; null where the room is not known.</summary>
    public required EarLevels? PredictedWhole { get; init; }

    /// <summary>The whole response as measured.</summary>
    public required EarLevels MeasuredWhole { get; init; }

    /// <summary>How much later the plan is than predicted, beside the untreated device, seconds.</summary>
    public required double LateSeconds { get; init; }

    /// <summary>The separation beyond which distortion of the drivers may hide it, dB.</summary>
    public required double DistortionLimitDb { get; init; }

    /// <summary>What explains a difference from the prediction; null for nothing that was thought of, or no difference.</summary>
    public required string? Cause { get; init; }

    /// <summary>The centre of an octave, Hz; the highest may be cut off.</summary>
    public double CentreHz(int octave) => CentreHz(Octaves[octave]);

    /// <summary>Whether the direct sound's window can tell an octave.</summary>
    public bool IsResolved(int octave) => IsResolved(Octaves[octave], WindowSeconds);

    /// <summary>The shortest window of the direct sound that tells an octave, seconds.</summary>
    public double NeededSeconds(int octave) => PeriodsNeeded / CentreHz(octave);

    /// <summary>Measures.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="session">What was played.</param>
    /// <param name="ears">What each ear's microphone recorded, left and right: responses of the sources.</param>
    /// <param name="plant">Where it is predicted; null for the plan's own listener.</param>
    /// <param name="windowSeconds">Length of the window of the direct sound; null for the usual one.</param>
    public static PlanMeasurement Of(SpatialDesign design, MeasurementSession session, RecoveredResponse[][] ears, MeasuredPlant? plant, double? windowSeconds)
    {
        DesignRequest request = design.Request;
        bool inRoom = plant is { IsDirect: false };
        Head head = plant is null ? request.Head : plant.Listener(request.Device, request.Distance, request.Head.Model);
        PlanPrediction prediction = new(design, inRoom ? PlanPrediction.Measured(plant!, design.Plan.SampleRate) : PlanPrediction.InFreeField(request, head, request.Place));
        HeardPlan predicted = prediction.Heard, measured = Recovered(session, ears);
        double? reflection = new[] { Side.Left, Side.Right }.Min(input => FirstReflection.After(measured.Responses[(int)input], [measured.Arrival(Side.Left), measured.Arrival(Side.Right)], measured.SampleRate).Min());
        double window = windowSeconds ?? Math.Clamp(inRoom ? UsualSeconds : reflection ?? UsualSeconds, DirectWindow.LeastSeconds, UsualSeconds);
        Band[] octaves = OctavesOf(session.Schedule.Sweep, request.Device.LowestHz);
        EarLevels direct = measured.Levels(window, octaves), expected = predicted.Levels(window, octaves);
        return new()
        {
            Design = design,
            Octaves = octaves,
            WindowSeconds = window,
            ReflectionSeconds = reflection,
            IsPredictedInRoom = inRoom,
            IsPredictedForSphere = head is SphericalHead && !inRoom,
            AskedDb = AskedSeparation.Of(design, octaves),
            Predicted = expected,
            Measured = direct,
            PredictedWhole = inRoom ? predicted.Levels(double.PositiveInfinity, octaves) : null,
            MeasuredWhole = measured.Levels(double.PositiveInfinity, octaves),
            LateSeconds = new[] { Side.Left, Side.Right }.Average(ear => measured.TreatedLateSeconds(ear) - predicted.TreatedLateSeconds(ear)),
            DistortionLimitDb = DistortionLimit(ears),
            Cause = DifferenceCause.Of(prediction, design, inRoom || head is SphericalHead ? null : head, direct, paths => prediction.Through(paths).Levels(window, octaves), [.. Enumerable.Range(0, octaves.Length).Where(n => IsResolved(octaves[n], window))]),
        };
    }

    static double CentreHz(Band octave) => octave.LowHz * Math.Sqrt(2);

    static bool IsResolved(Band octave, double window) => CentreHz(octave) >= PeriodsNeeded / window;

    /// <summary>Octaves up to where the sweep and hearing end, from where the lowest driver plays.</summary>
    static Band[] OctavesOf(SweepSignal sweep, double lowestHz)
    {
        double highest = Math.Min(HighestHz, HighestShare * sweep.SampleRate);
        return [.. Band.Octaves(_centres).Where(octave => octave.HighHz > lowestHz * Math.Sqrt(2) && octave.Centre < highest).Select(octave => octave with { HighHz = Math.Min(octave.HighHz, highest) })];
    }

    /// <summary>The recovered responses as if the untreated device had played at 0 dB; the two ears may be of different recordings.</summary>
    static HeardPlan Recovered(MeasurementSession session, RecoveredResponse[][] ears)
    {
        double gain = Math.Pow(10, -session.Plan!.UntreatedGainDb / 20);
        RecoveredResponse[][] bySource = [.. Enumerable.Range(0, PlanSources.Count).Select(source => ears.Select(ear => ear[source]).ToArray())];
        return new(Array.ConvertAll(bySource, pair => Array.ConvertAll(pair, response => Array.ConvertAll(response.Samples, sample => gain * sample))), session.SampleRate) { Recovered = bySource };
    }

    /// <summary>A driver that makes third harmonics of a sine plays the sine itself softer by three times their amplitude: drivers at different levels then differ by so much.</summary>
    static double DistortionLimit(RecoveredResponse[][] ears) =>
        -20 * Math.Log10(3) - new[] { Side.Left, Side.Right }.Max(side => ears[(int)side][PlanSources.Of(side, treated: true)].HarmonicsDb[1]);
}
