using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>A rigid sphere with two ears on its surface: Duda and Martens, Range dependence of the response of a spherical head model, JASA 104, 1998.</summary>
/// <remarks>Their eq. 4 is in e^{-iwt}; here its complex conjugate. The series runs on ratios of Hankel functions, so that it holds
/// for sources close to the surface and at low frequency, where the functions overflow.</remarks>
public sealed class SphericalHead : Head
{
    const double FarMetres = 1e6;

    readonly Position _leftEar, _rightEar;

    /// <summary>A sphere with ears at plus and minus an azimuth from straight ahead.</summary>
    /// <param name="radiusMetres">0.05 to 0.15.</param>
    /// <param name="earAzimuthDegrees">60 to 120.</param>
    public SphericalHead(double radiusMetres = 0.0875, double earAzimuthDegrees = 100)
    {
        if (radiusMetres is not (>= 0.05 and <= 0.15)) throw new ArgumentOutOfRangeException(nameof(radiusMetres), "A head's radius is 0.05 to 0.15 m.");
        if (earAzimuthDegrees is not (>= 60 and <= 120)) throw new ArgumentOutOfRangeException(nameof(earAzimuthDegrees), "An ear's azimuth is 60 to 120 degrees.");
        RadiusMetres = radiusMetres;
        EarAzimuthDegrees = earAzimuthDegrees;
        _leftEar = Position.Direction(earAzimuthDegrees * Math.PI / 180);
        _rightEar = Position.Direction(-earAzimuthDegrees * Math.PI / 180);
    }

    /// <summary>Radius in metres.</summary>
    public double RadiusMetres { get; }

    /// <summary>Azimuth of the left ear; the right ear's is its negative.</summary>
    public double EarAzimuthDegrees { get; }

    /// <inheritdoc/>
    internal override EarPair PointSource(Position source, double frequency)
    {
        double r = source.Length;
        return SurfacePressure(r, frequency, source.Dot(_leftEar) / r, source.Dot(_rightEar) / r);
    }

    internal override EarPair Respond(DriverField field)
    {
        if (field.Line is { } line && LineNodes.CountFor(line, RadiusMetres, field.Frequency) is var nodes && nodes < Math.Min(field.Monopoles.Length, LineNodes.MaxNodes)) return Respond(field, new LineNodes(line, nodes));
        (Complex left, Complex right) = (Complex.Zero, Complex.Zero);
        foreach (Monopole monopole in field.Monopoles)
        {
            EarPair ears = PointSource(monopole.Position, field.Frequency);
            (left, right) = (left + monopole.Strength * ears.Left, right + monopole.Strength * ears.Right);
        }
        return new(left, right);
    }

    internal override EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies) => [.. frequencies.Select(frequency =>
    {
        Complex[] ears = PlaneWave(frequency, [from.Dot(_leftEar), from.Dot(_rightEar)]);
        return new EarPair(ears[0], ears[1]);
    })];

    /// <summary>The place of an ear, as a unit vector.</summary>
    internal Position Ear(Side side) => side == Side.Left ? _leftEar : _rightEar;

    /// <summary>The same at surface points, by the cosines of their angles off where the wave comes from.</summary>
    internal Complex[] PlaneWave(double frequency, double[] cosines)
    {
        // a source this far away is as good as a plane wave, and its series keeps what depends on the frequency alone
        Complex undo = FarMetres * Complex.FromPolarCoordinates(1, Air.WaveNumber(frequency) * FarMetres);
        return Array.ConvertAll(cosines, cosine => undo * SurfacePressure(FarMetres, frequency, cosine, cosine).Left);
    }

    /// <summary>The same by a few places on the line that the monopoles are on: what the head makes of the sound changes little from one to the next.</summary>
    EarPair Respond(DriverField field, LineNodes nodes)
    {
        double k = Air.WaveNumber(field.Frequency);
        Span<Complex> strengths = stackalloc Complex[nodes.Count];
        strengths.Clear();
        foreach (Monopole monopole in field.Monopoles)
            nodes.Spread(monopole.Position, monopole.Strength * Free(k, monopole.Position), strengths);
        (Complex left, Complex right) = (Complex.Zero, Complex.Zero);
        for (int i = 0; i < nodes.Count; i++)
        {
            Complex strength = strengths[i] / Free(k, nodes[i]);
            EarPair ears = PointSource(nodes[i], field.Frequency);
            (left, right) = (left + strength * ears.Left, right + strength * ears.Right);
        }
        return new(left, right);
    }

    /// <summary>What a point source gives at the head's centre without the head.</summary>
    static Complex Free(double waveNumber, Position source) => source.Length is var r ? Complex.FromPolarCoordinates(1 / r, -waveNumber * r) : default;

    /// <summary>Pressure at a surface point, relative to a plane wave's pressure at the centre.</summary>
    /// <param name="angle">Radians between the wave's origin and the surface point.</param>
    /// <param name="frequency">Hz, above 0.</param>
    public Complex PlaneWave(double angle, double frequency)
    {
        double x = Air.WaveNumber(frequency) * RadiusMetres;
        Complex hankel = SphericalBessel.HankelZero(x), ratio = Complex.One, sum = Complex.Zero;
        Complex power = -Complex.ImaginaryOne; // j^(n-1)
        Legendre pattern = new(Math.Cos(angle));
        for (int n = 0; n < 400; n++, pattern.Next())
        {
            ratio = SphericalBessel.NextHankelRatio(n, x, ratio);
            Complex derivative = hankel * (n / x - ratio);
            sum += (2 * n + 1) * power * pattern.Value / derivative;
            if (n > x && 2 * n + 1 < 1e-17 * Complex.Abs(derivative) * Complex.Abs(sum)) break;
            hankel *= ratio;
            power *= Complex.ImaginaryOne;
        }
        return sum / (x * x);
    }

    /// <summary>-1/(k a^2) sum_n (2n+1) P_n(cos) h_n(kr)/h'_n(ka) at two surface points.</summary>
    EarPair SurfacePressure(double distance, double frequency, double leftCosine, double rightCosine)
    {
        double k = Air.WaveNumber(frequency), scale = -1 / (k * RadiusMetres * RadiusMetres);
        EarPair sum = SphereSeries.For(k * RadiusMetres).Sum(k * distance, leftCosine, rightCosine);
        return new(scale * sum.Left, scale * sum.Right);
    }
}
