using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Tests.Acoustics;

public class SplitSpectrumTests
{
    [Fact]
    public void Arithmetic_IsThatOfComplexNumbers_AtEveryLength()
    {
        Random random = new(1);
        for (int bins = 0; bins <= 40; bins++)
        {
            Complex[] a = Values(bins, random), b = Values(bins, random), c = Values(bins, random);
            SplitSpectrum first = new(a), second = new(b), product = new(bins), sum = new(c), between = new(bins);
            product.SetProduct(first, second);
            sum.AddProduct(first, second);
            between.SetBetween(first, second, 0.3f);
            AssertSame([.. a.Zip(b, (x, y) => x * y)], product);
            AssertSame([.. a.Zip(b, (x, y) => x * y).Zip(c, (xy, z) => xy + z)], sum);
            AssertSame([.. a.Zip(b, (x, y) => 0.7 * x + 0.3 * y)], between);
            AssertSame(a, first); // what is read stays as it is
            AssertSame(b, second);
            sum.Clear();
            AssertSame(new Complex[bins], sum);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(513)]
    [InlineData(4097)]
    public void PhaseRamp_IsThatOfPolarCoordinates_Within1e5(int bins)
    {
        foreach (double step in (double[])[0, 1e-3, -0.37, Math.PI / 2, -Math.PI, 3.9, -250.3]) // up to 250 samples over a bin: many turns from one to the next
        {
            SplitSpectrum ramp = new(Values(bins, new(2)));
            PhaseRamp.Fill(ramp, step);
            AssertSame([.. Enumerable.Range(0, bins).Select(bin => Complex.FromPolarCoordinates(1, bin * step))], ramp, 1e-5);
        }
    }

    static Complex[] Values(int bins, Random random) => [.. Enumerable.Range(0, bins).Select(_ => new Complex(2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1))];

    /// <summary>Up to the rounding of single precision.</summary>
    static void AssertSame(Complex[] expected, SplitSpectrum actual, double tolerance = 5e-7)
    {
        for (int bin = 0; bin < expected.Length; bin++)
            Assert.True((expected[bin] - new Complex(actual.Re[bin], actual.Im[bin])).Magnitude < tolerance, $"bin {bin} of {expected.Length}: {actual.Re[bin]}, {actual.Im[bin]} instead of {expected[bin]}");
    }
}
