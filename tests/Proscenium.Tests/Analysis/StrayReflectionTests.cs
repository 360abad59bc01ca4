using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Plants;
using Proscenium.Rooms;
using Proscenium.Steering;

namespace Proscenium.Tests.Analysis;

/// <summary>Designs that send little to the walls whose reflections pull left and right away from their places.</summary>
public class StrayReflectionTests
{
    const string OneWall = """
        { "name": "one wall", "shape": "shoebox", "sizeMetres": [5, 6, 3],
          "surfaces": { "walls": 1, "y0": 0.36, "floor": 1, "ceiling": 1 },
          "device": { "position": [0.5, 2, 1.2], "facingDegrees": 0 }, "listener": { "position": [2.5, 2, 1.2] } }
        """;

    static readonly DesignRequest _plain = new() { Device = Designs.EchoStudio };

    [Fact]
    public void OneWall_AtTheListenersLeft_GivesTheDirectionAndTheWeightsOfItsImageSource()
    {
        RoomSetup setup = RoomSetup.ForListening(RoomFile.Parse(OneWall, "one wall"), Designs.EchoStudio, new SphericalHead(), 48000);
        SparedDirection spared = Assert.Single(StrayReflections.Of(setup, 30));
        double way = Math.Sqrt(2 * 2 + 4 * 4), lateral = 4 / way, level = 0.8 * 2 / way, delay = (way - 2) / Air.SpeedOfSound; // the listener faces -x, so that y = 0 is at its left
        double WeightFor(double place) => 10 * level * level * Math.Pow(10, -delay / 0.005) * Math.Pow(lateral - place, 2);
        Assert.Equal(Math.Atan2(4, 2) * 180 / Math.PI, spared.AzimuthDegrees, 0.01);
        Assert.Equal(0, spared.ElevationDegrees, 0.01);
        Assert.Equal(WeightFor(0.5), spared.LeftWeight, 1e-4);
        Assert.Equal(WeightFor(-0.5), spared.RightWeight, 1e-4);
    }

    [Fact]
    public void ASparedDirection_GetsLess_AndTheEarTheSameAsAFlatLoudspeakerGivesIt()
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], grid), wall = Plant.OnCircle(Designs.EchoStudio, 2, [60 * Math.PI / 180], grid);
        TargetResponse target = _plain.TargetResponse(ears);
        SteeredWeights Of(Side side, params SparedDirection[] spared) =>
            new CrosstalkCanceller(_plain with { SparedDirections = spared }, ears, target, target.Front).For(side, new(512, grid));
        SparedDirection leftWall = new(60, 0, 0, 10);
        SteeredWeights plain = Of(Side.Right), sparing = Of(Side.Right, leftWall), left = Of(Side.Left), leftToo = Of(Side.Left, leftWall);
        foreach (double hertz in (double[])[1000, 1400, 2000, 3000])
        {
            int bin = grid.Bin(hertz);
            double less = 10 * Math.Log10(NullSteering.Power(wall.Row(0, bin), plain.Weights[bin]) / NullSteering.Power(wall.Row(0, bin), sparing.Weights[bin]));
            Assert.True(less > 6, $"{less:0.0} dB less at {hertz} Hz");
            Complex heard = NullSteering.Response(ears.Row(TransferMatrix.Ear(0, Side.Right), bin), sparing.Weights[bin]), wanted = target[bin] * target.Front.Ipsilateral(Side.Right, bin);
            Assert.True((heard - wanted).Magnitude < 1e-6 * wanted.Magnitude, $"{hertz} Hz");
            Assert.Equal(left.Weights[bin], leftToo.Weights[bin]); // its weight is 0
        }
        int low = grid.Bin(400);
        for (int n = 0; n < plain.Weights[low].Length; n++) Assert.True((plain.Weights[low][n] - sparing.Weights[low][n]).Magnitude < 1e-3, $"driver {n}"); // no rows below 500 Hz
    }

    [Fact]
    public void SparedDirections_AreKeptInThePlan()
    {
        using TemporaryFolder folder = new();
        SparedDirection[] spared = [new(52, -27.5, 0.25, 3), new(180, 0, 1e-3, 1e-3)];
        PlanFile.Write(SpatialDesigner.Design(_plain with { SparedDirections = spared }), folder["plan"]);
        Assert.Equal(spared, PlanFile.Read(folder["plan"]).Request.SparedDirections);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void InTheCorner_TheFarthestSide_IsHeardThreeDegreesNearer_ByBothModels_AndTheOtherStays()
    {
        Room room = RoomFile.Open("l-shaped");
        BudgetChoice choice = BudgetChoice.For(_plain with { DistanceMetres = RoomSetup.DistanceIn(room), Tone = Tone.Room.In(CriticalDistances.Of(room)) }, room, cancel: TestContext.Current.CancellationToken);
        Assert.False(choice.Holds);
        Assert.Same(choice.Sparing, choice.Chosen);
        BudgetCandidate plain = Assert.Single(choice.Candidates, candidate => candidate.BudgetDb == choice.Chosen.BudgetDb);
        (RoomImpression before, RoomImpression after) = (plain.Impression, choice.Chosen.Impression);
        Assert.True(after.RightHeard.Onset.AzimuthDegrees < before.RightHeard.Onset.AzimuthDegrees - 3);
        Assert.True(after.RightHeard.OnsetByConsistency.AzimuthDegrees < before.RightHeard.OnsetByConsistency.AzimuthDegrees - 3);
        Assert.Equal(before.LeftHeard.Onset.AzimuthDegrees, after.LeftHeard.Onset.AzimuthDegrees, 2.0);
        Assert.InRange(choice.Chosen.LargestCostDb - plain.LargestCostDb, -2, 0.5);
    }
}
