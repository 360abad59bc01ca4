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
