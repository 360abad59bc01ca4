using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

public class BinomialTestTests
{
    [Theory]
    [InlineData(12, 16, 0.076812744140625)]
    [InlineData(5, 16, 0.210113525390625)]
    [InlineData(8, 16, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(9, 10, 0.021484375)]
    [InlineData(61, 100, 0.035200200217704855)]
    [InlineData(16, 16, 3.0517578125e-05)]
    [InlineData(3, 20, 0.0025768280029296875)]
    public void TwoSided_IsThatOf_ScipysBinomtest(int heads, int tosses, double scipy) =>
        Assert.Equal(1, BinomialTest.TwoSided(heads, tosses) / scipy, 1e-12);

    [Theory]
    [InlineData(12, 16, 0.0384063720703125)]
    [InlineData(14, 16, 0.0020904541015625)]
    [InlineData(8, 16, 0.5981903076171875)]
    [InlineData(0, 5, 1)]
    [InlineData(9, 10, 0.0107421875)]
    [InlineData(61, 100, 0.017600100108852428)]
    [InlineData(16, 16, 1.52587890625e-05)]
    [InlineData(3, 20, 0.9997987747192383)]
    public void OneSided_IsThatOf_ScipysBinomtest_Greater(int heads, int tosses, double scipy) =>
        Assert.Equal(1, BinomialTest.OneSided(heads, tosses) / scipy, 1e-12);

    [Theory]
    [InlineData(0.076812744140625, "0.077")]
    [InlineData(7.6812744140625, "7.7")]
    [InlineData(100, "100")]
    [InlineData(59.8, "60")]
    [InlineData(1, "1.0")]
    [InlineData(0.00999, "0.010")]
    [InlineData(0.0000306, "0.000031")]
    public void Probabilities_AreTold_ToTwoDigits(double value, string told) => Assert.Equal(told, BlindTestResult.TwoDigits(value));
}
