using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>Takes a room's image sources one by one. Implemented by structs, so that each use gets a loop of its own.</summary>
interface IImageSink
{
    /// <summary>Takes one.</summary>
    /// <param name="towards">From the receiver to the image, metres.</param>
    /// <param name="emitted">The way in which the sound left the source, as long as <paramref name="towards"/>.</param>
    /// <param name="metres">Their length.</param>
    /// <param name="reflection">Product of the pressure reflections on the way, by band; 1 for the source itself.</param>
    /// <param name="order">Number of reflections.</param>
    void Add(Position towards, Position emitted, double metres, OctaveValues reflection, int order);
}
