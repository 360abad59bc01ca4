using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>What the drivers send in the directions to be spared, as rows whose powers count like effort (docs/decisions/opposite-wall.md).</summary>
sealed class SparedRows
{
    /// <summary>From 500 Hz, in full from 1 kHz: a small device has no power to spare for it below.</summary>
    const double FromHz = 500, WholeFromHz = 1000;

    readonly IReadOnlyList<SparedDirection> _directions;
    readonly TransferMatrix _plant;
    readonly TargetResponse _target;

    /// <summary>Prepares the rows of a device.</summary>
    /// <param name="request">Device, distance and directions, at least one.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="grid">Frequencies.</param>
    public SparedRows(DesignRequest request, TargetResponse target, FrequencyGrid grid)
    {
        (_directions, _target) = (request.SparedDirections, target);
        _plant = Plant.AtPoints(request.Device, [.. _directions.Select(direction => request.Distance * Position.Direction(direction.AzimuthDegrees * Math.PI / 180, direction.ElevationDegrees * Math.PI / 180))], grid);
    }

    /// <summary>The rows of one side at a bin; none below 500 Hz.</summary>
    public Complex[][] Of(Side side, int bin)
    {
        double share = LogRamp.Rise(_plant.Grid.FrequencyAboveZero(bin), FromHz, WholeFromHz) / _target[bin].MagnitudeSquared();
        if (share == 0) return [];
        return [.. _directions.Select((direction, n) =>
        {
            double scale = Math.Sqrt(share * (side == Side.Left ? direction.LeftWeight : direction.RightWeight));
            return Array.ConvertAll(_plant.Row(n, bin).ToArray(), value => scale * value);
        })];
    }
}
