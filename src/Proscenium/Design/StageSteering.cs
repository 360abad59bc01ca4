using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// Steers all inputs of a stage to a head: cancels the crosstalk down to the target, makes virtual loudspeakers in front and at the places of the surrounds, and beams the centre forward.
/// Where the virtual loudspeakers stand, as the head sees it, is the same wherever the head is.
/// </summary>
sealed class StageSteering
{
    readonly DesignRequest _request;
    readonly FilterWindow _window;
    readonly (string Left, string Right, VirtualPair? Pair)[] _pairs;

    /// <summary>Puts up the virtual loudspeakers.</summary>
    /// <param name="request">Device, limits and layout.</param>
    /// <param name="target">Those in front.</param>
    /// <param name="grid">Frequencies.</param>
    public StageSteering(DesignRequest request, TargetResponse target, FrequencyGrid grid)
    {
        (_request, _window) = (request, new(request.FilterTaps, grid));
        _pairs = [(ChannelNames.Left, ChannelNames.Right, request.AngleDegrees is null ? null : target.Front),
            .. request.Layout.Surrounds.Select(pair => (pair.Left, pair.Right, (VirtualPair?)new VirtualPair(request.Head, pair.AngleDegrees, grid)))];
    }

    /// <summary>Steers to the head in some poses.</summary>
    /// <param name="poses">The poses; the first one's ipsilateral ears keep their sound exactly.</param>
    /// <param name="ears">Plant at the ears in these poses.</param>
    /// <param name="target">What a flat loudspeaker would send to the first pose.</param>
    /// <param name="untreated">The untreated device for that target, sides x bins x drivers.</param>
    /// <param name="centre">The first pose as the receiver of the centre; null for a canceller alone.</param>
    /// <param name="cancel">Ends the work between two pairs.</param>
    public SteeredStage To(IReadOnlyList<WeightedPose> poses, TransferMatrix ears, TargetResponse target, Complex[][][] untreated, CentreAim? centre, CancellationToken cancel)
    {
        DesignRequest here = _request with { Poses = poses };
        SteeredInput[] Steered((string Left, string Right, VirtualPair? Pair) pair)
        {
            cancel.ThrowIfCancellationRequested();
            CrosstalkCanceller canceller = new(here, ears, target, pair.Pair, untreated);
            return [new(pair.Left, canceller.For(Side.Left, _window), Side.Left, pair.Pair), new(pair.Right, canceller.For(Side.Right, _window), Side.Right, pair.Pair)];
        }

        SteeredInput[][] pairs = Array.ConvertAll(_pairs, Steered);
        cancel.ThrowIfCancellationRequested();
        return new(pairs, centre is null ? null : new(ChannelNames.Centre, new CentreBeam(_request.Device, _request.Distance, centre, _request.GainLimit, _request.BoostLimitPower).Weights()));
    }
}
