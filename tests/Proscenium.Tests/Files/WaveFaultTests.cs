using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

/// <summary>WAV files whose header contradicts itself or what is in the file: the sound is read as it is there, with a note, or refused.</summary>
public class WaveFaultTests
{
    const int HeaderBytes = 44;

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("03a-crashed-riff0-data0.wav", "promises 0 frames")]
    [InlineData("03f-crashed-data-size-8.wav", "promises 2 frames")]
    [InlineData("04a-size-mod-2^32-says-tenth.wav", "promises 2400 frames")]
    [InlineData("04c-data-size-is-file-size.wav", "takes the size of the file")]
    public void WhateverTheHeaderPromises_AllBytesOfTheFile_AreTheSound(string name, string note)
    {
        string path = RecordedData.Path("faults/" + name);
        float[][] wanted = Interleaved(File.ReadAllBytes(path).AsSpan(HeaderBytes), bigEndian: false);
        AssertRead(path, wanted, note);
        using SoundReader piped = SoundReader.Open(Piped(File.OpenRead(path)), "pipe");
        Assert.Equal(wanted, Whole(piped));
        Assert.NotNull(piped.Warning);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void TwoDataChunks_AMissingPadding_Rifx_AndBw64_HoldTheSameSound()
    {
        byte[] sound = File.ReadAllBytes(RecordedData.Path("faults/03a-crashed-riff0-data0.wav"))[HeaderBytes..];
        float[][] wanted = Interleaved(sound, bigEndian: false);
        AssertRead(RecordedData.Path("faults/o07a-two-data-chunks.wav"), wanted, "in 2 parts");
        AssertRead(RecordedData.Path("faults/05a-bext603-no-pad.wav"), wanted, null);
        string rifx = RecordedData.Path("faults/o07b-rifx-big-endian.wav");
        AssertRead(rifx, Interleaved(File.ReadAllBytes(rifx).AsSpan(HeaderBytes), bigEndian: true), null);
        using SoundReader reader = SoundReader.Open(RecordedData.Path("faults/06b-bw64-chna-before-fmt.wav"));
        Assert.Equal((24000, typeof(WaveReader)), (reader.FrameCount, reader.GetType()));
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("01a-24in4-lsb-bits24-block8.wav")]
    [InlineData("01c-ext-container32-valid24-lsb.wav")]
    public void SamplesAtTheLowerEndOfTheirBytes_AreAsLoudAsTheReference(string name)
    {
        float[][] wanted = Sounds.Read(RecordedData.Path("faults/01z-reference.wav")).Channels;
        using SoundReader reader = SoundReader.Open(RecordedData.Path("faults/" + name));
        float[][] found = Whole(reader);
        Assert.True(Signals.ErrorDb(found[0], wanted[0]) < -120);
        Assert.Contains("raised by 48.2 dB", reader.Warning);
        using SoundReader piped = SoundReader.Open(Piped(File.OpenRead(RecordedData.Path("faults/" + name))), "pipe");
        Assert.Equal(found, Whole(piped));
    }

    [Fact]
    public void SamplesAtTheUpperEnd_AndThoseThatUseAllBits_StayAsTheyAre()
    {
        int[] upper = [0x12345600, -0x12345600], all = [0x12345678, -0x12345677];
        foreach (int[] samples in (int[][])[upper, all])
        {
            byte[] file = Wave(1, 1, 32, 4, 4 * 48000, [.. samples.SelectMany(BitConverter.GetBytes)], valid: 24);
            using SoundReader reader = SoundReader.Open(new MemoryStream(file), "file");
            Assert.Equal([.. samples.Select(sample => sample / 2147483648f)], Whole(reader)[0]);
            Assert.Null(reader.Warning);
        }
    }

    [Theory]
    [InlineData(2, 16, 2, 192000, "agrees with its bytes per second")]
    [InlineData(2, 16, 0, 0, null)]
    [InlineData(2, 16, 6, 123, "export it again")]
    [InlineData(2, 32, 4, 192000, "export it again")]
    public void AFrameOfOtherBytesThanItsBits_IsReadAsMostOfTheHeaderSays_OrRefused(int channels, int bits, int block, int bytesPerSecond, string? said)
    {
        byte[] samples = [.. Enumerable.Range(0, 48).Select(n => (byte)(5 * n))];
        byte[] file = Wave(1, channels, bits, block, bytesPerSecond, samples);
        if (said == "export it again")
        {
            Assert.Contains(said, Assert.Throws<SoundException>(() => SoundReader.Open(new MemoryStream(file), "file")).Message);
            return;
        }
        using SoundReader reader = SoundReader.Open(new MemoryStream(file), "file");
        Assert.Equal(Interleaved(samples, bigEndian: false), Whole(reader));
        Assert.Equal(said is not null, reader.Warning?.Contains(said!) ?? false);
    }

    [Theory]
    [InlineData("RIFF", 25)] // left over: this form has no long sizes
    [InlineData("RF64", 0)]  // never finished
    [InlineData("BW64", 100)]
    public void LongSizes_CountWhereTheFormHasThem_AndTheFileIsTheJudge(string form, long longBytes)
    {
        byte[] samples = [.. Enumerable.Range(0, 400).Select(n => (byte)(7 * n))], ds64 = new byte[36];
        byte[] wave = Wave(1, 2, 16, 4, 4 * 48000, samples);
        "ds64"u8.CopyTo(ds64);
        ds64[4] = 28;
        BinaryPrimitives.WriteInt64LittleEndian(ds64.AsSpan(16), longBytes);
        Encoding.ASCII.GetBytes(form).CopyTo(wave, 0);
        if (form != "RIFF") wave.AsSpan(40, 4).Fill(0xFF);
        using SoundReader reader = SoundReader.Open(new MemoryStream([.. wave[..12], .. ds64, .. wave[12..]]), "file");
        Assert.Equal(Interleaved(samples, bigEndian: false), Whole(reader));
        Assert.Equal(form != "RIFF", reader.Warning is not null);
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("wav_negative_ds64.wav")]
    [InlineData("wav_short_ds64.wav")]
    public void ImpossibleLongSizes_AreRefusedAtOnce(string name) =>
        Assert.Contains("impossible size", Assert.Throws<SoundException>(() => SoundReader.Open(RecordedData.Path("faults/" + name))).Message);

    [Theory]
    [InlineData("TAG and the rest of an ID3v1 tag")]
    [InlineData("LIST\u00FF\u00FF\0\0INFO that ends too early")]
    [InlineData("cue \u0004\0\0\0\u0001\0\0\0")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void ChunksTagsAndPadding_BehindTheSound_AreNoSound(string behind)
    {
        byte[] samples = [.. Enumerable.Range(0, 400).Select(n => (byte)(7 * n))];
        byte[] file = [.. Wave(1, 2, 16, 4, 4 * 48000, samples), .. Encoding.Latin1.GetBytes(behind)];
        foreach (Stream stream in (Stream[])[new MemoryStream(file), Piped(new MemoryStream(file))])
        {
            using SoundReader reader = SoundReader.Open(stream, "file");
            Assert.Equal(Interleaved(samples, bigEndian: false), Whole(reader));
            Assert.Null(reader.Warning);
        }
    }

    [Fact]
    public void BytesBehindAHeaderThatAgreesWithItself_AreLeftOut_WithANote()
    {
        byte[] samples = [.. Enumerable.Range(0, 400).Select(n => (byte)(7 * n))], behind = [.. Enumerable.Range(0, 100).Select(n => (byte)(200 + n % 50))];
        using SoundReader reader = SoundReader.Open(new MemoryStream([.. Wave(1, 2, 16, 4, 4 * 48000, samples), .. behind]), "file");
        Assert.Equal(Interleaved(samples, bigEndian: false), Whole(reader));
        Assert.Equal("file: 100 bytes follow that belong to no part of the file: they are left out.", reader.Warning);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void SizesOfPipes_MeanToTheEnd_WithoutANote()
    {
        using SoundReader reader = SoundReader.Open(RecordedData.Path("faults/07a-sox-pipe.wav"));
        Assert.Equal((24000, 24000, null), (reader.FrameCount, Whole(reader)[0].Length, reader.Warning));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ResponsesWithOddSizes_AreTakenWithTheNote_ThoseThatLackSoundAreRefused()
    {
        List<string> notes = [];
        FrequencyResponse odd = ImpulseResponseFile.Read(RecordedData.Path("faults/04r1-response-44-too-large.wav"), notes);
        Assert.Contains("takes the size of the file", Assert.Single(notes));
        float[] samples = Interleaved(File.ReadAllBytes(RecordedData.Path("faults/04r1-response-44-too-large.wav")).AsSpan(HeaderBytes), bigEndian: false, channels: 1)[0];
        FrequencyResponse wanted = FrequencyResponse.Impulse(samples, 48000);
        foreach (double hertz in (double[])[100, 1000, 9000]) Assert.True((odd.At(hertz) - wanted.At(hertz)).Magnitude < 1e-9);
        ImpulseResponseFile.Read(RecordedData.Path("faults/07r-sox-pipe-response.wav"), notes);
        Assert.Single(notes);
        using TemporaryFolder folder = new();
        Sounds.Write(folder["cut.wav"], 48000, [1, .. new float[500]]);
        using (FileStream cut = File.OpenWrite(folder["cut.wav"])) cut.SetLength(cut.Length - 400);
        Assert.Contains("the rest is missing", Assert.Throws<FileFormatException>(() => ImpulseResponseFile.Read(folder["cut.wav"])).Message);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ADevice_TellsTheNotesOfItsResponses()
    {
        using TemporaryFolder folder = new();
        File.Copy(RecordedData.Path("faults/04r1-response-44-too-large.wav"), folder["response.wav"]);
        File.WriteAllText(folder["odd.device.json"], DeviceFile.BuiltInText("laptop").Replace("\"kind\":", "\"response\": \"response.wav\", \"kind\":"));
        Assert.Contains("takes the size of the file", Assert.Single(DeviceFile.Open(folder["odd.device.json"]).Notes, note => note.Contains("response.wav")));
    }

    [Fact]
    public void FiltersWithATooSmallSize_KeepAllTheirTaps()
    {
        using TemporaryFolder folder = new();
        float[][] filters = [Signals.Noise(4, 1), Signals.Noise(4, 2)];
        byte[] file = SoundWriter.Wave(48000, filters);
        int size = file.AsSpan().IndexOf("data"u8) + 4;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(size), 16); // two of four taps
        File.WriteAllBytes(folder["filters.wav"], file);
        List<string> notes = [];
        FirMatrix read = MatrixFile.Read(folder["filters.wav"], new(48000, 1), 2, 0, notes);
        Assert.Equal(filters[1], read[0, 1].ToArray());
        Assert.Contains("promises 2 frames", Assert.Single(notes));
        Assert.Contains("more samples than its header says", Assert.Throws<FileFormatException>(() => FilterFile.Parse(file, "filters.wav", 1, 2, 48000)).Message); // a plan's filters are as they were written
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [Trait(Traits.Needs, Traits.Program)]
    [InlineData("02a-dts-in-wav.wav", "DTS")]
    [InlineData("02d-iec61937-ac3.wav", "IEC 61937")]
    public void Bitstreams_AreDecodedToTheirTone_OrRefused(string name, string what)
    {
        RecordedData.RequireProgram("ffmpeg");
        string path = RecordedData.Path("faults/" + name);
        (float[][] sound, int rate) = Sounds.Read(path);
        Assert.InRange(Signals.PowerDb(sound[0].AsSpan(rate / 4, rate / 2)), -25, -20); // hiss is at -14 and above
        SoundException piped = Assert.Throws<SoundException>(() => SoundReader.Open(Piped(File.OpenRead(path)), "pipe"));
        Assert.Equal((ErrorCodes.SoundCodecUnknown, true), (piped.Code, piped.Message.Contains(what)));
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["samples"], File.ReadAllBytes(path)[HeaderBytes..]);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "s16le", "-ar", $"{rate}", "-ac", "2", "-i", folder["samples"], folder["samples.flac"]])) ffmpeg.WaitForExit();
        Assert.Contains(what, Assert.Throws<SoundException>(() => Sounds.Read(folder["samples.flac"])).Message);
    }

    [Theory]
    [InlineData(0x96F872, 0xA54E1F)]
    [InlineData(0x6F8720, 0x54E1F0)]
    [InlineData(0xF87200, 0x4E1F00)]
    public void BurstsOfSmpte337_AreRefused_AtEveryWidth_AndLateInTheSound(int first, int second)
    {
        AudioBuffer sound = Signals.Noise(2, 8000, 1);
        foreach (int frame in (int[])[5000, 6920])
            (sound.Block()[0][frame], sound.Block()[1][frame]) = ((first << 8 >> 8) / 8388608f, (second << 8 >> 8) / 8388608f);
        BitstreamWatch watch = new("film.wav");
        watch.Look(Signals.Noise(2, 8000, 2).Block());
        Assert.Contains("film.wav: holds a bitstream", Assert.Throws<SoundException>(() => watch.Look(sound.Block())).Message);
    }

    [Fact]
    public void NoiseOf16Bits_IsNoBitstream()
    {
        Random random = new(1);
        AudioBuffer noise = new(2, 1 << 20);
        for (int channel = 0; channel < 2; channel++)
            foreach (ref float sample in noise.Block()[channel]) sample = random.Next(-32768, 32768) / 32768f;
        new BitstreamWatch("noise").Look(noise.Block());
        foreach (ref float sample in noise.Block()[0]) sample = 32766 / 32768f;
        foreach (ref float sample in noise.Block()[1]) sample = -32767 / 32768f; // two words of DTS' mark, but no third
        new BitstreamWatch("square").Look(noise.Block());
    }

    static void AssertRead(string path, float[][] wanted, string? note)
    {
        using SoundReader reader = SoundReader.Open(path);
        Assert.Equal(wanted[0].Length, reader.FrameCount);
        Assert.Equal(wanted, Whole(reader));
        if (note is null) Assert.Null(reader.Warning);
        else Assert.Contains(note, reader.Warning);
        Assert.Null(reader.Loss);
    }

    static float[][] Whole(SoundReader reader)
    {
        AudioBuffer block = new(reader.Format.Channels, 1 << 18);
        int frames = reader.Read(block.Block());
        return [.. Enumerable.Range(0, reader.Format.Channels).Select(channel => block.Block()[channel][..frames].ToArray())];
    }

    /// <summary>Samples of 16 bits as the bytes hold them.</summary>
    static float[][] Interleaved(ReadOnlySpan<byte> bytes, bool bigEndian, int channels = 2)
    {
        int frames = bytes.Length / (2 * channels);
        float[][] sound = [.. Enumerable.Range(0, channels).Select(_ => new float[frames])];
        for (int n = 0; n < frames * channels; n++)
            sound[n % channels][n / channels] = (bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * n)..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * n)..])) / 32768f;
        return sound;
    }

    static byte[] Wave(int tag, int channels, int bits, int block, int bytesPerSecond, byte[] data, int valid = 0)
    {
        byte[] format = new byte[valid > 0 ? 40 : 16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)(valid > 0 ? 0xFFFE : tag));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), 48000);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), bytesPerSecond);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)block);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        if (valid > 0)
        {
            format[16] = 22;
            format[18] = (byte)valid;
            format[24] = (byte)tag;
            ((byte[])[0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]).CopyTo(format, 30);
        }
        return [.. "RIFF"u8, .. BitConverter.GetBytes(20 + format.Length + data.Length), .. "WAVEfmt "u8, .. BitConverter.GetBytes(format.Length), .. format, .. "data"u8, .. BitConverter.GetBytes(data.Length), .. data];
    }

    /// <summary>A stream that goes forward only, as a pipe does.</summary>
    static PrefixedStream Piped(Stream content) => new([], content);
}
