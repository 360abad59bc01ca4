using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Tests.Design;

/// <summary>A driver that is not like its fellow on the other side.</summary>
public class SideDifferenceTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly Device _laptop = DeviceFile.Open("laptop");

    [Theory]
    [InlineData(1, 0, null)]
    [InlineData(0.9, 20e-6, null)]
    [InlineData(0.5, 0, "driver 'right' is 6.0 dB softer at the listener relative to 'left'")]
    [InlineData(-1, 0, "driver 'right' is reversed at")]
    [InlineData(1, 1e-3, "driver 'right' is 1.00 ms later at")]
    [InlineData(-2, -0.5e-3, "driver 'right' is 6.0 dB louder and 0.50 ms earlier and reversed at")]
    public void ADriver_IsNamed_ByWhatWasDoneToIt(double gain, double seconds, string? sentence)
    {
        TransferMatrix good = Plant.AtEars(_laptop, 0.6, new SphericalHead(), [HeadPose.Seat], _grid), changed = new(good.Points, good.Drivers, _grid);
        for (int bin = 0; bin < _grid.BinCount; bin++)
            for (int point = 0; point < good.Points; point++)
                for (int driver = 0; driver < good.Drivers; driver++)
                    changed[point, driver, bin] = good[point, driver, bin] * (driver == 1 ? gain * Complex.FromPolarCoordinates(1, -2 * Math.PI * _grid.Frequency(bin) * seconds) : 1);
        string[] said = [.. SideDifferences.Describe(_laptop, changed)];
        if (sentence is null) Assert.Empty(said);
        else Assert.StartsWith(sentence, Assert.Single(said));
    }

    [Theory]
    [InlineData("echo-studio")]
    [InlineData("soundbar-8")]
    [InlineData("phone")]
    [InlineData("stereo-60")]
    public void BuiltInDevices_AreAlikeOnBothSides(string name)
    {
        Device device = DeviceFile.Open(name);
        Assert.Empty(SideDifferences.Describe(device, Plant.AtEars(device, device.ListeningDistanceMetres, new SphericalHead(), [HeadPose.Seat], _grid)));
    }
}
