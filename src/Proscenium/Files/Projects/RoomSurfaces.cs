using Proscenium.Engine.Plan;
using Proscenium.Rooms;

namespace Proscenium.Files.Projects;

/// <summary>What the walls of a room file are made of: a material's name, one absorption coefficient, eight for 63 Hz to 8 kHz, or materials with their shares of the area.</summary>
static class RoomSurfaces
{
    /// <summary>One surface a wall, in the order of their names.</summary>
    /// <param name="json">The room.</param>
    /// <param name="walls">Names of the walls, <c>floor</c> and <c>ceiling</c> among them; <c>walls</c> stands for all others that have no key of their own.</param>
    public static IReadOnlyList<Surface> Read(StrictJson json, IReadOnlyList<string> walls) => json.Object("surfaces", surfaces =>
    {
        surfaces.Accept("walls");
        return (IReadOnlyList<Surface>)[.. walls.Select(wall => One(surfaces, surfaces.Has(wall) || wall is "floor" or "ceiling" ? wall : "walls"))];
    });

    static Surface One(StrictJson json, string wall)
    {
        if (json.IsText(wall)) return Named(json, json.Text(wall));
        if (json.IsObject(wall)) return json.Object(wall, Mixture);
        if (!json.IsList(wall)) return Surface.Uniform(json.Number(wall, 0, 1));
        List<double> absorption = json.Numbers(wall, 0, 1);
        return absorption.Count == OctaveBands.Count ? new("as given", absorption)
            : throw json.Fault($"'{wall}' has {absorption.Count} absorption coefficients; there are {OctaveBands.Count} bands, 63 Hz to 8 kHz");
    }

    /// <summary>Materials side by side on one wall.</summary>
    static Surface Mixture(StrictJson json)
    {
        List<(Surface Surface, double Share)> parts = [.. json.Keys.Select(name => (Named(json, name), json.Number(name, 0, 1)))];
        double sum = parts.Sum(part => part.Share);
        if (Math.Abs(sum - 1) > 0.001) throw json.Fault(FormattableString.Invariant($"the shares of {string.Join(", ", parts.Select(part => part.Surface.Name))} sum to {sum:0.###}; they must sum to 1"));
        return new(string.Join(", ", parts.Select(part => FormattableString.Invariant($"{part.Surface.Name} {100 * part.Share:0} %"))),
            [.. Enumerable.Range(0, OctaveBands.Count).Select(band => parts.Sum(part => part.Share * part.Surface.Absorption[band]))]);
    }

    static Surface Named(StrictJson json, string name) => Materials.Named(name)
        ?? throw json.Fault($"there is no material '{name}'; there are {string.Join(", ", Materials.All.Select(material => material.Name))}");
}
