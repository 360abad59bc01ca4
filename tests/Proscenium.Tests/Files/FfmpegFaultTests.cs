using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Files;

/// <summary>Files that ffmpeg reads: all sound that is there plays, in time, and from the track that is meant; what is missing or was chosen is said.</summary>
[Trait(Traits.Needs, Traits.Program)]
public class FfmpegFaultTests
{
    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("08a-flac-mime-image-xyz.flac", 1.0)]
    [InlineData("08l-flac-id3v1-behind.flac", 1.0)]
    [InlineData("09a-ts-cut-packet-aligned.ts", 2.72)]
    [InlineData("10b-mp3-3000-zeros-behind.mp3", 4.0)]
    [InlineData("10d-mp3-two-cat.mp3", 4.0)]
    public void WhatIsWrongBesideTheSound_DoesNotCount_AsAllFramesAreThere(string name, double seconds)
    {
        (SoundReader reader, float[][] sound) = Read(RecordedData.Path("faults/" + name));
        Assert.InRange((double)sound[0].Length / reader.Format.SampleRate, seconds, seconds + 0.2);
        Assert.Equal((null, null), (reader.Warning, reader.Loss));
    }

    [Fact]
    public void ATruncatedFile_PlaysWithANote_ButIsNoResponse()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["noise.flac"], 48000, Signals.Noise(96000, 1));
        using (FileStream cut = File.OpenWrite(folder["noise.flac"])) cut.SetLength(cut.Length / 2);
        (SoundReader reader, float[][] sound) = Read(folder["noise.flac"]);
        Assert.InRange(sound[0].Length, 30000, 60000);
        Assert.StartsWith($"{folder["noise.flac"]}: ", reader.Loss);
        Assert.Contains("missing", Assert.Throws<FileFormatException>(() => ImpulseResponseFile.Read(folder["noise.flac"])).Message);
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("30_flac_bit_errors.flac")]
    [InlineData("31_flac_truncated.flac")]
    public void AFrameThatIsDamaged_IsSaid_AndTheOthersPlay(string name)
    {
        (SoundReader reader, float[][] sound) = Read(RecordedData.Path("bad_input/" + name));
        Assert.InRange(sound[0].Length, 4096, 23999);
        Assert.Contains("part of its sound may be missing", reader.Loss);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void SixMonoTracks_AreJoinedTo51_TrackByTrack()
    {
        string path = RecordedData.Path("faults/11a-six-mono-tracks.mov");
        (SoundReader reader, float[][] joined) = Read(path);
        Assert.Equal((6, 0x3Fu), (joined.Length, reader.SpeakerMask));
        Assert.Contains("6 mono sound tracks, taken for 5.1 in the order FL, FR, FC, LFE, BL, BR", reader.Warning);
        for (int track = 1; track <= 6; track++) Assert.Equal(joined[track - 1], Assert.Single(Read(path, track).Sound));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void TheDefaultTrackPlays_AnotherIsChosenByItsNumber_AndOneThatIsNotThereIsRefused()
    {
        string path = RecordedData.Path("faults/12a-commentary-first-default-second.mkv");
        (SoundReader film, float[][] sound) = Read(path);
        Assert.Equal(6, sound.Length);
        Assert.Contains("has 2 sound tracks; number 2 (5.1, deu, Film, the default) is played", film.Warning);
        (SoundReader commentary, sound) = Read(path, 1);
        Assert.Equal((2, null), (sound.Length, commentary.Warning));
        Assert.Equal(ErrorCodes.SoundTrackUnfit, Assert.Throws<SoundException>(() => SoundReader.Open(path, 3)).Code);
        Assert.Equal(ErrorCodes.SoundTrackUnfit, Assert.Throws<SoundException>(() => SoundReader.Open(RecordedData.Path("faults/01z-reference.wav"), 2)).Code);
        using FileStream content = File.OpenRead(path);
        using SoundReader piped = SoundReader.Open(content, "stream");
        Assert.Equal(6, piped.Format.Channels);
    }

    [Fact]
    public void FourMonoTracks_AreRefused_WithTheCure()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["one.wav"], 48000, Signals.Noise(4800, 1));
        Run("ffmpeg", ["-v", "error", "-i", folder["one.wav"], .. Enumerable.Repeat((string[])["-map", "0:a"], 4).SelectMany(map => map), "-c:a", "pcm_s16le", folder["four.mov"]]);
        SoundException refusal = Assert.Throws<SoundException>(() => SoundReader.Open(folder["four.mov"]));
        Assert.Equal((ErrorCodes.SoundTrackUnfit, "4"), (refusal.Code, refusal.Fault.Value));
        Assert.Contains("4 mono sound tracks", refusal.Message);
        Assert.Single(Read(folder["four.mov"], 4).Sound);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void SoundThatBeginsLate_BeginsWithAsMuchSilence()
    {
        (SoundReader reader, float[][] sound) = Read(RecordedData.Path("faults/o01a-audio-starts-1s-late.mkv"));
        Assert.Equal(-1, sound[0].AsSpan(0, (int)(0.97 * 48000)).IndexOfAnyExcept(0f));
        Assert.InRange(sound[0].AsSpan().IndexOfAnyExceptInRange(-0.01f, 0.01f) / 48000.0, 0.979, 1.01);
        Assert.Contains("begins 0.98 s after the picture", reader.Warning);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void LostPackets_LeaveAHole_SoThatTheRestStaysInTime()
    {
        float[] sound = Read(RecordedData.Path("faults/o02a-hole-from-1-to-2s.mka")).Sound[0];
        Assert.InRange(sound.Length / 48000.0, 3.0, 3.06);
        Assert.Equal(-1, sound.AsSpan((int)(1.1 * 48000), (int)(0.8 * 48000)).IndexOfAnyExcept(0f));
        Assert.InRange(Signals.PowerDb(sound.AsSpan((int)(2.1 * 48000), 24000)), -30, 0);
    }

    [Theory]
    [Trait(Traits.Needs, Traits.Data)]
    [InlineData("film51/stereo_128k.m4a")]
    [InlineData("film51/stereo_128k.mp3")]
    [InlineData("film51/stereo_96k.opus")]
    [InlineData("film51/film_5.1_aac_video.mkv")]
    public void SoundWithoutHoles_IsWhatFfmpegDecodes_BitForBit(string name)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Run("ffmpeg", ["-v", "error", "-i", RecordedData.Path(name), "-map", "0:a:0", "-c:a", "pcm_f32le", folder["plain.wav"]]);
        Assert.Equal(Sounds.Read(folder["plain.wav"]).Channels, Sounds.Read(RecordedData.Path(name)).Channels);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void RatesBeyondThoseOfSound_AreASentence_AtOnce()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=r=1000000:d=1", folder["fast.caf"]]);
        foreach (string path in (string[])[folder["fast.caf"], RecordedData.Path("faults/16e-dsf-1k-dsd256.dsf")])
        {
            SoundException refusal = Assert.Throws<SoundException>(() => SoundReader.Open(path));
            Assert.Equal(ErrorCodes.SoundRateUnsupported, refusal.Code);
            Assert.Contains("ffmpeg -i FILE -ar 96000 OUT.wav", refusal.Message);
        }
    }

    [Theory]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nsecret.flac\n#EXT-X-ENDLIST\n", "a playlist")]
    [InlineData("list.flac", "#EXTM3U\nsecret.flac\n", "a playlist")]
    [InlineData("list.mp3", "ffconcat version 1.0\nfile secret.flac\n", "a playlist")]
    [InlineData("list.txt", "<?xml version=\"1.0\"?><MPD/>", "text")]
    public void WhatNamesOtherFiles_IsRefused_AndTheseAreNotRead(string name, string content, string what)
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["secret.flac"], 48000, Signals.Noise(4800, 1));
        File.WriteAllText(folder[name], content);
        Assert.Equal($"{folder[name]}: is {what}, not sound: name {(what == "text" ? "a sound file" : "the sound file that it names")}.", Assert.Throws<SoundException>(() => SoundReader.Open(folder[name])).Message);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task ANamedPipe_IsReadOnce_AndToItsEnd()
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.flac"], 48000, Signals.Noise(48000, 1));
        Run("mkfifo", [folder["pipe"]]);
        Task writing = Task.Run(() => Run("cp", [folder["sound.flac"], folder["pipe"]]), TestContext.Current.CancellationToken);
        Assert.Equal(Sounds.Read(folder["sound.flac"]).Channels, Sounds.Read(folder["pipe"]).Channels);
        await writing;
    }

    [Fact]
    public void AChangeOfRate_IsSaid()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        foreach ((string name, bool changes) in ((string, bool)[])[("sound.mp3", true), ("sound.flac", false)])
        {
            using SoundWriter writer = SoundWriter.Create(folder[name], new(96000, 2));
            writer.Write(Signals.Noise(2, 48000, 1).Block());
            writer.Complete();
            Assert.Equal(changes, writer.Warning?.Contains("converted the sound to 48000 Hz") ?? false);
        }
    }

    static (SoundReader Reader, float[][] Sound) Read(string path, int? track = null)
    {
        RecordedData.RequireProgram("ffmpeg");
        using SoundReader reader = SoundReader.Open(path, track);
        AudioBuffer block = new(reader.Format.Channels, 1 << 18);
        int frames = reader.Read(block.Block());
        return (reader, [.. Enumerable.Range(0, reader.Format.Channels).Select(channel => block.Block()[channel][..frames].ToArray())]);
    }

    static void Run(string program, string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
