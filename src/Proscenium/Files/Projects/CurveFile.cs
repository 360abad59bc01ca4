using System.Globalization;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>Curves over frequency as text: one line per point, <c>Hz dB</c>, parted by blanks, a comma or a semicolon; # starts a remark.</summary>
static class CurveFile
{
    /// <summary>Reads the points and makes a curve of them.</summary>
    /// <exception cref="FileFormatException">The file cannot be read, holds other lines, or points that make no curve.</exception>
    public static T Open<T>(string path, Func<IReadOnlyList<(double Hertz, double Decibels)>, T> curve)
    {
        List<(double, double)> points = [];
        int number = 0;
        string text = ProjectText.Of(path);
        if (text.Contains('\0')) throw new FileFormatException($"{path}: is no text: name a text file with a frequency in Hz and a level in dB in each line, as in 1000 20.");
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string[] parts = line.Split('#')[0].Split([' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0) continue;
            if (parts.Length != 2 || !TryNumber(parts[0], out double hertz) || !TryNumber(parts[1], out double decibels))
                throw new FileFormatException($"{path}: line {number}, '{PrintableText.Quote(line.Trim())}', is not a frequency in Hz and a level in dB: write it as in 1000 20.");
            points.Add((hertz, decibels));
        }
        try
        {
            return curve(points);
        }
        catch (SettingException e)
        {
            throw new FileFormatException($"{path}: {e.Message}", e);
        }
    }

    static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
