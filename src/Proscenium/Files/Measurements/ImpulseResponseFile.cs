using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Mathematics;

namespace Proscenium.Files.Measurements;

/// <summary>A measured impulse response in a sound file of one channel, at any rate; time zero is the first sample.</summary>
static class ImpulseResponseFile
{
    /// <summary>Longer ones hold a room.</summary>
    internal const int LongestSamples = 1 << 18;

    /// <summary>Endings that mean sound.</summary>
    public static bool IsSound(string path) => Path.GetExtension(path).ToLowerInvariant() is ".wav" or ".w64" or ".rf64" or ".flac" or ".aif" or ".aiff";

    /// <summary>Reads a response.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notes">Takes what is odd about it.</param>
    /// <exception cref="FileFormatException">The file holds text, several channels, silence, too much, or samples that are no numbers.</exception>
    /// <exception cref="SoundException">There is no such file, or it cannot be read as sound.</exception>
    public static FrequencyResponse Read(string path, List<string>? notes = null)
    {
        RefuseText(path);
        using SoundReader reader = SoundReader.Open(path);
        if (reader.Format.Channels != 1)
            throw new FileFormatException($"{path}: has {reader.Format.Channels} channels, and an impulse response has one: export each driver and angle to a file of its own.");
        AudioBuffer samples = new(1, LongestSamples + 1);
        int count = reader.Read(samples.Block());
        if (count > LongestSamples) throw new FileFormatException($"{path}: is longer than {LongestSamples} samples: cut the impulse response to what belongs to the driver.");
        if (reader.Loss is { } loss) throw new FileFormatException($"{loss.TrimEnd('.')}: export it again.");
        notes?.AddRange(reader.Notes);
        ReadOnlySpan<float> response = samples.Block(Math.Max(count, 1))[0][..count];
        foreach (float sample in response)
            if (!SaneRange.IsSample(sample)) throw new FileFormatException($"{path}: holds samples that are {(float.IsFinite(sample) ? "300 dB above full scale" : "no numbers")}: export it again.");
        if (response.IndexOfAnyExcept(0f) < 0) throw new FileFormatException($"{path}: holds nothing but silence: export the impulse response again.");
        return FrequencyResponse.Impulse(response, reader.Format.SampleRate);
    }

    static void RefuseText(string path)
    {
        if (!File.Exists(path)) return;
        byte[] start = new byte[64];
        FilesRead.Note(path);
        using FileStream stream = File.OpenRead(path);
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (count > 0 && Array.TrueForAll(start[..count], letter => letter is >= 32 and < 127 or 9 or 10 or 13) && !start.AsSpan().StartsWith("RIFF"u8))
            throw new FileFormatException($"{path}: is text, not sound: name a response in text .frd or .txt, or export the impulse response as WAV.");
    }
}
