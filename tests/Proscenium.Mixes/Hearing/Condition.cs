using System.Globalization;
using Proscenium.Files.Sound;
using Proscenium.Judging.Hearing;

namespace Proscenium.Mixes.Hearing;

/// <summary>
/// A loudspeaker array as a listener's ears get it, and where people heard a noise through it: Wierstorf, Perceptual assessment of sound field synthesis, TU Berlin 2014.
/// Angles in degrees from where the head looks, + = left.
/// </summary>
/// <param name="File">Name of the responses.</param>
/// <param name="Kind">System, array and source, like <c>wfs_linear_ps</c>.</param>
/// <param name="Responses">At the ears.</param>
/// <param name="HumanDegrees">Mean over 9 to 12 listeners of where it was heard.</param>
/// <param name="ConfidenceDegrees">Two standard errors of that mean.</param>
/// <param name="RepetitionDegrees">Standard deviation of one listener's answers.</param>
/// <param name="HasTwoDirections">True where two directions were among the answers: nobody may have heard it at their mean.</param>
/// <param name="DesiredDegrees">Where the synthesised source lies.</param>
/// <param name="PublishedDegrees">Prediction of the author's model, after Dietz 2011.</param>
sealed record Condition(string File, string Kind, EarResponses Responses, double HumanDegrees, double ConfidenceDegrees, double RepetitionDegrees, bool HasTwoDirections, double DesiredDegrees, double PublishedDegrees)
{
    const double Listeners = 10, PerfectModelShare = 0.4; // of the 95 % interval: the mean magnitude of a normal distribution

    /// <summary>How the field was made.</summary>
    public Synthesis Synthesis => Kind.StartsWith("hoa", StringComparison.Ordinal) ? Synthesis.Ambisonics : Kind.EndsWith("_fs", StringComparison.Ordinal) ? Synthesis.Focused : Synthesis.WaveField;

    /// <summary>By how much a perfect model would miss the mean of so few listeners, on average.</summary>
    public double FloorDegrees => PerfectModelShare * ConfidenceDegrees;

    /// <summary>Standard deviation of single answers over repetitions and listeners.</summary>
    public double ScatterDegrees => Math.Sqrt(RepetitionDegrees * RepetitionDegrees + Listeners * ConfidenceDegrees * ConfidenceDegrees / 4);

    /// <summary>Reads all conditions of a folder.</summary>
    /// <param name="folder">Holds <c>answers.csv</c> and the responses.</param>
    public static Condition[] All(string folder)
    {
        string[] lines = System.IO.File.ReadAllLines(Path.Combine(folder, "answers.csv"));
        string[] columns = lines[0].Split(',');
        return [.. lines.Skip(1).AsParallel().AsOrdered().Select(line =>
        {
            string[] cells = line.Split(',');
            string Cell(string column) => cells[Array.IndexOf(columns, column)];
            double Degrees(string column) => double.Parse(Cell(column), CultureInfo.InvariantCulture);
            return new Condition(Cell("file"), Cell("kind"), Ears(Path.Combine(folder, Cell("file"))), Degrees("human_deg"), Degrees("ci_deg"), Degrees("std_deg"), Cell("two_directions") == "1", Degrees("desired_deg"), Degrees("dietz_wierstorf_deg"));
        })];
    }

    static EarResponses Ears(string path)
    {
        (float[][] channels, int sampleRate) = SoundReader.ReadWhole(path);
        return new(Array.ConvertAll(channels[0], sample => (double)sample), Array.ConvertAll(channels[1], sample => (double)sample), sampleRate);
    }
}
