using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Rooms.Measured;

namespace Proscenium.Files.Measurements;

/// <summary>A room's responses in a sound file: source by source, left receiver then right, which is also how this program writes them.</summary>
static class RoomWaveFile
{
    const int MaxChannels = 256, NearPeak = 16;
    const double MaxRest = 0.02;

    /// <summary>Reads them.</summary>
    public static MeasuredRoom Read(string path)
    {
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"there is no room file '{path}': name a sound file of responses, a SOFA file, a room file or a built-in room"));
        using SoundReader reader = SoundReader.Open(path);
        int channels = reader.Format.Channels;
        if (channels % 2 != 0 || channels > MaxChannels)
            throw new FileFormatException($"{path}: has {channels} {(channels == 1 ? "channel" : "channels")}, and a measured room has two for each source, at the left ear and at the right: name a file with source 1 left, source 1 right, source 2 left and so on");
        AudioBuffer samples = new(channels, (int)Math.Min(reader.FrameCount ?? long.MaxValue, MeasuredRoomFile.LongestSamples) + 1);
        int count = reader.Read(samples.Block());
        if (count > MeasuredRoomFile.LongestSamples) throw new FileFormatException($"{path}: is longer than {MeasuredRoomFile.LongestSamples} samples: cut the responses where they end in noise.");
        if (reader.Loss is { } loss) throw new FileFormatException($"{loss.TrimEnd('.')}: export it again.");
        if (count == 0) throw new FileFormatException($"{path}: has no samples: export it again.");
        FirMatrix responses = new(channels / 2, 2, count);
        for (int channel = 0; channel < channels; channel++) samples.Block()[channel][..count].CopyTo(responses[channel / 2, channel % 2]);
        if (IsAmbisonic(responses))
            throw new FileFormatException($"{path}: its {channels} channels hold one direct sound at one moment, as an ambisonic recording does, not the sound of {channels / 2} sources at two ears: name responses at two ears or two microphones.");
        return new(path, responses, reader.Format.SampleRate) { Notes = [.. reader.Notes] };
    }

    /// <summary>
    /// True where a square number of channels has the same direct sound, each by a factor of its own: what one plane wave does to the channels of an ambisonic recording. Ears and
    /// microphones at different places hear it at different times.
    /// </summary>
    static bool IsAmbisonic(FirMatrix responses)
    {
        int channels = 2 * responses.Inputs;
        if (channels != (int)Math.Sqrt(channels) * (int)Math.Sqrt(channels)) return false;
        (int loudest, int peak) = Loudest(responses);
        int from = Math.Max(0, peak - NearPeak), to = Math.Min(responses.Taps, peak + NearPeak);
        double whole = 0, rest = 0;
        ReadOnlySpan<float> reference = responses[loudest / 2, loudest % 2][from..to];
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> wave = responses[channel / 2, channel % 2][from..to];
            double factor = Product(wave, reference) / Product(reference, reference), energy = Product(wave, wave);
            (whole, rest) = (whole + energy, rest + energy - factor * factor * Product(reference, reference));
        }
        return rest < MaxRest * whole;
    }

    static (int Channel, int Sample) Loudest(FirMatrix responses)
    {
        (int Channel, int Sample, float Level) loudest = default;
        for (int channel = 0; channel < 2 * responses.Inputs; channel++)
        {
            ReadOnlySpan<float> response = responses[channel / 2, channel % 2];
            for (int n = 0; n < response.Length; n++)
                if (Math.Abs(response[n]) > loudest.Level) loudest = (channel, n, Math.Abs(response[n]));
        }
        return (loudest.Channel, loudest.Sample);
    }

    static double Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int n = 0; n < a.Length; n++) sum += (double)a[n] * b[n];
        return sum;
    }
}
