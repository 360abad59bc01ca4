using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Measuring;

namespace Proscenium.Files.Projects;

/// <summary>The sound of a session, held against what <c>session.json</c> says of it.</summary>
static class SessionSound
{
    const double LeastLikeness = 0.01; // of the sweeps' level; processors round differently

    /// <summary>The sound, drivers x frames, as it was written.</summary>
    /// <param name="folder">The folder that the session was read from.</param>
    /// <param name="session">The session.</param>
    /// <exception cref="SoundException">It has changed since, is not what the session says, or cannot be read.</exception>
    public static float[][] Read(string folder, MeasurementSession session)
    {
        string path = Path.Combine(folder, SessionFile.SoundName), written = (string)JsonNode.Parse(ProjectText.Of(Path.Combine(folder, SessionFile.Name)))!["sweep"]!["sha256"]!;
        (float[][] sound, int rate) = SoundReader.ReadWhole(path);
        if (Sha256.Of(File.ReadAllBytes(path)) != written) throw new SoundException($"{path}: has changed since it was written: write the session anew.");
        return IsOf(session, sound, rate) ? sound : throw new SoundException($"{Path.Combine(folder, SessionFile.Name)}: describes other sweeps than {SessionFile.SoundName} holds, so one of them has changed: write the session anew.");
    }

    /// <summary>Refuses a session whose sound is another one; what is not there cannot be compared, which is told.</summary>
    /// <param name="folder">The folder that the session was read from.</param>
    /// <param name="session">The session.</param>
    /// <returns>A note, or null.</returns>
    /// <exception cref="SoundException">The sound is another one, or cannot be read.</exception>
    public static string? Compare(string folder, MeasurementSession session)
    {
        string path = Path.Combine(folder, SessionFile.SoundName);
        if (!File.Exists(path)) return $"{path}: is not there, so nothing tells whether {SessionFile.Name} still describes what was played.";
        Read(folder, session);
        return null;
    }

    /// <summary>A plan's sweeps come out of its filters: their length alone is known here.</summary>
    static bool IsOf(MeasurementSession session, float[][] sound, int rate) =>
        rate == session.SampleRate && sound.Length == session.Device.Drivers.Count && sound[0].Length == session.Schedule.Frames && (session.Plan is not null || sound.Index().All(channel => IsAlike(channel.Item, session.Channel(channel.Index), session.LevelDb)));

    static bool IsAlike(float[] one, float[] other, double levelDb)
    {
        double most = LeastLikeness * Math.Pow(10, levelDb / 20);
        for (int n = 0; n < one.Length; n++)
            if (!(Math.Abs(one[n] - other[n]) <= most)) return false;
        return true;
    }
}
