using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Terminal;
using Proscenium.Files.Measurements;
using Proscenium.Mathematics;
using Proscenium.Rooms.Measured;

namespace Proscenium.Cli.Arguments;

/// <summary>Options about rooms that were measured, made anew for each command.</summary>
static class MeasuredRoomOptions
{
    const string Degrees = "deg";
    const double SameDegrees = 1;

    /// <summary>What --room may name besides a room.</summary>
    public const string OrAFile = "; or a file of measured responses, from each driver to two ears (WAV: driver by driver, left ear, right ear; or SOFA)";

    public static Option<string?> Sources() => new("--sources") { HelpName = "list", Description = "With a measured room: which of its sources are the drivers, in the drivers' order: numbers from 1, as in 3,7, or azimuths of a SOFA file's sources at the height of the ears, as in 5deg,-5deg; by default all." };

    /// <summary>The measured room of a name, or null where it names another room.</summary>
    public static MeasuredRoom? Open(string? name, string? sources)
    {
        if (name is null || !MeasuredRoomFile.Recognises(name))
            return sources is null ? null : throw new SettingException("--sources chooses among the sources of a measured room: name its file with --room.");
        MeasuredRoom room = MeasuredRoomFile.Open(name, sources is null ? null : all => Distinct(Chosen(all, sources), sources));
        foreach (string note in room.Notes) Report.Warn(note);
        return room;
    }

    static int[] Distinct(int[] chosen, string list) => chosen.Distinct().Count() == chosen.Length ? chosen : throw new SettingException($"--sources '{list}' names a source twice: name another for each driver.");

    /// <summary>Sources by their numbers, or by their directions.</summary>
    static int[] Chosen(MeasuredRoom room, string list) => [.. list.Split(',', StringSplitOptions.TrimEntries).Select(source =>
    {
        if (int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number >= 1 && number <= room.Sources ? number - 1 : throw new SettingException($"--sources '{list}': {room.Name} has no source {number}: choose from 1 to {room.Sources}.");
        if (!source.EndsWith(Degrees, StringComparison.Ordinal) || !Options.TryNumber(source[..^Degrees.Length], out double azimuth))
            throw new SettingException($"--sources '{list}' needs numbers of sources, as in 3,7, or azimuths, as in 5deg,-5deg, separated by commas.");
        if (room.Directions.Count == 0) throw new SettingException($"--sources '{list}': {room.Name} does not say where its sources are: choose them by number, from 1 to {room.Sources}.");
        Position wanted = Position.Direction(azimuth * Math.PI / 180);
        (int nearest, Position found) = room.Directions.Index().MaxBy(one => one.Item.Dot(wanted));
        return (found - wanted).Length <= SameDegrees * Math.PI / 180 ? nearest
            : throw new SettingException(FormattableString.Invariant($"--sources '{list}': {room.Name} has no source at an azimuth of {azimuth:0.#} degrees and the height of the ears: the nearest is source {nearest + 1} at {Math.Atan2(found.Y, found.X) * 180 / Math.PI:0.#} degrees, choose that one by its number."));
    })];
}
