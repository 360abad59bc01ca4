using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Acoustics;

/// <summary>A monopole: it sends out strength e^{-jkr}/r.</summary>
readonly record struct Monopole(Position Position, Complex Strength);

/// <summary>A stretch of a straight line.</summary>
/// <param name="Middle">Its middle.</param>
/// <param name="Direction">Unit vector along it.</param>
/// <param name="Reach">Metres from the middle to either end.</param>
readonly record struct Line(Position Middle, Position Direction, double Reach);

/// <summary>
/// The sound one driver radiates at one frequency, as monopoles that together give its field everywhere outside the device.
/// </summary>
/// <param name="Frequency">Hz.</param>
/// <param name="Origin">The driver's place in the world.</param>
/// <param name="Monopoles">One for a point source, a short line of them for a cap on a sphere.</param>
readonly record struct DriverField(double Frequency, Position Origin, Monopole[] Monopoles)
{
    /// <summary>A sum this much below its largest part is none.</summary>
    const double Cancelled = 1e-9;

    /// <summary>The line that all monopoles are on, or null.</summary>
    public Line? Line { get; init; }

    /// <summary>Pressure at a point in free field.</summary>
    public Complex PressureAt(Position point)
    {
        double k = Air.WaveNumber(Frequency);
        Complex sum = Complex.Zero;
        foreach (Monopole monopole in Monopoles)
        {
            double r = (point - monopole.Position).Length;
            sum += monopole.Strength * Complex.FromPolarCoordinates(1 / r, -k * r);
        }
        return sum;
    }

    /// <summary>
    /// Unit vector from a point towards where the sound comes from there, by the gradient of the phase; where the monopoles cancel, towards
    /// the driver.
    /// </summary>
    public Position DirectionAt(Position point)
    {
        double k = Air.WaveNumber(Frequency);
        (Complex x, Complex y, Complex z) = (Complex.Zero, Complex.Zero, Complex.Zero);
        foreach (Monopole monopole in Monopoles)
        {
            Position away = point - monopole.Position;
            double r = away.Length;
            Complex radial = monopole.Strength * Complex.FromPolarCoordinates(1 / r, -k * r) * new Complex(-1 / r, -k) / r;
            (x, y, z) = (x + away.X * radial, y + away.Y * radial, z + away.Z * radial);
        }
        Complex pressure = PressureAt(point);
        if (Complex.Abs(pressure) < Cancelled * Monopoles.Max(monopole => Complex.Abs(monopole.Strength) / (point - monopole.Position).Length))
            return (1 / (Origin - point).Length) * (Origin - point);
        Position towards = new((x / pressure).Imaginary, (y / pressure).Imaginary, (z / pressure).Imaginary);
        return (1 / towards.Length) * towards;
    }
}
