using System.Buffers.Binary;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>Writes 32-bit float WAV; room for the sizes of RF64 is kept in a JUNK chunk and used beyond 4 GiB.</summary>
sealed class WaveWriter : SoundWriter
{
    const int HeaderBytes = 12 + 36 + 48 + 12 + 8; // RIFF, JUNK or ds64, fmt, fact, data

    readonly AtomicFile? _file;
    readonly Stream _stream;
    readonly SoundFormat _format;
    readonly uint _speakers;
    readonly long _largestWave;
    readonly long? _begin; // of the header, where it can be written again
    float[] _interleaved = [];
    long _frames;

    public WaveWriter(AtomicFile file, SoundFormat format, long largestWave = uint.MaxValue) : this(file.Open(), format)
    {
        (_file, _largestWave) = (file, largestWave);
    }

    /// <summary>Begins a stream.</summary>
    /// <param name="stream">Closed with the writer.</param>
    /// <param name="format">Rate and channels.</param>
    /// <param name="speakers">As of <see cref="SoundReader.SpeakerMask"/>; 0 for channels of more than stereo that belong to no loudspeaker position.</param>
    public WaveWriter(Stream stream, SoundFormat format, uint speakers = 0)
    {
        (_stream, _format, _largestWave) = (stream, format, uint.MaxValue);
        _speakers = speakers != 0 ? speakers : format.Channels switch { 1 => 4u, 2 => 3u, _ => 0u };
        _begin = stream.CanSeek ? stream.Position : null;
        _stream.Write(Header(dataBytes: null));
    }

    public override void Write(ReadOnlyAudioBlock block)
    {
        if (block.Channels != _format.Channels) throw new ArgumentException($"A block of {block.Channels} channels does not fit a file of {_format.Channels}.", nameof(block));
        int samples = block.Channels * block.Frames;
        if (_interleaved.Length < samples) _interleaved = new float[samples];
        Span<float> interleaved = _interleaved.AsSpan(0, samples);
        block.CopyToInterleaved(interleaved);
        _stream.Write(SampleCodec.BytesOf(interleaved));
        _frames += block.Frames;
    }

    public override void Complete()
    {
        if (_begin is { } begin)
        {
            _stream.Position = begin;
            _stream.Write(Header(_frames * _format.Channels * sizeof(float)));
        }
        if (_file is null) _stream.Dispose();
        else _file.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        if (_file is null) _stream.Dispose();
        else _file.Dispose();
    }

    byte[] Header(long? dataBytes)
    {
        bool extended = dataBytes + HeaderBytes > _largestWave;
        uint riff = dataBytes is { } d && !extended ? (uint)(d + HeaderBytes - 8) : uint.MaxValue;
        uint data = dataBytes is { } b && !extended ? (uint)b : uint.MaxValue;
        using MemoryStream bytes = new(HeaderBytes);
        using BinaryWriter writer = new(bytes);
        writer.Write(extended ? "RF64"u8 : "RIFF"u8);
        writer.Write(riff);
        writer.Write("WAVE"u8);
        writer.Write(extended ? "ds64"u8 : "JUNK"u8);
        writer.Write(28);
        writer.Write(extended ? dataBytes!.Value + HeaderBytes - 8 : 0);
        writer.Write(extended ? dataBytes!.Value : 0);
        writer.Write(extended ? _frames : 0);
        writer.Write(0);
        writer.Write("fmt "u8);
        writer.Write(40);
        writer.Write(FormatChunk());
        writer.Write("fact"u8);
        writer.Write(4);
        writer.Write((uint)Math.Min(_frames, uint.MaxValue));
        writer.Write("data"u8);
        writer.Write(data);
        return bytes.ToArray();
    }

    /// <summary>WAVE_FORMAT_EXTENSIBLE with IEEE float.</summary>
    byte[] FormatChunk()
    {
        byte[] chunk = new byte[40];
        int frameBytes = _format.Channels * sizeof(float);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(2), (ushort)_format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), _format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(8), _format.SampleRate * frameBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(12), (ushort)frameBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(14), 32);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(16), 22);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(18), 32);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(20), _speakers);
        ReadOnlySpan<byte> floatGuid = [3, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        floatGuid.CopyTo(chunk.AsSpan(24));
        return chunk;
    }
}
