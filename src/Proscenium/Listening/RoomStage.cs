namespace Proscenium.Listening;

/// <summary>Left, right and centre of one treatment as they reach the ears at one seat in a room.</summary>
/// <param name="Left">The left input.</param>
/// <param name="Right">The right input.</param>
/// <param name="Centre">The centre input, or left and right together where there is none.</param>
/// <param name="Metres">From the loudspeakers to the head.</param>
public sealed record RoomStage(RoomResponses Left, RoomResponses Right, RoomResponses Centre, double Metres)
{
    /// <summary>The stage of a running plan at a seat.</summary>
    public static RoomStage Of(RoomRig rig, RoomPlant plant)
    {
        (RoomResponses left, RoomResponses right) = (rig.Hear(0, plant), rig.Hear(1, plant));
        return new(left, right, rig.Inputs > 2 ? rig.Hear(2, plant) : left.Plus(right), plant.Metres);
    }
}
