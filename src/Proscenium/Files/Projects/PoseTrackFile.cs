using System.Globalization;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Files.Projects;

/// <summary>Poses of a head over time as CSV: <c>seconds,left,forward,up,yaw</c>, in metres from the seat and degrees to the left, times ascending. Blank lines and those that begin with # are passed over.</summary>
static class PoseTrackFile
{
    /// <summary>The first line.</summary>
    public const string Heading = "seconds,left,forward,up,yaw";

    /// <summary>The longest track.</summary>
    public const double MostSeconds = 24 * 3600;

    const int Fields = 5;

    /// <summary>Reads a track.</summary>
    /// <exception cref="FileFormatException">The file is missing, or a line is something else.</exception>
    public static IReadOnlyList<TimedPose> Open(string path)
    {
        if (Directory.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileUnreadable, $"{path}: is a folder: name a CSV file that begins with {Heading}"));
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file of poses: name a CSV file that begins with {Heading}"));
        (string Text, int Number)[] lines = [.. ProjectText.Of(path).ReplaceLineEndings("\n").Split('\n').Select((text, n) => (text, n + 1)).Where(line => line.text.AsSpan().Trim() is { Length: > 0 } text && text[0] != '#')];
        (string heading, int first) = lines.Length > 0 ? lines[0] : ("", 1);
        if (!heading.Split(',').Select(name => name.Trim()).SequenceEqual(Heading.Split(','))) throw new FileFormatException($"{path}: line {first}, '{PrintableText.Quote(heading)}', is not the heading of a file of poses: write {Heading}.");
        if (lines.Length == 1) throw new FileFormatException($"{path}: holds no poses: write one in each line below the heading, as in 0.02,0.1,0,0,0.");
        TimedPose[] poses = new TimedPose[lines.Length - 1];
        for (int n = 0; n < poses.Length; n++) poses[n] = Read(lines[n + 1].Text, path, lines[n + 1].Number, n > 0 ? poses[n - 1].Seconds : double.NegativeInfinity);
        return poses;
    }

    /// <summary>Writes a track, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<TimedPose> poses)
    {
        StringBuilder text = new(Heading + "\n");
        foreach ((double seconds, HeadPose pose) in poses) text.Append(Invariant($"{seconds:0.0000},{pose.Left:0.00000},{pose.Forward:0.00000},{pose.Up:0.00000},{pose.YawDegrees:0.000}\n"));
        AtomicFile.WriteAllText(path, text.ToString());
    }

    static TimedPose Read(string line, string path, int number, double after)
    {
        FileFormatException Fault(string fault) => new($"{path}: line {number}, '{PrintableText.Quote(line)}', {fault}.");
        string[] fields = line.Split(',');
        double[] values = new double[Fields];
        if (fields.Length != Fields) throw Fault($"is no pose: write five numbers, {Heading}");
        for (int n = 0; n < Fields; n++)
            if (!double.TryParse(fields[n], NumberStyles.Float, CultureInfo.InvariantCulture, out values[n]) || !double.IsFinite(values[n])) throw Fault($"is no pose: write five numbers, {Heading}");
        TimedPose sample = new(values[0], new(values[1], values[3], values[2], values[4]));
        if (!(sample.Seconds is >= 0 and <= MostSeconds)) throw Fault($"has a time before 0 or after a day: write seconds from the beginning of the track");
        if (sample.Seconds <= after) throw Fault("is not later than the line before: write the poses in the order of their times, each time once");
        return TimedPose.IsPossible(sample.Pose) ? sample : throw Fault("is no pose of a head: write metres from the seat, 10 at most, and degrees, 360 at most");
    }
}
