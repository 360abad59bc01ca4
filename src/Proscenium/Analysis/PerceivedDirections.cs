using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Analysis;

/// <summary>Where the channels of a film are heard.</summary>
static class PerceivedDirections
{
    /// <summary>One place for each input but the low-frequency effects; none for stereo, and none at rates at which sounds are not localised.</summary>
    public static IReadOnlyList<PerceivedDirection> Of(SpatialDesign design, MeasuredPlan measured, FreeFieldSetup setup)
    {
        ChannelLayout layout = design.Request.Layout;
        if (layout.IsStereo || !LocalisationTemplate.Covers(design.Plan.SampleRate)) return [];
        double front = design.Request.AngleDegrees!.Value;
        (string Name, double Degrees)[] places = [(ChannelNames.Left, front), (ChannelNames.Right, -front), (ChannelNames.Centre, 0),
            .. layout.Surrounds.SelectMany(pair => ((string, double)[])[(pair.Left, pair.AngleDegrees), (pair.Right, -pair.AngleDegrees)])];
        return [.. places.Select(place => PerceivedDirection.Of(place.Name, place.Degrees, measured, design.Plan.Inputs.ToList().IndexOf(place.Name), setup))];
    }
}
