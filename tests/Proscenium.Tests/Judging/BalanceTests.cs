using System.Collections.Concurrent;
using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Steering;

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
    public void LoudspeakersInOnePlace_AddUpAsTheirSignalsDo()
    {
        Complex[] ear = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => Complex.FromPolarCoordinates(1 + 0.5 * Math.Sin(bin), bin))];
        StageBalance balance = StageBalance.Of(TestProgrammes.OfStereo(48000), CrossPower.AtEars([new(ear, ear), new(ear, ear)], _grid));
        Assert.Equal(6.0206, balance.MiddleLu, 1e-3);
        Assert.Equal(20 * Math.Log10(0.939 + 0.344), balance.HalfWayLu, 1e-3);
        Assert.Equal(3.0103, balance.UnrelatedLu, 0.1);
    }

    [Fact]
    public void LoudspeakersWhoseReverberationIsUnrelated_AddUpInPower()
    {
        StageBalance balance = StageBalance.Of(TestProgrammes.OfStereo(48000), CrossPower.Unrelated(2, _grid));
        Assert.Equal(3.0103, balance.MiddleLu, 1e-3);
        Assert.Equal(0, balance.HalfWayLu, 1e-2);
    }

    [Fact]
    public void ThroughTheUpmix_TheSumOfThePaths_IsTheStereoSignal()
    {
        Complex[] ear = [.. Enumerable.Range(0, _grid.BinCount).Select(_ => Complex.One)], both = Array.ConvertAll(ear, value => 2 * value);
        StageBalance through = StageBalance.Of(TestProgrammes.Of(UpmixMode.Music, false, 48000), CrossPower.AtEars([new(ear, ear), new(ear, ear), new(both, both)], _grid));
        Assert.Equal(6.0206, through.MiddleLu, 0.05); // left + centre and right + centre are the input again
        Assert.Equal(20 * Math.Log10(0.939 + 0.344), through.HalfWayLu, 0.05);
        Assert.Equal(3.0103, through.UnrelatedLu, 0.15);
    }

    [Theory]
    [InlineData("echo-studio")]
    [InlineData("laptop")]
    [InlineData("soundbar-8")]
    [InlineData("phone")]
    public void WithToneDirect_AMonoSignal_StandsToOneSide_AsOfTwoLoudspeakersInFreeField_WithinOneLoudnessUnit(string device)
    {
        FreeFieldAnalysis heard = Heard(Toned(device, Tone.Direct), new SphericalHead());
        Assert.Equal(heard.Balances.TruePair!.Value.MiddleLu, heard.Balance.MiddleLu, 1.0);
        Assert.True(heard.Balance.MiddleLu > 0);
    }

    [Theory]
    [InlineData("echo-studio", 3.5)] // a dipole's reverberation and a beam's have nothing in common: what the two share of a sound half-way adds up in power only
    [InlineData("laptop", 1.5)]
    [InlineData("soundbar-8", 1.5)]
    [InlineData("phone", 1.5)]
    public void AtDefaults_TheStageStandsToOneSide_AsOfTwoLoudspeakersInALivingRoom(string device, double halfWayLu)
    {
        FreeFieldAnalysis heard = Heard(Toned(device, Tone.Room), new SphericalHead());
        (StageBalance plan, StageBalance pair) = (heard.RoomBalance, heard.RoomBalances.TruePair!.Value);
        Assert.Equal(pair.MiddleLu, plan.MiddleLu, 1.0);
        Assert.Equal(pair.HalfWayLu, plan.HalfWayLu, halfWayLu);
        Assert.Equal(pair.UnrelatedLu, plan.UnrelatedLu, 1.5);
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("echo-studio", 8)]
    [InlineData("laptop", 4)]
    [InlineData("soundbar-8", 8)]
    [InlineData("phone", 4)]
    public void AtDefaults_TheToneInALivingRoom_IsATrueLoudspeakers_WithinTheBars(string device, double directDb)
    {
        FreeFieldAnalysis heard = Heard(Toned(device, Tone.Room), SofaFile.Open(RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa")));
        Assert.InRange(heard.LeftInRoom.SpreadDb, 0, 4.5);
        Assert.InRange(heard.LeftInRoom.DirectSpreadDb, 0, directDb);
        Assert.InRange(heard.CentreInRoom.SpreadDb, 0, 3);
    }

    [Fact]
    public void ACentreChannelOfItsOwn_IsOneLoudspeaker_ASplitOffOneAPhantom()
    {
        DesignRequest request = Toned("echo-studio", Tone.Direct).Request;
        SpatialDesign film = SpatialDesigner.Design(request with { Layout = ChannelLayout.Named("5.1") }), stereo = Toned("echo-studio", Tone.Direct);
        float Peak(SpatialDesign design) => Enumerable.Range(0, design.Plan.Drivers.Count).Max(driver => design.Plan.Filters[2, driver].ToArray().Max(Math.Abs));
        Assert.InRange(20 * Math.Log10(Peak(stereo) / Peak(film)), 3.5, 6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void ARoomBudget_IsKept_AndMadeUseOf(double decibels)
    {
        SpatialDesign limited = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, RoomBudget = new(decibels) });
        IReadOnlyList<double> cost = Heard(limited, new SphericalHead()).RoomPowerDb;
        Assert.All(cost, octave => Assert.InRange(octave, -3, decibels + 0.7));
        Assert.Contains(cost, octave => octave > decibels - 1);
        Assert.Contains(limited.Warnings, warning => warning.Contains("the room budget"));
    }

    [Fact]
    public void WithoutABudget_TheCostIsHigher() =>
        Assert.Contains(Heard(Toned("echo-studio", Tone.Direct), new SphericalHead()).RoomPowerDb, octave => octave > 12);

    [Fact]
    public void AHouseCurve_LiesOnTopOfTheTone()
    {
        SpatialDesign plain = Toned("laptop", Tone.Room), bass = SpatialDesigner.Design(plain.Request with { Tone = Tone.Through([(200, 3), (2000, 0)]) });
        IReadOnlyList<(Band Band, double Decibels)> before = Heard(plain, new SphericalHead()).Ipsilateral.Bands, after = Heard(bass, new SphericalHead()).Ipsilateral.Bands;
        Assert.All(before.Zip(after), both => Assert.Equal(both.First.Band.Centre switch { < 200 => 3, > 2000 => 0, var f => 3 * Math.Log(2000 / f) / Math.Log(10) }, both.Second.Decibels - both.First.Decibels, 0.35));
    }

    static readonly ConcurrentDictionary<(string, Tone), SpatialDesign> _designs = [];

    static SpatialDesign Toned(string device, Tone tone) => _designs.GetOrAdd((device, tone), _ => SpatialDesigner.Design(new() { Device = DeviceFile.Open(device), Tone = tone }));

    static FreeFieldAnalysis Heard(SpatialDesign design, Head head) =>
        FreeFieldAnalysis.Measure(design.Plan, design.Untreated, design.Request.Device, design.Request.Distance, head, design.Request.AngleDegrees);
}
