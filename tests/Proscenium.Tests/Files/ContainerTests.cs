using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Sound;
using Proscenium.Files.Sound.Containers;

namespace Proscenium.Tests.Files;

/// <summary>AIFF, CAF, AU and FLAC whose sizes are wrong, or with a second file behind: the oracle is the sound that was put in, and no more and no less of it is read.</summary>
[Trait(Traits.Needs, Traits.Program)]
public class ContainerTests
{
    const int Frames = 4800;

    static readonly float[][] _sound = [Rounded(1), Rounded(2)], _other = [Rounded(3), Rounded(4)];

    static readonly ConcurrentDictionary<(string, int, float[]), byte[]> _made = [];

    public static TheoryData<long, string?, string> AiffSizes => new()
    {
        { 0, "promises 0 frames", "" }, { 8 + 4 * 1000, "promises 1000 frames", "" }, { 8 + 4 * 1000, "promises 1000 frames", "ANNO" }, { 0, "does not lead to", "ID3 " }, { 0x7F000008, null, "" }, { 0x7F000008, "does not lead to", "ANNO" },
        { 8 + 4 * Frames + 44, null, "" }, { 8 + 4 * Frames, null, "ANNO" }, { 8 + 4 * Frames, null, "zZ_9" },
    };

    [Theory]
    [MemberData(nameof(AiffSizes))]
    public void AnAiff_IsReadWhole_WhateverItsSizes(long size, string? note, string behind)
    {
        byte[] file = Made("aiff", _sound);
        int samples = file.AsSpan().IndexOf("SSND"u8);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(samples + 4), (uint)size);
        if (size is 0 or 0x7F000008) BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("COMM"u8) + 10), (uint)(size / 4)); // as programs write it that do not know
        AssertRead([.. file, .. Behind(behind, 4)], note);
    }

    public static TheoryData<long, string?, string> CafSizes => new()
    {
        { 0, "promises 0 frames", "" }, { 4 + 4 * 1000, "promises 1000 frames", "" }, { 4 + 4 * 1000, "does not lead to", "info" }, { -1, null, "" }, { -1, "does not lead to", "info" }, { -7, "promises 0 frames", "" }, { 4 + 4 * Frames, null, "free" }, { 4 + 4 * Frames, null, "zZ_9" },
    };

    [Theory]
    [MemberData(nameof(CafSizes))]
    public void ACaf_IsReadWhole_WhateverItsSize(long size, string? note, string behind)
    {
        byte[] file = Made("caf", _sound);
        BinaryPrimitives.WriteInt64BigEndian(file.AsSpan(file.AsSpan().IndexOf("data"u8) + 4), size);
        AssertRead([.. file, .. Behind(behind, 8)], note);
    }

    [Fact]
    public void ACaf_WhoseHeaderStandsThreeTimes_IsReadOnce()
    {
        byte[] file = Made("caf", _sound), header = file[..^(4 * Frames)], unfinished = [.. header];
        BinaryPrimitives.WriteInt64BigEndian(unfinished.AsSpan(header.Length - 12), 4);
        AssertRead([.. unfinished, .. unfinished, .. file[header.Length..], .. header], "promises 0 frames");
    }

    [Theory]
    [InlineData("aiff")]
    [InlineData("caf")]
    [InlineData("au")]
    [InlineData("flac")]
    public void ASecondFileBehindTheFirst_IsNotRead_AndTheNoteTellsHow(string format)
    {
        byte[] first = Made(format, _sound);
        AssertRead([.. first, .. Made(format, _other)], $"holds another {format.ToUpperInvariant()} file behind the first, from byte {first.Length} on, which is not read: to hear it, make a file of it (tail -c +{first.Length + 1} FILE > OUT.{format})");
    }

    [Theory]
    [InlineData("mkv", "Matroska", "pcm_s16le")]
    [InlineData("mka", "Matroska", "flac")]
    [InlineData("wv", "WavPack", "wavpack")]
    [InlineData("tta", "TTA", "tta")]
    [InlineData("m4a", "MP4", "alac")]
    [InlineData("wma", "ASF", "wmav2")]
    [InlineData("flv", "FLV", "aac")]
    public void ASecondFileThatFfmpegDrops_IsTold_ByThePlaceWhereItBegins(string ending, string format, string codec)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.wav"], 48000, [.. _sound.Select(channel => Enumerable.Repeat(channel, 20).SelectMany(part => part).ToArray())]);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["sound.wav"], "-c:a", codec, folder["one." + ending]])) ffmpeg.WaitForExit();
        byte[] one = File.ReadAllBytes(folder["one." + ending]);
        File.WriteAllBytes(folder["two." + ending], [.. one, .. one]);
        (float[][] alone, string? none) = WithNote(folder["one." + ending]);
        (float[][] first, string? note) = WithNote(folder["two." + ending]);
        Assert.DoesNotContain("another", none ?? "");
        Assert.Contains($"holds another {format} file behind the first, from byte {one.Length} on, which is not read: to hear it, make a file of it (tail -c +{one.Length + 1} FILE > OUT.", note);
        Assert.InRange(first[0].Length, alone[0].Length - 2048, alone[0].Length + 2048); // a block of what follows may come with it
    }

    [Fact]
    public void OpusStreams_OneBehindTheOther_PlayOn_AndNothingIsCalledMissing()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.wav"], 48000, [.. _sound.Select(channel => Enumerable.Repeat(channel, 10).SelectMany(part => part).ToArray())]);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["sound.wav"], "-c:a", "libopus", folder["one.opus"]])) ffmpeg.WaitForExit();
        byte[] one = File.ReadAllBytes(folder["one.opus"]);
        File.WriteAllBytes(folder["two.opus"], [.. one, .. one]);
        (float[][] both, string? note) = WithNote(folder["two.opus"]);
        Assert.Null(note);
        Assert.InRange(both[0].Length, 2 * 10 * Frames, 2 * 10 * Frames + 960);
        byte[] holed = [.. one, .. one];
        holed.AsSpan(one.Length / 2, one.Length / 4).Clear();
        File.WriteAllBytes(folder["holed.opus"], holed);
        Assert.NotNull(WithNote(folder["holed.opus"]).Note);
    }

    [Fact]
    public void ASampleRateThatChangesInATransportStream_LeavesNoHole_AndIsTold()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        foreach (int rate in (int[])[48000, 44100])
        {
            Sounds.Write(folder[$"{rate}.wav"], rate, [.. _sound.Select(_ => Enumerable.Range(0, 2 * rate).Select(n => 0.5f * MathF.Sin(2 * MathF.PI * 440 * n / rate)).ToArray())]);
            using Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder[$"{rate}.wav"], "-c:a", "mp2", "-output_ts_offset", rate == 48000 ? "0" : "2", folder[$"{rate}.ts"]]);
            ffmpeg.WaitForExit();
        }
        File.WriteAllBytes(folder["both.ts"], [.. File.ReadAllBytes(folder["48000.ts"]), .. File.ReadAllBytes(folder["44100.ts"])]);
        (float[][] both, string? note) = WithNote(folder["both.ts"]);
        int read = Sounds.Read(folder["both.ts"]).SampleRate;
        Assert.Contains($"its sample rate changes from 48000 to 44100 Hz: all of it is read at {read} Hz", note);
        Assert.InRange((double)both[0].Length / read, 3.9, 4.1);
        int longestSilence = string.Concat(both[0].Select(sample => Math.Abs(sample) < 1e-3f ? '0' : '1')).Split('1').Max(run => run.Length);
        Assert.InRange(longestSilence, 0, read / 20);
    }

    /// <summary>A file to its end, and what is odd about it.</summary>
    static (float[][] Sound, string? Note) WithNote(string path)
    {
        using SoundReader reader = SoundReader.Open(path);
        AudioBuffer block = new(reader.Format.Channels, 1 << 14);
        while (reader.Read(block.Block()) == block.Capacity) { }
        return (Sounds.Read(path).Channels, reader.Warning);
    }

    [Fact]
    public void AJointThatComesLateInAPipe_IsSeen_InWhateverPieces()
    {
        byte[] first = Made("flac", _sound), both = [.. first, .. Made("flac", _other)];
        foreach (int piece in (int[])[1000, first.Length + 3, 1 << 20])
        {
            FlacJoint joint = new();
            int passed = 0;
            for (int at = 0; at < both.Length; at += piece) passed += joint.Before(both.AsSpan(at, Math.Min(piece, both.Length - at)));
            Assert.Equal(first.Length, joint.Place);
            Assert.InRange(passed, first.Length, first.Length + 7); // the mark itself may stand in two pieces
        }
    }

    [Theory]
    [InlineData("caf")]
    [InlineData("au")]
    [InlineData("aiff")]
    public void AFileThatIsCut_PlaysWithANote_AndIsNoResponse(string format)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["cut." + format], Made(format, [_sound[0]])[..^(2 * 800)]);
        using (SoundReader reader = SoundReader.Open(folder["cut." + format]))
        {
            Assert.Equal(_sound[0][..(Frames - 800)], SoundReader.ReadWhole(folder["cut." + format]).Channels[0]);
            while (reader.Read(new AudioBuffer(1, 1 << 14).Block()) > 0) { }
            Assert.Contains("the rest is missing", reader.Loss);
            Assert.Single(reader.Notes);
        }
        Assert.Contains("the rest is missing", Assert.Throws<FileFormatException>(() => ImpulseResponseFile.Read(folder["cut." + format])).Message);
    }

    [Theory]
    [InlineData("aiff")]
    [InlineData("w64")]
    [InlineData("caf")]
    public void WhatFfmpegWritesToAPipe_IsReadWhole(string format)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.wav"], 48000, _sound);
        using Process ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", folder["sound.wav"], "-c:a", format == "aiff" ? "pcm_s16be" : "pcm_s16le", "-f", format, "pipe:1"]) { RedirectStandardOutput = true })!;
        using MemoryStream content = new();
        ffmpeg.StandardOutput.BaseStream.CopyTo(content);
        AssertRead(content.ToArray(), format == "aiff" ? "promises 0 frames" : null);
    }

    /// <summary>From a file and from a pipe.</summary>
    static void AssertRead(byte[] file, string? note)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["sound"], file);
        foreach (SoundReader opened in (SoundReader[])[SoundReader.Open(folder["sound"]), SoundReader.Open(new PrefixedStream([], new MemoryStream(file)), "pipe")])
        {
            using SoundReader reader = opened;
            AudioBuffer block = new(2, 1 << 14);
            int frames = reader.Read(block.Block());
            Assert.Equal(Frames, frames);
            for (int channel = 0; channel < 2; channel++) Assert.Equal(_sound[channel], block.Block()[channel][..frames].ToArray());
            if (note is null) Assert.Null(reader.Warning);
            else Assert.Contains(note, reader.Warning);
            Assert.Null(reader.Loss);
        }
    }

    static byte[] Made(string format, params float[][] sound) => [.. _made.GetOrAdd((format, sound.Length, sound[0]), _ => Encoded(format, sound))];

    static byte[] Encoded(string format, float[][] sound)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.wav"], 48000, sound);
        using (Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", folder["sound.wav"], "-c:a", format switch { "flac" => "flac", "caf" => "pcm_s16le", _ => "pcm_s16be" }, .. format == "flac" ? ["-sample_fmt", "s16"] : Array.Empty<string>(), folder["made." + format]])) ffmpeg.WaitForExit();
        return File.ReadAllBytes(folder["made." + format]);
    }

    /// <summary>A chunk of 30 bytes.</summary>
    static byte[] Behind(string name, int sizeBytes) => name.Length == 0 ? [] : [.. name.Select(letter => (byte)letter), .. new byte[sizeBytes - 1], 30, .. Enumerable.Repeat((byte)'x', 30)];

    static float[] Rounded(int seed) => [.. Signals.Noise(Frames, seed).Select(sample => MathF.Round(Math.Clamp(sample, -0.9f, 0.9f) * 32768) / 32768)];
}
