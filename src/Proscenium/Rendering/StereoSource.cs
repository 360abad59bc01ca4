using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering;

/// <summary>A sound file taken as stereo: mono goes to both channels alike, more than two are refused.</summary>
sealed class StereoSource : IDisposable
{
    readonly ProgrammeSource _programme;
    readonly BlockSource _read;

    /// <summary>Opens a file, or standard input by the name <c>-</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="track">The number of its sound track, from 1; null for the one that is meant to be played.</param>
    /// <exception cref="SoundException">Not a readable sound file of one or two channels with sound in it.</exception>
    public StereoSource(string path, int? track = null) : this(new ProgrammeSource(path, stereoAlone: true, track))
    {
    }

    /// <summary>Opens sound from a stream, which need not be seekable and is closed with the source.</summary>
    /// <param name="content">As of <see cref="SoundReader.Open(Stream, string)"/>.</param>
    /// <param name="name">Named in every error and warning.</param>
    /// <exception cref="SoundException">Not readable sound of one or two channels.</exception>
    public StereoSource(Stream content, string name) : this(new ProgrammeSource(SoundReader.Open(content, name), name, stereoAlone: true))
    {
    }

    StereoSource(ProgrammeSource programme)
    {
        _programme = programme;
        _read = _programme.Channels(ChannelLayout.Stereo.Channels);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => _programme.SampleRate;

    /// <summary>True where the file has one channel.</summary>
    public bool IsMono => _programme.IsMono;

    /// <summary>Frames in all, or null where only the end will tell.</summary>
    public long? ExpectedFrames => _programme.ExpectedFrames;

    /// <summary>Samples so far that were invalid and taken for silence.</summary>
    public long SilencedSamples => _programme.SilencedSamples;

    /// <summary>What is odd about the file, one sentence each; complete at its end.</summary>
    public IEnumerable<string> Warnings => _programme.Warnings;

    /// <summary>Fills <c>2 x frames</c>; returns the frames read, less than asked only at the end.</summary>
    public int Read(AudioBlock stereo) => _read(stereo);

    /// <inheritdoc/>
    public void Dispose() => _programme.Dispose();
}
