using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// Where a spinorama is measured, and what each direction counts in each curve: two orbits about the device in steps of 10 degrees, a level and an upright one, which share the directions
/// ahead and behind (ANSI/CTA-2034-A, 2015: curves in 5.2, in-room response in 13, shares of the sphere in appendix C).
/// </summary>
/// <remarks>
/// The standard names the rear wall's directions in two ways; all those from 90 to 180 degrees are taken here. Early reflections are the mean of their five means. The shares of appendix C
/// add up to 0.9964, and are scaled to 1.
/// </remarks>
static class SpinoramaDirections
{
    /// <summary>What the sound power counts in the predicted in-room response.</summary>
    public const double PowerShare = 0.44;

    const int StepDegrees = 10, Behind = 180;

    /// <summary>Shares of the sphere, appendix C, from ahead to the side in steps of 10 degrees; from the side to behind they return.</summary>
    static readonly double[] _shares = [0.000604486, 0.004730189, 0.008955027, 0.012387354, 0.014989611, 0.016868154, 0.018165962, 0.019006744, 0.019477787, 0.019629373];

    static readonly (bool Upright, int Degrees)[] _angles = [.. Orbit(false), .. Orbit(true).Where(at => at.Degrees is not (0 or Behind))];

    static readonly double[][] _weights = [.. Enum.GetValues<SpinoramaCurve>().Select(Weights)];

    /// <summary>The 70 directions: x ahead, y to the listener's left, z up.</summary>
    public static IReadOnlyList<Position> All { get; } = [.. _angles.Select(at => at.Upright ? Position.Direction(0, Radians(at.Degrees)) : Position.Direction(Radians(at.Degrees)))];

    /// <summary>What each direction counts in a curve; together they are 1.</summary>
    public static IReadOnlyList<double> Of(SpinoramaCurve curve) => _weights[(int)curve];

    static double[] Weights(SpinoramaCurve curve) => curve switch
    {
        SpinoramaCurve.OnAxis => Mean((_, degrees) => degrees == 0),
        SpinoramaCurve.ListeningWindow => Mean((upright, degrees) => Math.Abs(degrees) <= (upright ? 10 : 30)),
        SpinoramaCurve.Floor => Mean((upright, degrees) => upright && degrees is >= -40 and <= -20),
        SpinoramaCurve.Ceiling => Mean((upright, degrees) => upright && degrees is >= 40 and <= 60),
        SpinoramaCurve.FrontWall => Mean((upright, degrees) => !upright && Math.Abs(degrees) <= 30),
        SpinoramaCurve.SideWalls => Mean((upright, degrees) => !upright && Math.Abs(degrees) is >= 40 and <= 80),
        SpinoramaCurve.RearWall => Mean((upright, degrees) => !upright && Math.Abs(degrees) >= 90),
        SpinoramaCurve.EarlyReflections => Sum((0.2, SpinoramaCurve.Floor), (0.2, SpinoramaCurve.Ceiling), (0.2, SpinoramaCurve.FrontWall), (0.2, SpinoramaCurve.SideWalls), (0.2, SpinoramaCurve.RearWall)),
        SpinoramaCurve.SoundPower => Scaled([.. _angles.Select(at => Share(Math.Abs(at.Degrees)))]),
        _ => Sum((0.12, SpinoramaCurve.ListeningWindow), (0.44, SpinoramaCurve.EarlyReflections), (PowerShare, SpinoramaCurve.SoundPower)),
    };

    static double[] Mean(Func<bool, int, bool> counts) => Scaled([.. _angles.Select(at => counts(at.Upright, at.Degrees) ? 1.0 : 0)]);

    static double[] Sum(params (double Factor, SpinoramaCurve Curve)[] parts)
    {
        double[][] weights = [.. parts.Select(part => Weights(part.Curve))];
        return [.. _angles.Select((_, direction) => parts.Zip(weights, (part, weight) => part.Factor * weight[direction]).Sum())];
    }

    static double[] Scaled(double[] weights)
    {
        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    static double Share(int degrees) => _shares[Math.Min(degrees, Behind - degrees) / StepDegrees];

    static IEnumerable<(bool Upright, int Degrees)> Orbit(bool upright) => Enumerable.Range(1, 2 * Behind / StepDegrees).Select(n => (upright, n * StepDegrees - Behind));

    static double Radians(int degrees) => degrees * Math.PI / Behind;
}
