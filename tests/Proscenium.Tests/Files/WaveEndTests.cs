using System.Buffers.Binary;
using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Measurements;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

/// <summary>WAV files whose header does not lead to what stands behind the sound: the oracle is the sound that was put in.</summary>
public class WaveEndTests
{
    const int DataSize = 40, Frames = 2000;

    static readonly byte[] _sound = Noise(4 * Frames, 1);

    static readonly byte[] _info = Chunk("LIST", "INFOISFT\u0006\0\0\0Lavf5\0"), _tag = Chunk("id3 ", "ID3 and an odd number of letters"), _markers = Chunk("cue ", "\u0001\0\0\0 and more of it........"), _own = Chunk("zZ_9", "what only its writer knows");

    public static TheoryData<uint, bool> WrongSizes => new() { { 0, true }, { 8, true }, { uint.MaxValue, false }, { 0x7FFFF000, false }, { 0x7FFFFFFF, false } };

    [Theory]
    [MemberData(nameof(WrongSizes))]
    public void ChunksThatEndWithTheFile_AreNoSound_WhateverTheSizeOfTheSound(uint size, bool isPromise)
    {
        foreach (byte[] behind in (byte[][])[_info, [.. _info, .. _tag], [.. _markers, .. _own, .. _info], [.. _info, .. _own], [.. _info, .. "TAG"u8, .. new byte[125]], [.. "TAG"u8, .. new byte[125]], [.. "ID3\u0004\0\0\0\0\u0001\u0002"u8, .. new byte[130]]])
        {
            byte[] file = [.. Wave(_sound, size), .. behind];
            foreach (Stream stream in (Stream[])[new MemoryStream(file), Piped(file)])
            {
                using SoundReader reader = SoundReader.Open(stream, "file");
                Assert.Equal(Samples(_sound), Whole(reader));
                Assert.Contains("does not lead to what stands behind its sound (", reader.Warning);
                Assert.Equal(isPromise, reader.Warning!.Contains("header promises"));
                Assert.Null(reader.Loss);
            }
        }
    }

    [Fact]
    public void TooLargeASize_WithChunksBehind_IsNoLoss_WhereTheFileIsAsLongAsItSays()
    {
        byte[] file = [.. Wave(_sound, 4 * Frames + 5000), .. _info];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        using (SoundReader reader = SoundReader.Open(new MemoryStream(file), "file"))
        {
            Assert.Equal((Frames, null), (reader.FrameCount, reader.Loss));
            Assert.Equal(Samples(_sound), Whole(reader));
        }
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8 + 5000); // as where the middle is lost
        using SoundReader cut = SoundReader.Open(new MemoryStream(file), "file");
        Assert.Equal(Samples(_sound), Whole(cut));
        Assert.Contains("the rest is missing", cut.Loss);
    }

    [Fact]
    public void SoundThatLooksLikeChunks_IsSound()
    {
        byte[] cunning = [.. _sound];
        foreach (int at in (int[])[8, 2000, 4 * Frames - 40, 4 * Frames - 8]) "LIST"u8.CopyTo(cunning.AsSpan(at)); // and sizes of noise
        for (int at = 4000; at < 6000; at += 8) _info.AsSpan(0, 4).CopyTo(cunning.AsSpan(at));
        foreach ((string letters, int at) in ((string, int)[])[("TAG", 3001), ("ID3", 3101), ("ID3\u0004\0\0\0\0\u0002\0", 3201), ("3DI", 3301), ("RIFF....WAVX", 3401), ("TAG", 4 * Frames - 127), ("ID3\u0003\0\0\0\0\0\u0009", 4 * Frames - 20)]) Encoding.Latin1.GetBytes(letters).CopyTo(cunning, at);
        "abcd\u0010\0\0\0"u8.CopyTo(cunning.AsSpan(4)); // where the promised sound ends, and it leads nowhere
        foreach (uint size in (uint[])[0, 4, uint.MaxValue])
        {
            byte[] file = Wave(cunning, size);
            foreach (Stream stream in (Stream[])[new MemoryStream(file), Piped(file)])
            {
                using SoundReader reader = SoundReader.Open(stream, "file");
                Assert.Equal(Samples(cunning), Whole(reader));
            }
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void TenMinutesOfNoise_AreSound_ToTheirEnd()
    {
        byte[] noise = Noise(100_000_000, 5); // three letters in a row stand by chance in it six times for each tag
        using SoundReader reader = SoundReader.Open(new MemoryStream(Wave(noise, 0)), "file");
        Assert.Equal(noise.Length / 4, reader.FrameCount);
    }

    [Fact]
    public void AHeaderThatIsRight_IsBelieved_AlsoWhereItsSoundHoldsAChunk()
    {
        byte[] sound = [.. _sound, .. _info, 0, 0];
        using SoundReader reader = SoundReader.Open(new MemoryStream(Wave(sound, (uint)sound.Length)), "file");
        Assert.Equal(Samples(sound), Whole(reader));
        Assert.Null(reader.Warning);
    }

    [Theory]
    [InlineData(4 * Frames)]
    [InlineData(0)]
    [InlineData(uint.MaxValue)]
    public void AnotherFileBehind_IsNotRead_AndTheNoteTellsHow(uint size)
    {
        byte[] first = Wave(_sound, size), file = [.. first, .. Wave(Noise(4 * Frames, 2), 4 * Frames)];
        foreach (Stream stream in (Stream[])[new MemoryStream(file), Piped(file)])
        {
            using SoundReader reader = SoundReader.Open(stream, "file");
            Assert.Equal(Samples(_sound), Whole(reader));
            Assert.Contains($"holds another WAV file behind the first, from byte {first.Length} on, which is not read", reader.Warning);
            Assert.Contains($"tail -c +{first.Length + 1} ", reader.Warning);
        }
    }

    [Fact]
    public void AResponseWithATagBehind_HasTheSameTaps_AndTheNote()
    {
        using TemporaryFolder folder = new();
        byte[] taps = new byte[400];
        Noise(100, 3).CopyTo(taps, 0);
        File.WriteAllBytes(folder["plain.wav"], Wave(taps, 400, channels: 1));
        File.WriteAllBytes(folder["tagged.wav"], [.. Wave(taps, uint.MaxValue, channels: 1), .. _info]);
        List<string> notes = [];
        foreach (double hertz in (double[])[100, 1000, 9000])
            Assert.Equal(ImpulseResponseFile.Read(folder["plain.wav"]).At(hertz), ImpulseResponseFile.Read(folder["tagged.wav"], notes).At(hertz));
        Assert.Contains("does not lead to", notes[0]);
    }

    [Theory]
    [InlineData(long.MaxValue, false)]
    [InlineData(-1L, false)]
    [InlineData(0L, true)]
    [InlineData(24L, true)]
    [InlineData(24L + 400, true)]
    public void AW64File_OfAPipe_IsReadToItsEnd_AlsoWhereItsHeaderStandsTwice(long size, bool isPromise)
    {
        byte[] header = W64Header(size), unfinished = W64Header(24), list = [.. "LIST"u8, .. header.AsSpan(28, 12), .. BitConverter.GetBytes(24L + 8), .. "INFOabcd"u8];
        foreach (byte[] file in (byte[][])[[.. header, .. _sound], [.. unfinished, .. header, .. _sound, .. W64Header(24 + 4 * Frames)], [.. header, .. _sound, .. list]])
        {
            using SoundReader reader = SoundReader.Open(new MemoryStream(file), "file");
            Assert.Equal((Frames, null), (reader.FrameCount, reader.Loss));
            Assert.Equal(Samples(_sound), Whole(reader));
            Assert.Equal(isPromise, reader.Warning?.Contains("header promises") ?? false);
        }
    }

    static byte[] Noise(int count, int seed)
    {
        byte[] noise = new byte[count];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    static byte[] Chunk(string name, string body) => [.. Encoding.Latin1.GetBytes(name), .. BitConverter.GetBytes(body.Length), .. Encoding.Latin1.GetBytes(body), .. new byte[body.Length % 2]];

    /// <summary>A file of 16 bits at 48 kHz, whose form chunk says the size of pipes unless the sound's is right.</summary>
    static byte[] Wave(byte[] sound, uint size, short channels = 2)
    {
        byte[] file = [.. "RIFF"u8, .. BitConverter.GetBytes(size == sound.Length ? size + 36 : uint.MaxValue), .. "WAVEfmt "u8, .. Format(channels), .. "data"u8, 0, 0, 0, 0, .. sound];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(DataSize), size);
        return file;
    }

    static byte[] Format(short channels) => [16, 0, 0, 0, 1, 0, (byte)channels, 0, .. BitConverter.GetBytes(48000), .. BitConverter.GetBytes(96000 * channels), (byte)(2 * channels), 0, 16, 0];

    static byte[] W64Header(long size)
    {
        byte[] name = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];
        return [.. "riff"u8, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0, 0, .. new byte[8], .. "wave"u8, .. name, .. "fmt "u8, .. name, .. BitConverter.GetBytes(40L), .. Format(2)[4..], .. "data"u8, .. name, .. BitConverter.GetBytes(size)];
    }

    static PrefixedStream Piped(byte[] content) => new([], new MemoryStream(content));

    static float[][] Samples(byte[] bytes)
    {
        int frames = bytes.Length / 4;
        return [.. Enumerable.Range(0, 2).Select(channel => Enumerable.Range(0, frames).Select(n => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(4 * n + 2 * channel)) / 32768f).ToArray())];
    }

    static float[][] Whole(SoundReader reader)
    {
        AudioBuffer block = new(reader.Format.Channels, 1 << 14);
        int frames = reader.Read(block.Block());
        return [.. Enumerable.Range(0, reader.Format.Channels).Select(channel => block.Block()[channel][..frames].ToArray())];
    }
}
