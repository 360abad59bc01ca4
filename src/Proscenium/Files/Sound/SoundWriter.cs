using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>
/// Writes sound block by block: 32-bit float WAV (RF64 beyond 4 GiB), or through ffmpeg what the file's ending asks for. A regular file
/// appears when <see cref="Complete"/> is called, complete, or not at all; a device or a named pipe takes the sound as it comes.
/// </summary>
public abstract class SoundWriter : IDisposable
{
    /// <summary>True where samples beyond full scale are cut off, as in formats of whole numbers.</summary>
    internal virtual bool Clips => false;

    /// <summary>What the format did to the sound, or null; known when the file is complete.</summary>
    internal virtual string? Warning => null;

    /// <summary>Appends a block.</summary>
    /// <param name="block">The format's channels x frames.</param>
    /// <exception cref="ArgumentException">The block has other channels than the file.</exception>
    public abstract void Write(ReadOnlyAudioBlock block);

    /// <summary>Finishes the file and gives it its name.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes; what was not completed is removed.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Writes sound from memory.</summary>
    /// <param name="path">As of <see cref="Create(string, SoundFormat)"/>.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Of one length.</param>
    /// <exception cref="SoundException">The file cannot be written.</exception>
    public static void WriteWhole(string path, int sampleRate, params float[][] channels)
    {
        using SoundWriter writer = Create(path, new(sampleRate, channels.Length));
        writer.Write(Together(channels));
        writer.Complete();
    }

    /// <summary>The bytes of a WAV file.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Of one length.</param>
    public static byte[] Wave(int sampleRate, params float[][] channels)
    {
        MemoryStream bytes = new();
        using WaveWriter writer = new(bytes, new(sampleRate, channels.Length));
        writer.Write(Together(channels));
        writer.Complete();
        return bytes.ToArray();
    }

    /// <summary>Begins a file, or a WAV stream to standard output by the name <c>-</c>.</summary>
    /// <param name="path">The file; an older one is replaced when this one is complete.</param>
    /// <param name="format">Rate, and channels of every block; more than two belong to no loudspeaker position, and a format that would mix or label them is refused.</param>
    /// <exception cref="SoundException">The file cannot be written; also while blocks are written.</exception>
    public static SoundWriter Create(string path, SoundFormat format) => Create(path, format, speakers: 0);

    /// <summary>Begins a file whose channels are those of loudspeaker positions, in the order of WAV's mask.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Rate and channels.</param>
    /// <param name="speakers">As of <see cref="SoundReader.SpeakerMask"/>; 0 for channels on their own.</param>
    internal static SoundWriter Create(string path, SoundFormat format, uint speakers)
    {
        OutputFormat.Require(path, format.Channels, speakers);
        if (!OutputFormat.IsWave(path)) return new FfmpegWriter(path, format, speakers);
        AtomicFile file = new(path);
        try
        {
            return new WaveWriter(file, format);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Begins a WAV stream of 32-bit floats from where the stream stands.</summary>
    /// <param name="output">Where a stream is not seekable, its header leaves the length open, which readers take for "to the end". Closed with the writer.</param>
    /// <param name="format">Rate, and channels of every block.</param>
    /// <exception cref="IOException">The stream cannot be written; also while blocks are written.</exception>
    public static SoundWriter Create(Stream output, SoundFormat format) => new WaveWriter(output, format);

    static AudioBlock Together(float[][] channels)
    {
        AudioBuffer sound = new(channels.Length, channels[0].Length);
        for (int channel = 0; channel < channels.Length; channel++) channels[channel].CopyTo(sound.Block()[channel]);
        return sound.Block();
    }
}
