namespace Proscenium.Judging.FreeField;

/// <summary>The curves of a spinorama: each is a mean of the power over some of its directions.</summary>
enum SpinoramaCurve
{
    /// <summary>Straight ahead.</summary>
    OnAxis,

    /// <summary>Up to 30 degrees to the sides and 10 up and down.</summary>
    ListeningWindow,

    /// <summary>20 to 40 degrees down.</summary>
    Floor,

    /// <summary>40 to 60 degrees up.</summary>
    Ceiling,

    /// <summary>Up to 30 degrees to the sides: the wall behind the listener, which the loudspeaker faces.</summary>
    FrontWall,

    /// <summary>40 to 80 degrees to both sides.</summary>
    SideWalls,

    /// <summary>90 to 180 degrees: the wall behind the loudspeaker.</summary>
    RearWall,

    /// <summary>The mean of floor, ceiling, front wall, side walls and rear wall.</summary>
    EarlyReflections,

    /// <summary>All directions, each with its share of the sphere.</summary>
    SoundPower,

    /// <summary>What a listener is likely to get in a room: 12 % listening window, 44 % early reflections, 44 % sound power.</summary>
    PredictedInRoom,
}
