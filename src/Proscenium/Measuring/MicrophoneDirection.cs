using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>Where a microphone stands round a device, as seen from the device's centre.</summary>
/// <param name="AzimuthDegrees">0 = in front of it, + = towards the listener's left.</param>
/// <param name="ElevationDegrees">+ = up.</param>
readonly record struct MicrophoneDirection(double AzimuthDegrees, double ElevationDegrees = 0)
{
    /// <summary>Directions closer than this are one.</summary>
    public const double ApartDegrees = 0.1;

    /// <summary>Unit vector in the device's axes: x towards the listener, y the listener's left, z up.</summary>
    public Position Unit => Position.Direction(AzimuthDegrees * Math.PI / 180, ElevationDegrees * Math.PI / 180);

    /// <summary>The direction on the other side.</summary>
    public MicrophoneDirection Mirrored => this with { AzimuthDegrees = 0 - AzimuthDegrees };

    /// <summary>True for another way to write the same direction.</summary>
    public bool IsSame(MicrophoneDirection other) => (Unit - other.Unit).Length < ApartDegrees * Math.PI / 180;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{AzimuthDegrees:0.###}{(ElevationDegrees == 0 ? "" : FormattableString.Invariant($":{ElevationDegrees:0.###}"))}");
}
