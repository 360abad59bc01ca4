using System.Buffers.Binary;
using System.Text;

namespace Proscenium.Files.Sound;

/// <summary>The chunks before the samples of a WAV (RIFF), RF64 or W64 file.</summary>
/// <param name="Format">Rate and channels.</param>
/// <param name="Coding">How samples stand in the file.</param>
/// <param name="FrameBytes">Bytes of one frame.</param>
/// <param name="DataBytes">Bytes of samples, or null where the end of the stream tells.</param>
/// <param name="SpeakerMask">One bit for each loudspeaker that a channel is meant for (dwChannelMask of WAVEFORMATEXTENSIBLE); 0 where the file does not say.</param>
sealed record WaveHeader(SoundFormat Format, SampleCoding Coding, int FrameBytes, long? DataBytes, uint SpeakerMask)
{
    const uint StreamSize = 0xFFFFFFFF;
    const int LargestFormatChunk = 4096;

    static readonly byte[] _w64Riff = [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    /// <summary>True where a file begins like one of the three.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && ((start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8)) && start[8..].StartsWith("WAVE"u8))
        || start.StartsWith(_w64Riff);

    /// <summary>Reads up to the first sample.</summary>
    public static WaveHeader Read(Stream stream, string path)
    {
        try
        {
            return new Parser(stream, path).Parse();
        }
        catch (EndOfStreamException e)
        {
            throw new SoundException($"{path}: ends within its header: the file is damaged.", e);
        }
    }

    sealed class Parser(Stream stream, string path)
    {
        (SoundFormat Format, SampleCoding Coding, int FrameBytes, uint SpeakerMask)? _format;
        long? _longData;
        bool _w64;

        public WaveHeader Parse()
        {
            string kind = Encoding.ASCII.GetString(Take(4));
            _w64 = kind == "riff";
            Take(_w64 ? 36 : 8);
            while (true)
            {
                (string id, long size) = NextChunk();
                if (id == "data") return Finish(size);
                if (id == "fmt ") _format = ReadFormat(Take(Bounded(size)));
                else if (id == "ds64") _longData = BinaryPrimitives.ReadInt64LittleEndian(Take(Bounded(size)).AsSpan(8));
                else Skip(size);
                if (_w64 ? size % 8 != 0 : size % 2 != 0) Skip(_w64 ? 8 - size % 8 : 1);
            }
        }

        (string Id, long Size) NextChunk()
        {
            byte[] head;
            try
            {
                head = Take(_w64 ? 24 : 8);
            }
            catch (EndOfStreamException e)
            {
                throw new SoundException($"{path}: has no sound in it (no 'data' chunk): the file is damaged or was never finished.", e);
            }
            string id = Encoding.ASCII.GetString(head, 0, 4);
            long size = _w64 ? BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16)) - 24 : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            if (size < 0) throw new SoundException($"{path}: chunk '{id}' has an impossible size: the file is damaged.");
            return (id, size);
        }

        WaveHeader Finish(long size)
        {
            if (_format is not { } format) throw new SoundException($"{path}: its samples come before their format: the file is damaged.");
            long? bytes = _longData ?? (!_w64 && size == StreamSize ? null : size);
            return new(format.Format, format.Coding, format.FrameBytes, bytes, format.SpeakerMask);
        }

        (SoundFormat, SampleCoding, int, uint) ReadFormat(byte[] chunk)
        {
            if (chunk.Length < 16) throw new SoundException($"{path}: its format chunk is too short: the file is damaged.");
            int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk), channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(2));
            uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(14));
            bool extensible = tag == 0xFFFE && chunk.Length >= 26;
            uint mask = extensible ? BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(20)) : 0;
            if (extensible) tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(24));
            if (channels is < 1 or > 64) throw new SoundException($"{path}: says it has {channels} channels: 1 to 64 can be read.");
            if (rate is < 1 or > 768000) throw new SoundException($"{path}: says its sample rate is {rate} Hz: 1 to 768000 can be read.");
            SampleCoding coding = Coding(tag, bits);
            return (new((int)rate, channels), coding, channels * coding.Bytes(), mask);
        }

        SampleCoding Coding(int tag, int bits) => (tag, bits) switch
        {
            (1, 8) => SampleCoding.Unsigned8,
            (1, 16) => SampleCoding.Signed16,
            (1, 24) => SampleCoding.Signed24,
            (1, 32) => SampleCoding.Signed32,
            (3, 32) => SampleCoding.Float32,
            (3, 64) => SampleCoding.Float64,
            (6, 8) => SampleCoding.ALaw,
            (7, 8) => SampleCoding.MuLaw,
            _ => throw new SoundException(new Fault(ErrorCodes.SoundCodecUnknown, $"{path}: holds WAV format 0x{tag:X4} with {bits} bits, which is not read here: convert it to PCM")),
        };

        int Bounded(long size) => size <= LargestFormatChunk ? (int)size : throw new SoundException($"{path}: its header has an impossible size: the file is damaged.");

        byte[] Take(int count)
        {
            byte[] bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }

        void Skip(long count)
        {
            byte[] waste = new byte[(int)Math.Min(count, 1 << 16)];
            for (long left = count; left > 0;)
            {
                int read = stream.Read(waste, 0, (int)Math.Min(left, waste.Length));
                if (read == 0) throw new SoundException($"{path}: has no sound in it (no 'data' chunk): the file is damaged or was never finished.");
                left -= read;
            }
        }
    }
}
