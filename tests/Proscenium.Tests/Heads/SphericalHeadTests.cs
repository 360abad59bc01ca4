using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Tests.Golden;

namespace Proscenium.Tests.Heads;

public class SphericalHeadTests
{
    readonly SphericalHead _head = new();

    [Fact]
    public void PointSource_Matches_DudaMartens_In40Digits()
    {
        foreach (var row in GoldenFile.Rows("sphere_hrtf.json"))
        {
            double r = row.Number("r"), frequency = row.Number("f");
            // the left ear stands at 100 degrees, so a source there plus the angle is the angle away from it
            double azimuth = (100 + row.Number("angle_deg")) * Math.PI / 180;
            Complex pressure = _head.PointSource(r * Position.Direction(azimuth), frequency).Left;
            Complex relative = pressure * r * Complex.FromPolarCoordinates(1, Air.WaveNumber(frequency) * r);
            AssertClose(row.Complex(), relative, $"{row}");
        }
    }

    [Fact]
    public void PlaneWave_Matches_DudaMartens_In40Digits()
    {
        foreach (var row in GoldenFile.Rows("sphere_hrtf_planewave.json"))
            AssertClose(row.Complex(), _head.PlaneWave(row.Number("angle_deg") * Math.PI / 180, row.Number("f")), $"{row}");
    }

    [Fact]
    public void PlaneWave_Approaches_SixDecibels_InFront_AtHighFrequency() =>
        Assert.Equal(6.02, 20 * Math.Log10(_head.PlaneWave(0, 20000).Magnitude), 0.05);

    [Fact]
    public void PlaneWave_Approaches_ThreeHalvesKaCosine_AtLowFrequency()
    {
        double ka = Air.WaveNumber(1) * 0.0875;
        Complex expected = new(1, 1.5 * ka * Math.Cos(0.7));
        Assert.True((expected - _head.PlaneWave(0.7, 1)).Magnitude < 1e-5);
    }

    [Theory]
    [InlineData(2.0, 0.0, 2.6137)]
    [InlineData(2.0, 60.0, 1.2108)]
    [InlineData(2.0, 150.0, 0.5486)]
    public void PointSource_AtZeroHertz_Matches_ClosedForm(double distanceInRadii, double angle, double expected)
    {
        Position source = distanceInRadii * 0.0875 * Position.Direction((100 + angle) * Math.PI / 180);
        Assert.Equal(expected, (_head.PointSource(source, 0.01).Left * source.Length).Magnitude, 1e-4);
    }

    [Fact]
    public void ExactPhaseDifference_AtThreeKilohertz_LiesNear_Woodworth()
    {
        foreach (var row in GoldenFile.Rows("woodworth_itd.json"))
        {
            double azimuth = row.Number("az_deg") * Math.PI / 180;
            if (azimuth > 1) continue;
            SphericalHead antipodal = new(0.0875, 90);
            double Phase(double angle) => antipodal.PlaneWave(angle, 3000).Phase;
            double itd = Math.IEEERemainder(Phase(Math.PI / 2 - azimuth) - Phase(Math.PI / 2 + azimuth), 2 * Math.PI) / (2 * Math.PI * 3000);
            if (row.Number("itd_s") < 1.5e-4) Assert.Equal(row.Number("itd_s"), itd, 25e-6);
        }
    }

    [Fact]
    public void MirroredSource_MirrorsTheEars()
    {
        EarPair left = _head.PointSource(new(1, 0.4, 0.2), 1700), right = _head.PointSource(new(1, -0.4, 0.2), 1700);
        AssertClose(left.Left, right.Right, "mirror");
        AssertClose(left.Right, right.Left, "mirror");
    }

    [Fact]
    public void SourceOnTheLeft_IsLouderAtTheLeftEar()
    {
        EarPair ears = _head.PointSource(new(1, 0.5, 0), 2000);
        Assert.True(ears.Left.Magnitude > ears.Right.Magnitude);
    }

    internal static void AssertClose(Complex expected, Complex actual, string what) =>
        Assert.True((expected - actual).Magnitude < 1e-9 * Math.Max(1, expected.Magnitude), $"{what}: {actual} instead of {expected}");
}
