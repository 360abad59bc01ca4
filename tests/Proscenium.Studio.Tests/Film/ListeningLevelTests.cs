using Proscenium.Design;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Tests.Film;

/// <summary>How loud songs play before, after, and from a real pair; the oracle is the whole song through the responses that a page is told.</summary>
public sealed class ListeningLevelTests
{
    const int Rate = 48000;

    [Theory]
    [InlineData(0.001f)]
    [InlineData(0)]
    public void ASongWithAQuietMiddle_IsEquallyLoud_BelowFullScale(float middle) => AreAlike(Of("stereo", 40, (channel, n) => Noise(n, channel) * (n is > 13 * Rate and < 27 * Rate ? middle : 0.9f)), 0.5);

    [Fact]
    public void ASongThatIsLoudestInTheMiddle_AndLongAtOneSide_IsEquallyLoud() => AreAlike(Of("stereo", 60, (channel, n) => n < 13 * Rate ? 0.3f * Noise(n, 1) : channel == 0 ? 0.36f * Noise(n, 1) : 0), 0.5);

    [Fact]
    public void AFilmThatIsLoudestInTheCentre_AndLongInASurround_IsEquallyLoud() =>
        AreAlike(Of("5.1", 60, (channel, n) => (n < 13 * Rate, channel) is (true, 2) ? 0.3f * Noise(n, 1) : (n < 13 * Rate, channel) is (false, 4) ? 0.28f * Noise(n, 2) : 0), 0.5);

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    public void AFilmOfWhichAllChannelsPeakTogether_WhereItIsNotLoudest_StaysBelowFullScale(int seconds) =>
        AreAlike(Of("5.1", seconds, (channel, n) => n < 13 * Rate ? (channel == 2 ? 0.5f * Noise(n, 1) : 0) : channel != 3 && n % Rate < 960 ? 0.98f * MathF.Sin(n * 2 * MathF.PI * 800 / Rate) : 0), 0.7);

    [Theory]
    [InlineData(1)]
    [InlineData(9600)]
    public void ASongTooShortToHaveALoudness_StaysBelowFullScale(int frames)
    {
        float[] left = [.. Enumerable.Range(0, frames).Select(n => 0.99f * MathF.Sign(Noise(n, 1)))];
        AreAlike(new("song-1", "short", Rate, ChannelLayout.Stereo, [left, [.. left.Select(sample => -sample)]], null), 0.5);
    }

    [Fact]
    public void Silence_IsNotMadeLouder() => Assert.All(Sets(Of("stereo", 1, (_, _) => 0)).Gains, gain => Assert.InRange(gain.Value, 0.5, 1));

    static float Noise(int n, int seed)
    {
        uint x = (uint)(n * 2654435761 + seed * 40503);
        x = (x ^ (x >> 16)) * 0x45d9f3b;
        x = (x ^ (x >> 16)) * 0x45d9f3b;
        return (x ^ (x >> 16)) / (float)(1u << 31) - 1;
    }

    static Song Of(string layout, int seconds, Func<int, int, float> sample)
    {
        ChannelLayout channels = ChannelLayout.Named(layout);
        return new("song-1", "made", Rate, channels, [.. channels.Channels.Select((_, channel) => Enumerable.Range(0, seconds * Rate).Select(n => sample(channel, n)).ToArray())], null);
    }

    static ListeningSets Sets(Song song)
    {
        System.Text.Json.Nodes.JsonObject json = RunningStudio.State();
        json["layout"] = song.Layout.Name;
        StudioState state = StudioState.Read(json, RunningStudio.Nothing);
        SpatialDesign design = SpatialDesigner.Design(state.Request);
        return new(state, design, design.Untreated, new SphericalHead(), song, TestContext.Current.CancellationToken);
    }

    /// <summary>All sets stay below full scale, and are as loud as each other.</summary>
    static void AreAlike(Song song, double mostLu)
    {
        ListeningSets sets = Sets(song);
        double[] lufs = [.. sets.Sets.Select(set => Heard(song, set.Value, sets.Gains[set.Key]))];
        Assert.InRange(lufs.Max() - lufs.Min(), 0, mostLu);
    }

    static double Heard(Song song, HeardSet set, double gain)
    {
        const int step = Rate / 10;
        PartitionedConvolver convolver = new(set.Responses, step);
        Loudness loudness = new(Rate, 2);
        AudioBuffer input = new(set.Feeds.Count, step), heard = new(2, step);
        for (int start = 0; start < Math.Max(song.Frames + set.Responses.Taps, Rate / 2); start += step)
        {
            input.Block().Clear();
            foreach ((int feed, Feed fed) in set.Feeds.Index())
                foreach ((string channel, double share) in fed.Parts)
                    for (int n = 0; n < Math.Min(step, song.Frames - start); n++) input.Block()[feed][n] += (float)(gain * share * SongChannels.Samples(song, UpmixMode.Music, channel)[start + n]);
            convolver.Process(input.Block(), heard.Block());
            loudness.Add(heard.Block());
            for (int ear = 0; ear < 2; ear++)
                foreach (float sample in heard.Block()[ear]) Assert.InRange(sample, -1, 1);
        }
        return loudness.IntegratedLufs;
    }
}
