using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Judging;

/// <summary>What a canceller costs in a room: the direct-to-reverberant ratio that it loses against untreated.</summary>
public class RoomCostTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly Band[] _octaves = [.. Band.Octaves(250, 500, 1000, 2000, 4000)];

    static readonly RoomSetup _stand = new(RoomFile.Open("living-room"), Designs.EchoStudio, new SphericalHead(), _grid, new() { LateTail = false, Seconds = 0.05 });
    static readonly Lazy<RoomPlant> _seat = new(() => _stand.At([HeadPose.Seat])[0]);
    static readonly Lazy<(int Bin, Complex[] Direct, Complex[] Reflected)[]> _exact = new(Exact);

    [Fact]
    public void Untreated_RatioOfTheNearEar_IsThatOfAPlainImageSum_WithinHalfADecibel()
    {
        RenderPlan plan = ReferenceDriverPlan.Of(Designs.Canceller.Plan, Designs.EchoStudio);
        foreach (Band octave in _octaves) Assert.Equal(ByImages(new(plan), octave), ByRig(new(plan), octave), 0.5);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    public void Canceller_CostsWhatAPlainImageSumSays_WithinHalfADecibel(double gainLimit)
    {
        RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = Designs.EchoStudio, AngleDegrees = null, GainLimit = new(gainLimit) }).Plan;
        MeasuredPlan treated = new(plan), untreated = new(ReferenceDriverPlan.Of(plan, Designs.EchoStudio));
        foreach (Band octave in _octaves)
        {
            double exact = ByImages(untreated, octave) - ByImages(treated, octave), cost = ByRig(untreated, octave) - ByRig(treated, octave);
            Assert.Equal(exact, cost, 0.5);
        }
    }

    static double ByRig(MeasuredPlan measured, Band octave) => new DirectToReverberant(new RoomMeasurement(measured, _stand).Hear(0, _seat.Value)).Db(Side.Left, octave);

    static double ByImages(MeasuredPlan measured, Band octave)
    {
        (double direct, double reflected) = (0, 0);
        foreach ((int bin, Complex[] near, Complex[] far) in _exact.Value)
        {
            if (_grid.Frequency(bin) is var f && (f < octave.LowHz || f >= octave.HighHz)) continue;
            direct += Played(near, bin).MagnitudeSquared();
            reflected += Played(far, bin).MagnitudeSquared();
        }
        return 10 * Math.Log10(direct / reflected);

        Complex Played(Complex[] drivers, int bin) => drivers.Select((pressure, driver) => pressure * measured.Driver(0, driver)[bin]).Aggregate((a, b) => a + b);
    }

    /// <summary>What the image sum says of every driver, often enough for a response of 50 ms: every 12 Hz, and every 23 Hz where an octave is wide.</summary>
    static (int, Complex[], Complex[])[] Exact()
    {
        MirroredDevice oracle = new(_stand, HeadPose.Seat);
        int[] bins = [.. Enumerable.Range(0, _grid.BinCount).Where(bin => _grid.Frequency(bin) is > 170 and < 5700 and var f && bin % (f < 1420 ? 2 : 4) == 0)];
        return [.. bins.AsParallel().Select(bin => (bin, oracle.Direct(Side.Left, _grid.Frequency(bin)), oracle.Reflected(Side.Left, _grid.Frequency(bin))))];
    }
}
