using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.Asking;

/// <summary>Where the channels of layouts are meant to be, degrees, + = left.</summary>
static class FilmPlaces
{
    /// <summary>The surrounds.</summary>
    public static IEnumerable<(string Name, double Degrees)> Surrounds(ChannelLayout layout) =>
        layout.Surrounds.SelectMany(pair => ((string, double)[])[(pair.Left, pair.AngleDegrees), (pair.Right, -pair.AngleDegrees)]);

    /// <summary>Of a plan's input.</summary>
    public static double DegreesOf(string input, DesignRequest request) => input switch
    {
        ChannelNames.Left => request.AngleDegrees ?? 0,
        ChannelNames.Right => -(request.AngleDegrees ?? 0),
        _ => Surrounds(request.Layout).FirstOrDefault(place => place.Name == input).Degrees, // 0, the centre's, for the others
    };

    /// <summary>As pages draw them: all that is beside the pair in front; none for stereo, whose centre is the upmix's.</summary>
    public static JsonArray Describe(ChannelLayout layout)
    {
        IEnumerable<(string Name, double Degrees)> places = layout.HasCentre ? [(ChannelNames.Centre, 0), .. Surrounds(layout)] : Surrounds(layout);
        return [.. places.Select(place => new JsonObject { ["name"] = place.Name, ["degrees"] = place.Degrees })];
    }
}
