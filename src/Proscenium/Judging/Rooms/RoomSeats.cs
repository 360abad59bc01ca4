using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.Rooms;

/// <summary>Heads at places of a room. What reaches them takes much memory, so it is worked out when it is asked for and not kept.</summary>
sealed class RoomSeats
{
    readonly RoomSetup _setup;
    readonly IReadOnlyList<(Position Place, double Azimuth)> _heads;
    readonly TransferMatrix _direct;

    internal RoomSeats(RoomSetup setup, IReadOnlyList<(Position Place, double Azimuth)> heads, TransferMatrix direct) => (_setup, _heads, _direct) = (setup, heads, direct);

    /// <summary>How many there are.</summary>
    public int Count => _heads.Count;

    /// <summary>How drivers reach the ears at one of them; may be asked for on several threads.</summary>
    public RoomPlant this[int seat] => new(_setup, _heads[seat].Place, _direct, seat, _setup.Reflections(_heads[seat].Place, _heads[seat].Azimuth));
}
