namespace Proscenium.Tracking;

/// <summary>What is known of a head that is followed.</summary>
enum HeadPhase
{
    /// <summary>Nothing: no pose came yet.</summary>
    Unknown,

    /// <summary>Poses come, and the first second of them says where the seat is.</summary>
    Seating,

    /// <summary>Where it is.</summary>
    Followed,

    /// <summary>No pose of late: the place is held.</summary>
    Held,

    /// <summary>No pose for longer: the place is being taken back to the seat.</summary>
    Returning,

    /// <summary>No pose for long: the filters for the seat play.</summary>
    Lost,
}
