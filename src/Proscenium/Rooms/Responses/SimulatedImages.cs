using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>The images of a room as a simulation wants them: its own up to the time it is mixed or to the end, then random ones.</summary>
static class SimulatedImages
{
    const double RoundOff = 1e-6; // metres

    /// <summary>Passes them on.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">In the room, metres.</param>
    /// <param name="receiver">In the room, metres.</param>
    /// <param name="metres">The longest way.</param>
    /// <param name="how">The simulation.</param>
    /// <param name="part">Which share of them.</param>
    /// <param name="parts">Number of shares.</param>
    /// <param name="sink">Takes the images.</param>
    public static void Visit<TSink>(Room room, Position source, Position receiver, double metres, RoomSimulation how, int part, int parts, ref TSink sink)
        where TSink : struct, IImageSink
    {
        double direct = (receiver - source).Length + RoundOff; // which no random image stands for or comes before
        double mixed = how.HasTail(room) ? Math.Min(metres, Math.Max(direct, Air.SpeedOfSound * RoomSimulation.MixingSeconds(room))) : metres;
        if (how.JitterMetres == 0)
        {
            room.Visit(source, receiver, mixed, part, parts, ref sink);
        }
        else
        {
            Jittered<TSink> jittered = new(sink, how.JitterMetres, how.Seed);
            room.Visit(source, receiver, mixed, part, parts, ref jittered);
            sink = jittered.Sink;
        }
        if (part == 0 && mixed < metres) room.VisitTail(mixed, metres, new Random(how.Seed), ref sink);
    }
}
