using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Mixes;
using Proscenium.Mixes.Stage;
using Proscenium.Steering;

namespace Proscenium.Tests.Judging;

/// <summary>Music on a device, held against a pair of real loudspeakers; all devices and pieces: tests/Proscenium.Benchmarks/stage.sh.</summary>
public class StageOnMusicTests
{
    [Fact]
    public void TheBalanceOfStems_ThroughUnrelatedLoudspeakers_IsTheRatioOfTheirPowers()
    {
        float[] centre = Synthetic.Noise(4 * Mix.SampleRate, 1), side = [.. Synthetic.Noise(4 * Mix.SampleRate, 2).Select(sample => 0.5f * sample)];
        double heard = StemBalance.CentreOverRestLu(Mix.Of("noise", centre, side, new float[side.Length]), InputPowers.Each(2, (a, b, _) => a == b ? 1 : 0), null);
        Assert.Equal(10 * Math.Log10(2 / 0.25), heard, 0.1); // two loudspeakers play the centre, one the side, half as strong
    }

    [Fact]
    public void ThroughTheUpmix_AndAStageThatGivesTheMixBack_TheBalanceIsThatOfTheMix()
    {
        float[] centre = Synthetic.Noise(2 * Mix.SampleRate, 1), side = Synthetic.Noise(2 * Mix.SampleRate, 2);
        Mix mix = Mix.Of("noise", centre, side, new float[side.Length]);
        double[][] ears = [[1, 0], [0, 1], [1, 1]]; // each input at the left and the right ear
        InputPowers Stage(int inputs) => InputPowers.Each(inputs, (a, b, _) => ears[a][0] * ears[b][0] + ears[a][1] * ears[b][1]);
        Assert.Equal(StemBalance.CentreOverRestLu(mix, Stage(2), null), StemBalance.CentreOverRestLu(mix, Stage(3), UpmixMode.Music), 0.02);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    [Trait(Traits.Category, Traits.Slow)]
    public void ASinger_OverGuitarAndDrums_OnALaptopInABedroom_IsAsLoudAsWithRealLoudspeakers()
    {
        Mix opera = Recorded("d1_opera_guitar_tabla");
        StageInRoom stage = StageInRoom.Of(Laptop(Tone.Room), RoomFile.Open("bedroom"), Kemar()); // a sphere has no pinna, which the design counts on
        Assert.Equal(StemBalance.CentreOverRestLu(opera, stage.TruePair, null), StemBalance.CentreOverRestLu(opera, stage.Plan, stage.Upmix), 1.5);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    [Trait(Traits.Category, Traits.Slow)]
    public void MusicThroughTheMonitor_WithToneDirect_HasTheSpectrumOfARealPair_WithinThreeDecibels()
    {
        double[] over = MonitorTone.Of(RecordedData.Path("real_stereo/r1_feelings_sectoid.flac"), Laptop(Tone.Direct), Kemar());
        Assert.InRange(over.Max(Math.Abs), 0.1, 3);
    }

    [Theory]
    [InlineData("living-room", 1.0, 1.35)]
    [InlineData("bedroom", 1.2, 1.65)]
    [InlineData("studio", 0.9, 1.3)]
    public void TheDecayOfImageSources_IsEyringsOrLonger_ByAsMuchAsSaid(string room, double least, double most)
    {
        (double Least, double Most) over = SimulatedDecay.OverEyring(RoomFile.Open(room))!.Value;
        Assert.InRange(over.Least, least - 0.15, over.Most);
        Assert.InRange(over.Most, over.Least, most);
    }

    [Fact]
    public void TheDecayOfARoomWithoutWalls_CannotBeRead() => Assert.Null(SimulatedDecay.OverEyring(RoomFile.Open("anechoic")));

    [Trait(Traits.Needs, Traits.Data)]
    static MeasuredHead Kemar() => SofaFile.Open(RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa"));

    static SpatialDesign Laptop(Tone tone) => SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("laptop"), SampleRate = Mix.SampleRate, Tone = tone });

    [Trait(Traits.Needs, Traits.Data)]
    static Mix Recorded(string name)
    {
        float[][] channels = Mix.Read(RecordedData.Path($"mixes/{name}/mix.flac"));
        return new(name, channels[0], channels[1], Mix.Read(RecordedData.Path($"mixes/{name}/centre.flac"))[0]);
    }
}
