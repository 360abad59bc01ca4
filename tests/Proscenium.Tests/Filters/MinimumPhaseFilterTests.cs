using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Filters;

namespace Proscenium.Tests.Filters;

public class MinimumPhaseFilterTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void OnePole_ComesBack_FromItsLevelsAlone()
    {
        const double pole = 0.8;
        Complex Response(int bin) => 1 / (1 - pole * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin / _grid.FftLength));
        double[] filter = MinimumPhaseFilter.Of([.. Enumerable.Range(0, _grid.BinCount).Select(bin => Response(bin).Magnitude)], _grid, 200);
        for (int n = 0; n < 60; n++) Assert.Equal(Math.Pow(pole, n), filter[n], 1e-9);
    }

    [Fact]
    public void Levels_AreKept_Within02Decibels_AndNothingComesLater_ThanItMust()
    {
        double[] levels = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => Math.Pow(10, 8 / 20.0 * Math.Exp(-Math.Pow(Math.Log2((_grid.Frequency(bin) + 1) / 600), 2))))];
        double[] filter = MinimumPhaseFilter.Of(levels, _grid, 256);
        Complex[] response = Spectra.Of(filter, _grid);
        for (int bin = _grid.Bin(100); bin < _grid.BinCount; bin += 31) Assert.Equal(20 * Math.Log10(levels[bin]), 20 * Math.Log10(response[bin].Magnitude), 0.2);
        Assert.True(filter.Take(64).Sum(tap => tap * tap) > 0.97 * filter.Sum(tap => tap * tap));
    }
}
