using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Tests.Analysis;

/// <summary>Maps of seats; the oracle is the plant at each of them.</summary>
public class SeatMapTests
{
    [Theory]
    [InlineData("laptop")]
    [InlineData("echo-studio")]
    [InlineData("soundbar-8")]
    public void EveryCell_IsTheCancellationThere_WithinATenthOfADecibel(string name)
    {
        Device device = DeviceFile.Open(name);
        PlannedPair planned = PlannedPair.Of(new() { Device = device, AngleDegrees = null });
        SeatArea area = new(-0.3 * device.ListeningDistanceMetres, 0.3 * device.ListeningDistanceMetres, -0.3 * device.ListeningDistanceMetres, 0.2 * device.ListeningDistanceMetres, 13, 9);
        float[] map = new SeatMap(device, device.ListeningDistanceMetres, new SphericalHead(), area, 48000).Of(planned.Weights, (_, _) => 0);
        foreach ((int row, int column) in (ReadOnlySpan<(int, int)>)[(0, 0), (3, 4), (4, 6), (5, 11), (8, 12)])
        {
            TransferMatrix ears = Plant.AtEars(device, device.ListeningDistanceMetres, new SphericalHead(), [new(area.Left(column), 0, area.Forward(row))], planned.Weights.Grid);
            Assert.Equal(FrontPair.Of(planned.Weights, ears, (_, _) => 0).MeanDb, map[row * area.Columns + column], 0.1);
        }
    }

    [Fact]
    public void LaterMaps_AlsoThoseDrawnAtTheSameTime_AreTheFirstOne()
    {
        Device device = DeviceFile.Open("laptop");
        PlannedPair planned = PlannedPair.Of(new() { Device = device, AngleDegrees = null });
        for (int round = 0; round < 5; round++)
        {
            SeatMap map = new(device, device.ListeningDistanceMetres, new SphericalHead(), new(-0.15, 0.15, -0.15, 0.1, 40, 30), 48000);
            float[] first = map.Of(planned.Weights, (_, _) => 0);
            float[][] later = new float[8][];
            Parallel.For(0, later.Length, n => later[n] = map.Of(planned.Weights, (_, _) => 0));
            Assert.All(later, drawn => Assert.Equal(first, drawn));
            Assert.Equal(first, map.Of(planned.Weights, (_, _) => 0));
        }
    }

    [Fact]
    public void TheLeft_IsColumn0_AndTheDevice_IsBeforeTheLastRow()
    {
        SeatArea area = new(-0.5, 0.5, -0.2, 0.4, 11, 7);
        Assert.Equal([0.5, -0.5, -0.2, 0.4], ((double[])[area.Left(0), area.Left(10), area.Forward(0), area.Forward(6)]).Select(metres => Math.Round(metres, 9)));
    }

    [Fact]
    public void PlannedFrequencies_AreTwelveAnOctave_AndMeanTheSameAsThoseOfATransform()
    {
        (FrequencyGrid few, FrequencyGrid many) = (FrequencyGrid.ForPlanning(48000), FrequencyGrid.ForDesign(48000));
        Assert.Equal((50, 100, 104), (few.Frequency(0), few.Frequency(12), few.BinCount));
        Assert.Equal((12, 12, 13, 0), (few.Bin(101), few.FirstBin(100), few.FirstBin(100.1), few.Bin(1)));
        double Slope(FrequencyGrid grid) => Band.ErbWeightedMean(grid, 300, 8000, bin => 10 * Math.Log2(grid.Frequency(bin) / 1000));
        Assert.Equal(Slope(many), Slope(few), 0.3); // a thirtieth of an octave
        double[] flat = [.. Enumerable.Repeat(3.0, few.BinCount)];
        Assert.Equal(flat, ThirdOctave.Smoothed(flat, few));
    }

    [Fact]
    public void WhatIsPlannedAtAFewFrequencies_IsWhatTheDesignPlansThere_WhereFiltersDoNotSmooth()
    {
        SpatialDesign design = Designs.Canceller;
        PlannedPair planned = PlannedPair.Of(design.Request);
        FrequencyGrid grid = planned.Weights.Grid;
        double[] whole = design.Planned.ByBin("left", grid);
        double[] off = [.. Enumerable.Range(grid.Bin(400), grid.Bin(8000) - grid.Bin(400)).Select(bin => Math.Abs(planned.Front[0].Weights.PlannedDb[bin] - whole[bin])).Order()];
        Assert.InRange(off[off.Length / 2], 0, 0.3);
        Assert.InRange(off[(int)(0.9 * off.Length)], 0, 3);
    }
}
