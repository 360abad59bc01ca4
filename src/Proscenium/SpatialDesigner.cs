using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Filters;

namespace Proscenium;

/// <summary>Designs the processing for a device and a listener.</summary>
public static class SpatialDesigner
{
    /// <summary>
    /// Model how each driver reaches each ear, cancel the crosstalk up to the target gain, virtualise left and right, beam the centre
    /// forward, align both paths, and realise it all as filters.
    /// </summary>
    /// <exception cref="ArgumentException">A wish cannot be fulfilled; the message says which and why.</exception>
    public static SpatialDesign Design(DesignRequest request)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        GainLimit limit = new(request.GainLimitDb);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, request.Poses, grid);

        CrosstalkCanceller canceller = new(request.Device, ears, request.Target, limit);
        SteeredWeights left = canceller.For(Side.Left), right = canceller.For(Side.Right);
        PlanBuilder builder = new(request, canceller, ears);
        if (request.AngleDegrees is not { } angle) return builder.CancellerAlone(left, right);

        Virtualiser virtualiser = new(request.Device, ears, limit, RelativeHrtf.Fit((SphericalHead)request.Head, angle));
        CentreBeam beam = new(request.Device, request.Distance, limit, grid);
        return builder.Stage(left, right, virtualiser.For(Side.Left, left, right), virtualiser.For(Side.Right, right, left), beam);
    }
}
