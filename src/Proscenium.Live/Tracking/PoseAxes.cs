namespace Proscenium.Live.Tracking;

/// <summary>A coordinate of a pose.</summary>
[Flags]
enum PoseAxes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>To the listener's left.</summary>
    Left = 1,

    /// <summary>Towards the device.</summary>
    Forward = 2,

    /// <summary>Up.</summary>
    Up = 4,

    /// <summary>Turned to the left.</summary>
    Yaw = 8,
}
