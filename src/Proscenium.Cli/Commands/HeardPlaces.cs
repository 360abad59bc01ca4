using Proscenium.Engine.Plan;
using Proscenium.Listening;

namespace Proscenium.Cli.Commands;

/// <summary>Where the channels of a film are heard.</summary>
static class HeardPlaces
{
    /// <summary>One place for each input but the low-frequency effects; none for stereo, and none at rates at which sounds are not localised.</summary>
    public static IReadOnlyList<HeardPlace> Of(SpatialDesign design, EarRig rig, TestStand stand)
    {
        ChannelLayout layout = design.Request.Layout;
        if (layout.IsStereo || !LocalisationTemplate.Covers(design.Plan.SampleRate)) return [];
        double front = design.Request.AngleDegrees!.Value;
        (string Name, double Degrees)[] places = [(ChannelNames.Left, front), (ChannelNames.Right, -front), (ChannelNames.Centre, 0),
            .. layout.Surrounds.SelectMany(pair => ((string, double)[])[(pair.Left, pair.AngleDegrees), (pair.Right, -pair.AngleDegrees)])];
        return [.. places.Select(place => HeardPlace.Of(place.Name, place.Degrees, rig, design.Plan.Inputs.ToList().IndexOf(place.Name), stand))];
    }
}
