using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>All the paths from one source to one receiver within a time, nearest first. What either of them sends and takes in each direction comes later.</summary>
sealed class Arrivals
{
    readonly Arrival[] _all;

    Arrivals(List<Arrival> arrivals)
    {
        _all = [.. arrivals];
        Array.Sort(_all, (a, b) => a.Metres.CompareTo(b.Metres));
    }

    /// <summary>Nearest first.</summary>
    public ReadOnlySpan<Arrival> All => _all;

    /// <summary>All but the direct sound, nearest first.</summary>
    public ReadOnlySpan<Arrival> Reflections => Array.FindAll(_all, arrival => arrival.Order > 0); // jitter may bring one before the direct sound

    /// <summary>The paths in a room, up to a length in metres.</summary>
    public static Arrivals Of(Room room, Position source, Position receiver, double metres, RoomSimulation how)
    {
        Collector collector = new([]);
        SimulatedImages.Visit(room, source, receiver, metres, how, 0, 1, ref collector);
        return new(collector.Arrivals);
    }

    readonly struct Collector(List<Arrival> arrivals) : IImageSink
    {
        public List<Arrival> Arrivals { get; } = arrivals;

        public void Add(Position towards, Position emitted, double metres, OctaveValues reflection, int order) =>
            Arrivals.Add(new(metres, (1 / metres) * towards, (1 / metres) * emitted, reflection * (1 / metres), order));
    }
}
