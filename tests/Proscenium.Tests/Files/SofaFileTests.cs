using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>Files written by PureHDF as the standard describes them, read back by the project.</summary>
public class SofaFileTests
{
    static readonly SampledSphere _sampled = new(new SphericalHead(0.085, 98), SampledSphere.Irregular(60, seed: 4), SampleRate: 44100.5, Taps: 256);

    static readonly string[] _twoTexts = ["one", "two"];

    /// <summary>What the same responses give without a file.</summary>
    static readonly MeasuredHead _truth = _sampled.Head();

    static SofaDraft Draft => new(_sampled);

    [Fact]
    public void CompressedSinglePrecision_AtAnOddRate_IsReadAsWritten()
    {
        using TemporaryFolder folder = new();
        string path = Draft.Write(folder["head.sofa"]);
        MeasuredHead head = SofaFile.Open(path);
        AssertSame(_truth, head);
        Assert.Equal(path, head.Origin!.Path);
        Assert.False(head.Origin.EarsSwapped);
    }

    [Fact]
    public void DoublePrecision_InOnePiece_IsReadTheSame()
    {
        double[,,] responses = new double[60, 2, 256];
        for (int m = 0; m < 60; m++)
            for (int ear = 0; ear < 2; ear++)
                for (int n = 0; n < 256; n++) responses[m, ear, n] = _sampled.Responses[ear][m, n];
        AssertReads(Draft.Put("Data.IR", responses));
    }

    [Theory]
    [InlineData("spherical", "degrees, degrees, meters")]
    [InlineData("Spherical", "degree,degree,metre")]
    [InlineData("spherical", "deg deg m")]
    [InlineData("spherical", "radian, radian, metre")]
    [InlineData("spherical", "rad, rad, m")]
    [InlineData("cartesian", "metre")]
    [InlineData("cartesian", "meter, meter, meter")]
    public void Positions_InUsualCoordinatesAndUnits_AreReadTheSame(string type, string units)
    {
        double[,] rows = type == "cartesian" ? SofaDraft.Cartesian(_sampled.Sources) : SofaDraft.Spherical(_sampled.Sources, units.StartsWith("rad", StringComparison.Ordinal) ? 1 : 180 / Math.PI);
        AssertReads(Draft.Put("SourcePosition", rows, type, units));
    }

    [Fact]
    public void Listener_ElsewhereAndTurned_SeesTheSourcesFromThere()
    {
        // the listener stands at (3, -2, 1), looks to the room's left and lies on the right side
        Position place = new(3, -2, 1);
        static Position Turn(Position p) => new(p.Z, p.X, p.Y);
        Position[] world = Array.ConvertAll(_sampled.Sources, source => place + Turn(source));
        Position up = Turn(new(0, 0, 1));
        AssertReads(Draft.Put("SourcePosition", SofaDraft.Cartesian(world), "cartesian", "metre")
            .Put("ListenerPosition", SofaDraft.Row(place.X, place.Y, place.Z), "cartesian", "metre")
            .Put("ListenerView", SofaDraft.Row(90, 0, 1), "spherical", "degree, degree, metre")
            .Put("ListenerUp", SofaDraft.Row(up.X, up.Y, up.Z), "cartesian", "metre"));
    }

    [Fact]
    public void Listener_TurningWithASourceThatStays_IsReadRowByRow()
    {
        Position[] ring = SampledSphere.Ring(24, 1.2);
        SampledSphere sampled = new(_sampled.Sphere, ring, 48000, 128);
        Position[] views = [.. ring.Select((_, i) => Position.Direction(-i * 2 * Math.PI / 24))];
        AssertReads(new SofaDraft(sampled).Put("SourcePosition", SofaDraft.Cartesian([.. Enumerable.Repeat(ring[0], 24)]), "cartesian", "metre")
            .Put("ListenerView", SofaDraft.Cartesian(views), "cartesian", "metre"), sampled.Head());
    }

    [Fact]
    public void Delays_OfEveryMeasurement_AreHonoured()
    {
        double[,] delays = new double[60, 2];
        double[][] late = [new double[60], new double[60]];
        for (int m = 0; m < 60; m++) (late[0][m], late[1][m]) = (delays[m, 0], delays[m, 1]) = (3.5 + m % 5, 2.25 + m % 7);
        AssertReads(Draft.Put("Data.Delay", delays), new MeasuredHead(_sampled.Sources, _sampled.Responses, _sampled.SampleRate, late));
    }

    [Fact]
    public void TheDelayOfAnEar_IsHonoured()
    {
        double[][] late = [[.. Enumerable.Repeat(0.0, 60)], [.. Enumerable.Repeat(11.5, 60)]];
        AssertReads(Draft.Put("Data.Delay", Delay(0, 11.5)), new MeasuredHead(_sampled.Sources, _sampled.Responses, _sampled.SampleRate, late));
    }

    [Fact]
    public void TextsThatDoNotMatter_MayBeEmpty_OfOtherKinds_OrInOtherEncodings()
    {
        using TemporaryFolder folder = new();
        const string marker = "TITLE IN LATIN ONE";
        string path = Draft.Text("Title", marker).Text("Comment", "").Text("Organization", _twoTexts).Text("License", 1.5).Text("History", 7)
            .Text("References", Array.Empty<double>()).Without("RoomType").Write(folder["head.sofa"]);
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(marker));
        Assert.True(at > 0, "the title's place");
        bytes.AsSpan(at, marker.Length).Fill(0xE9); // no UTF-8
        File.WriteAllBytes(path, bytes);
        AssertSame(_truth, SofaFile.Open(path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReceiversInTheOtherOrder_AreToldByTheSound(bool mistaken)
    {
        // receivers right, left: where the responses agree they are exchanged; where they do not, as in early files, the sound is believed
        double[,,] receivers = { { { 0 }, { -0.09 }, { 0 } }, { { 0 }, { 0.09 }, { 0 } } };
        SampledSphere written = mistaken ? _sampled : Crossed();
        AssertReads(new SofaDraft(written).Put("ReceiverPosition", receivers, "cartesian", "metre"));
    }

    [Fact]
    public void MirroredSides_AreRefused_AndExchangedOnRequest()
    {
        using TemporaryFolder folder = new();
        string path = new SofaDraft(Crossed()).Write(folder["mirrored.sofa"]);
        string refusal = Assert.Throws<FileFormatException>(() => SofaFile.Open(path)).Message;
        Assert.StartsWith(path, refusal);
        Assert.Contains("exchange the ears", refusal);
        MeasuredHead head = SofaFile.Open(path, swapEars: true);
        AssertSame(_truth, head);
        Assert.True(head.Origin!.EarsSwapped);
        string right = Draft.Write(folder["right.sofa"]);
        Assert.Equal(ErrorCodes.EarsExchanged, Assert.Throws<FileFormatException>(() => SofaFile.Open(right, swapEars: true)).Code);
    }

    [Theory]
    [InlineData("SOFAConventions", "SingleRoomDRIR", "'SingleRoomDRIR'")]
    [InlineData("SOFAConventions", "FreeFieldDirectivityTF", "'FreeFieldDirectivityTF'")]
    [InlineData("Conventions", "CF-1.6", "'CF-1.6'")]
    [InlineData("DataType", "TF", "'TF'")]
    public void OtherConventions_AreRefused_ByName(string attribute, string found, string named)
    {
        string refusal = Refusal(Draft.Text(attribute, found));
        Assert.Contains(named, refusal);
        Assert.Contains("SimpleFreeFieldHRIR", refusal);
    }

    [Fact]
    public void PartsThatAreMissingOrDoNotFit_AreNamed()
    {
        Assert.Contains("Data.IR", Refusal(Draft.Without("Data.IR")));
        Assert.Contains("Data.SamplingRate", Refusal(Draft.Without("Data.SamplingRate")));
        Assert.Contains("SourcePosition", Refusal(Draft.Without("SourcePosition")));
        Assert.Contains("60 x 3 x 256", Refusal(Draft.Put("Data.IR", new float[60, 3, 256])));
        Assert.Contains("silent", Refusal(Draft.Put("Data.IR", new float[60, 2, 256])));
        Assert.Contains("no numbers", Refusal(Draft.Put("Data.IR", OfNaN())));
        Assert.Contains("59 source positions for 60", Refusal(Draft.Put("SourcePosition", new double[59, 3], "cartesian", "metre")));
        Assert.Contains("'furlong'", Refusal(Draft.Put("SourcePosition", SofaDraft.Cartesian(_sampled.Sources), "cartesian", "furlong")));
        Assert.Contains("'spherical harmonics'", Refusal(Draft.Put("SourcePosition", SofaDraft.Cartesian(_sampled.Sources), "spherical harmonics", "metre")));
        Assert.Contains("100 Hz", Refusal(Draft.Put("Data.SamplingRate", new double[] { 100 })));
        Assert.Contains("different sample rates", Refusal(Draft.Put("Data.SamplingRate", new double[] { 44100, 48000 })));
        Assert.Contains("20 ms apart", Refusal(Draft.Put("Data.Delay", Delay(0, 882))));
        Assert.Contains("5 delays", Refusal(Draft.Put("Data.Delay", new double[1, 5])));
        Assert.Contains("ListenerView", Refusal(Draft.Put("ListenerView", SofaDraft.Row(0, 0, 1), "cartesian", "metre")));
        Assert.Contains("ReceiverPosition", Refusal(Draft.Put("ReceiverPosition", new double[,,] { { { 0 }, { 4 }, { 0 } }, { { 0 }, { -4 }, { 0 } } }, "cartesian", "metre")));
    }

    [Fact]
    public void WhatIsNoSofaFile_IsRefused_InOneSentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["text.sofa"], "not a head at all");
        File.WriteAllBytes(folder["empty.sofa"], []);
        foreach (string name in (string[])["text.sofa", "empty.sofa", "missing.sofa"])
        {
            string refusal = Assert.Throws<FileFormatException>(() => SofaFile.Open(folder[name])).Message;
            Assert.Contains(folder[name], refusal);
            Assert.EndsWith(".", refusal);
        }
    }

    /// <summary>The same responses with the ears in the wrong order.</summary>
    static SampledSphere Crossed() => _sampled with { Responses = [_sampled.Responses[1], _sampled.Responses[0]] };

    static float[,,] OfNaN()
    {
        float[,,] responses = new float[60, 2, 256];
        responses[7, 1, 9] = float.NaN;
        return responses;
    }

    static double[,] Delay(double left, double right) => new[,] { { left, right } };

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Kemar_HearsTheLeftOnTheLeft()
    {
        MeasuredHead kemar = SofaFile.Open(RecordedData.Kemar());
        EarPair ears = kemar.PointSource(1.4 * Position.Direction(Math.PI / 6), 700);
        Assert.InRange(20 * Math.Log10(ears.Left.Magnitude / ears.Right.Magnitude), 3, 7);
        Assert.InRange(-(ears.Right / ears.Left).Phase / (2 * Math.PI * 700), 280e-6, 420e-6);
        EarPair front = kemar.PointSource(1.4 * Position.Direction(0), 700);
        Assert.InRange(20 * Math.Log10(front.Left.Magnitude / front.Right.Magnitude), -0.7, 0.7);
        Assert.Equal(ErrorCodes.EarsExchanged, Assert.Throws<FileFormatException>(() => SofaFile.Open(RecordedData.Kemar(), swapEars: true)).Code);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Listen1002_WhoseReceiversAreNamedOnTheWrongSides_HearsTheLeftOnTheLeft()
    {
        MeasuredHead head = SofaFile.Open(RecordedData.Path("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa"));
        EarPair ears = head.PointSource(2 * Position.Direction(Math.PI / 3), 700);
        Assert.InRange(20 * Math.Log10(ears.Left.Magnitude / ears.Right.Magnitude), 3, 12);
        Assert.InRange(-(ears.Right / ears.Left).Phase / (2 * Math.PI * 700), 450e-6, 700e-6);
    }

    static string Refusal(SofaDraft draft)
    {
        using TemporaryFolder folder = new();
        string path = draft.Write(folder["wrong.sofa"]), refusal = Assert.Throws<FileFormatException>(() => SofaFile.Open(path)).Message;
        Assert.StartsWith(path, refusal);
        Assert.EndsWith(".", refusal);
        return refusal[path.Length..];
    }

    static void AssertReads(SofaDraft draft, MeasuredHead? truth = null)
    {
        using TemporaryFolder folder = new();
        AssertSame(truth ?? _truth, SofaFile.Open(draft.Write(folder["head.sofa"])));
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
