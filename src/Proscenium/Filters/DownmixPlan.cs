using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;

namespace Proscenium.Filters;

/// <summary>
/// What the untreated device plays of a film: the stereo downmix of ITU-R BS.775, the centre at -3 dB to both sides, surrounds at -3 dB to
/// their side, low-frequency effects left out. For stereo it is the untreated plan.
/// </summary>
static class DownmixPlan
{
    /// <summary>The downmix for the channels that a plan takes.</summary>
    /// <param name="treated">The plan.</param>
    /// <param name="stereo">The untreated plan of left and right, as late as it.</param>
    public static RenderPlan Of(RenderPlan treated, RenderPlan stereo)
    {
        IReadOnlyList<string> channels = treated.Channels;
        if (channels.Count == stereo.Inputs.Count) return stereo;
        FirMatrix filters = new(channels.Count, stereo.Drivers.Count, stereo.Filters.Taps);
        for (int channel = 0; channel < channels.Count; channel++)
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
                for (int driver = 0; driver < filters.Outputs; driver++)
                    AddScaled(stereo.Filters[(int)side, driver], Share(channels[channel], side), filters[channel, driver]);
        return stereo with { Inputs = channels, Filters = filters, InputDelaySamples = [.. channels.Select(_ => stereo.InputDelaySamples[0])], HeadroomDb = Headroom.Decibels(filters) };
    }

    static void AddScaled(ReadOnlySpan<float> taps, double scale, Span<float> sum)
    {
        for (int n = 0; n < taps.Length; n++) sum[n] += (float)(scale * taps[n]);
    }

    /// <summary>How much of a channel is in a side, linear.</summary>
    public static double Share(string channel, Side side) => (channel, side) switch
    {
        (ChannelNames.Left, Side.Left) or (ChannelNames.Right, Side.Right) => 1,
        (ChannelNames.Centre, _) => Math.Sqrt(0.5),
        (ChannelNames.LeftSurround or ChannelNames.LeftBack, Side.Left) or (ChannelNames.RightSurround or ChannelNames.RightBack, Side.Right) => Math.Sqrt(0.5),
        _ => 0,
    };
}
