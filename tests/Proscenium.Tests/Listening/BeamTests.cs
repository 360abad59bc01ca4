using Proscenium.Acoustics;
using Proscenium.Listening;

namespace Proscenium.Tests.Listening;

public class BeamTests
{
    static readonly BeamPattern _beam = new(new EarRig(Designs.Echo.Plan), 2, Designs.EchoStudio, 2);

    [Fact]
    public void Centre_IsAtLeast15DecibelsQuieter_AtTheSides_From350To3000Hz() =>
        Assert.True(_beam.LeastFrontToSideDb(350, 3000) >= 15, $"{_beam.LeastFrontToSideDb(350, 3000):0.0} dB");

    [Fact]
    public void FrontLobe_HasNoNull() =>
        Assert.True(_beam.LowestInFrontLobeDb(350, 3000) >= -5.5, $"{_beam.LowestInFrontLobeDb(350, 3000):0.00} dB");

    [Fact]
    public void Beam_IsTheSame_ToTheLeftAndToTheRight()
    {
        for (int bin = _beam.Grid.Bin(300); bin < _beam.Grid.Bin(3000); bin += 7)
            Assert.Equal(_beam.At(30)[bin], _beam.At(-30)[bin], 0.1);
    }

    [Fact]
    public void AMonopole_HasNoDirectivity()
    {
        Device monopole = Acoustics.PlantTests.Pair(1e-6, 2);
        EarRig rig = new(Proscenium.Filters.UntreatedPlan.Of(Designs.Canceller.Plan with { Drivers = ["left", "right"], Upmix = null }, monopole));
        BeamPattern pattern = new(rig, 0, monopole, 2);
        Assert.Equal(0, pattern.DirectivityIndexDb(300, 5000), 0.01);
        Assert.Equal(0, pattern.FrontToSideDb(pattern.Grid.Bin(1000)), 0.01);
    }
}
