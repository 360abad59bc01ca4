using System.Numerics;
using MathNet.Numerics.Optimization;
using Proscenium.Heads;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Steering;

/// <summary>
/// What a loudspeaker at an azimuth does to the two ears, relative to the ipsilateral one: an all-pass ipsilateral ear and a
/// delayed low-pass contralateral ear, V(f) = e^{-j 2 pi f tau} (1 + jf/zero) / (1 + jf/pole).
/// </summary>
/// <remarks>
/// One pole, one zero, unit gain at 0 Hz and a delay describe a sphere to about 1 dB; the shelf's own phase delay makes the low-frequency
/// time difference half as large again as the high-frequency one (Kuhn, JASA 1977). An ipsilateral all-pass of its own does not improve
/// the fit: it reduces to the delay both ears share, which is left out.
/// </remarks>
/// <param name="AzimuthDegrees">Of the source, 0 to 90, on either side.</param>
/// <param name="DelaySeconds">tau, contralateral after ipsilateral.</param>
/// <param name="PoleHz">Corner of the low-pass.</param>
/// <param name="ZeroHz">Where it levels out.</param>
sealed record RelativeHrtf(double AzimuthDegrees, double DelaySeconds, double PoleHz, double ZeroHz)
{
    const double MinHz = 100, MaxHz = 10000;
    const int FitPoints = 60;

    /// <summary>The ipsilateral ear: all-pass, and without the delay both ears share.</summary>
    public static Complex Ipsilateral => Complex.One;

    /// <summary>The contralateral ear relative to the ipsilateral one.</summary>
    public Complex Contralateral(double frequency) =>
        Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * DelaySeconds) * new Complex(1, frequency / ZeroHz) / new Complex(1, frequency / PoleHz);

    /// <summary>Fits the model to a spherical head, 100 Hz to 10 kHz on a log scale, level and phase alike.</summary>
    /// <param name="head">The sphere.</param>
    /// <param name="azimuthDegrees">1 to 90.</param>
    /// <param name="distance">Of the source, metres.</param>
    public static RelativeHrtf Fit(SphericalHead head, double azimuthDegrees, double distance = 2)
    {
        if (azimuthDegrees is not (>= 1 and <= 90)) throw new SettingException(Invariant($"a virtual loudspeaker at {azimuthDegrees} degrees cannot be made: choose 1 to 90 degrees."));
        double[] frequencies = [.. Enumerable.Range(0, FitPoints).Select(i => MinHz * Math.Pow(MaxHz / MinHz, i / (FitPoints - 1.0)))];
        Position source = distance * Position.Direction(azimuthDegrees * Math.PI / 180);
        Complex[] wanted = Array.ConvertAll(frequencies, f => head.PointSource(source, f) is var ears ? ears.Right / ears.Left : default);
        double Misfit(RealVector parameters) => frequencies.Zip(wanted, (f, w) => Complex.Log(Model(parameters).Contralateral(f) / w).MagnitudeSquared()).Average();
        RelativeHrtf Model(RealVector p) => new(azimuthDegrees, p[0] * 1e-4, Math.Exp(p[1]), Math.Exp(p[2]));

        // the law of the fitted values over azimuth is close enough to start from
        double s = Math.Sin(azimuthDegrees * Math.PI / 180);
        double pole = 5.29 + 1.845 * s, zero = pole + Math.Clamp(-0.16 + 2.367 * s, 0, 2.2);
        RealVector start = RealVector.Build.Dense([6.06 * s, pole, zero]);
        MinimizationResult best = NelderMeadSimplex.Minimum(ObjectiveFunction.Value(Misfit), start, 1e-9, 4000);
        return Model(best.MinimizingPoint);
    }
}
