using Proscenium.Heads;

namespace Proscenium.Measuring;

/// <summary>How each driver of a device reaches the ears of a listener, recovered from recordings.</summary>
sealed record RecoveredPlant
{
    /// <summary>What was played.</summary>
    public required MeasurementSession Session { get; init; }

    /// <summary>The recordings.</summary>
    public required IReadOnlyList<SweepRecovery> Recordings { get; init; }

    /// <summary>Where the head was, one pose for two microphones.</summary>
    public required IReadOnlyList<HeadPose> Poses { get; init; }

    /// <summary>The recovered responses with the room in them: points (pose 0 left ear, right ear, pose 1 left ear ...) x drivers.</summary>
    public required RecoveredResponse[][] Responses { get; init; }

    /// <summary>The direct sound.</summary>
    public required DirectPlant Direct { get; init; }

    /// <summary>How far the first sweep and its repetition differ; null where none was repeated.</summary>
    public Repeatability? Repeatability => Measuring.Repeatability.Of(Recordings, Direct.Window);

    /// <summary>Recovers a plant.</summary>
    /// <param name="session">What was played.</param>
    /// <param name="recordings">One after the other; together two microphones a pose.</param>
    /// <param name="poses">Where the head was.</param>
    /// <param name="rightFirst">True where the first microphone of a pose is the right ear's.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static RecoveredPlant Of(MeasurementSession session, IReadOnlyList<SweepRecovery> recordings, IReadOnlyList<HeadPose> poses, bool rightFirst, double? windowSeconds)
    {
        (RecoveredResponse[] Sources, int Recording)[] microphones = [.. recordings.SelectMany((recording, n) => recording.Responses.Select(sources => (sources, n)))];
        if (rightFirst) microphones = [.. microphones.Chunk(2).SelectMany(pair => pair.Reverse())];
        double[][][] responses = Array.ConvertAll(microphones, microphone => Array.ConvertAll(microphone.Sources, source => source.Samples));
        return new()
        {
            Session = session,
            Recordings = recordings,
            Poses = poses,
            Responses = Array.ConvertAll(microphones, microphone => microphone.Sources),
            Direct = DirectPlant.Of(session.Device, session.DistanceMetres, poses, responses, [.. microphones.Select(microphone => microphone.Recording)], session.SampleRate, windowSeconds),
        };
    }
}
