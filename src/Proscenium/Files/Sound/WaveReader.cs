using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>Reads WAV, RF64 and W64 from any stream, forward only.</summary>
sealed class WaveReader : SoundReader
{
    const int BlockBytes = 1 << 16;

    readonly Stream _stream;
    readonly string _path;
    readonly WaveHeader _header;
    readonly byte[] _bytes;
    long _framesRead;
    bool _atEnd;

    public WaveReader(Stream stream, string path)
    {
        (_stream, _path) = (stream, path);
        _header = WaveHeader.Read(stream, path);
        _bytes = new byte[Math.Max(1, BlockBytes / _header.FrameBytes) * _header.FrameBytes];
    }

    public override SoundFormat Format => _header.Format;

    public override uint SpeakerMask => _header.SpeakerMask;

    public override long? FrameCount => _header.DataBytes / _header.FrameBytes;

    public override int Read(AudioBlock block)
    {
        if (block.Channels != Format.Channels) throw new ArgumentException($"A block of {block.Channels} channels cannot take a file of {Format.Channels}.", nameof(block));
        int done = 0;
        while (done < block.Frames && !_atEnd)
        {
            int frames = Fill(block.Frames - done);
            Decode(_bytes.AsSpan(0, frames * _header.FrameBytes), block.Slice(done, frames));
            done += frames;
        }
        return done;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
    }

    /// <summary>Reads whole frames into the buffer and detects the end of the data, expected or early.</summary>
    int Fill(int wanted)
    {
        long left = FrameCount is { } count ? count - _framesRead : long.MaxValue;
        int frames = (int)Math.Min(Math.Min(wanted, left), _bytes.Length / _header.FrameBytes);
        int bytes = _stream.ReadAtLeast(_bytes.AsSpan(0, frames * _header.FrameBytes), frames * _header.FrameBytes, throwOnEndOfStream: false);
        int read = bytes / _header.FrameBytes;
        _framesRead += read;
        if (read < frames || read == left) _atEnd = true;
        if (read < frames && FrameCount is { } promised)
            Warning = $"{_path}: ends after {_framesRead} of the {promised} frames it promises; the rest is missing.";
        return read;
    }

    void Decode(ReadOnlySpan<byte> bytes, AudioBlock block)
    {
        if (_header.Coding == SampleCoding.Float32 && BitConverter.IsLittleEndian)
        {
            block.CopyFromInterleaved(MemoryMarshal.Cast<byte, float>(bytes));
            return;
        }
        for (int channel = 0; channel < block.Channels; channel++)
            SampleCodec.Decode(_header.Coding, bytes, channel * _header.Coding.Bytes(), _header.FrameBytes, block[channel]);
    }
}
