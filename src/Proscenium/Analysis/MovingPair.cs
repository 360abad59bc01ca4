using System.Collections.Concurrent;
using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Heads;
using Proscenium.Steering;

namespace Proscenium.Analysis;

/// <summary>Virtual loudspeakers that stay on both sides of the device, as real ones do, wherever the head is and looks.</summary>
/// <param name="request">Device, seat and design head.</param>
/// <param name="angleDegrees">How far they are to the sides of the device.</param>
/// <param name="grid">Frequencies of the result.</param>
sealed class MovingPair(DesignRequest request, double angleDegrees, FrequencyGrid grid)
{
    const double MostDegrees = 170;

    readonly ConcurrentDictionary<int, VirtualPair> _pairs = []; // by whole degrees to the side

    /// <summary>What the contralateral ear hears of the loudspeaker on a side over what the ipsilateral one does.</summary>
    public Func<int, Complex> ContralateralRatio(Side side, HeadPose pose)
    {
        double device = PlacePose.DeviceDegrees(request.Distance, pose.Left, pose.Forward) - pose.YawDegrees, degrees = angleDegrees + (side == Side.Left ? device : -device);
        VirtualPair pair = _pairs.GetOrAdd((int)Math.Round(Math.Clamp(degrees, 0, MostDegrees)), whole => new(request.Head, whole, grid));
        return bin => pair.ContralateralRatio(side, bin);
    }
}
