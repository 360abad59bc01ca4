using System.CommandLine;
using Proscenium.Files.Measurements;
using Proscenium.Measuring;

namespace Proscenium.Cli.Arguments;

/// <summary>What is said of microphones: where one stood round a device, and their calibration files.</summary>
static class MicrophoneOptions
{
    const string AnglesName = "--angles", CalibrationName = "--calibration";

    public static Option<string?> Angles() => new(AnglesName) { HelpName = "degrees", Description = "Recover the drivers' responses by angle instead, from a microphone round the device, or a device on a turntable: the angle of each recording, as in -30,0,30, or -30:15 for 15 degrees up; + = the listener's left." };

    public static Option<string?> Calibration() => new(CalibrationName) { HelpName = "file", Description = "Calibration file of the microphones (text of Hz and dB), whose response is taken out; or two, as in left.txt,right.txt, in the order of the channels." };

    /// <summary>Where the microphone stood for each recording.</summary>
    /// <exception cref="SettingException">The text names no directions, another number of them, or one twice.</exception>
    public static IReadOnlyList<MicrophoneDirection> Directions(string text, int recordings)
    {
        MicrophoneDirection[] directions = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Direction)];
        if (directions.Length != recordings) throw new SettingException($"{AnglesName} names {Count(directions.Length, "angle")} for {Count(recordings, "recording")}: name an angle for each recording, in the same order.");
        for (int n = 0; n < directions.Length; n++)
            if (directions[..n].Any(before => before.IsSame(directions[n]))) throw new SettingException($"{AnglesName} names {directions[n]} degrees twice: name each angle once, and leave repeated recordings out.");
        return directions;
    }

    /// <summary>The calibrations, in the order of the channels; none where none is named.</summary>
    /// <param name="text">The option's.</param>
    /// <param name="microphones">How many there are at once.</param>
    /// <exception cref="SettingException">It names more than there are microphones.</exception>
    /// <exception cref="Engine.Plan.FileFormatException">A file holds no calibration.</exception>
    public static IReadOnlyList<MicrophoneCalibration> Calibrations(string? text, int microphones)
    {
        if (text is null) return [];
        string[] files = File.Exists(text) ? [text] : text.Split(',', StringSplitOptions.TrimEntries);
        if (files.Length > microphones) throw new SettingException($"{CalibrationName} names {files.Length} files: name one for {(microphones == 1 ? "the microphone" : $"all microphones, or {microphones} in the order of the channels")}.");
        return [.. files.Select(CalibrationFile.Open)];
    }

    static MicrophoneDirection Direction(string text)
    {
        string[] parts = text.Split(':');
        double elevation = 0;
        return parts.Length <= 2 && Options.TryNumber(parts[0], out double azimuth) && (parts.Length == 1 || Options.TryNumber(parts[1], out elevation)) && Math.Abs(azimuth) <= 360 && Math.Abs(elevation) <= 90
            ? new(Math.IEEERemainder(azimuth, 360), elevation)
            : throw new SettingException($"{AnglesName} needs degrees from -360 to 360 with commas between, as in -30,0,30, or with an elevation from -90 to 90, as in -30:15, not '{text}'.");
    }

    static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
