using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Plants;

namespace Proscenium.Measuring;

/// <summary>The measured way from a driver to an ear, beside the model's.</summary>
/// <param name="Direct">The direct sound by bin, with the time zero of its recording.</param>
/// <param name="Model">The model's, by bin.</param>
/// <param name="Grid">The bins.</param>
sealed record PlantPath(Complex[] Direct, Complex[] Model, FrequencyGrid Grid)
{
    const double ContinuedOctaves = 0.5, LevelOctaves = 1;

    readonly Lazy<double> _modelSeconds = new(() => PathAlignment.Anywhere(Model, Array.ConvertAll(Model, _ => Complex.One), Grid).DelaySeconds);

    /// <summary>How much later than the model's the measured sound comes.</summary>
    public PathAlignment Late { get; } = PathAlignment.Anywhere(Direct, Model, Grid);

    /// <summary>How long the sound travels by the model.</summary>
    public double ModelSeconds => _modelSeconds.Value;

    /// <summary>The path at another time zero, whose low end, which the window cannot tell apart, is continued by the model: level constant, phase linear (Xie, JASA 2009).</summary>
    /// <param name="seconds">By how much it is made earlier.</param>
    /// <param name="lowestHz">From here on it is measured.</param>
    public Complex[] Continued(double seconds, double lowestHz)
    {
        Complex[] measured = [.. Direct.Select((value, bin) => value * FrequencyResponse.Turn(Grid.Frequency(bin), -seconds))];
        int from = Grid.Bin(lowestHz), to = Grid.Bin(lowestHz * Math.Pow(2, LevelOctaves));
        double level = Math.Exp(Enumerable.Range(from, to - from + 1).Average(bin => Math.Log((measured[bin].Magnitude + double.Epsilon) / Model[bin].Magnitude)));
        Complex joint = Enumerable.Range(from, to - from + 1).Aggregate(Complex.Zero, (sum, bin) => sum + measured[bin] / Model[bin] * FrequencyResponse.Turn(Grid.Frequency(bin), seconds - Late.DelaySeconds));
        double offset = Math.Abs(joint.Phase) > Math.PI / 2 ? Math.PI : 0; // a reversed driver stays one
        double late = Late.DelaySeconds - seconds - Math.IEEERemainder(joint.Phase - offset, 2 * Math.PI) / (2 * Math.PI * Grid.Frequency((from + to) / 2));
        return [.. measured.Select((value, bin) =>
        {
            double frequency = Grid.Frequency(bin), share = Math.Clamp(Math.Log2(Math.Max(frequency, 1) / lowestHz) / ContinuedOctaves, 0, 1);
            return share >= 1 ? value : share * value + (1 - share) * Model[bin] * Complex.FromPolarCoordinates(level, offset) * FrequencyResponse.Turn(frequency, late);
        })];
    }
}
