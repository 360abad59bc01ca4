namespace Proscenium.Judging.Rooms;

/// <summary>A reflection on its way from the device to the seat, as an omnidirectional source would send it.</summary>
/// <param name="Seconds">After the direct sound.</param>
/// <param name="LevelDb">At 1 kHz, against the direct sound.</param>
/// <param name="AzimuthDegrees">Where it comes from, against where the listener looks, + = left.</param>
/// <param name="Order">Number of walls on its way.</param>
readonly record struct Reflection(double Seconds, double LevelDb, double AzimuthDegrees, int Order);
