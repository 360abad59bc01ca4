using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;

namespace Proscenium.Studio.Listening;

/// <summary>The channels of songs by the names that pages know them by: as they are, and left, right and centre as an upmix splits them.</summary>
static class SongChannels
{
    static readonly string[] _split = ["split left", "split right", "split centre"];

    /// <summary>The names of what a page holds of a song.</summary>
    public static IReadOnlyList<string> Names(ChannelLayout layout, UpmixMode mode) => layout.HasCentre || mode == UpmixMode.None ? layout.Channels : [.. layout.Channels, .. _split];

    /// <summary>The samples of a channel.</summary>
    public static float[] Samples(Song song, UpmixMode mode, string name) => Array.IndexOf(_split, name) is var part and >= 0 ? song.Split(mode)[part] : song.Channels[song.Layout.Channels.ToList().IndexOf(name)];

    /// <summary>Whether a plan for a layout plays songs of another one, by the rule of <c>render --plan</c>: it takes all of their channels, and a centre is not silent for stereo.</summary>
    public static bool Fit(ChannelLayout song, ChannelLayout plan) => !song.Channels.Except(plan.Channels).Any() && !(song.IsStereo && plan.HasCentre);

    /// <summary>What feeds each input of a plan; nothing where the song has no such channel.</summary>
    public static IReadOnlyList<Feed> Of(Song song, RenderPlan plan) => [.. plan.Inputs.Select(input =>
        plan.Upmix is not null && Array.IndexOf([ChannelNames.Left, ChannelNames.Right, ChannelNames.Centre], input) is var part and >= 0 ? new Feed([(_split[part], 1)])
        : new Feed(song.Layout.Channels.Contains(input) ? [(input, 1)] : []))];

    /// <summary>What feeds two loudspeakers: the song's downmix to stereo.</summary>
    public static IReadOnlyList<Feed> Downmix(Song song) => [.. ((ReadOnlySpan<Side>)[Side.Left, Side.Right]).ToArray().Select(side =>
        new Feed([.. song.Layout.Channels.Select(channel => (channel, DownmixPlan.Share(channel, side))).Where(part => part.Item2 > 0)]))];
}

/// <summary>Channels of a song and their linear gains, which add up to an input.</summary>
sealed record Feed(IReadOnlyList<(string Channel, double Gain)> Parts);
