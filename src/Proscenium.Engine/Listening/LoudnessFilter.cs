using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>
/// Restores the tone of a mix that is heard softer than it was mixed: the difference of two contours of equal loudness, by shelves one above the other. All channels alike.
/// </summary>
sealed class LoudnessFilter
{
    const double Quality = 0.6;
    const int Rounds = 40;

    static readonly double[] _corners = [30, 62, 130, 270, 560], _points = [22, 45, 92, 190, 390]; // Hz: of the shelves; where each is set

    readonly FilterBank _filters;

    /// <summary>Prepares it.</summary>
    /// <param name="phon">The loudness level to listen at, phon.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public LoudnessFilter(double phon, int channels, int sampleRate)
    {
        double[] gains = new double[_corners.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = gains.Length - 1; i >= 0; i--)
            {
                double missing = WantedDb(_points[i], phon) - DecibelsOf(Sections(gains, sampleRate), _points[i], sampleRate);
                gains[i] += missing;
            }
        }
        _filters = new(Sections(gains, sampleRate), channels);
    }

    /// <summary>What is wanted at a frequency: how much more of it than of 1 kHz is needed at the level to listen at than at that of the mix, dB.</summary>
    public static double WantedDb(double hertz, double phon) =>
        EqualLoudness.Level(hertz, phon) - phon - (EqualLoudness.Level(hertz, ListeningSettings.ReferencePhon) - ListeningSettings.ReferencePhon);

    /// <summary>Filters a block in place.</summary>
    public void Process(AudioBlock sound) => _filters.Process(sound);

    static Biquad[] Sections(double[] gains, int sampleRate)
    {
        Biquad[] sections = new Biquad[gains.Length];
        for (int i = 0; i < gains.Length; i++) sections[i] = Biquad.LowShelf(_corners[i], gains[i], Quality, sampleRate);
        return sections;
    }

    static double DecibelsOf(Biquad[] sections, double hertz, int sampleRate)
    {
        Complex unitDelay = Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz / sampleRate), response = 1;
        foreach (Biquad section in sections) response *= section.At(unitDelay);
        return 20 * Math.Log10(response.Magnitude);
    }
}
