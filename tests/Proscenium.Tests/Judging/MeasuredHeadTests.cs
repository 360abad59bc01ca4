using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;

namespace Proscenium.Tests.Judging;

/// <summary>The product's figures: designed on a sphere, run by the renderer, heard by the measured KEMAR head.</summary>
[Trait(Traits.Needs, Traits.Data)]
public class MeasuredHeadTests
{
    static readonly Lazy<MeasuredHead> _kemar = new(() => SofaFile.Open(RecordedData.Kemar()));

    [Fact]
    public void OneSeat_OnKemar_CancelsAtLeast15AndAHalfDecibels_And12FiveCentimetresAside()
    {
        FreeFieldAnalysis heard = Hear(Designs.Canceller, null);
        Assert.True(heard.SeatSeparationDb >= 15.5, $"{heard.SeatSeparationDb:0.0} dB");
        Assert.True(heard.OffAxis5CmSeparationDb >= 12, $"{heard.OffAxis5CmSeparationDb:0.0} dB");
        Assert.InRange(heard.UntreatedSeparationDb, 1.0, 1.6);
    }

    [Fact]
    public void Robust_OnKemar_CancelsAtLeast21AndAHalfDecibels_And13AndAHalfFiveCentimetresAside()
    {
        FreeFieldAnalysis heard = Hear(Designs.Robust, null);
        Assert.True(heard.SeatSeparationDb >= 21.5, $"{heard.SeatSeparationDb:0.0} dB");
        Assert.True(heard.OffAxis5CmSeparationDb >= 13.5, $"{heard.OffAxis5CmSeparationDb:0.0} dB");
    }

    [Fact]
    public void VirtualLoudspeakers_OnKemar_AreNear_TrueOnesAt30Degrees()
    {
        FreeFieldAnalysis heard = Hear(Designs.EchoDirect, 30);
        Assert.True(heard.Image!.Value.LevelErrorDb <= 3.2, $"{heard.Image.Value.LevelErrorDb:0.0} dB");
        Assert.True(heard.Image.Value.TimeErrorSeconds <= 32e-6, $"{heard.Image.Value.TimeErrorSeconds * 1e6:0} us");
        Assert.InRange(heard.UntreatedImage!.Value.LevelErrorDb, 5, 7);
        Assert.InRange(heard.UntreatedImage.Value.TimeErrorSeconds, 250e-6, 330e-6);
    }

    [Fact]
    public void DesignedOnKemar_KemarHears_WhatTheSphereHearsOfItsOwnDesign()
    {
        SpatialDesign own = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, Head = _kemar.Value, AngleDegrees = null });
        FreeFieldAnalysis heard = Hear(own, null);
        FreeFieldAnalysis sphere = FreeFieldAnalysis.Measure(Designs.Canceller.Plan, ReferenceDriverPlan.Of(Designs.Canceller.Plan, Designs.EchoStudio), Designs.EchoStudio, 2, new SphericalHead(), null);
        Assert.True(heard.SeatSeparationDb > sphere.SeatSeparationDb - 1.5, $"{heard.SeatSeparationDb:0.0} dB on KEMAR, {sphere.SeatSeparationDb:0.0} dB on the sphere");
    }

    [Fact]
    public void CentrePath_AndSides_ArriveTogether()
    {
        SpatialDesign design = Designs.Echo;
        FreeFieldAnalysis onSphere = FreeFieldAnalysis.Measure(design.Plan, ReferenceDriverPlan.Of(design.Plan, Designs.EchoStudio), Designs.EchoStudio, 2, new SphericalHead(), 30);
        Assert.True(Math.Abs(onSphere.Alignment!.Value.DelaySeconds) <= 10e-6, $"{onSphere.Alignment}");
        Assert.True(Math.Abs(Hear(design, 30).Alignment!.Value.DelaySeconds) <= 10e-6);
    }

    static FreeFieldAnalysis Hear(SpatialDesign design, double? angle) =>
        FreeFieldAnalysis.Measure(design.Plan, ReferenceDriverPlan.Of(design.Plan, Designs.EchoStudio), Designs.EchoStudio, design.Request.Distance, _kemar.Value, angle);
}
