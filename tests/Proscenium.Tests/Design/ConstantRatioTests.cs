using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

/// <summary>Several bright and several dark rows: four caps on a sphere, accepting the front and rejecting the sides (Luo 2024).</summary>
public class ConstantRatioTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly double[] _accepted = [.. Enumerable.Range(-9, 19).Select(i => 5.0 * i)], _rejected = [.. Enumerable.Range(12, 13).SelectMany(i => new[] { 5.0 * i, -5.0 * i })];
    static readonly TransferMatrix _circle = Plant.OnCircle(FourCaps(), 2, [0, .. _accepted.Concat(_rejected).Select(a => a * Math.PI / 180)], _grid);

    [Theory]
    [InlineData(300, 6)]
    [InlineData(300, 10)]
    [InlineData(500, 6)]
    [InlineData(500, 10)]
    [InlineData(500, 15)]
    [InlineData(300, 15)]
    [InlineData(2000, 6)]
    [InlineData(2000, 10)]
    [InlineData(2000, 15)]
    [InlineData(4000, 6)]
    [InlineData(4000, 10)]
    public void FrontToSideRatio_IsMet_ToAHundredthOfADecibel(double frequency, double askedDb) => Assert.Equal(askedDb, Solve(frequency, askedDb), 0.01);

    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    public void WhatIsBetterByNature_IsKept(double askedDb) => Assert.Equal(13.2, Solve(1000, askedDb), 0.05);

    static double Solve(double frequency, double askedDb)
    {
        int bin = _grid.Bin(frequency);
        Complex[] Row(int point) => _circle.Row(point, bin).ToArray();
        SteeringProblem problem = new()
        {
            Aim = Row(0),
            Wanted = Row(0)[0],
            Bright = [.. Enumerable.Range(1, _accepted.Length).Select(Row)],
            Dark = [.. Enumerable.Range(1 + _accepted.Length, _rejected.Length).Select(Row)],
            DarkWeights = [.. _rejected.Select(_ => 1.0 / _rejected.Length)],
            Effort = [1, 1, 1, 1],
            AskedRatio = Math.Pow(10, askedDb / 10),
            EffortLimit = 1e6,
        };
        SteeringSolution found = NullSteering.Solve(problem);
        Assert.True((NullSteering.Response(problem.Aim, found.Weights) - problem.Wanted).Magnitude < 1e-9 * problem.Wanted.Magnitude);
        double bright = problem.Bright.Average(row => NullSteering.Power(row, found.Weights)), dark = problem.Dark.Average(row => NullSteering.Power(row, found.Weights));
        Assert.Equal(10 * Math.Log10(bright / dark), 10 * Math.Log10(found.PowerRatio), 1e-9);
        return 10 * Math.Log10(found.PowerRatio);
    }

    static Device FourCaps()
    {
        Driver Cap(string name, double left, double up, double front, double azimuth, double elevation, double diameter) => new(name, DriverKind.Fullrange, left, up, front, azimuth, elevation, diameter, 100, 20000);
        return new("four caps", "", 0.09, [Cap("left", 0.09, 0, 0, 90, 0, 0.05), Cap("right", -0.09, 0, 0, -90, 0, 0.05), Cap("up", 0, 0.09, 0, 0, 90, 0.05), Cap("front", 0, 0, 0.09, 0, 0, 0.025)], 2);
    }
}
