using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.Motion;
using Proscenium.Tracking;

namespace Proscenium.Analysis;

/// <summary>How a plan cancels over time at the ears of a head that moves: not followed, by a tracker, and followed exactly.</summary>
sealed class MotionFindings
{
    /// <summary>The first frames are left out: sound has to arrive, and a tracker to be smoothed.</summary>
    const int FirstFrame = 3;

    /// <summary>Longer tracks are analysed up to here.</summary>
    public const double MostSeconds = 120;

    const double LeastSeconds = 1;

    /// <summary>Refuses a track that no head can go, before the work.</summary>
    /// <exception cref="SettingException">It comes too near to the device.</exception>
    public static void Require(SpatialDesign design, Head head, PoseTrack? track)
    {
        if (track is not null) HeadRoom.Require(track.From(design.Request.Place), MostSeconds, design.Request.Device, design.Request.Distance, head);
    }

    MotionFindings(SpatialDesign design, Head head, PoseTrack track, SimulatedTracker tracker, CancellationToken cancel)
    {
        DesignRequest request = design.Request;
        MotionAnalysis motion = new(design.Plan, request.Device, request.Distance, head, request.AngleDegrees is { } angle ? new MovingPair(request, angle, FrequencyGrid.ForDesign(design.Plan.SampleRate)).ContralateralRatio : (_, _) => _ => Complex.Zero);
        PoseTrack world = track.From(request.Place);
        double seconds = Math.Clamp(track.Seconds, LeastSeconds, MostSeconds);
        MotionRun Run(string name, Func<FollowedHead> follow)
        {
            cancel.ThrowIfCancellationRequested();
            return new(name, motion.Cancellations(world.At, seconds, follow)[FirstFrame..]);
        }
        List<MotionRun> runs = [Run("the seat's filters", FollowedHead.Never)];
        if (design.Plan.Bank is { } bank)
        {
            runs.Add(Run("by the tracker", () => FollowedHead.ByTracker(track.At, tracker, PlaceBounds.Of(bank), seconds)));
            runs.Add(Run("exactly", () => FollowedHead.Exactly(track.At)));
        }
        (Runs, Tracker) = (runs, tracker);
        Seconds = [.. runs[0].Frames.Select((_, n) => (n + FirstFrame + 0.5) * MotionAnalysis.FrameSeconds)];
        LeftMetres = [.. Seconds.Select(time => track.At(time).Left)];
        IsCut = track.Seconds > MostSeconds;
        ShareBeyond = design.Plan.Bank is { } places ? track.ShareBeyond(PlaceBounds.Of(places), seconds) : 0;
    }

    /// <summary>The runs: of the seat's filters, and of the bank's where there is one.</summary>
    public IReadOnlyList<MotionRun> Runs { get; }

    /// <summary>The tracker that is supposed.</summary>
    public SimulatedTracker Tracker { get; }

    /// <summary>The middle of each frame.</summary>
    public IReadOnlyList<double> Seconds { get; }

    /// <summary>Where the head is then, from the seat.</summary>
    public IReadOnlyList<double> LeftMetres { get; }

    /// <summary>The share of the time in which the head is beyond all places of the bank, where the filters of the nearest one play; 0 without a bank.</summary>
    public double ShareBeyond { get; }

    /// <summary>True where the track is longer than what was analysed.</summary>
    public bool IsCut { get; }

    /// <summary>Follows a head along a track; null where there is none.</summary>
    /// <param name="design">The design.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="track">Where it is, from the seat.</param>
    /// <param name="tracker">How a tracker sees it.</param>
    /// <param name="cancel">Ends the work between two runs.</param>
    public static MotionFindings? Of(SpatialDesign design, Head head, PoseTrack? track, SimulatedTracker tracker, CancellationToken cancel) => track is null ? null : new(design, head, track, tracker, cancel);
}

/// <summary>Cancellation over time.</summary>
/// <param name="Name">How the head is followed.</param>
/// <param name="Frames">Mean of both sides and the worse side, dB.</param>
sealed record MotionRun(string Name, IReadOnlyList<(double Mean, double Worse)> Frames)
{
    /// <summary>Median over time of the mean of both sides, and of the worse side, dB.</summary>
    public (double Mean, double Worse) Median => At(0.5);

    /// <summary>What is exceeded in nine of ten frames.</summary>
    public (double Mean, double Worse) TenthPercentile => At(0.1);

    (double, double) At(double share) => (Sorted(frame => frame.Mean, share), Sorted(frame => frame.Worse, share));

    double Sorted(Func<(double Mean, double Worse), double> value, double share) => Frames.Select(value).Order().ElementAt((int)(share * (Frames.Count - 1)));
}
