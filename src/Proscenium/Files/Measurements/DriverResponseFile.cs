using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Files.Measurements;

/// <summary>
/// A driver's measured responses: an impulse response (<c>.wav</c>, or REW's text), a frequency response in text, a folder or a pattern of angles, or a SOFA
/// file. What they are comes from the ending.
/// </summary>
static class DriverResponseFile
{
    const double NearestMetres = 0.01, InPlane = 1e-6;

    /// <summary>Reads all that a source names; the responses are referred to a monopole at the driver's place.</summary>
    /// <param name="source">The files and how they were measured.</param>
    /// <param name="place">The driver's place in the device: front, left, up. It matters where the device was turned, not the driver.</param>
    /// <exception cref="FileFormatException">A file is missing or not what its ending says.</exception>
    /// <exception cref="SoundException">A sound file cannot be read.</exception>
    public static MeasuredDirectivity Read(ResponseSource source, Position place = default) => Open(source)(place);

    /// <summary>Reads all that a source names, for a driver that may be moved: what is given refers the responses to its place.</summary>
    /// <param name="source">The files and how they were measured.</param>
    /// <exception cref="FileFormatException">A file is missing or not what its ending says.</exception>
    /// <exception cref="SoundException">A sound file cannot be read.</exception>
    public static Func<Position, MeasuredDirectivity> Open(ResponseSource source)
    {
        if (source.Path is { } one) OnDisk.Require(one);
        if (source.Path is { } path && Extension(path) == ".sofa")
        {
            IReadOnlyList<(MeasuredDirection, double)> directions = ReadSofa(path, source);
            return place => Directivity(directions, source, place, path);
        }
        IReadOnlyList<AngledFile> files = source.Path is { } named ? Files(named, source.Plane) : source.Files;
        AngleSet.Check(files);
        files = AngleSet.WithoutRepeatedAxis(files);
        List<string> notes = [];
        (MeasuredDirection, double)[] measured = [.. files.Select(file => (new MeasuredDirection(Direction(file, source.Positive), Response(file.Path, source, notes)), 1.0))];
        return place => Directivity(measured, source, place, files[0].Path, notes);
    }

    static IReadOnlyList<(MeasuredDirection, double)> ReadSofa(string path, ResponseSource source) =>
        source.MinimumPhase || source.Positive == Side.Right || source.Plane == AnglePlane.Vertical
            ? throw new FileFormatException($"{path}: a SOFA file says itself what its phases and directions are: leave 'phase', 'positive' and 'plane' out.")
            : DirectivitySofaFile.Read(path);

    static MeasuredDirectivity Directivity(IReadOnlyList<(MeasuredDirection Direction, double Metres)> measured, ResponseSource source, Position place, string path, IReadOnlyList<string>? notes = null)
    {
        Position turned = source.TurnedAboutDevice ? place : default;
        bool inPlanes = measured.All(m => IsLevel(m.Direction.Direction) || IsUpright(m.Direction.Direction));
        MeasuredDirection FromDriver(MeasuredDirection direction, double metres)
        {
            Position way = (metres / direction.Direction.Length) * direction.Direction - turned;
            if (way.Length < NearestMetres) throw new FileFormatException($"{path}: its microphone would stand at the driver itself: check 'distanceMetres' and the driver's position.");
            // a turntable moves the microphone in one plane, and a driver a little beside it is taken to be in it
            Position seen = !inPlanes ? way : IsLevel(direction.Direction) ? way with { Z = 0 } : way with { Y = 0 };
            return new(seen, AtOneMetre(direction.Response, source, way.Length));
        }
        try
        {
            return new([.. measured.Select(m => FromDriver(m.Direction, source.DistanceMetres ?? m.Metres))], source.TurnedAboutDevice) { Source = source, Notes = notes ?? [] };
        }
        catch (ArgumentException e)
        {
            throw new FileFormatException($"{path}: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..].TrimEnd('.')}: leave one of them out.", e);
        }
    }

    static bool IsLevel(Position direction) => Math.Abs(direction.Z) < InPlane * direction.Length;

    static bool IsUpright(Position direction) => Math.Abs(direction.Y) < InPlane * direction.Length;

    /// <summary>Times d e^{jkd}, so that e^{-jkr}/r makes the measured pressure of it.</summary>
    static FrequencyResponse AtOneMetre(FrequencyResponse response, ResponseSource source, double metres) => response.Shifted(
        metres * Math.Pow(10, -source.ReferenceDb / 20), source.DelaySeconds - (source.FlightTimeIncluded ? metres / Air.SpeedOfSound : 0));

    static List<AngledFile> Files(string path, AnglePlane plane) =>
        Directory.Exists(path) || Path.GetFileName(path).Contains('*') ? AngleSet.Find(path, plane) : [new(AnglePlane.Horizontal, 0, path)];

    static Position Direction(AngledFile file, Side positive)
    {
        double angle = file.Degrees * Math.PI / 180;
        if (file.Plane == AnglePlane.Vertical) return new(Math.Cos(angle), 0, Math.Sin(angle));
        return Position.Direction(positive == Side.Left ? angle : -angle);
    }

    static FrequencyResponse Response(string path, ResponseSource source, List<string> notes)
    {
        OnDisk.Require(path);
        if (ImpulseResponseFile.IsSound(path)) return WithItsOwnPhase(file => ImpulseResponseFile.Read(file, notes), path, source);
        string[] lines = MeasurementText.LinesOf(path);
        if (ImpulseTextFile.Recognises(lines)) return WithItsOwnPhase(file => ImpulseTextFile.Read(lines, file), path, source);
        NumberTable table = NumberTable.Read(lines, path);
        return ImpulseTable.Recognises(table) ? WithItsOwnPhase(file => ImpulseTable.Read(table, file), path, source) : FrequencyResponseFile.Read(table, path, source.MinimumPhase, notes);
    }

    static FrequencyResponse WithItsOwnPhase(Func<string, FrequencyResponse> read, string path, ResponseSource source) => source.MinimumPhase
        ? throw new FileFormatException($"{path}: is an impulse response and has its own phase: leave 'phase' out.") : read(path);

    static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
