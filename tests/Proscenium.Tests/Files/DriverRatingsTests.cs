using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Files;

public class DriverRatingsTests
{
    const string Sheet = """{"fullScaleDb": 96, "peakDb": -2, "excursion": {"millimetres": 1.5, "areaSquareCentimetres": 13, "resonanceHz": 180, "quality": 0.8}, "power": {"watts": 3, "fullScaleWatts": 10, "seconds": 5}}""";

    [Fact]
    public void ADataSheet_BecomesLevels_OfTheSamplesThatADriverIsFed()
    {
        DriverLimits limits = Laptop(Sheet).Limits[0];
        const double pressure = 1.2 * 13e-4 * 1.5e-3 / (2 * Math.PI); // x w^2: of the peak, on a baffle, at 1 m, per w^2
        double wanted = 20 * Math.Log10(pressure * Math.Pow(2 * Math.PI * 180, 2) / Math.Sqrt(2) / 2e-5) - 96;
        Assert.Equal(wanted, limits.ExcursionDb!.Value, 1e-6);
        Assert.Equal((-2, 180, 0.8, 5), (limits.PeakDb, limits.ResonanceHz, limits.Quality, limits.PowerSeconds));
        Assert.Equal(-5.2288, limits.PowerDb!.Value, 1e-3);
    }

    [Fact]
    public void Limits_AreInThePlan_AndReadByTheEngine()
    {
        using TemporaryFolder folder = new();
        SpatialDesign written = SpatialDesigner.Design(new() { Device = Laptop(Sheet) });
        PlanFile.Write(written, folder["plan"]);
        Assert.Equal(written.Plan.DriverLimits, RenderPlanFile.Read(folder["plan"]).DriverLimits);
        SpatialDesign read = PlanFile.Read(folder["plan"]);
        Assert.Equal(written.Request.Device.Drivers[0].Ratings, read.Request.Device.Drivers[0].Ratings);
        Assert.Equal(written.Plan.DriverLimits, read.Untreated.DriverLimits);
    }

    [Theory]
    [InlineData("""{"excursion": {"millimetres": 1, "areaSquareCentimetres": 5, "resonanceHz": 100}}""", "needs 'fullScaleDb'")]
    [InlineData("""{"excursion": {"resonanceHz": 100}}""", "either 'levelDb' or 'millimetres'")]
    [InlineData("""{"power": {"levelDb": -3, "watts": 4}}""", "either 'levelDb' or 'watts'")]
    [InlineData("""{"peakDb": 3}""", "peakDb")]
    [InlineData("""{"fullScaleDb": 150, "excursion": {"millimetres": 0.01, "areaSquareCentimetres": 0.01, "resonanceHz": 5}}""", "look at 'fullScaleDb'")]
    [InlineData("""{"maxPeakDb": -3}""", "maxPeakDb")]
    public void LimitsThatSayTooLittle_AreRefused(string limits, string fault) =>
        Assert.Contains(fault, Assert.Throws<FileFormatException>(() => Laptop(limits)).Message);

    [Fact]
    public void IdealDriversOfDifferentSensitivity_AreNoted() =>
        Assert.Contains(Laptop("""{"fullScaleDb": 90}""", """{"fullScaleDb": 93}""").Notes, note => note.Contains("3.0 dB apart"));

    [Fact]
    public void TheHighestLevel_BelowTheResonance_IsThatOfTheDiaphragmsMotion()
    {
        Device device = Laptop("""{"fullScaleDb": 96, "excursion": {"millimetres": 1.5, "areaSquareCentimetres": 13, "resonanceHz": 180, "quality": 0.8}}""") with { Drivers = [.. Laptop(Sheet).Drivers.Take(1).Select(driver => driver with { Left = 0, Ratings = driver.Ratings! with { PeakDb = 0, Power = null } })] };
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        Complex[,][] alone = { { [.. Enumerable.Repeat(Complex.One, grid.BinCount)] } };
        HighestLevel highest = new(new(device, 1, new SphericalHead(0.05, 90), grid), ceilingDb: 0);
        foreach (int bin in (int[])[3, 5])
        {
            double w = 2 * Math.PI * grid.Frequency(bin), pressure = 1.2 * 13e-4 * w * w * 1.5e-3 / (4 * Math.PI); // in free air
            Assert.True(highest.IsSoundPressure);
            Assert.Equal(20 * Math.Log10(pressure / Math.Sqrt(2) / 2e-5), highest.At(new MeasuredPlan(grid, alone), [0], bin), 0.3);
        }
    }

    static Device Laptop(params string[] limits)
    {
        JsonNode device = JsonNode.Parse(DeviceFile.BuiltInText("laptop"))!;
        for (int driver = 0; driver < 2; driver++) device["drivers"]![driver]!["limits"] = JsonNode.Parse(limits[driver % limits.Length]);
        return DeviceFile.Parse(device.ToJsonString(), "own.device.json");
    }
}
