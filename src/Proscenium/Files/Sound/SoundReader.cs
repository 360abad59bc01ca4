using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>
/// Reads sound from the beginning to the end, block by block, full scale = 1. WAV, RIFX, RF64, BW64 and W64 are read here, everything else
/// by ffmpeg where it is installed.
/// </summary>
public abstract class SoundReader : IDisposable
{
    /// <summary>The highest rate that is read, in Hz.</summary>
    internal const int HighestRate = 768000;

    const int StartBytes = 1024;

    readonly List<string> _notes = [];

    /// <summary>Rate and channels.</summary>
    public abstract SoundFormat Format { get; }

    /// <summary>One bit for each loudspeaker that a channel is meant for, in the order of WAV's channel mask; 0 where the file does not say.</summary>
    public abstract uint SpeakerMask { get; }

    /// <summary>The number of frames, or null where it is known only at the end.</summary>
    public abstract long? FrameCount { get; }

    /// <summary>How many frames there seem to be, for those who wait; null where nothing tells.</summary>
    internal virtual long? ExpectedFrames => FrameCount;

    /// <summary>What is odd about the file and does not prevent reading, or null; complete at the end.</summary>
    public string? Warning => _notes.Count == 0 ? null : string.Join(' ', _notes);

    /// <summary>The same, one sentence each.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>The note that sound is missing, or null: what is measured may not lack any.</summary>
    internal string? Loss { get; private set; }

    /// <summary>Where the channels are ambisonic, for no loudspeakers, ffmpeg's filter that makes stereo of them by two cardioids to the sides; else null.</summary>
    internal virtual string? AmbisonicToStereo => null;

    /// <summary>What ffmpeg is told to mix the channels, as they are read here, down to stereo.</summary>
    internal virtual string MixToStereo => "-i FILE -ac 2 OUT.wav";

    /// <summary>Where samples are 32-bit floating-point by the header's word alone, ffmpeg's options that read them as whole numbers; else null.</summary>
    internal virtual string? AsWholeNumbers => null;

    /// <summary>Fills a block; returns the number of frames read, fewer than asked only at the end.</summary>
    /// <param name="block"><see cref="Format"/>'s channels x frames; what lies beyond the frames read is left as it is.</param>
    /// <exception cref="ArgumentException">The block has other channels than the file.</exception>
    /// <exception cref="SoundException">The file is damaged.</exception>
    public abstract int Read(AudioBlock block);

    private protected void Note(string sentence)
    {
        if (!_notes.Contains(sentence)) _notes.Add(sentence);
    }

    private protected void NoteLoss(string sentence)
    {
        Loss = sentence;
        Note(sentence);
    }

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
    public static SoundReader Open(string path) => Open(path, track: null);

    /// <summary>Opens one of the sound tracks of a file, or of standard input by the name <c>-</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="track">The number of the track, from 1; null for the one that is meant to be played.</param>
    /// <exception cref="SoundException">There is no such file or track, or it holds no sound that can be read.</exception>
    internal static SoundReader Open(string path, int? track) => path == "-" ? Open(StandardInput(), path, track, isFile: false) : Open(OpenFile(path), path, track, isFile: true);

    /// <summary>Opens sound from a stream, from where it stands. It need not be seekable; it is read forward only.</summary>
    /// <param name="content">A sound file's bytes, WAV or what ffmpeg can read from a pipe; closed with the reader, or at once where it cannot be read.</param>
    /// <param name="name">Named in every error and warning.</param>
    /// <exception cref="SoundException">The stream holds no sound that can be read.</exception>
    public static SoundReader Open(Stream content, string name) => Open(content, name, track: null, isFile: false);

    static SoundReader Open(Stream stream, string path, int? track, bool isFile)
    {
        try
        {
            isFile &= stream.CanSeek; // a named pipe gives its bytes once only
            long begin = stream.CanSeek ? stream.Position : 0;
            byte[] start = new byte[StartBytes];
            int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (count == 0) throw new SoundException($"{path}: the file is empty: name a sound file.");
            Stream whole = stream.CanSeek ? Rewound(stream, begin) : new PrefixedStream(start[..count], stream);
            if (!WaveChunks.Recognises(start.AsSpan(0, count)))
            {
                RefuseText(start.AsSpan(0, count), path);
                return FfmpegReader.Start(path, whole, isFile, track);
            }
            try
            {
                return track is null or 1 ? new WaveReader(whole, path) : throw TrackChoice.Missing(path, track.Value, 1);
            }
            catch (SoundException e) when (e.Code == ErrorCodes.SoundCodecUnknown)
            {
                if (!stream.CanSeek || !Ffmpeg.IsInstalled) throw;
                return FfmpegReader.Start(path, Rewound(stream, begin), isFile, track);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Refuses text, such as a playlist, whose sounds ffmpeg would fetch from wherever it says: only what the user names is read.</summary>
    static void RefuseText(ReadOnlySpan<byte> start, string path)
    {
        foreach (byte letter in start)
            if (letter is < 32 and not (9 or 10 or 13) or 127) return;
        bool list = start.StartsWith("#EXTM3U"u8) || start.StartsWith("ffconcat"u8) || start.StartsWith("[playlist]"u8) || Path.GetExtension(path).ToLowerInvariant() is ".m3u" or ".m3u8" or ".pls" or ".mpd" or ".cue" or ".xspf";
        throw new SoundException($"{path}: is {(list ? "a playlist" : "text")}, not sound: name {(list ? "the sound file that it names" : "a sound file")}.");
    }

    /// <summary>Standard input; where it was closed, the runtime may have put a pipe of its own in its place, which never ends.</summary>
    static Stream StandardInput() => StandardStream.IsInputClosed()
        ? throw new SoundException(new Fault(ErrorCodes.FileUnreadable, "-: standard input is closed: feed it with a sound, or name a file"))
        : Console.OpenStandardInput();

    /// <summary>The error of a rate that no reader takes.</summary>
    internal static SoundException RateRefusal(string path, long rate) => new(new Fault(ErrorCodes.SoundRateUnsupported,
        $"{path}: says its sample rate is {rate} Hz: 1 to {HighestRate} can be read" + (rate > HighestRate ? ": convert it first (ffmpeg -i FILE -ar 96000 OUT.wav)" : "")));

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
            throw new SoundException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file: look at its name and its folder"), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SoundException(new Fault(ErrorCodes.FileUnreadable, $"{path}: cannot be opened for reading ({e.Message.TrimEnd('.')}): look at its rights, or copy it"), e);
        }
    }

    static Stream Rewound(Stream stream, long begin)
    {
        stream.Position = begin;
        return stream;
    }
}
