using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>Positions and directions in SOFA files, spherical or cartesian, in the units that the file names.</summary>
static partial class SofaPositions
{
    const double MovedMetres = 1e-3, Rounding = 1e-3;

    /// <summary>Rows of an array, in metres; rows x 3, or rows x 3 x measurements, of which the first counts: receivers and emitters stay where they are.</summary>
    /// <param name="sofa">The file.</param>
    /// <param name="array">The array's name.</param>
    /// <param name="likeArray">The array that says type and units where this one does not: <c>ListenerUp</c> goes by <c>ListenerView</c>.</param>
    public static Position[] Read(SofaContainer sofa, string array, string? likeArray = null)
    {
        int[] shape = sofa.Shape(array);
        if (shape.Length is not (2 or 3) || shape[1] != 3)
            throw sofa.Fault($"its {array} is {string.Join(" x ", shape)} numbers, not rows of three coordinates, which is not supported: use another file");
        (double[] numbers, int stride) = (sofa.Numbers(array), shape.Length == 3 ? shape[2] : 1);
        if (numbers.Length == 0) throw sofa.Fault($"its {array} is empty: the file is damaged, fetch it again");
        for (int i = 0; i < numbers.Length; i++)
            if (Math.Abs(numbers[i] - numbers[i - i % stride]) > MovedMetres) throw sofa.Fault($"its {array} moves from measurement to measurement, which is not supported: use a file in which it stays");
        string? Told(string name) => sofa.Text(array, name) ?? (likeArray is not null && sofa.Has(likeArray) ? sofa.Text(likeArray, name) : null);
        Position[] rows = [.. Enumerable.Range(0, shape[0]).Select(row => new Position(numbers[3 * row * stride], numbers[(3 * row + 1) * stride], numbers[(3 * row + 2) * stride]))];
        switch (Told("Type")?.ToLowerInvariant() ?? (likeArray is null && array == "SourcePosition" ? "spherical" : "cartesian"))
        {
            case "cartesian":
                string[] lengths = Units(Told("Units"), "metre");
                if (lengths.FirstOrDefault(IsAngle) is { } angle) throw Contradiction(sofa, array, $"cartesian, and its units have '{angle}', an angle");
                if (lengths.Length != 3) lengths = [lengths[0], lengths[0], lengths[^1]];
                double[] scales = Array.ConvertAll(lengths, unit => Metres(sofa, array, unit));
                return Array.ConvertAll(rows, row => new Position(scales[0] * row.X, scales[1] * row.Y, scales[2] * row.Z));
            case "spherical":
                string[] units = Units(Told("Units"), "degree, degree, metre");
                if (!Array.Exists(units, IsAngle) && Array.TrueForAll(units, IsLength)) throw Contradiction(sofa, array, $"spherical, and its units are lengths alone ('{units[0]}')");
                if (units.Length != 3) units = [units[0], units[0], units[^1]];
                (double azimuth, double elevation, double radius) = (Radians(sofa, array, units[0]), Radians(sofa, array, units[1]), Metres(sofa, array, units[2]));
                RequireAngles(sofa, array, rows, azimuth, elevation, units);
                return Array.ConvertAll(rows, row => radius * row.Z * Position.Direction(azimuth * row.X, elevation * row.Y));
            case var other:
                throw sofa.Fault($"its {array} is in '{other}' coordinates: spherical and cartesian ones can be read");
        }
    }

    /// <summary>One row for each measurement, whether the file has one for all or one for each.</summary>
    public static Position[] Rows(SofaContainer sofa, string array, int measurements, Position usual, string? likeArray = null)
    {
        Position[] rows = sofa.Has(array) ? Read(sofa, array, likeArray) : [usual];
        if (rows.Length != 1 && rows.Length != measurements) throw sofa.Fault($"has {rows.Length} rows of {array} for {measurements} measurements: the file is damaged, fetch it again");
        return rows.Length == measurements ? rows : [.. Enumerable.Repeat(rows[0], measurements)];
    }

    /// <summary>A position in the frame of a head that looks along <paramref name="view"/>.</summary>
    public static Position AsSeen(SofaContainer sofa, Position world, Position view, Position up)
    {
        Position ahead = (1 / view.Length) * view;
        Position upright = up - up.Dot(ahead) * ahead;
        upright = (1 / upright.Length) * upright;
        Position left = new(upright.Y * ahead.Z - upright.Z * ahead.Y, upright.Z * ahead.X - upright.X * ahead.Z, upright.X * ahead.Y - upright.Y * ahead.X);
        Position seen = new(world.Dot(ahead), world.Dot(left), world.Dot(upright));
        return double.IsFinite(seen.Length) ? seen : throw sofa.Fault("its ListenerView and ListenerUp do not say where the head looks: the file is damaged, fetch it again");
    }

    /// <summary>Refuses angles that the units make impossible: no elevation is beyond straight up, and no azimuth turns round more than twice.</summary>
    static void RequireAngles(SofaContainer sofa, string array, Position[] rows, double azimuth, double elevation, string[] units)
    {
        const double up = Math.PI / 2 + Rounding, round = 4 * Math.PI + Rounding;
        foreach (Position row in rows)
        {
            if (Math.Abs(elevation * row.Y) > up) throw Contradiction(sofa, array, Invariant($"spherical, and has an elevation of {row.Y:G6} {units[1]}, beyond straight up or down"));
            if (Math.Abs(azimuth * row.X) > round) throw Contradiction(sofa, array, Invariant($"spherical, and has an azimuth of {row.X:G6} {units[0]}, more than two turns"));
        }
    }

    static FileFormatException Contradiction(SofaContainer sofa, string array, string what) => sofa.Fault($"its {array} contradicts itself: it is {what}: correct its Type or Units, or fetch the file again");

    static bool IsAngle(string unit) => RadiansOf(unit) is not null;

    static bool IsLength(string unit) => MetresOf(unit) is not null;

    static string[] Units(string? told, string otherwise) => [.. UnitName().Matches((told ?? otherwise).ToLowerInvariant()).Select(unit => unit.Value)];

    static double Radians(SofaContainer sofa, string array, string unit) => RadiansOf(unit) ?? throw sofa.Fault($"its {array} has angles in '{unit}': degrees and radians can be read");

    static double Metres(SofaContainer sofa, string array, string unit) => MetresOf(unit) ?? throw sofa.Fault($"its {array} has lengths in '{unit}': metres can be read");

    static double? RadiansOf(string unit) => unit switch
    {
        "degree" or "degrees" or "deg" or "degs" or "°" => Math.PI / 180,
        "radian" or "radians" or "rad" or "rads" => 1,
        _ => null,
    };

    static double? MetresOf(string unit) => unit switch
    {
        "metre" or "metres" or "meter" or "meters" or "m" => 1,
        "centimetre" or "centimetres" or "centimeter" or "centimeters" or "cm" => 0.01,
        "millimetre" or "millimetres" or "millimeter" or "millimeters" or "mm" => 0.001,
        _ => null,
    };

    [GeneratedRegex(@"[^\s,;/]+")]
    private static partial Regex UnitName();
}
