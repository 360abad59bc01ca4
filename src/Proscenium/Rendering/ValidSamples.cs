using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering;

/// <summary>Reads sound and takes for silence what cannot be sound: what is no number or beyond 120 dB of full scale. Sound that is mostly such samples is refused.</summary>
/// <param name="reader">The sound; it is closed by who opened it.</param>
/// <param name="path">Named in the note and the error.</param>
sealed class ValidSamples(SoundReader reader, string path)
{
    /// <summary>300 dB below full scale.</summary>
    const float Inaudible = 1e-15f;

    long _heard;

    /// <summary>Samples so far that were taken for silence.</summary>
    public long Silenced { get; private set; }

    /// <summary>What is odd about the sound, one sentence each; complete at its end.</summary>
    public IEnumerable<string> Notes => Silenced == 0 ? reader.Notes : [.. reader.Notes, $"{path}: {Silenced} samples were invalid (not a number, or far above full scale) and were replaced by silence."];

    /// <summary>Fills a block; returns the frames read, less than asked only at the end.</summary>
    /// <exception cref="SoundException">The file is damaged, or most of what is no silence in it is invalid.</exception>
    public int Read(AudioBlock block)
    {
        int frames = reader.Read(block);
        for (int channel = 0; channel < block.Channels; channel++)
        {
            Span<float> samples = block[channel][..frames];
            Silenced += SampleGuard.Silence(samples);
            _heard += Heard(samples);
        }
        if (frames < block.Frames && Silenced > _heard) throw MostlyInvalid();
        return frames;
    }

    static int Heard(ReadOnlySpan<float> samples)
    {
        int heard = 0;
        foreach (float sample in samples) heard += Math.Abs(sample) > Inaudible ? 1 : 0;
        return heard;
    }

    SoundException MostlyInvalid()
    {
        string whole = reader.AsWholeNumbers is { } options ? $"; where its header calls whole numbers of 32 bits floating-point, read them as what they are (ffmpeg {options} -i FILE -c:a pcm_s32le OUT.wav)" : "";
        return new($"{path}: {Silenced} of the {Silenced + _heard} samples that are no silence are invalid (not a number, or far above full scale): export it again{whole}.");
    }
}
