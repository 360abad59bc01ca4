using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>What a source sends out in each direction, the same at all frequencies. Implemented by structs, so that each gets a loop of its own.</summary>
interface ISourcePattern
{
    /// <summary>Pressure in the direction of a unit vector, relative to a monopole.</summary>
    double Towards(Position direction);
}

/// <summary>A monopole.</summary>
readonly struct Omnidirectional : ISourcePattern
{
    public double Towards(Position direction) => 1;
}
