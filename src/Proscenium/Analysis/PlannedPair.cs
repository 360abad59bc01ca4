using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Analysis;

/// <summary>What a design plans for left and right in front, at twelve frequencies in each octave and without any filters: a first look while something is still being moved.</summary>
/// <param name="Front">Left and right.</param>
/// <param name="Weights">Their weights as a plan without filters would run.</param>
sealed record PlannedPair(SteeredInput[] Front, MeasuredPlan Weights)
{
    /// <summary>Plans.</summary>
    /// <exception cref="SettingException">A setting of the request is out of its range.</exception>
    public static PlannedPair Of(DesignRequest request)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForPlanning(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [.. request.Poses.Select(pose => pose.Pose)], grid);
        TargetResponse target = request.TargetResponse(ears);
        VirtualPair? pair = request.AngleDegrees is null ? null : target.Front;
        CrosstalkCanceller canceller = new(request, ears, target, pair);
        SteeredInput[] front = [new(ChannelNames.Left, canceller.WithoutFilters(Side.Left), Side.Left, pair), new(ChannelNames.Right, canceller.WithoutFilters(Side.Right), Side.Right, pair)];
        var drivers = new Complex[2, request.Device.Drivers.Count][];
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < drivers.GetLength(1); driver++) drivers[input, driver] = Array.ConvertAll(front[input].Weights.Weights, weights => weights[driver]);
        return new(front, new(grid, drivers));
    }
}
