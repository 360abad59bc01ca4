using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Filters;

/// <summary>
/// What the untreated device plays of a film: the stereo downmix of ITU-R BS.775, the centre at -3 dB to both sides, surrounds at -3 dB to
/// their side, low-frequency effects left out; each side on its reference driver. For stereo it is the untreated plan.
/// </summary>
static class DownmixPlan
{
    /// <summary>The downmix for the channels that a plan takes.</summary>
    public static RenderPlan Of(RenderPlan treated, Device device)
    {
        RenderPlan stereo = UntreatedPlan.Of(treated, device);
        IReadOnlyList<string> channels = treated.Channels;
        if (channels.Count == stereo.Inputs.Count) return stereo;
        FirMatrix filters = new(channels.Count, treated.Drivers.Count, 1);
        for (int channel = 0; channel < channels.Count; channel++)
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
                filters[channel, device.ReferenceDriver(side)][0] = (float)Share(channels[channel], side);
        return stereo with { Inputs = channels, Filters = filters, InputDelaySamples = [.. channels.Select(_ => treated.LatencySamples)], HeadroomDb = Headroom.Decibels(filters) };
    }

    static double Share(string channel, Side side) => (channel, side) switch
    {
        (ChannelNames.Left, Side.Left) or (ChannelNames.Right, Side.Right) => 1,
        (ChannelNames.Centre, _) => Math.Sqrt(0.5),
        (ChannelNames.LeftSurround or ChannelNames.LeftBack, Side.Left) or (ChannelNames.RightSurround or ChannelNames.RightBack, Side.Right) => Math.Sqrt(0.5),
        _ => 0,
    };
}
