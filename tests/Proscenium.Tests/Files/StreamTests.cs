using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Rendering;

namespace Proscenium.Tests.Files;

public class StreamTests
{
    static readonly float[][] _sound = [Signals.Noise(20001, 1), Signals.Noise(20001, 2), Signals.Noise(20001, 3)];

    [Fact]
    public void Wav_GoesThroughAPipe_WithEveryBit()
    {
        MemoryStream bytes = new();
        using (SoundWriter writer = SoundWriter.Create(new Pipe(bytes), new(44100, 3)))
        {
            writer.Write(Sounds.Block(_sound));
            writer.Complete();
        }
        (float[][] found, int rate) = SoundReader.ReadWhole(new Pipe(new MemoryStream(bytes.ToArray())), "pipe");
        Assert.Equal(44100, rate);
        Assert.Equal(_sound, found);
    }

    [Fact]
    public void ASeekableStream_GetsItsLength_AndMayHoldSomethingBeforeTheSound()
    {
        MemoryStream bytes = new();
        bytes.Write("before"u8);
        using (SoundWriter writer = SoundWriter.Create(bytes, new(48000, 3)))
        {
            writer.Write(Sounds.Block(_sound));
            writer.Complete();
        }
        MemoryStream content = new(bytes.ToArray()) { Position = 6 };
        using SoundReader reader = SoundReader.Open(content, "stream");
        Assert.Equal(20001, reader.FrameCount);
        Assert.Equal(SoundWriter.Wave(48000, _sound), bytes.ToArray()[6..]);
        Assert.Equal("before"u8.ToArray(), bytes.ToArray()[..6]);
    }

    [Fact]
    public void DamagedStreams_AreRefused_ByTheirName()
    {
        byte[] wave = SoundWriter.Wave(48000, _sound);
        Assert.StartsWith("my sound: ", Assert.Throws<SoundException>(() => SoundReader.Open(new MemoryStream(), "my sound")).Message);
        Assert.StartsWith("my sound: ", Assert.Throws<SoundException>(() => SoundReader.Open(new Pipe(new MemoryStream(wave[..30])), "my sound")).Message);
        Assert.Throws<SoundException>(() => new StereoSource(new MemoryStream(wave), "my sound"));
        using SoundReader reader = SoundReader.Open(new Pipe(new MemoryStream(wave[..^100])), "my sound");
        Assert.True(reader.Read(Sounds.Block(_sound)) < 20001);
        Assert.StartsWith("my sound: ", reader.Warning);
    }

    [Fact]
    public void BlocksOfOtherChannels_AreRefused()
    {
        using SoundReader reader = SoundReader.Open(new MemoryStream(SoundWriter.Wave(48000, _sound)), "stream");
        Assert.Throws<ArgumentException>(() => reader.Read(Sounds.Block(_sound[..2])));
        using SoundWriter writer = SoundWriter.Create(new MemoryStream(), new(48000, 3));
        Assert.Throws<ArgumentException>(() => writer.Write(Sounds.Block(_sound[..2])));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void OtherFormats_AreReadThroughAPipe_AndAStreamThatFailsIsTold()
    {
        RecordedData.RequireProgram("ffmpeg");
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.flac"], 48000, _sound[..2]);
        byte[] flac = File.ReadAllBytes(folder["sound.flac"]);
        Assert.Equal(Sounds.Read(folder["sound.flac"]).Channels, SoundReader.ReadWhole(new Pipe(new MemoryStream(flac)), "stream").Channels);
        SoundException fault = Assert.Throws<SoundException>(() => SoundReader.ReadWhole(new Pipe(new MemoryStream(flac), breaksAt: flac.Length / 2), "my sound"));
        Assert.StartsWith("my sound: ", fault.Message);
        Assert.Contains("the line is dead", fault.Message);
    }

    [Fact]
    public void APlan_IsReadFromStreams_AsFromItsFolder()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        RenderPlan wanted = RenderPlanFile.Read(folder["plan"]);
        RenderPlan found = RenderPlanFile.Read(file => new Pipe(File.OpenRead(Path.Combine(folder["plan"], file))), "my plan");
        Assert.Equal(wanted.Drivers, found.Drivers);
        Assert.Equal((wanted.LatencySamples, wanted.HeadroomDb, wanted.Upmix), (found.LatencySamples, found.HeadroomDb, found.Upmix));
        for (int input = 0; input < wanted.Filters.Inputs; input++)
            for (int driver = 0; driver < wanted.Filters.Outputs; driver++)
                Assert.Equal(wanted.Filters[input, driver].ToArray(), found.Filters[input, driver].ToArray());
        Assert.StartsWith("my plan", Assert.Throws<FileFormatException>(() => RenderPlanFile.Read(_ => null, "my plan")).Message);
        Assert.StartsWith("my plan", Assert.Throws<FileFormatException>(() => RenderPlanFile.Read(file => file == "plan.json" ? File.OpenRead(Path.Combine(folder["plan"], file)) : new MemoryStream([1, 2, 3]), "my plan")).Message);
    }

    [Fact]
    public void DevicesRoomsAndHeads_AreReadFromStreams()
    {
        Assert.Equal(DeviceFile.Open("laptop").Drivers, DeviceFile.Open(Text(DeviceFile.BuiltInText("laptop")), "stream").Drivers);
        Assert.Equal(RoomFile.Open("living-room").Name, RoomFile.Open(Text(RoomFile.BuiltInText("living-room")), "stream").Name);
        Assert.StartsWith("my room: ", Assert.Throws<FileFormatException>(() => RoomFile.Open(Text("{"), "my room")).Message);
        Assert.StartsWith("my head: ", Assert.Throws<FileFormatException>(() => SofaFile.Open(Text("no head"), "my head", swapEars: false)).Message);
        Assert.Throws<ArgumentException>(() => SofaFile.Open(new Pipe(new MemoryStream()), "my head", swapEars: false));
    }

    static MemoryStream Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A stream that goes forward only, gives a few bytes at a time, and may break.</summary>
    sealed class Pipe(Stream inner, long breaksAt = long.MaxValue) : Stream
    {
        long _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_given >= breaksAt) throw new IOException("the line is dead");
            int read = inner.Read(buffer, offset, Math.Min(count, 1001));
            _given += read;
            return read;
        }

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
