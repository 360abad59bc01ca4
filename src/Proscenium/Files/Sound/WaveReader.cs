using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>Reads WAV, RIFX, RF64, BW64 and W64 from any stream, forward only; where the stream can be read twice, its header is held against what is there first.</summary>
sealed class WaveReader : SoundReader
{
    const int BlockBytes = 1 << 16;

    readonly Stream _stream;
    readonly string _path;
    readonly WaveHeader _header;
    readonly long _headerBytes;
    readonly WaveSamples _samples;
    readonly SamplePlace _place;
    readonly BitstreamWatch _watch;
    readonly byte[] _bytes;
    readonly long? _counted;
    int _ahead; // bytes that were read to look at them
    long _framesRead;
    bool _atEnd;

    public WaveReader(Stream stream, string path)
    {
        (_stream, _path) = (stream, path);
        long begin = stream.CanSeek ? stream.Position : 0;
        WaveChunks chunks = WaveHeader.Begin(stream, path);
        _header = WaveHeader.Read(chunks, path);
        _headerBytes = chunks.Position;
        if (_header.Note is { } note) Note(note);
        _bytes = new byte[Math.Max(1, BlockBytes / _header.FrameBytes) * _header.FrameBytes];
        _place = new(_header.Samples, path);
        _watch = new(path);
        if (!stream.CanSeek) _samples = new(chunks, _header.FrameBytes, _header.DataBytes, fileBytes: null);
        else
        {
            long fileBytes = stream.Length - begin;
            _samples = new(chunks, _header.FrameBytes, _header.DataBytes, fileBytes);
            _counted = _samples.Count() / _header.FrameBytes;
            NoteLength(_counted.Value, fileBytes);
            for (_samples = Again(begin, fileBytes); _place.IsOpen && _samples.Read(_bytes) is > 0 and int read;) _place.Look(_bytes.AsSpan(0, read));
            _samples = Again(begin, fileBytes);
        }
        LookAhead();
    }

    public override SoundFormat Format => _header.Format;

    public override uint SpeakerMask => _header.SpeakerMask;

    public override long? FrameCount => _counted ?? (_header.DataBytes is > 0 and var bytes ? bytes / _header.FrameBytes : null);

    /// <summary>B-format has the order W, X, Y, Z, and W 3 dB lower.</summary>
    internal override string? AmbisonicToStereo => _header.IsAmbisonic ? "pan=stereo|FL=0.707*c0+0.5*c2|FR=0.707*c0-0.5*c2" : null;

    internal override string? AsWholeNumbers => _header.Samples is { Coding: SampleCoding.Float32, BigEndian: false } ? $"-skip_initial_bytes {_headerBytes} -f s32le -ar {Format.SampleRate} -ac {Format.Channels}" : null;

    public override int Read(AudioBlock block)
    {
        if (block.Channels != Format.Channels) throw new ArgumentException($"A block of {block.Channels} channels cannot take a file of {Format.Channels}.", nameof(block));
        int done = 0;
        while (done < block.Frames && !_atEnd)
        {
            int frames = Fill(block.Frames - done);
            Decode(_bytes.AsSpan(0, frames * _header.FrameBytes), block.Slice(done, frames));
            KeepAhead(frames);
            done += frames;
        }
        _watch.Look(block.Slice(0, done));
        return done;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
    }

    /// <summary>The samples from their beginning.</summary>
    WaveSamples Again(long begin, long fileBytes)
    {
        _stream.Position = begin;
        WaveChunks chunks = new(_stream);
        WaveHeader.Read(chunks, _path);
        return new(chunks, _header.FrameBytes, _header.DataBytes, fileBytes);
    }

    /// <summary>Looks at the first block: at which end samples stand, and whether they are samples.</summary>
    void LookAhead()
    {
        _ahead = _samples.Read(_bytes);
        int frames = _ahead / _header.FrameBytes;
        if (_place.IsOpen) _place.Look(_bytes.AsSpan(0, frames * _header.FrameBytes));
        if (_place.Decide() is { } note) Note(note);
        AudioBuffer first = new(Format.Channels, Math.Max(1, frames));
        byte[] bytes = _bytes.AsSpan(0, frames * _header.FrameBytes).ToArray();
        Decode(bytes, first.Block(frames));
        new BitstreamWatch(_path).Look(first.Block(frames));
    }

    /// <summary>Reads whole frames into the buffer, behind what is there, and detects the end of the data, expected or early.</summary>
    int Fill(int wanted)
    {
        int bytes = Math.Min(wanted, _bytes.Length / _header.FrameBytes) * _header.FrameBytes;
        if (_ahead < bytes) _ahead += _samples.Read(_bytes.AsSpan(_ahead, bytes - _ahead));
        int read = Math.Min(bytes, _ahead) / _header.FrameBytes;
        _framesRead += read;
        _atEnd = read < bytes / _header.FrameBytes;
        if (_atEnd && _counted is null) NoteLength(_framesRead, fileBytes: null);
        return read;
    }

    void KeepAhead(int frames)
    {
        int used = frames * _header.FrameBytes;
        if (_ahead > used) _bytes.AsSpan(used, _ahead - used).CopyTo(_bytes);
        _ahead = Math.Max(0, _ahead - used);
    }

    /// <summary>Holds the length that the file promises against the one it has.</summary>
    void NoteLength(long frames, long? fileBytes)
    {
        if (_samples.Parts > 1) Note($"{_path}: has its sound in {_samples.Parts} parts (chunks 'data'): all {frames} frames are read, one part after the other.");
        if (_samples.LeftOut > 0) Note($"{_path}: {_samples.LeftOut} bytes follow that belong to no part of the file: they are left out.");
        NoteEnd();
        if (_header.DataBytes is not { } bytes) return;
        long promised = bytes / _header.FrameBytes;
        if (_samples.WentOn) Note($"{_path}: its header promises {promised} frames, as where a recording was not finished or is longer than 4 GB, and {frames} are there: all are read.");
        if (_samples.WentOn || _samples.Parts > 1 || promised <= frames) return;
        if (bytes == fileBytes || bytes == fileBytes - 8) Note($"{_path}: its header takes the size of the file for that of its sound: the {frames} frames that are there are all.");
        else if (_samples.FoundEnd && _samples.PromisesTheFile) Note($"{_path}: its header promises {promised} frames for its sound and no more than {frames} for the whole file: these are there and are read.");
        else NoteLoss($"{_path}: ends after {frames} of the {promised} frames it promises; the rest is missing.");
    }

    /// <summary>Says what follows the sound and is none.</summary>
    void NoteEnd()
    {
        if (_samples.Behind.Count > 0) Note($"{_path}: its header does not lead to what stands behind its sound ({PrintableText.Of(string.Join(", ", _samples.Behind))}): the sound ends there.");
        if (_samples.AnotherFile is { } place && _samples.AnotherBytes > _headerBytes) Note($"{_path}: holds another WAV file behind the first, from byte {place} on, which is not read: to hear it, make a file of it (tail -c +{place + 1} FILE > OUT.wav).");
    }

    void Decode(Span<byte> bytes, AudioBlock block)
    {
        int size = _header.Samples.Coding.Bytes();
        if (_header.Samples.BigEndian && size > 1)
            for (int at = 0; at < bytes.Length; at += size) bytes.Slice(at, size).Reverse();
        if (_header.Samples.Coding == SampleCoding.Float32 && BitConverter.IsLittleEndian)
        {
            block.CopyFromInterleaved(MemoryMarshal.Cast<byte, float>(bytes));
            return;
        }
        for (int channel = 0; channel < block.Channels; channel++)
        {
            SampleCodec.Decode(_header.Samples.Coding, bytes, channel * size, _header.FrameBytes, block[channel]);
            if (_place.Gain == 1) continue;
            foreach (ref float sample in block[channel]) sample *= _place.Gain;
        }
    }
}
