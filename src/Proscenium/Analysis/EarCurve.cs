using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;

namespace Proscenium.Analysis;

/// <summary>What is heard, over frequency: means over bands as narrow as the curves of a design are fine, 24 an octave.</summary>
static class EarCurve
{
    const double HalfBandOctaves = 1.0 / 48;

    /// <summary>Separation of one input in one pose, in dB.</summary>
    public static IEnumerable<double> Separation(PoseSpectra pose, Side side, IEnumerable<double> hertz, FrequencyGrid grid) =>
        hertz.Select(f => pose.SeparationIn(Narrow(f), side, grid));

    /// <summary>Front-to-side ratio of the centre, in dB.</summary>
    public static IEnumerable<double> FrontToSide(BeamPattern beam, IEnumerable<double> hertz) => hertz.Select(f => beam.FrontToSideDb(beam.Grid.Bin(f)));

    /// <summary>What one driver plays of one input, in dB relative to the input.</summary>
    public static IEnumerable<double> DriverGainDb(MeasuredPlan measured, int input, int driver, IEnumerable<double> hertz) =>
        hertz.Select(f => 20 * Math.Log10(Math.Max(1e-6, measured.Driver(input, driver)[measured.Grid.Bin(f)].Magnitude)));

    /// <summary>The band about a frequency.</summary>
    public static Band Narrow(double hertz) => new(hertz * Math.Pow(2, -HalfBandOctaves), hertz * Math.Pow(2, HalfBandOctaves));

    /// <summary>Frequencies so many an octave, from one to another or to what the rate carries.</summary>
    public static double[] Frequencies(double lowHz, double highHz, int perOctave, FrequencyGrid grid) =>
        [.. Enumerable.Range(0, 1000).Select(i => lowHz * Math.Pow(2, (double)i / perOctave)).TakeWhile(f => f <= Math.Min(highHz, 0.45 * grid.SampleRate))];
}
