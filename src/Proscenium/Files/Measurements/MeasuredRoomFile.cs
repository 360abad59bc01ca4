using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using Proscenium.Rooms.Measured;

namespace Proscenium.Files.Measurements;

/// <summary>The measured responses of a room: a sound file, two channels a source, or a SOFA file.</summary>
static class MeasuredRoomFile
{
    /// <summary>11 s at 48 kHz.</summary>
    internal const int LongestSamples = 1 << 19;

    /// <summary>True for the name of a file that holds responses; other rooms are built in or described.</summary>
    public static bool Recognises(string nameOrPath) => IsSofa(nameOrPath) || ImpulseResponseFile.IsSound(nameOrPath);

    /// <summary>Reads responses.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choose">The numbers from 0 of the sources wanted, in the order of the drivers; null for all.</param>
    /// <exception cref="FileFormatException">The file does not hold responses to two receivers.</exception>
    /// <exception cref="SoundException">There is no such sound file, or it cannot be read.</exception>
    public static MeasuredRoom Open(string path, Func<MeasuredRoom, IReadOnlyList<int>>? choose = null)
    {
        MeasuredRoom room = IsSofa(path) ? RoomSofaFile.Read(path) : RoomWaveFile.Read(path);
        if (choose is not null) room = room.With(choose(room));
        for (int source = 0; source < room.Sources; source++)
            for (int receiver = 0; receiver < 2; receiver++) Check(room, source, receiver);
        return ReceiverTimes.Aligned(room);
    }

    static bool IsSofa(string path) => Path.GetExtension(path).Equals(".sofa", StringComparison.OrdinalIgnoreCase);

    static void Check(MeasuredRoom room, int source, int receiver)
    {
        ReadOnlySpan<float> response = room.Responses[source, receiver];
        string which = $"source {source + 1} at the {(receiver == 0 ? "left" : "right")} receiver";
        foreach (float sample in response)
            if (!SaneRange.IsSample(sample)) throw new FileFormatException($"{room.Name}: holds samples that are {(float.IsFinite(sample) ? "300 dB above full scale" : "no numbers")} ({which}): export it again.");
        if (response.IndexOfAnyExcept(0f) < 0) throw new FileFormatException($"{room.Name}: holds nothing but silence for {which}: export it again.");
    }
}
