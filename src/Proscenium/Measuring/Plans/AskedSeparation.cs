using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Measuring.Plans;

/// <summary>The separation that a plan was designed for: its target for excess crosstalk, beside what its virtual loudspeakers send to the other ear.</summary>
static class AskedSeparation
{
    /// <summary>By band, a mean of both sides, dB.</summary>
    public static double[] Of(SpatialDesign design, IReadOnlyList<Band> bands)
    {
        DesignRequest request = design.Request;
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        VirtualPair? virtualPair = request.AngleDegrees is null ? null : request.TargetResponse(Plant.AtEars(request.Device, request.Distance, request.Head, [request.Place], grid)).Front;
        double[][] sides = [.. new[] { Side.Left, Side.Right }.Select(side =>
        {
            double[] target = design.Asked.ByBin(side == Side.Left ? ChannelNames.Left : ChannelNames.Right, grid);
            return bands.Select(band => -Band.Decibels(band.Mean(grid, bin => Math.Pow(10, -target[bin] / 10) + (virtualPair is null ? 0 : Power(virtualPair, side, bin))))).ToArray();
        })];
        return [.. sides[0].Zip(sides[1], (left, right) => (left + right) / 2)];
    }

    static double Power(VirtualPair pair, Side side, int bin) => Math.Pow(pair.ContralateralRatio(side, bin).Magnitude, 2);
}
