using System.Numerics;
using Proscenium.Filters;
using Proscenium.Tests.Acoustics;
using Proscenium.Tests.Golden;

namespace Proscenium.Tests.Filters;

public class RelativeTransferTests
{
    [Theory]
    [InlineData("T10", 10)]
    [InlineData("T20", 20)]
    public void TwoDrivers_Match_TheGoldenWeights(string key, double targetDb)
    {
        foreach (var row in GoldenFile.Rows("ctc_two_driver.json"))
        {
            var plant = row.GetProperty("H");
            (Complex ipsilateral, Complex contralateral) = (plant[0][0].Complex(), plant[0][1].Complex());
            (Complex otherIpsilateral, Complex otherContralateral) = (plant[1][0].Complex(), plant[1][1].Complex());
            RelativeTransfer found = RelativeTransfer.Cancel(ipsilateral, contralateral, otherIpsilateral, otherContralateral, Math.Pow(10, targetDb / 10));
            var golden = row.GetProperty(key);
            Assert.Equal(golden.Number("gamma"), found.Share, 1e-9);
            SphericalHeadTests.AssertClose(golden.GetProperty("rtf").Complex(), found.ContralateralRatio, $"rtf at {row.Number("f")} Hz");
            SphericalHeadTests.AssertClose(golden.GetProperty("wL").Complex(), found.Near, $"near weight at {row.Number("f")} Hz");
            Assert.Equal(golden.Number("level_restoring_gain_db"), 20 * Math.Log10(found.Near.Magnitude), 1e-8);
            double ratio = (ipsilateral * found.Near + contralateral * found.Far).Magnitude / (otherIpsilateral * found.Near + otherContralateral * found.Far).Magnitude;
            Assert.Equal(targetDb, 20 * Math.Log10(ratio), 1e-9);
        }
    }

    [Fact]
    public void SymmetricPair_Matches_LuoAndKim()
    {
        // RTF = (V - T) / (1 - V T): V the wanted ratio of the ears' pressures with the natural phase turned, T the natural one
        Complex natural = Complex.FromPolarCoordinates(0.9, -0.4);
        RelativeTransfer found = RelativeTransfer.Cancel(1, natural, natural, 1, targetRatio: 100);
        Complex atServed = found.Near + natural * found.Far, atOther = natural * found.Near + found.Far, ratio = atOther / atServed;
        Assert.Equal(0.1, ratio.Magnitude, 1e-12);
        SphericalHeadTests.AssertClose((ratio - natural) / (1 - ratio * natural), found.ContralateralRatio, "RTF");
        SphericalHeadTests.AssertClose(Complex.One, atServed, "the served ear keeps its level");
    }

    [Fact]
    public void WhatIsGoodEnough_IsLeftAlone()
    {
        RelativeTransfer found = RelativeTransfer.Cancel(1, 0.1, 0.1, 1, targetRatio: 50);
        Assert.Equal((0, Complex.One), (found.Share, found.Near));
        Assert.Equal(0, found.Far.Magnitude);
        Assert.Throws<ArgumentOutOfRangeException>(() => RelativeTransfer.Cancel(1, 0.1, 0.1, 1, 0));
    }
}
