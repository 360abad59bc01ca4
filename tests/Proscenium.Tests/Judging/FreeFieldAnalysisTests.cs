using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Judging;

public class FreeFieldAnalysisTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void ATruePair_IsItsOwnImage_AtTheSeat()
    {
        Device pair = DeviceFile.Open("stereo-60");
        MeasuredPlan plain = new(ReferenceDriverPlan.Of(Designs.Canceller.Plan with { Drivers = [.. pair.Drivers.Select(driver => driver.Name)] }, pair));
        FreeFieldAnalysis heard = FreeFieldAnalysis.Measure(plain, plain, new FreeFieldSetup(pair, pair.ListeningDistanceMetres, new SphericalHead(), _grid), 30);
        Assert.Equal(0, heard.Image!.Value.LevelErrorDb, 0.2);
        Assert.Equal(0, heard.Image.Value.TimeErrorSeconds * 1e6, 1.0);
        Assert.Equal(0, heard.Image.Value.TimeErrorFrom200HzSeconds * 1e6, 1.0);
        Assert.Equal(0, heard.Ipsilateral.LargestDb, 0.2);
        Assert.InRange(heard.PhantomCentre.LargestDb, 3, 8); // two sources comb at each ear, one in front does not
        Assert.All(heard.ImageBands!, band => Assert.Equal(band.TrueDb, band.HeardDb, 0.6));
        Assert.All(heard.MaxGain, gain => Assert.Equal(0, gain.Decibels, 1e-9));
    }

    [Fact]
    public void LeftAndRight_MirrorEachOther_FromPoseToPose()
    {
        FreeFieldAnalysis heard = OnSphere();
        (PoseSpectra left, PoseSpectra right) = (heard.Poses[1], heard.Poses[2]);
        Assert.Equal(left.LeftDb, right.RightDb, 0.05);
        Assert.Equal(left.RightDb, right.LeftDb, 0.05);
        Assert.Equal(heard.Poses.Min(pose => Math.Min(pose.LeftDb, pose.RightDb)), heard.WorstSideSeparationDb);
        Assert.True(heard.WorstSideSeparationDb <= heard.WorstPoseSeparationDb);
    }

    [Fact]
    public void ThePoses_AreCalledByWhatTheyAre() => Assert.Equal(
        ["seat", "5 cm to the left", "5 cm to the right", "10 cm to the left", "10 cm to the right", "20 cm nearer", "20 cm farther", "turned 10 degrees to the left", "turned 10 degrees to the right"],
        OnSphere().Poses.Select(pose => pose.Name));

    static FreeFieldAnalysis OnSphere() => _onSphere.Value;

    static readonly Lazy<FreeFieldAnalysis> _onSphere = new(() =>
        FreeFieldAnalysis.Measure(new MeasuredPlan(Designs.Canceller.Plan), new MeasuredPlan(ReferenceDriverPlan.Of(Designs.Canceller.Plan, Designs.EchoStudio)), new FreeFieldSetup(Designs.EchoStudio, 2, new SphericalHead(), _grid), null));
}
