using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>
/// Impulse responses of a room from a source to a microphone: pressure relative to a free monopole at 1 m, so that the direct sound of an omnidirectional source
/// is 1/d at d metres; time zero is when the source sounds.
/// </summary>
static class RoomImpulse
{
    /// <summary>About a minute's work.</summary>
    const double MaxImages = 3e9;

    /// <summary>From an omnidirectional source.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">In the room, metres from its origin.</param>
    /// <param name="receiver">In the room, metres from its origin.</param>
    /// <param name="how">Rate, length, tail.</param>
    /// <exception cref="SettingException">A point is not in the room, or a setting out of its range.</exception>
    public static double[] Between(Room room, Position source, Position receiver, RoomSimulation how) => Between(room, source, receiver, how, default(Omnidirectional));

    /// <summary>From a source with a pattern, in the room's axes.</summary>
    /// <inheritdoc cref="Between(Room, Position, Position, RoomSimulation)"/>
    public static double[] Between(Room room, Position source, Position receiver, RoomSimulation how, HarmonicPattern pattern) => Between<HarmonicPattern>(room, source, receiver, how, pattern);

    static double[] Between<TPattern>(Room room, Position source, Position receiver, RoomSimulation how, TPattern pattern)
        where TPattern : struct, ISourcePattern
    {
        ResponseFrame frame = new(room, source, receiver, how);
        frame.RequireAtMost(MaxImages);
        return frame.HasOneBand ? Sum<TPattern, SingleBandSum>(frame, source, receiver, pattern) : Sum<TPattern, OctaveSum>(frame, source, receiver, pattern);
    }

    static double[] Sum<TPattern, TSum>(ResponseFrame frame, Position source, Position receiver, TPattern pattern)
        where TPattern : struct, ISourcePattern
        where TSum : struct, IArrivalSum<TSum>
    {
        TSum[] shares = new TSum[frame.Room.Shares(Math.Max(1, frame.How.MaxThreads))];
        Parallel.For(0, shares.Length, part =>
        {
            Sink<TPattern, TSum> sink = new(TSum.Silence(frame), pattern);
            SimulatedImages.Visit(frame.Room, source, receiver, frame.Metres, frame.How, part, shares.Length, ref sink);
            shares[part] = sink.Sum;
        });
        foreach (TSum share in shares.AsSpan(1)) shares[0].Add(share);
        return shares[0].Response();
    }

    readonly struct Sink<TPattern, TSum>(TSum sum, TPattern pattern) : IImageSink
        where TPattern : struct, ISourcePattern
        where TSum : struct, IArrivalSum<TSum>
    {
        public TSum Sum { get; } = sum;

        public void Add(Position towards, Position emitted, double metres, OctaveValues reflection, int order)
        {
            double nearness = 1 / metres;
            Sum.Add(metres, reflection * (nearness * pattern.Towards(nearness * emitted)));
        }
    }
}
