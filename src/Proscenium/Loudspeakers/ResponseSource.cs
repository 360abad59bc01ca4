using Proscenium.Heads;

namespace Proscenium.Loudspeakers;

/// <summary>How a driver's responses were measured, and the files that hold them.</summary>
sealed record ResponseSource
{
    /// <summary>Full path of a file, of a folder of angles, or of a pattern with one <c>*</c> for the angle; null where <see cref="Files"/> lists them.</summary>
    public string? Path { get; init; }

    /// <summary>Files by angle; empty where <see cref="Path"/> says where they are.</summary>
    public IReadOnlyList<AngledFile> Files { get; init; } = [];

    /// <summary>True where angles count from the device's front and distances from its centre, as on a turntable that carries the device; else from the driver's aim and place.</summary>
    public bool TurnedAboutDevice { get; init; }

    /// <summary>From the driver, or the device's centre, to the microphone, in metres; null: 1 m, or what the file says.</summary>
    public double? DistanceMetres { get; init; }

    /// <summary>True where the response holds the sound's way to the microphone as a delay.</summary>
    public bool FlightTimeIncluded { get; init; }

    /// <summary>The level in the file that counts as 0 dB: a monopole of strength 1, at the measuring distance taken to 1 m.</summary>
    public double ReferenceDb { get; init; }

    /// <summary>Put to the driver's delay.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>True where the phase is to be worked out from the level.</summary>
    public bool MinimumPhase { get; init; }

    /// <summary>The plane of angles whose files do not name it.</summary>
    public AnglePlane Plane { get; init; }

    /// <summary>The side that positive horizontal angles are on, as the listener sees the device.</summary>
    public Side Positive { get; init; }
}

/// <summary>A file that holds one angle.</summary>
/// <param name="Plane">The plane the microphone was moved in.</param>
/// <param name="Degrees">Off the driver's aim.</param>
/// <param name="Path">Full path.</param>
sealed record AngledFile(AnglePlane Plane, double Degrees, string Path);

/// <summary>A plane that a microphone is moved in around a driver.</summary>
enum AnglePlane
{
    /// <summary>Angles to the sides.</summary>
    Horizontal,

    /// <summary>Angles up (+) and down.</summary>
    Vertical,
}
