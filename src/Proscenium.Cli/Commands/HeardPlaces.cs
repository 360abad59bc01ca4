using Proscenium.Engine.Plan;
using Proscenium.Listening;

namespace Proscenium.Cli.Commands;

/// <summary>Where the channels of a film are heard.</summary>
static class HeardPlaces
{
    /// <summary>The lowest sample rate at which sounds are localised, in Hz.</summary>
    const int LowestRate = 44100;

    /// <summary>One place for each input but the low-frequency effects; none for stereo, and none below 44.1 kHz.</summary>
    public static IReadOnlyList<HeardPlace> Of(SpatialDesign design, EarRig rig, TestStand stand)
    {
        ChannelLayout layout = design.Request.Layout;
        if (layout.IsStereo || design.Plan.SampleRate < LowestRate) return [];
        double front = design.Request.AngleDegrees!.Value;
        (string Name, double Degrees)[] places = [(ChannelNames.Left, front), (ChannelNames.Right, -front), (ChannelNames.Centre, 0),
            .. layout.Surrounds.SelectMany(pair => ((string, double)[])[(pair.Left, pair.AngleDegrees), (pair.Right, -pair.AngleDegrees)])];
        return [.. places.Select(place => HeardPlace.Of(place.Name, place.Degrees, rig, design.Plan.Inputs.ToList().IndexOf(place.Name), stand))];
    }
}
