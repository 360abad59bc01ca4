using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Plan;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;

namespace Proscenium.Analysis;

/// <summary>The level of the loudest sine at the louder ear over frequency, of the plan and of the untreated device.</summary>
sealed class HighestLevels
{
    const int PointsAnOctave = 24;

    readonly HighestLevel _level;

    /// <summary>The octaves in which levels are told.</summary>
    public static IReadOnlyList<Band> Octaves { get; } = Band.Octaves(63, 125, 250, 500, 1000, 2000, 4000, 8000);

    /// <summary>Measures them.</summary>
    public HighestLevels(SpatialDesign design, MeasuredPlan measured, MeasuredPlan untreated, FreeFieldSetup setup)
    {
        _level = new(setup, Renderer.PlaybackCeilingDb);
        int centre = design.Plan.Inputs.ToList().IndexOf(ChannelNames.Centre);
        int[] bins = [.. EarCurve.Frequencies(20, 20000, PointsAnOctave, measured.Grid).Select(measured.Grid.Bin).Distinct()];
        Hertz = Array.ConvertAll(bins, measured.Grid.Frequency);
        double[] Curve(MeasuredPlan plan, params int[] inputs) => Array.ConvertAll(bins, bin => _level.At(plan, inputs, bin));
        (Left, UntreatedLeft) = (Curve(measured, 0), Curve(untreated, 0));
        (Both, UntreatedBoth) = (centre < 0 ? Curve(measured, 0, 1) : Curve(measured, centre), Curve(untreated, 0, 1));
    }

    /// <summary>Whether levels are sound pressure levels; otherwise they are relative to a driver at full scale in free air, 1 m away.</summary>
    public bool IsSoundPressure => _level.IsSoundPressure;

    /// <summary>The frequencies.</summary>
    public double[] Hertz { get; }

    /// <summary>Of the left channel alone, dB.</summary>
    public double[] Left { get; }

    /// <summary>Of both channels alike, or the centre channel of a film, dB.</summary>
    public double[] Both { get; }

    /// <summary>Of the left channel alone, untreated, dB.</summary>
    public double[] UntreatedLeft { get; }

    /// <summary>Of both channels alike, untreated, dB.</summary>
    public double[] UntreatedBoth { get; }

    /// <summary>The mean of a curve within half an octave about a frequency, dB.</summary>
    public double Octave(double[] curve, double centre) => Enumerable.Range(0, Hertz.Length).Where(i => Math.Abs(Math.Log2(Hertz[i] / centre)) <= 0.5).Average(i => curve[i]);
}
