namespace Proscenium.Design;

/// <summary>A direction in which left and right should send little, because a room returns it from where it pulls them away from their places.</summary>
/// <param name="AzimuthDegrees">From the device; 0 = towards the listener, + = the listener's left.</param>
/// <param name="ElevationDegrees">+ = up.</param>
/// <param name="LeftWeight">Weight of the left input's power there over a flat loudspeaker's, relative to effort, 0 or more.</param>
/// <param name="RightWeight">The same of the right input.</param>
readonly record struct SparedDirection(double AzimuthDegrees, double ElevationDegrees, double LeftWeight, double RightWeight);
