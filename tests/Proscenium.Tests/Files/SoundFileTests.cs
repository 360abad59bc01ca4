using System.Buffers.Binary;
using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

public class SoundFileTests
{
    [Fact]
    public void FloatWav_GivesBack_EveryBit()
    {
        using TemporaryFolder folder = new();
        float[][] channels = [Signals.Noise(12345, 1), Signals.Noise(12345, 2), Signals.Noise(12345, 3)];
        Sounds.Write(folder["sound.wav"], 44100, channels);
        (float[][] found, int rate) = Sounds.Read(folder["sound.wav"]);
        Assert.Equal(44100, rate);
        Assert.Equal(channels, found);
    }

    [Fact]
    public void FloatsInFiles_BeginWithTheLeastSignificantByte_WhateverTheMachine()
    {
        float[] samples = [1, -0.5f, 1e-20f, .. Signals.Noise(100, 5)];
        byte[] wanted = new byte[4 * samples.Length];
        for (int n = 0; n < samples.Length; n++) BinaryPrimitives.WriteSingleLittleEndian(wanted.AsSpan(4 * n), samples[n]);
        Assert.Equal(wanted, SampleCodec.BytesOf(samples).ToArray());
        Assert.Equal(wanted, SampleCodec.InFileOrder(samples)); // what a machine of the other order writes
        Assert.Equal(wanted, SoundWriter.Wave(48000, samples)[^wanted.Length..]);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnUnknownExtension_IsNamed_WithoutTheNameOfATemporaryFile()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        SoundException error = Assert.Throws<SoundException>(() => SoundWriter.WriteWhole(folder["b.xyz"], 48000, Signals.Noise(480000, 1)));
        Assert.Equal($"{folder["b.xyz"]}: no format has this extension: use .wav, .flac or another one that ffmpeg writes.", error.Message);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData(1, 8, new byte[] { 0, 128, 255 }, new[] { -1f, 0f, 127 / 128f })]
    [InlineData(1, 16, new byte[] { 0, 128, 0, 0, 255, 127 }, new[] { -1f, 0f, 32767 / 32768f })]
    [InlineData(1, 24, new byte[] { 0, 0, 128, 1, 0, 0, 255, 255, 127 }, new[] { -1f, 1 / 8388608f, 8388607 / 8388608f })]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 128, 0, 0, 0, 64 }, new[] { -1f, 0.5f })]
    [InlineData(3, 32, new byte[] { 0, 0, 0, 63, 0, 0, 128, 191 }, new[] { 0.5f, -1f })]
    [InlineData(3, 64, new byte[] { 0, 0, 0, 0, 0, 0, 224, 63 }, new[] { 0.5f })]
    [InlineData(7, 8, new byte[] { 0x80, 0x00, 0xFF }, new[] { 32124 / 32768f, -32124 / 32768f, 0f })] // G.711, mu-law
    [InlineData(6, 8, new byte[] { 0xAA, 0x2A }, new[] { 32256 / 32768f, -32256 / 32768f })]           // G.711, A-law
    public void EveryCoding_IsDecoded_ToFullScaleOne(int tag, int bits, byte[] data, float[] wanted)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["sound.wav"], Wave(tag, bits, data));
        Assert.Equal(wanted, Sounds.Read(folder["sound.wav"]).Channels[0]);
    }

    [Fact]
    public void LongFiles_BecomeRf64_AndAreReadBack()
    {
        using TemporaryFolder folder = new();
        float[] noise = Signals.Noise(1000, 1);
        AudioBuffer block = new(1, 1000);
        noise.CopyTo(block.Block()[0]);
        using (WaveWriter writer = new(new AtomicFile(folder["long.wav"]), new(48000, 1), largestWave: 2000))
        {
            writer.Write(block.Block());
            writer.Complete();
        }
        Assert.Equal("RF64"u8.ToArray(), File.ReadAllBytes(folder["long.wav"])[..4]);
        Assert.Equal(noise, Sounds.Read(folder["long.wav"]).Channels[0]);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(28, -1)]
    public void Rf64WithADamagedLength_IsRefused(int size, long dataBytes)
    {
        using TemporaryFolder folder = new();
        byte[] wave = Wave(1, 16, [0, 0]), chunk = new byte[8 + size];
        "ds64"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), size);
        if (size >= 16) BinaryPrimitives.WriteInt64LittleEndian(chunk.AsSpan(16), dataBytes);
        "RF64"u8.CopyTo(wave);
        File.WriteAllBytes(folder["long.wav"], [.. wave[..12], .. chunk, .. wave[12..]]);
        Assert.Contains("impossible size", Assert.Throws<SoundException>(() => Sounds.Read(folder["long.wav"])).Message);
    }

    [Fact]
    public void WhatIsNotCompleted_LeavesNothing_AndAnOlderFileAsItWas()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["sound.wav"], "older");
        using (SoundWriter writer = SoundWriter.Create(folder["sound.wav"], new(48000, 2))) writer.Write(new AudioBuffer(2, 100).Block());
        Assert.Equal("older", File.ReadAllText(folder["sound.wav"]));
        Assert.Equal(["sound.wav"], folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void OtherEndings_AreWrittenByFfmpeg()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        float[][] channels = [Signals.Noise(4800, 1), Signals.Noise(4800, 2)];
        Sounds.Write(folder["sound.flac"], 48000, channels);
        (float[][] found, int rate) = Sounds.Read(folder["sound.flac"]);
        Assert.Equal((48000, 4800), (rate, found[0].Length));
        Assert.True(Signals.ErrorDb(found[1], channels[1]) < -80);
        Assert.Equal(["sound.flac"], folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AnEndingNobodyKnows_IsRefused_AndLeavesNothing()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        SoundException refusal = Assert.Throws<SoundException>(() => Sounds.Write(folder["sound.nonsense"], 48000, [new float[100]]));
        Assert.Contains("sound.nonsense", refusal.Message);
        Assert.Empty(folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void CompressedFiles_AreReadByFfmpeg_LikeTheirWav()
    {
        RecordedData.RequireProgram("ffmpeg");
        (float[][] flac, int rate) = Sounds.Read(RecordedData.Path("bad_input/09_ok_s24.flac"));
        Assert.Equal(2, flac.Length);
        Assert.InRange(rate, 8000, 192000);
        Assert.InRange(Signals.PowerDb(flac[0]), -60, 0);
        foreach (string name in (string[])["stereo_128k.mp3", "stereo_128k.m4a", "stereo_96k.opus"])
            Assert.InRange(Signals.PowerDb(Sounds.Read(RecordedData.Path("film51/" + name)).Channels[0]), -60, 0);
    }

    static byte[] Wave(int tag, int bits, byte[] data)
    {
        byte[] file = new byte[44 + data.Length];
        Encoding.ASCII.GetBytes("RIFF....WAVEfmt ").CopyTo(file, 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), 48000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 48000 * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), (short)(bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        Encoding.ASCII.GetBytes("data").CopyTo(file, 36);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data.Length);
        data.CopyTo(file, 44);
        return file;
    }
}
