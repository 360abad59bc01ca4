using System.Runtime.Intrinsics;
using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>
/// A rectangular room's late sound as random images with the mean energy that its true ones have in each direction: Lehmann and Johansson, Diffuse
/// reverberation model for efficient image-source simulation, IEEE Trans. Audio Speech Lang. Proc. 18, 2010, here kept apart by direction.
/// </summary>
/// <remarks>
/// An image at distance d in direction (x, y, z) lies behind |x| d / L walls across the x axis, half of them of either kind, and so on: its energy is
/// prod_i (r_i0 r_iL)^(|x_i| d / L_i) / d^2. The decay is slower than Eyring's where sound runs along an axis, and late sound comes from few directions. Each
/// random image is therefore chosen from several by the energy it would have (importance resampling: Talbot, Cline and Egbert, EGSR 2005): none sticks out of the decay.
/// </remarks>
sealed class ShoeboxTail
{
    const int Candidates = 32;

    readonly OctaveValues _x, _y, _z; // how fast pressure falls along the axes, by band
    readonly Position _energy; // how fast energy does, in the mean over bands

    public ShoeboxTail(ShoeboxRoom room)
    {
        Room = room;
        (_x, _y, _z) = (Decay(0, room.Size.X), Decay(2, room.Size.Y), Decay(4, room.Size.Z));
        _energy = new(2 * Mean(_x), 2 * Mean(_y), 2 * Mean(_z));
    }

    ShoeboxRoom Room { get; }

    /// <summary>Passes on random images between two distances.</summary>
    public void Visit<TSink>(double fromMetres, double toMetres, Random random, ref TSink sink)
        where TSink : struct, IImageSink
    {
        foreach (double metres in TailSpacing.Places(fromMetres, toMetres, random))
        {
            (Position direction, double standsFor) = Choose(metres, random);
            OctaveValues decay = Vector512.Exp(-metres * (Math.Abs(direction.X) * _x + Math.Abs(direction.Y) * _y + Math.Abs(direction.Z) * _z));
            Position towards = metres * direction, emitted = new(TailSpacing.Sign(random) * towards.X, TailSpacing.Sign(random) * towards.Y, TailSpacing.Sign(random) * towards.Z);
            sink.Add(towards, emitted, metres, TailSpacing.Sign(random) * Math.Sqrt(standsFor) * TailSpacing.Share(Room, metres) * decay, int.MaxValue);
        }
    }

    /// <summary>A direction among several at random, the likelier the more energy comes from it, and how many of its kind it stands for.</summary>
    (Position Direction, double StandsFor) Choose(double metres, Random random)
    {
        Span<Position> directions = stackalloc Position[Candidates];
        Span<double> energies = stackalloc double[Candidates];
        double sum = 0;
        for (int i = 0; i < Candidates; i++)
        {
            directions[i] = TailSpacing.Direction(random);
            energies[i] = Math.Exp(-metres * (Math.Abs(directions[i].X) * _energy.X + Math.Abs(directions[i].Y) * _energy.Y + Math.Abs(directions[i].Z) * _energy.Z));
            sum += energies[i];
        }
        double left = random.NextDouble() * sum;
        int chosen = 0;
        while (chosen < Candidates - 1 && left >= energies[chosen]) left -= energies[chosen++];
        return (directions[chosen], energies[chosen] > 0 ? sum / Candidates / energies[chosen] : 1);
    }

    OctaveValues Decay(int wall, double length) =>
        Vector512.Min(Vector512.Create(1000.0), Vector512.Log(Room.Surfaces[wall].Reflection * Room.Surfaces[wall + 1].Reflection) * (-0.5 / length));

    static double Mean(OctaveValues values) => Vector512.Sum(values) / OctaveBands.Count;
}
