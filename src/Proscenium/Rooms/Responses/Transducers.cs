using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Rooms.Responses;

/// <summary>Drivers of a device or ears of a head, at one place in a room.</summary>
/// <param name="FarFields">What each of them sends or takes in every direction, in axes of their own.</param>
/// <param name="AzimuthRadians">How far those axes are turned from the room's, counter-clockwise.</param>
readonly record struct Transducers(FarField[] FarFields, double AzimuthRadians)
{
    /// <summary>How many there are.</summary>
    public int Count => FarFields.Length;

    /// <summary>A direction of the room in their own axes.</summary>
    public Position ToOwnAxes(Position direction) => direction.Turned(-AzimuthRadians);
}
