using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>Sound on its way from source to receiver, direct or over walls.</summary>
/// <param name="Metres">Length of the way.</param>
/// <param name="From">Unit vector from the receiver to where the sound comes from.</param>
/// <param name="Emitted">Unit vector in which it left the source.</param>
/// <param name="Gain">Pressure by band, relative to a free monopole at 1 m: the walls' reflections over the distance.</param>
/// <param name="Order">Number of reflections; 0 is the direct sound.</param>
readonly record struct Arrival(double Metres, Position From, Position Emitted, OctaveValues Gain, int Order);
