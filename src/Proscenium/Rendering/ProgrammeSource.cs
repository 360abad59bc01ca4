using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering;

/// <summary>A sound file taken as a programme: stereo (mono goes to both sides alike) or the channels of a film, by name.</summary>
sealed class ProgrammeSource : IDisposable
{
    const int StereoChannels = 2;

    readonly SoundReader _reader;
    readonly ValidSamples _valid;
    readonly FileChannels _channels;
    readonly string _path;

    /// <summary>Opens a file, or standard input by the name <c>-</c>.</summary>
    /// <exception cref="SoundException">Not a readable sound file of a known layout with sound in it.</exception>
    public ProgrammeSource(string path) : this(path, stereoAlone: false)
    {
    }

    /// <summary>Opens sound from a stream, which need not be seekable and is closed with the source.</summary>
    /// <param name="content">As of <see cref="SoundReader.Open(Stream, string)"/>.</param>
    /// <param name="name">Named in every error and warning.</param>
    /// <exception cref="SoundException">Not readable sound of a known layout.</exception>
    public ProgrammeSource(Stream content, string name) : this(SoundReader.Open(content, name), name, stereoAlone: false)
    {
    }

    internal ProgrammeSource(string path, bool stereoAlone, int? track = null) : this(SoundReader.Open(path, track), path, stereoAlone)
    {
    }

    internal ProgrammeSource(SoundReader reader, string path, bool stereoAlone)
    {
        (_path, _reader, _valid) = (path, reader, new(reader, path));
        try
        {
            int channels = _reader.Format.Channels;
            if (_reader.AmbisonicToStereo is { } toStereo) throw FileChannels.Ambisonic(path, toStereo);
            _channels = FileChannels.Of(channels, _reader.SpeakerMask, path);
            if (stereoAlone && !_channels.Layout.IsStereo) throw NotStereo();
            if (_reader.FrameCount == 0) throw new SoundException($"{path}: holds no sound: its length is zero.");
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>The programme's channels.</summary>
    public ChannelLayout Layout => _channels.Layout;

    /// <summary>Samples per second.</summary>
    public int SampleRate => _reader.Format.SampleRate;

    /// <summary>True where the file has one channel.</summary>
    public bool IsMono => _reader.Format.Channels == 1;

    /// <summary>Frames in all, or null where only the end will tell.</summary>
    public long? ExpectedFrames => _reader.ExpectedFrames;

    /// <summary>Samples so far that were invalid and taken for silence.</summary>
    public long SilencedSamples => _valid.Silenced;

    /// <summary>What is odd about the file, one sentence each; complete at its end.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_channels.IsAssumed) yield return $"{_path}: does not say for which loudspeakers its {_reader.Format.Channels} channels are: taken for {Layout.Name} in the order {FileChannels.Places(FileChannels.UsualMask(_reader.Format.Channels))}.";
            if (_channels.Silent.Count > 0) yield return $"{_path}: has the channels {FileChannels.Places(_reader.SpeakerMask)} and plays as {Layout.Name}, {string.Join(", ", _channels.Silent)} silent.";
            foreach (string note in _valid.Notes) yield return note;
        }
    }

    /// <summary>Reads the channels of some names, in their order; those that the file has not are silent.</summary>
    /// <returns>Fills <c>names x frames</c>; returns the frames read, less than asked only at the end.</returns>
    public BlockSource Channels(IReadOnlyList<string> names)
    {
        (int Channel, float Gain)[] sources = [.. names.Select(name => Layout.Channels.ToList().IndexOf(name) is >= 0 and var n ? _channels.Sources[n] : (-1, 0))];
        if (sources.SequenceEqual(Enumerable.Range(0, _reader.Format.Channels).Select(channel => (channel, 1f)))) return _valid.Read;
        AudioBuffer file = new(_reader.Format.Channels, BlockPipeline.MaxFrames);
        return block =>
        {
            int done = 0;
            while (done < block.Frames)
            {
                AudioBlock part = file.Block(Math.Min(block.Frames - done, file.Capacity));
                int read = _valid.Read(part);
                Deal(part.Slice(0, read), sources, block.Slice(done, read));
                done += read;
                if (read < part.Frames) break;
            }
            return done;
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>The error of channels that are not left and right, with a cure in which none of them is lost.</summary>
    SoundException NotStereo() => _reader.Format.Channels > StereoChannels
        ? new(new Fault(ErrorCodes.SoundNotStereo, $"{_path}: has {_reader.Format.Channels} channels where mono or stereo is needed", $"mix it down first (ffmpeg {_reader.MixToStereo}), or render it as a film", _reader.MixToStereo))
        : new(new Fault(ErrorCodes.SoundNotStereo, $"{_path}: has the channels {FileChannels.Places(_reader.SpeakerMask)} where left and right are needed: put both on both sides first (ffmpeg -i FILE -af \"pan=stereo|FL=c0+c1|FR=c0+c1\" -c:a pcm_f32le OUT.wav)"));

    static void Deal(ReadOnlyAudioBlock file, (int Channel, float Gain)[] sources, AudioBlock block)
    {
        for (int n = 0; n < sources.Length; n++)
        {
            (int channel, float gain) = sources[n];
            if (channel < 0) block[n].Clear();
            else file[channel].CopyTo(block[n]);
            if (channel >= 0 && gain != 1) Scale(block[n], gain);
        }
    }

    static void Scale(Span<float> samples, float gain)
    {
        foreach (ref float sample in samples) sample *= gain;
    }
}
