using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Tests.Golden;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Loudspeakers;

public class CapOnSphereTests
{
    [Fact]
    public void Pressure_Matches_CapSeries_In40Digits()
    {
        foreach (var row in GoldenFile.Rows("cap_pattern.json"))
        {
            CapOnSphere cap = new(0.09, Math.Asin(row.Number("cap_radius") / 0.09));
            Complex pressure = cap.Pressure(row.Number("r"), row.Number("angle_deg") * Math.PI / 180, row.Number("f"));
            SphericalHeadTests.AssertClose(row.Complex(), pressure, $"{row}");
        }
    }

    [Fact]
    public void ManyGeometries_AreNotRememberedForEver_AndGiveTheSameLines()
    {
        CapOnSphere first = new(0.09, 0.2);
        (double Distance, Complex Strength)[] line = first.EquivalentLine(1000);
        for (int n = 0; n < 40000; n++) new CapOnSphere(0.01 + 1e-7 * n, 0.2).EquivalentLine(100);
        Assert.InRange(CapOnSphere.LinesKept, 1, 33000);
        Assert.Equal(line, first.EquivalentLine(1000));
    }

    [Fact]
    public void EquivalentLine_RadiatesAsTheCap_In40Digits()
    {
        foreach (var row in GoldenFile.Rows("cap_pattern.json"))
        {
            double frequency = row.Number("f"), angle = row.Number("angle_deg") * Math.PI / 180;
            CapOnSphere cap = new(0.09, Math.Asin(row.Number("cap_radius") / 0.09));
            Monopole[] line = Array.ConvertAll(cap.EquivalentLine(frequency), point => new Monopole(new(point.Distance, 0, 0), point.Strength));
            Complex pressure = new DriverField(frequency, default, line).PressureAt(row.Number("r") * Position.Direction(angle));
            double tolerance = frequency <= 8000 ? 1e-6 : 1e-4; // the line's strengths grow with frequency, and round-off with them
            Assert.True((row.Complex() - pressure).Magnitude < tolerance * row.Complex().Magnitude, $"{row}: {pressure}");
        }
    }

    [Fact]
    public void WholeSphere_IsAPulsatingSphere()
    {
        double k = Air.WaveNumber(1500), radius = 0.09, r = 0.7;
        Complex pulsating = Complex.FromPolarCoordinates(1 / r, -k * (r - radius)) / new Complex(1, k * radius);
        SphericalHeadTests.AssertClose(pulsating, new CapOnSphere(radius, Math.PI).Pressure(r, 1.1, 1500), "pulsating sphere");
    }

    [Fact]
    public void BaffleStep_GoesFromZeroToSixDecibels()
    {
        CapOnSphere cap = new(0.0875, Math.Asin(0.025 / 0.0875));
        double OnAxis(double frequency) => 20 * Math.Log10(cap.Pressure(20, 0, frequency).Magnitude * 20);
        Assert.Equal(0, OnAxis(20), 0.1);
        Assert.Equal(5.1, OnAxis(2000), 0.3);
        Assert.Equal(5.7, OnAxis(4000), 0.3);
    }

    [Fact]
    public void TinyCap_IsReciprocalTo_APlaneWaveOnTheSphere()
    {
        foreach (double angle in new[] { 0, 0.6, 1.7, 2.9 })
        {
            Complex cap = new CapOnSphere(0.0875, 0.002).Pressure(2000, angle, 1000);
            Complex wave = new SphericalHead().PlaneWave(angle, 1000);
            Assert.Equal(wave.Magnitude, cap.Magnitude * 2000, 1e-3);
        }
    }
}
