using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>Random images that stand for a room's many late ones: few enough to be cheap, more than an ear tells apart.</summary>
static class TailSpacing
{
    /// <summary>From here on a decay of noise sounds smooth (Rubak and Johansen, AES 106, 1999, found 2000 to 4000 a second).</summary>
    const double PerSecond = 2000;

    const double Step = Air.SpeedOfSound / PerSecond;

    /// <summary>Distances, one at random within each step.</summary>
    public static IEnumerable<double> Places(double fromMetres, double toMetres, Random random)
    {
        for (double metres = fromMetres; metres < toMetres; metres += Step)
        {
            double place = metres + Step * random.NextDouble();
            if (place < toMetres) yield return place;
        }
    }

    /// <summary>What a random image counts, in pressure: it stands for 4 pi d^2 / V true ones a metre.</summary>
    public static double Share(Room room, double metres) => metres * Math.Sqrt(4 * Math.PI * Step / room.Volume);

    /// <summary>Any direction, all alike.</summary>
    public static Position Direction(Random random) => Position.Direction(2 * Math.PI * random.NextDouble(), Math.Asin(2 * random.NextDouble() - 1));

    /// <summary>+1 or -1.</summary>
    public static double Sign(Random random) => random.Next(2) * 2 - 1;
}
