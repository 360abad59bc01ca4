using Proscenium.Engine.Dsp;
using Proscenium.Storage;

namespace Proscenium.Rendering;

/// <summary>A sound file taken as stereo: mono goes to both channels alike, more than two are refused.</summary>
public sealed class StereoSource : IDisposable
{
    readonly SoundReader _reader;

    /// <summary>Opens a file, or standard input by the name <c>-</c>.</summary>
    /// <exception cref="SoundException">Not a readable sound file of one or two channels with sound in it.</exception>
    public StereoSource(string path)
    {
        _reader = SoundReader.Open(path);
        try
        {
            if (_reader.Format.Channels > 2)
                throw new SoundException($"{path}: has {_reader.Format.Channels} channels; this version renders mono and stereo: mix it down to stereo first (ffmpeg -i FILE -ac 2 OUT.wav).");
            if (_reader.FrameCount == 0) throw new SoundException($"{path}: holds no sound: its length is zero.");
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => _reader.Format.SampleRate;

    /// <summary>True where the file has one channel.</summary>
    public bool IsMono => _reader.Format.Channels == 1;

    /// <summary>Frames in all, or null where only the end will tell.</summary>
    public long? FrameCount => _reader.FrameCount;

    /// <summary>Something odd about the file, or null.</summary>
    public string? Warning => _reader.Warning;

    /// <summary>Fills <c>2 x frames</c>; returns the frames read, less than asked only at the end.</summary>
    public int Read(AudioBlock stereo)
    {
        if (!IsMono) return _reader.Read(stereo);
        int frames = _reader.Read(new AudioBlock(stereo[0], 1, stereo.Frames));
        stereo[0].CopyTo(stereo[1]);
        return frames;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
