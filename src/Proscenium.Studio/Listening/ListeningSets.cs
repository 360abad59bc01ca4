using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Plants;
using Proscenium.Rendering.Responses;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Listening;

/// <summary>What the page convolves a song with: responses from each input to both ears, after, before, and of a real pair, and the gains at which they are equally loud.</summary>
sealed class ListeningSets
{
    /// <summary>Names of the sets.</summary>
    public const string After = "after", Before = "before", Pair = "pair";

    const double PeakDb = -3; // of a long song not every peak is found
    const double LeastSeconds = 0.5, WarmSeconds = 0.2; // loudness needs 0.4 s; a passage of a song is heard with what rings on from before it

    /// <summary>Computes them.</summary>
    /// <param name="state">Where who listens.</param>
    /// <param name="design">The plan.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="song">What is played.</param>
    /// <param name="cancel">Ends the work.</param>
    public ListeningSets(StudioState state, SpatialDesign design, RenderPlan untreated, Head head, Song song, CancellationToken cancel)
    {
        DesignRequest request = design.Request;
        RenderPlan after = design.Plan with { Upmix = null, Bank = null };
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        double angle = request.AngleDegrees ?? 30;
        RoomSetup? room = RoomOf(state, request, head);
        FirMatrix ears = Ears = EarsOf(request, room, head, state.Listener);
        cancel.ThrowIfCancellationRequested();
        FirMatrix? inRoom = room is null ? null : TruePairResponses.InRoom(room, angle, after.LatencySamples);
        IsPairInRoom = room is null == inRoom is null;
        FirMatrix pair = inRoom ?? TruePairResponses.InFreeField(new(request.Device, request.Distance, head, grid), grid, angle, after.LatencySamples);
        Sets = new()
        {
            [After] = new HeardSet(SongChannels.Of(song, design.Plan), Of(after, ears, cancel)).Fed(),
            [Before] = new(SongChannels.Downmix(song), Of(UntreatedPlan.AsLateAs(after, request, untreated), ears, cancel)),
            [Pair] = new(SongChannels.Downmix(song), pair),
        };
        (double Loudness, double Peak)[] heard = [.. Sets.Values.Select(set => Measure(set, song, design.Plan.Upmix ?? UpmixMode.None, cancel))];
        bool isLoud = heard.All(one => double.IsFinite(one.Loudness)); // else it is too soft to have a loudness: all play alike, and no louder than it is
        double Level((double Loudness, double Peak) one) => isLoud ? one.Loudness : 0;
        double softest = Math.Min(isLoud ? double.PositiveInfinity : -PeakDb, heard.Min(one => Level(one) - one.Peak)); // the loudness at which the peakiest one just fits
        Gains = Sets.Keys.Zip(heard, (name, one) => (name, Gain: Math.Pow(10, (PeakDb + softest - Level(one)) / 20))).ToDictionary(one => one.name, one => one.Gain);
    }

    /// <summary>The sets by name.</summary>
    public Dictionary<string, HeardSet> Sets { get; }

    /// <summary>From the drivers to the ears.</summary>
    public FirMatrix Ears { get; }

    /// <summary>True where the real pair stands where the device does: in its room, or both in free field.</summary>
    public bool IsPairInRoom { get; }

    /// <summary>Linear gains at equal loudness, below full scale, by name.</summary>
    public IReadOnlyDictionary<string, double> Gains { get; }

    /// <summary>What a head hears of a plan somewhere, inputs x 2 ears.</summary>
    /// <param name="state">Device and room.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="head">The head.</param>
    /// <param name="pose">Where it is.</param>
    /// <param name="cancel">Ends the work.</param>
    public static FirMatrix At(StudioState state, RenderPlan plan, Head head, HeadPose pose, CancellationToken cancel)
    {
        DesignRequest request = state.Request.AtRate(plan.SampleRate);
        return Of(plan with { Upmix = null, Bank = null }, EarsOf(request, RoomOf(state, request, head), head, pose), cancel);
    }

    static RoomSetup? RoomOf(StudioState state, DesignRequest request, Head head) => state.Room is null ? null : RoomSetup.ForListening(RoomSetup.WithListenerAt(state.Room, request.Distance), request.Device, head, request.SampleRate);

    /// <summary>The ways from the drivers to two ears; a listener elsewhere hears later or sooner, which nobody notices, and so the way is as long everywhere.</summary>
    static FirMatrix EarsOf(DesignRequest request, RoomSetup? room, Head head, HeadPose pose)
    {
        double metres = (request.Device.PlaceOf(0, request.Distance) - request.Device.Drivers[0].Place - pose.Centre).Length;
        return room is null ? MonitorFilters.Of(Plant.AtEars(request.Device, request.Distance, head, [pose], FrequencyGrid.ForDesign(request.SampleRate)), metres) : MonitorFilters.Of(room.At([pose])[0]);
    }

    static FirMatrix Of(RenderPlan plan, FirMatrix ears, CancellationToken cancel)
    {
        FirMatrix responses = PlayedResponses.Of(plan, ears, cancel).Responses;
        FirMatrix inputs = new(plan.Inputs.Count, 2, responses.Taps); // without the sum of left and right
        for (int input = 0; input < inputs.Inputs; input++)
            for (int ear = 0; ear < 2; ear++) responses[input, ear].CopyTo(inputs[input, ear]);
        return inputs;
    }

    /// <summary>Loudness and peak at the ears; the loudness of a long song is that beside its own, dB.</summary>
    static (double Loudness, double PeakDb) Measure(HeardSet set, Song song, UpmixMode mode, CancellationToken cancel)
    {
        SongAtEars ears = new(set, song, mode, cancel);
        double loudness;
        if (song.Passages is not { } passages)
        {
            Loudness meter = new(song.SampleRate, 2);
            ears.Hear(0, song.Frames + Math.Max(set.Responses.Taps, (int)(LeastSeconds * song.SampleRate)), 0, meter.Add); // as long as it rings
            loudness = meter.IntegratedLufs;
        }
        else
        {
            double power = 0;
            int warm = Math.Min(set.Responses.Taps, (int)(WarmSeconds * song.SampleRate));
            foreach (SongPassage passage in passages.Loud)
            {
                KWeightedPower weighted = new(song.SampleRate, 2);
                ears.Hear(passage.From, passage.Count, warm, heard => power += passage.Weight * weighted.Next(heard));
            }
            foreach (SongPassage passage in passages.Peaks) ears.Hear(passage.From, passage.Count, warm, _ => { });
            loudness = 10 * Math.Log10(power);
        }
        return (loudness, 20 * Math.Log10(Math.Max(ears.Peak, 1e-9)));
    }
}
