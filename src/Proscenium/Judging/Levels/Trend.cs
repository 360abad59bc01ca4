namespace Proscenium.Judging.Levels;

/// <summary>The straight line over the logarithm of frequency that a curve comes nearest to, by least squares, and how far the curve is from it.</summary>
/// <param name="DbPerOctave">Slope of the line.</param>
/// <param name="DeviationDb">Of the curve from the line, rms.</param>
readonly record struct Trend(double DbPerOctave, double DeviationDb)
{
    /// <summary>Of the levels of bands.</summary>
    public static Trend Of(IReadOnlyList<Band> bands, IReadOnlyList<double> decibels)
    {
        double[] octaves = [.. bands.Select(band => Math.Log2(band.Centre))];
        (double middle, double mean) = (octaves.Average(), decibels.Average());
        double slope = octaves.Zip(decibels, (octave, level) => (octave - middle) * (level - mean)).Sum() / octaves.Sum(octave => (octave - middle) * (octave - middle));
        return new(slope, Math.Sqrt(octaves.Zip(decibels, (octave, level) => level - mean - slope * (octave - middle)).Average(left => left * left)));
    }
}
