using System.Numerics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>The phantom centre of a pair of loudspeakers, which a centre that is split off a stereo signal takes the place of.</summary>
static class PhantomCentre
{
    /// <summary>How many loudspeakers make it: in a room their reverberation adds up in power.</summary>
    public const int Loudspeakers = 2;

    /// <summary>The power at both ears together of the pair with the same signal on both, over the free field of one loudspeaker at the head's centre.</summary>
    public static double Power(VirtualPair pair, int bin)
    {
        Complex At(Side ear) => pair.Ipsilateral(ear, bin) + pair.ContralateralRatio(ear.Opposite(), bin) * pair.Ipsilateral(ear.Opposite(), bin);
        return At(Side.Left).MagnitudeSquared() + At(Side.Right).MagnitudeSquared();
    }
}
