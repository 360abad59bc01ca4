using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class CurveTests
{
    [Fact]
    public void FlatTarget_HoldsItsFigure_AndFallsToNothing_WithinAnOctave()
    {
        PowerRatioCurve curve = PowerRatioCurve.Flat(20);
        Assert.Equal((0, 0), (curve.At(125), curve.At(20000)));
        Assert.All([250.0, 1000, 10000], f => Assert.Equal(20, curve.At(f), 1e-12));
        Assert.Equal(10, curve.At(250 / Math.Sqrt(2)), 1e-9); // half way on a log scale
        for (double f = 130; f < 250; f *= 1.01) Assert.True(curve.At(f) < curve.At(f * 1.01));
    }

    [Fact]
    public void Points_AreJoined_OverLogFrequency()
    {
        PowerRatioCurve curve = PowerRatioCurve.Through([(100, 0), (400, 10), (800, 4)]);
        Assert.Equal(0, curve.At(20));
        Assert.Equal(5, curve.At(200), 1e-12);
        Assert.Equal(10, curve.At(400), 1e-12);
        Assert.Equal(4, curve.At(20000));
    }

    [Fact]
    public void WrongCurves_AreRefused()
    {
        Assert.Throws<SettingException>(() => PowerRatioCurve.Flat(61));
        Assert.Throws<SettingException>(() => PowerRatioCurve.Flat(double.NaN));
        Assert.Throws<SettingException>(() => PowerRatioCurve.Through([]));
        Assert.Throws<SettingException>(() => PowerRatioCurve.Through([(200, 1), (100, 2)]));
    }

    [Fact]
    public void GainLimit_OpensBetween80And400Hz()
    {
        GainLimit limit = new(12);
        Assert.Equal(1, limit.PowerAt(50), 1e-12);
        Assert.Equal(Math.Pow(10, 1.2), limit.PowerAt(400), 1e-9);
        Assert.InRange(limit.PowerAt(180), 1.5, 10);
    }
}
