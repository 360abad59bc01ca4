using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Mathematics;
using Proscenium.Steering;
using Proscenium.Tests.Film;

namespace Proscenium.Tests.Judging;

/// <summary>Voices in the middle against what is panned to a side.</summary>
public class BalanceTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void TheWeighting_Is0691DecibelsAt997Hertz_AsBs1770Says(int rate) => Assert.Equal(0.691, 10 * Math.Log10(KWeighting.Power(997, rate)), 0.02);

    [Fact]
    public void TwoLoudspeakersInOnePlace_AreSixDecibelsLouderThanOne_AndUnrelatedOnesThree()
    {
        Complex[] ear = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => Complex.FromPolarCoordinates(1 + 0.5 * Math.Sin(bin), bin))];
        EarSpectra one = new(ear, ear), twice = new([.. ear.Select(value => 2 * value)], [.. ear.Select(value => 2 * value)]);
        Assert.Equal(6.0206, PinkNoiseLoudness.MonoOverOneSide(one, one, twice, _grid), 1e-3);
        Assert.Equal(6.0206, 20 * Math.Log10(PhantomCentre.Gain(new(new SphericalHead(), 0, _grid), new SphericalHead(), _grid)), 1e-3);
    }

    [Theory]
    [InlineData("echo-studio")]
    [InlineData("laptop")]
    [InlineData("phone")]
    public void AMonoSignal_StandsToOneSide_AsOfTwoLoudspeakers_WithinOneLoudnessUnit(string device)
    {
        SpatialDesign design = device == "echo-studio" ? Designs.Echo : SpatialDesigner.Design(new() { Device = DeviceFile.Open(device) });
        DesignRequest request = design.Request;
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(design.Plan, design.Untreated, request.Device, request.Distance, new SphericalHead(), request.AngleDegrees);
        Assert.Equal(heard.TruePairMonoOverOneSideLu!.Value, heard.MonoOverOneSideLu, 1.0);
        Assert.True(heard.MonoOverOneSideLu > 0);
    }

    [Fact]
    public void ACentreChannelOfItsOwn_IsOneLoudspeaker()
    {
        SpatialDesign film = FilmDesigns.Echo51, stereo = Designs.Echo;
        float Peak(SpatialDesign design) => Enumerable.Range(0, design.Plan.Drivers.Count).Max(driver => design.Plan.Filters[2, driver].ToArray().Max(Math.Abs));
        double gain = PhantomCentre.Gain(new(stereo.Request.Head, 30, _grid), stereo.Request.Head, _grid);
        Assert.InRange(20 * Math.Log10(gain), 3.5, 6);
        Assert.Equal(gain, Peak(stereo) / Peak(film), 0.05);
    }
}
