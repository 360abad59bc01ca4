using System.Buffers.Binary;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>What AES69 allows is read as it is meant, or refused in its own words; damage is another thing. The oracle is the same head written plainly.</summary>
public class UnusualSofaTests
{
    static readonly SampledSphere _sampled = new(new SphericalHead(0.085, 98), SampledSphere.Irregular(60, seed: 4), SampleRate: 48000, Taps: 256);

    static readonly int[] _wholeRate = [48000];

    static SofaDraft Draft => new(_sampled);

    [Theory]
    [InlineData("sample", 1)]
    [InlineData("samples", 1)]
    [InlineData("second", 1 / 48000.0)]
    [InlineData("seconds", 1 / 48000.0)]
    [InlineData("millisecond", 1 / 48.0)]
    [InlineData("ms", 1 / 48.0)]
    public void Delays_AreRead_InTheirUnits(string units, double sample)
    {
        double[,] delays = new double[60, 2];
        double[][] late = [new double[60], new double[60]];
        for (int m = 0; m < 60; m++) (delays[m, 0], delays[m, 1]) = (sample * (late[0][m] = m % 5), sample * (late[1][m] = 2 + m % 7));
        AssertSame(new MeasuredHead(_sampled.Sources, _sampled.Responses, 48000, late), Open(Draft.Put("Data.Delay", delays, units: units)));
    }

    [Theory]
    [InlineData("Data.Delay", "furlong", "samples, seconds, ms and us can be read")]
    [InlineData("Data.SamplingRate", "rpm", "hertz and kilohertz can be read")]
    public void UnitsThatAreNotKnown_AreRefused(string array, string units, string fault)
    {
        string refusal = Refusal(Draft.Put(array, array == "Data.Delay" ? new double[1, 2] : new double[] { 48000 }, units: units));
        Assert.Contains($"'{units}'", refusal);
        Assert.Contains(fault, refusal);
    }

    [Theory]
    [InlineData("degree, radian, metre", 180 / Math.PI, 1, 1)]
    [InlineData("radian, degree, cm", 1, 180 / Math.PI, 100)]
    [InlineData("radian radian mm", 1, 1, 1000)]
    public void CoordinatesWithDifferentUnits_AreConvertedEach(string units, double azimuth, double elevation, double radius)
    {
        double[,] rows = SofaDraft.Spherical(_sampled.Sources, 1);
        for (int m = 0; m < 60; m++) (rows[m, 0], rows[m, 1], rows[m, 2]) = (azimuth * rows[m, 0], elevation * rows[m, 1], radius * rows[m, 2]);
        AssertSame(_sampled.Head(), Open(Draft.Put("SourcePosition", rows, "spherical", units)));
    }

    [Theory]
    [InlineData("cartesian", "degree, degree, metre", "cartesian, and its units have 'degree', an angle")]
    [InlineData("spherical", "metre", "spherical, and its units are lengths alone ('metre')")]
    [InlineData("spherical", "radian, radian, metre", "radian")]
    [InlineData("spherical", "degree, radian, metre", "spherical, and has an elevation of")]
    [InlineData("spherical", "radian, degree, metre", "spherical, and has an azimuth of")]
    public void TypesAndUnitsThatExcludeEachOther_AreRefused(string type, string units, string fault)
    {
        string refusal = Refusal(Draft.Put("SourcePosition", SofaDraft.Spherical(_sampled.Sources, 180 / Math.PI), type, units));
        Assert.Contains("its SourcePosition contradicts itself: it is ", refusal);
        Assert.Contains(fault, refusal);
    }

    [Fact]
    public void AnElevationBeyondStraightUp_IsRefused()
    {
        double[,] rows = SofaDraft.Spherical(_sampled.Sources, 180 / Math.PI);
        rows[7, 1] = 100;
        Assert.Contains("has an elevation of 100 degree, beyond straight up or down", Refusal(Draft.Put("SourcePosition", rows, "spherical", "degree, degree, metre")));
    }

    [Fact]
    public void ReceiversByMeasurement_AreRead_WhereTheyStay()
    {
        double[,,] stay = new double[2, 3, 60];
        for (int m = 0; m < 60; m++) (stay[0, 1, m], stay[1, 1, m]) = (0.09, -0.09);
        AssertSame(_sampled.Head(), Open(Draft.Put("ReceiverPosition", stay, "cartesian", "metre")));
        stay[0, 1, 30] = 0.12;
        Assert.Contains("moves from measurement to measurement, which is not supported", Refusal(Draft.Put("ReceiverPosition", stay, "cartesian", "metre")));
    }

    [Fact]
    public void OneSource_BeforeAHeadThatTurns_IsReadForEveryTurn()
    {
        Position[] ring = SampledSphere.Ring(24, 1.2);
        SampledSphere sampled = new(_sampled.Sphere, ring, 48000, 128);
        Position[] views = [.. ring.Select((_, i) => Position.Direction(-i * 2 * Math.PI / 24))];
        AssertSame(sampled.Head(), Open(new SofaDraft(sampled).Put("SourcePosition", SofaDraft.Cartesian([ring[0]]), "cartesian", "metre").Put("ListenerView", SofaDraft.Cartesian(views), "cartesian", "metre")));
    }

    [Fact]
    public void WholeNumbers_SayNotWhatTheyAreAPartOf_AndAreNotSupported_ButPlacesMayBeWhole()
    {
        short[,,] whole = new short[60, 2, 256];
        whole[3, 1, 5] = 7;
        string refusal = Refusal(Draft.Put("Data.IR", whole));
        Assert.Contains("whole numbers of 16 bits", refusal);
        Assert.Contains("not supported", refusal);
        Assert.DoesNotContain("damaged", refusal);
        AssertSame(_sampled.Head(), Open(Draft.Put("Data.SamplingRate", _wholeRate).Put("ListenerPosition", new short[,] { { 0, 0, 0 } }, "cartesian", "metre")));
    }

    [Fact]
    public void BytesTheOtherWayRound_AreTurned()
    {
        double[] values = [1.5, -2.25, 1e-3, 48000, 0.125, 7];
        using TemporaryFolder folder = new();
        Hdf5Writer writer = new([("Conventions", "SOFA")], [('A', 2), ('B', 3)]);
        writer.Add("Data.IR", "AB", values, ("Units", "metre"));
        byte[] file = writer.Finish().ToArray();
        File.WriteAllBytes(folder["little.sofa"], file);
        Assert.Equal(values, SofaContainer.Read(folder["little.sofa"], "head", sofa => sofa.Samples("Data.IR")));
        ToBigEndian(file, values);
        File.WriteAllBytes(folder["big.sofa"], file);
        Assert.Equal(values, SofaContainer.Read(folder["big.sofa"], "head", sofa => sofa.Samples("Data.IR")));
    }

    [Fact]
    public void ARoom_IsNoHead()
    {
        SampledSphere longer = _sampled with { Taps = 6000, Responses = [.. _sampled.Responses.Select(Reverberant)] };
        Assert.Contains("(RoomType 'reverberant')", Refusal(new SofaDraft(longer).Text("RoomType", "reverberant")));
        Assert.Contains("holds a room", Refusal(new SofaDraft(longer).Without("RoomType")));
        AssertSame(_sampled.Head(), Open(Draft.Text("RoomType", "reverberant"))); // its responses are short: they were windowed
    }

    [Fact]
    public void EarsThatHearTheSame_AreNoHeads()
    {
        using TemporaryFolder folder = new();
        string path = new SofaDraft(_sampled with { Responses = [_sampled.Responses[0], _sampled.Responses[0]] }).Write(folder["same.sofa"]);
        FileFormatException refusal = Assert.Throws<FileFormatException>(() => SofaFile.Open(path));
        Assert.Equal(ErrorCodes.NoHead, refusal.Code);
        Assert.Contains("use the file of a head", refusal.Message);
    }

    [Fact]
    public void OfSeveralRadii_TheFarthestIsUsed_AndSaid()
    {
        Assert.Empty(_sampled.Head().Notes);
        Position[] near = [.. _sampled.Sources.Select(source => 0.5 * source)];
        MeasuredHead head = new([.. _sampled.Sources, .. near], [.. _sampled.Responses.Select(Twice)], 48000);
        Assert.Contains("the farthest is used, 60 of 120 measurements", Assert.Single(head.Notes).Sentence);
    }

    [Theory]
    [InlineData("19a-receiver-rCM.sofa", null)]
    [InlineData("o04a-one-source-turning-head.sofa", null)]
    [InlineData("o05c-int16.sofa", "not supported")]
    [InlineData("22e-brir-8000-RoomType-reverberant.sofa", "holds a room")]
    [InlineData("head_damaged_heap.sofa", "longer than the file, the file is damaged")]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealFiles_AreRead_OrRefusedAsWhatTheyAre_WithLittleMemory(string name, string? fault)
    {
        string path = RecordedData.Path("faults/" + name);
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (fault is null) Assert.Equal(1, SofaFile.Open(path).SideOfLeftSources);
        else Assert.Contains(fault, Assert.Throws<FileFormatException>(() => SofaFile.Open(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 << 20);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void RealDelaysInSeconds_AreThoseInSamples()
    {
        AssertSame(SofaFile.Open(RecordedData.Path("faults/20z-minphase-delay-samples.sofa")), SofaFile.Open(RecordedData.Path("faults/20b-minphase-delay-seconds-units-second.sofa")));
        AssertSame(SofaFile.Open(RecordedData.Path("faults/19z-clean.sofa")), SofaFile.Open(RecordedData.Path("faults/19a-receiver-rCM.sofa")));
    }

    /// <summary>Turns the numbers of a file round: their kind in the headers, whose checksums follow, and the given values.</summary>
    static void ToBigEndian(byte[] file, double[] values)
    {
        ReadOnlySpan<byte> doubles = [0x11, 0x20, 0x3f, 0, 8, 0, 0, 0];
        for (int at = 0; (at = Next(file, doubles, at)) >= 0; at++) file[at + 1] |= 1;
        byte[] little = [.. values.SelectMany(BitConverter.GetBytes)];
        int data = Next(file, little, 0);
        for (int n = 0; n < values.Length; n++) BinaryPrimitives.WriteDoubleBigEndian(file.AsSpan(data + 8 * n), values[n]);
        for (int at = 0; (at = Next(file, "OHDR"u8, at)) >= 0; at++)
        {
            int flags = file[at + 5], sizeBytes = 1 << (flags & 3), size = 0;
            int prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            for (int i = sizeBytes - 1; i >= 0; i--) size = size << 8 | file[at + prefix + i];
            int length = prefix + sizeBytes + size;
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + length), Hdf5Checksum.Of(file.AsSpan(at, length)));
        }
    }

    static int Next(byte[] file, ReadOnlySpan<byte> what, int from) => file.AsSpan(from).IndexOf(what) is var found && found < 0 ? -1 : from + found;

    /// <summary>The responses with noise behind them that does not die away.</summary>
    static float[,] Reverberant(float[,] dry)
    {
        float[] noise = Signals.Noise(6000, 5);
        float[,] wet = new float[dry.GetLength(0), noise.Length];
        for (int m = 0; m < dry.GetLength(0); m++)
            for (int n = 0; n < noise.Length; n++) wet[m, n] = 0.03f * noise[n] + (n < dry.GetLength(1) ? dry[m, n] : 0);
        return wet;
    }

    static float[,] Twice(float[,] rows)
    {
        (int count, int taps) = (rows.GetLength(0), rows.GetLength(1));
        float[,] twice = new float[2 * count, taps];
        for (int m = 0; m < 2 * count; m++)
            for (int n = 0; n < taps; n++) twice[m, n] = rows[m % count, n];
        return twice;
    }

    static MeasuredHead Open(SofaDraft draft)
    {
        using TemporaryFolder folder = new();
        return SofaFile.Open(draft.Write(folder["head.sofa"]));
    }

    static string Refusal(SofaDraft draft)
    {
        using TemporaryFolder folder = new();
        string path = draft.Write(folder["wrong.sofa"]), refusal = Assert.Throws<FileFormatException>(() => SofaFile.Open(path)).Message;
        Assert.StartsWith(path, refusal);
        return refusal[path.Length..];
    }

    static void AssertSame(MeasuredHead expected, MeasuredHead found)
    {
        foreach (Position direction in Directions.Even(12))
        {
            foreach (double frequency in (double[])[200, 1500, 9000])
            {
                EarPair truth = expected.PointSource(1.3 * direction, frequency), ears = found.PointSource(1.3 * direction, frequency);
                Assert.True((truth.Left - ears.Left).Magnitude + (truth.Right - ears.Right).Magnitude < 1e-5 * (truth.Left.Magnitude + truth.Right.Magnitude), $"{direction}, {frequency} Hz: {ears} instead of {truth}");
            }
        }
    }
}
