using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;
using Proscenium.Loudspeakers;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Files that hold one angle each, by their names: <c>name hor 30.txt</c> and <c>name ver -15.frd</c> as VituixCAD has them, <c>name H 30.txt</c>, <c>name_V_15.txt</c>, or an
/// angle in degrees at the end, <c>foo_22.5.dat</c>. Apart from plane and angle all names are the same.
/// </summary>
static partial class AngleSet
{
    static readonly string[] _endings = [".frd", ".txt", ".dat", ".csv", ".wav", ".w64", ".rf64", ".flac"];

    static readonly string[] _notes = ["licence", "license", "readme"];

    /// <summary>The files of a folder or of a pattern with a <c>*</c> in its last part, by plane and angle.</summary>
    /// <param name="path">Folder or pattern.</param>
    /// <param name="plane">The plane of names that say none.</param>
    /// <exception cref="FileFormatException">There are none, a name has no angle, or two have the same.</exception>
    public static List<AngledFile> Find(string path, AnglePlane plane)
    {
        bool folder = Directory.Exists(path);
        string place = folder ? path : Path.GetDirectoryName(path) ?? ".";
        if (!Directory.Exists(place)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such folder: name one that holds a file for each angle"));
        IEnumerable<string> names = Directory.EnumerateFiles(place, folder ? "*" : Path.GetFileName(path));
        if (folder) names = names.Where(MayHoldAResponse);
        string[] files = [.. names.Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new FileFormatException($"{path}: no file there holds a response: name a folder or a pattern like name_*.frd that does.");
        return Of(files, plane);
    }

    /// <summary>Files by plane and angle, which their names tell.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="plane">The plane of names that say none.</param>
    /// <exception cref="FileFormatException">A name has no angle, or two have the same.</exception>
    public static List<AngledFile> Of(IReadOnlyList<string> files, AnglePlane plane)
    {
        (AngledFile Angle, string Name)[] angles = [.. files.Select(file => Angle(file, plane))];
        foreach ((AngledFile angle, string rest) in angles)
            if (!rest.Equals(angles[0].Name, StringComparison.OrdinalIgnoreCase))
                throw new FileFormatException($"{angle.Path}: its name and that of {Path.GetFileName(angles[0].Angle.Path)} differ in more than plane and angle, '{rest}' and '{angles[0].Name}': keep one set in a folder, with H or V for the plane (name H 30.txt), or list the files by angle in 'files'.");
        List<AngledFile> found = [.. angles.Select(angle => angle.Angle)];
        Check(found);
        return found;
    }

    /// <summary>Refuses two files of one angle.</summary>
    public static void Check(IReadOnlyList<AngledFile> angles)
    {
        for (int i = 0; i < angles.Count; i++)
            for (int j = 0; j < i; j++)
                if (angles[i].Plane == angles[j].Plane && Math.Abs(angles[i].Degrees - angles[j].Degrees) < 1e-3)
                    throw new FileFormatException($"{angles[i].Path}: is for {Describe(angles[i])}, and so is {Path.GetFileName(angles[j].Path)}: leave one of them out.");
    }

    /// <summary>Straight ahead and straight behind belong to both planes: where both sets hold them, the horizontal one counts.</summary>
    public static IReadOnlyList<AngledFile> WithoutRepeatedAxis(IReadOnlyList<AngledFile> files) => [.. files.Where(file =>
        file.Plane == AnglePlane.Horizontal || Math.Abs(file.Degrees) is not (0 or 180) || !files.Any(other => other.Plane == AnglePlane.Horizontal && Math.Abs(other.Degrees) == Math.Abs(file.Degrees)))];

    public static string Describe(AngledFile file) => $"{file.Degrees.ToString(CultureInfo.InvariantCulture)} degrees {(file.Plane == AnglePlane.Horizontal ? "horizontally" : "vertically")}";

    /// <summary>A folder often holds a licence and notes, too.</summary>
    public static bool MayHoldAResponse(string file) => _endings.Contains(Path.GetExtension(file).ToLowerInvariant())
        && !Array.Exists(_notes, note => Path.GetFileName(file).StartsWith(note, StringComparison.OrdinalIgnoreCase));

    /// <summary>A file's plane and angle, and what else its name says.</summary>
    static (AngledFile, string) Angle(string file, AnglePlane plane)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (Spherical().IsMatch(name)) throw new FileFormatException($"{file}: its name tells two angles, and what they turn about is not said: call it 'name H 30.txt' or 'name V 30.txt', or list the files by angle in 'files'.");
        Match named = NamedPlane().Match(name), angle = named.Success ? named : Trailing().Match(name);
        if (!angle.Success || !double.TryParse(angle.Groups["angle"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) || degrees is not (>= -180 and <= 180))
            throw new FileFormatException($"{file}: its name does not end in an angle from -180 to 180 degrees: call it 'name hor 30.txt', say, or list the files by angle in 'files'.");
        if (named.Success) plane = char.ToLowerInvariant(named.Groups["plane"].Value[0]) is 'h' or 'a' ? AnglePlane.Horizontal : AnglePlane.Vertical;
        return (new(plane, degrees, file), name[..angle.Index].TrimEnd(' ', '_', '-'));
    }

    [GeneratedRegex(@"(?:^|[\s_-])(?<plane>hor(?:z|iz|izontal)?|ver(?:t|tical)?|azi(?:muth)?|ele(?:v|vation)?|[hv](?=[\s_]))[\s_]*(?<angle>[-+]?\d+(?:\.\d+)?)(?:\s*(?:deg|°))?$", RegexOptions.IgnoreCase)]
    private static partial Regex NamedPlane();

    [GeneratedRegex(@"(?:^|[\s_])(?<angle>[-+]?\d+(?:\.\d+)?)(?:\s*(?:deg|°))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?<![a-z])(?:phi|theta)(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Spherical();
}
