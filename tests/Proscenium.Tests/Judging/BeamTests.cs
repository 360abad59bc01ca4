using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Judging.FreeField;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Judging;

public class BeamTests
{
    /// <summary>Echo-studio's mids with a full-range driver to the front.</summary>
    static readonly Device _frontDevice = Designs.EchoStudio with
    {
        Name = "front",
        Drivers = [.. Designs.EchoStudio.Drivers.Where(driver => driver.Kind == DriverKind.Mid), new Driver("front", DriverKind.Fullrange, 0, 0, 0.09, 0, 0, 0.05, 100, 18000)],
    };

    static readonly BeamPattern _beam = new(new MeasuredPlan(Designs.Echo.Plan), 2, Designs.EchoStudio, 2);
    static readonly Lazy<BeamPattern> _front = new(() => Of(_frontDevice)), _soundbar = new(() => Of(DeviceFile.Open("soundbar-8"))), _laptop = new(() => Of(DeviceFile.Open("laptop")));

    [Fact]
    public void Centre_IsAtLeast15DecibelsQuieter_AtTheSides_From350To3000Hz() =>
        Assert.True(_beam.MinFrontToSideDb(350, 3000) >= 15, $"{_beam.MinFrontToSideDb(350, 3000):0.0} dB");

    [Fact]
    public void FrontLobe_HasNoNull()
    {
        Assert.True(_beam.LowestInFrontLobeDb(350, 2000) >= -5.3, $"{_beam.LowestInFrontLobeDb(350, 2000):0.00} dB"); // cos^2 of three mids: -6 dB at 45 degrees
        Assert.True(_beam.LowestInFrontLobeDb(2000, 3000) >= -3.5, $"{_beam.LowestInFrontLobeDb(2000, 3000):0.00} dB");
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ALineOfDrivers_HasNoNull_Within45Degrees_From300To6000Hz()
    {
        Assert.True(_soundbar.Value.LowestInFrontLobeDb(300, 6000) >= -6, $"{_soundbar.Value.LowestInFrontLobeDb(300, 6000):0.00} dB");
        Assert.True(_soundbar.Value.MinFrontToSideDb(350, 1100) >= 14.5, $"{_soundbar.Value.MinFrontToSideDb(350, 1100):0.0} dB"); // with nulls at the sides as long as its drivers are near enough
    }

    /// <summary>Two equal sources cancel where cos(k d sin(azimuth) / 2) = 0.</summary>
    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData(1500)]
    [InlineData(2000)]
    [InlineData(2500)]
    public void TwoDriversThatPlayAlike_CancelWhereTheirWaysDifferByHalfAWavelength(double frequency)
    {
        BeamPattern laptop = _laptop.Value;
        double wanted = Math.Asin(343 / (2 * frequency * 0.2)) * 180 / Math.PI;
        double found = BeamPattern.AzimuthsDegrees.Where(azimuth => azimuth is >= 0 and <= 90).MinBy(azimuth => laptop.At(azimuth)[laptop.Grid.Bin(frequency)]);
        Assert.Equal(wanted, found, 5.0); // the steps of the circle
        Assert.True(laptop.At(found)[laptop.Grid.Bin(frequency)] < -12);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("echo-studio")]
    [InlineData("soundbar-8")]
    [InlineData("laptop")]
    [InlineData("phone")]
    public void CentreAndSides_AddUpInPower_ForUnrelatedSignals(string device)
    {
        double farthest = Of(DeviceFile.Open(device)).WithSidesDb;
        Assert.True(farthest is >= -2 and <= 2.2, $"{farthest:0.00} dB"); // what the upmix leaves in left and right is a little like the centre
    }

    [Fact]
    public void Directivity_IsWorthTheNulls()
    {
        double octaves = new[] { 250.0, 500, 1000, 2000 }.Average(low => _beam.DirectivityIndexDb(low, 2 * low));
        Assert.True(octaves >= 2.6, $"{octaves:0.00} dB");
        Assert.True(_beam.DirectivityCostDb(250, 600) <= 1, $"{_beam.DirectivityCostDb(250, 600):0.0} dB");
        Assert.True(new MeasuredPlan(Designs.Echo.Plan).LargestEffort(2).Decibels <= 12.5 + 5.2); // a phantom centre is that much louder than one loudspeaker
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AFullRangeFrontDriver_GivesAWideLobe_AndDirectivity()
    {
        double octaves = new[] { 250.0, 500, 1000, 2000 }.Average(low => _front.Value.DirectivityIndexDb(low, 2 * low));
        Assert.True(octaves >= 4.3, $"{octaves:0.00} dB");
        Assert.True(_front.Value.LowestInFrontLobeDb(350, 3000) >= -3.5, $"{_front.Value.LowestInFrontLobeDb(350, 3000):0.00} dB");
        Assert.True(_front.Value.MinFrontToSideDb(350, 3000) >= 14.9, $"{_front.Value.MinFrontToSideDb(350, 3000):0.0} dB");
    }

    [Fact]
    public void Beam_IsTheSame_ToTheLeftAndToTheRight()
    {
        for (int bin = _beam.Grid.Bin(300); bin < _beam.Grid.Bin(3000); bin += 7)
            Assert.Equal(_beam.At(30)[bin], _beam.At(-30)[bin], 0.1);
    }

    [Fact]
    public void AStatedLobe_IsFollowed()
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        double Level(BeamShape shape, double azimuth)
        {
            TransferMatrix circle = Plant.OnCircle(_frontDevice, 2, [0, azimuth * Math.PI / 180], grid);
            TransferMatrix ears = Plant.AtEars(_frontDevice, 2, new SphericalHead(), [HeadPose.Seat], grid);
            CentreAim aim = new(_frontDevice, 2, new SphericalHead(), HeadPose.Seat, new DesignRequest { Device = _frontDevice }.TargetResponse(ears), grid);
            var weights = new CentreBeam(_frontDevice, 2, aim, new GainLimit(12), 8, shape).Weights().Weights[grid.Bin(800)];
            return 10 * Math.Log10(NullSteering.Power(circle.Row(1, grid.Bin(800)), weights) / NullSteering.Power(circle.Row(0, grid.Bin(800)), weights));
        }
        BeamShape narrow = BeamShape.Wide.WithLobe([(-45, -9), (-30, -4), (0, 0), (30, -4), (45, -9)]) with { LobeWeight = 400, DiffuseWeight = 0 };
        Assert.InRange(Level(BeamShape.Wide with { LobeWeight = 400, DiffuseWeight = 0 }, 45) - Level(narrow, 45), 2, 20);
    }

    [Fact]
    public void AMonopole_HasNoDirectivity()
    {
        Device monopole = Plants.PlantTests.Pair(1e-6, 2);
        MeasuredPlan measured = new(Proscenium.Filters.ReferenceDriverPlan.Of(Designs.Canceller.Plan with { Drivers = ["left", "right"], Upmix = null }, monopole));
        BeamPattern pattern = new(measured, 0, monopole, 2);
        Assert.Equal(0, pattern.DirectivityIndexDb(300, 5000), 0.01);
        Assert.Equal(0, pattern.FrontToSideDb(pattern.Grid.Bin(1000)), 0.01);
    }

    static BeamPattern Of(Device device)
    {
        DesignRequest request = new() { Device = device };
        return new(new MeasuredPlan(SpatialDesigner.Design(request).Plan), 2, device, request.Distance);
    }
}
