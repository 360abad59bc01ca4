using System.Numerics;
using MathNet.Numerics.Interpolation;

namespace Proscenium.Acoustics;

/// <summary>Level and phase at a list of frequencies, joined by cubic splines over a scale that is logarithmic above 20 Hz.</summary>
sealed class TabulatedShape : ResponseShape
{
    const double ScaleHz = 20, UnwrappedRange = 400, MinSimilarity = 0.7;

    readonly CubicSpline _nepers, _radians;

    public TabulatedShape(double[] hertz, double[] decibels, double[] degrees) : base([.. hertz, .. decibels, .. degrees])
    {
        (MinHz, MaxHz) = (hertz[0], hertz[^1]);
        Complex[] values = [.. decibels.Zip(degrees, (level, phase) => Complex.FromPolarCoordinates(Math.Pow(10, level / 20), phase * Math.PI / 180))];
        (DelaySeconds, double likeness) = BulkDelay.Of(hertz, values);
        IsCoarse = likeness < MinSimilarity;
        double[] scale = Array.ConvertAll(hertz, Scale);
        _nepers = CubicSpline.InterpolateNaturalSorted(scale, Array.ConvertAll(decibels, level => level * Math.Log(10) / 20));
        _radians = CubicSpline.InterpolateNaturalSorted(scale, WithoutDelay(hertz, degrees, DelaySeconds));
    }

    public override double MinHz { get; }

    public override double MaxHz { get; }

    public override double DelaySeconds { get; }

    public override bool IsCoarse { get; }

    public override Complex At(double frequency)
    {
        double place = Scale(Math.Clamp(frequency, MinHz, MaxHz));
        return Complex.FromPolarCoordinates(Math.Exp(_nepers.Interpolate(place)), _radians.Interpolate(place));
    }

    /// <summary>The phase in radians, continuous. A phase that runs over more than a turn is continuous already and is taken as it stands.</summary>
    static double[] WithoutDelay(double[] hertz, double[] degrees, double delaySeconds)
    {
        double[] phase = [.. hertz.Zip(degrees, (f, angle) => angle * Math.PI / 180 + 2 * Math.PI * f * delaySeconds)];
        if (degrees.Max() - degrees.Min() > UnwrappedRange) return phase;
        for (int i = 1; i < phase.Length; i++) phase[i] = phase[i - 1] + Math.IEEERemainder(phase[i] - phase[i - 1], 2 * Math.PI);
        return phase;
    }

    static double Scale(double hertz) => Math.Asinh(hertz / ScaleHz);
}
