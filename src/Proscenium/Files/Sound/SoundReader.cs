using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>
/// Reads sound from the beginning to the end, block by block, full scale = 1. WAV, RF64 and W64 are read here, everything else
/// by ffmpeg where it is installed.
/// </summary>
public abstract class SoundReader : IDisposable
{
    /// <summary>Rate and channels.</summary>
    public abstract SoundFormat Format { get; }

    /// <summary>One bit for each loudspeaker that a channel is meant for, in the order of WAV's channel mask; 0 where the file does not say.</summary>
    public abstract uint SpeakerMask { get; }

    /// <summary>The number of frames, or null where it is known only at the end.</summary>
    public abstract long? FrameCount { get; }

    /// <summary>A fault of the file that does not prevent reading, or null.</summary>
    public string? Warning { get; protected set; }

    /// <summary>Fills a block; returns the number of frames read, fewer than asked only at the end.</summary>
    /// <param name="block"><see cref="Format"/>'s channels x frames; what lies beyond the frames read is left as it is.</param>
    /// <exception cref="ArgumentException">The block has other channels than the file.</exception>
    /// <exception cref="SoundException">The file is damaged.</exception>
    public abstract int Read(AudioBlock block);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Opens a file, or standard input by the name <c>-</c>.</summary>
    /// <exception cref="SoundException">There is no such file, or it holds no sound that can be read.</exception>
    public static SoundReader Open(string path) => path == "-" ? Open(Console.OpenStandardInput(), path) : Open(OpenFile(path), path, isFile: true);

    /// <summary>Opens sound from a stream, from where it stands. It need not be seekable; it is read forward only.</summary>
    /// <param name="content">A sound file's bytes, WAV or what ffmpeg can read from a pipe; closed with the reader, or at once where it cannot be read.</param>
    /// <param name="name">Named in every error and warning.</param>
    /// <exception cref="SoundException">The stream holds no sound that can be read.</exception>
    public static SoundReader Open(Stream content, string name) => Open(content, name, isFile: false);

    static SoundReader Open(Stream stream, string path, bool isFile)
    {
        try
        {
            long begin = stream.CanSeek ? stream.Position : 0;
            byte[] start = new byte[16];
            int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (count == 0) throw new SoundException($"{path}: the file is empty: name a sound file.");
            Stream whole = stream.CanSeek ? Rewound(stream, begin) : new PrefixedStream(start[..count], stream);
            if (!WaveChunks.Recognises(start.AsSpan(0, count))) return FfmpegReader.Start(path, whole, isFile);
            try
            {
                return new WaveReader(whole, path);
            }
            catch (SoundException e) when (e.Code == ErrorCodes.SoundCodecUnknown)
            {
                if (!stream.CanSeek || !Ffmpeg.IsInstalled) throw;
                return FfmpegReader.Start(path, Rewound(stream, begin), isFile);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file to its end: channels x frames, and the rate.</summary>
    /// <param name="path">As of <see cref="Open(string)"/>.</param>
    /// <exception cref="SoundException">There is no such file, or it holds no sound that can be read.</exception>
    public static (float[][] Channels, int SampleRate) ReadWhole(string path) => ReadWhole(Open(path));

    /// <summary>Reads a stream of sound to its end: channels x frames, and the rate.</summary>
    /// <param name="content">As of <see cref="Open(Stream, string)"/>.</param>
    /// <param name="name">Named in every error.</param>
    /// <exception cref="SoundException">The stream holds no sound that can be read.</exception>
    public static (float[][] Channels, int SampleRate) ReadWhole(Stream content, string name) => ReadWhole(Open(content, name));

    static (float[][] Channels, int SampleRate) ReadWhole(SoundReader opened)
    {
        using SoundReader reader = opened;
        List<float>[] channels = [.. Enumerable.Range(0, reader.Format.Channels).Select(_ => new List<float>())];
        AudioBuffer block = new(channels.Length, 1 << 13);
        for (int read = reader.Read(block.Block()); read > 0; read = reader.Read(block.Block()))
            for (int channel = 0; channel < channels.Length; channel++) channels[channel].AddRange(block.Block(read)[channel]);
        return ([.. channels.Select(channel => channel.ToArray())], reader.Format.SampleRate);
    }

    static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path)) throw new SoundException($"{path}: is a folder: name a sound file.");
        FilesRead.Note(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SoundException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file"), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SoundException(new Fault(ErrorCodes.FileUnreadable, $"{path}: cannot be opened for reading: {e.Message}"), e);
        }
    }

    static Stream Rewound(Stream stream, long begin)
    {
        stream.Position = begin;
        return stream;
    }
}
