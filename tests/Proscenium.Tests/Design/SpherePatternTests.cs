using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class SpherePatternTests
{
    [Fact]
    public void Harmonics_AreOrthonormal_ByQuadrature()
    {
        const int degree = 4, rings = 60, perRing = 24;
        int count = (degree + 1) * (degree + 1);
        double[,] products = new double[count, count];
        for (int ring = 0; ring < rings; ring++)
        {
            double z = -1 + 2 * (ring + 0.5) / rings;
            for (int i = 0; i < perRing; i++)
            {
                double[] values = SphericalHarmonics.At(Position.Direction(2 * Math.PI * i / perRing, Math.Asin(z)), degree);
                for (int a = 0; a < count; a++)
                    for (int b = 0; b < count; b++) products[a, b] += values[a] * values[b] * 4 * Math.PI / (rings * perRing);
            }
        }
        for (int a = 0; a < count; a++)
            for (int b = 0; b < count; b++) Assert.Equal(a == b ? 1 : 0, products[a, b], 0.01);
    }

    [Fact]
    public void Harmonics_FulfilTheAdditionTheorem_ToTenDigits()
    {
        (Position a, Position b) = (Position.Direction(0.7, 0.3), Position.Direction(-1.9, -0.6));
        double[] first = SphericalHarmonics.At(a, 12), second = SphericalHarmonics.At(b, 12);
        Legendre legendre = new(a.Dot(b));
        for (int n = 0, k = 0; n <= 12; n++, legendre.Next())
        {
            double sum = 0;
            for (int m = -n; m <= n; m++, k++) sum += first[k] * second[k];
            Assert.Equal((2 * n + 1) / (4 * Math.PI) * legendre.Value, sum, 1e-10);
        }
    }

    [Fact]
    public void Kernel_IsTheSumOf_ItsSpectrum()
    {
        SphereKernel kernel = new(0.8);
        double[] spectrum = kernel.Spectrum(30);
        for (double angle = 0; angle <= Math.PI; angle += 0.3)
        {
            double sum = 0;
            Legendre legendre = new(Math.Cos(angle));
            for (int n = 0; n <= 30; n++, legendre.Next()) sum += spectrum[n] * (2 * n + 1) / (4 * Math.PI) * legendre.Value;
            Assert.Equal(kernel.At(Math.Cos(angle)), sum, 1e-6);
        }
    }

    [Fact]
    public void Pattern_TakesItsValues_AndIsSmoothBetween()
    {
        SpherePattern pattern = SpherePattern.Through([(0, 0, 1), (45, 0, 0.7), (-45, 0, 0.7), (90, 0, 0), (-90, 0, 0), (180, 0, 0.2)], new(1), degree: 20);
        Assert.Equal(1, pattern.Magnitude(0), 0.01);
        Assert.Equal(0.7, pattern.Magnitude(45), 0.01);
        Assert.Equal(0, pattern.Magnitude(90), 0.01);
        Assert.InRange(pattern.Magnitude(22), 0.7, 1.05);
        for (int azimuth = -180; azimuth <= 180; azimuth += 7)
            Assert.Equal(pattern.Magnitude(azimuth, 20), pattern.Magnitude(-azimuth, 20), 1e-9); // as symmetric as what was stated
    }

    [Fact]
    public void WrongPatterns_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => SpherePattern.Through([], new(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpherePattern.Through([(0, 0, 1)], new(1), degree: 41));
    }
}
