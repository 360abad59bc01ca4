using Proscenium.Judging.Balance;

namespace Proscenium.Judging.Rooms;

/// <summary>Left, right and centre of one treatment as they reach the ears at one seat in a room.</summary>
/// <param name="Left">The left input.</param>
/// <param name="Right">The right input.</param>
/// <param name="Centre">The centre input, or left and right together where there is none.</param>
/// <param name="Metres">From the loudspeakers to the head.</param>
/// <param name="Programmes">Test programmes as the inputs get them.</param>
sealed record BinauralRoomResponses(RoomResponses Left, RoomResponses Right, RoomResponses Centre, double Metres, TestProgrammes Programmes)
{
    /// <summary>The stage of a running plan at a seat.</summary>
    public static BinauralRoomResponses Of(RoomMeasurement measured, RoomPlant plant)
    {
        (RoomResponses left, RoomResponses right) = (measured.Hear(0, plant), measured.Hear(1, plant));
        return new(left, right, measured.Inputs > 2 ? measured.Hear(2, plant) : left.Plus(right), plant.Metres, measured.Programmes);
    }
}
