using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Convolution;
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

    const double PeakDb = -3; // what is split and filtered may have its peak in another passage than the song
    const int BlockFrames = 4096;

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
        (double Lufs, double Peak)[] heard = [.. Sets.Values.Select(set => Measure(set, song, design.Plan.Upmix ?? UpmixMode.None, cancel))];
        double softest = heard.Min(one => one.Lufs - one.Peak) - song.Loudest.OverDb; // the loudness at which the peakiest one just fits
        Gains = Sets.Keys.Zip(heard, (name, one) => (name, Gain: double.IsFinite(one.Lufs) && double.IsFinite(softest) ? Math.Pow(10, (PeakDb + softest - one.Lufs) / 20) : 1)).ToDictionary(one => one.name, one => one.Gain);
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

    /// <summary>Loudness and peak at the ears, of the song's loudest passage.</summary>
    static (double Lufs, double PeakDb) Measure(HeardSet set, Song song, UpmixMode mode, CancellationToken cancel)
    {
        (float[] Samples, float Gain)[][] inputs = [.. set.Feeds.Select(feed => feed.Parts.Select(part => (SongChannels.Samples(song, mode, part.Channel), (float)part.Gain)).ToArray())];
        PartitionedConvolver convolver = new(set.Responses, BlockFrames);
        Loudness loudness = new(song.SampleRate, 2);
        AudioBuffer played = new(inputs.Length, BlockFrames), heard = new(2, BlockFrames);
        (int from, int length, _) = song.Loudest;
        float peak = 0;
        for (int start = 0; start < length; start += BlockFrames)
        {
            cancel.ThrowIfCancellationRequested();
            int frames = Math.Min(BlockFrames, length - start);
            played.Block(frames).Clear();
            foreach ((int input, (float[] Samples, float Gain)[] parts) in inputs.Index())
                foreach ((float[] samples, float share) in parts)
                    for (int n = 0; n < frames; n++) played.Block(frames)[input][n] += share * samples[from + start + n];
            convolver.Process(played.Block(frames), heard.Block(frames));
            loudness.Add(heard.Block(frames));
            for (int ear = 0; ear < 2; ear++)
                foreach (float sample in heard.Block(frames)[ear]) peak = Math.Max(peak, Math.Abs(sample));
        }
        return (loudness.IntegratedLufs, 20 * Math.Log10(Math.Max(peak, 1e-9)));
    }
}
