using System.Diagnostics;
using System.Numerics;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>Damaged files end in one sentence, soon, and without much memory.</summary>
public class DamagedSofaTests
{
    const long MaxBytes = 256L << 20;
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    public static IEnumerable<TheoryDataRow<string>> FuzzerFinds() =>
        from number in (string[])["75", "76", "82", "83", "84", "96", "130", "132", "135", "136", "137", "138", "156", "163", "167a", "167b", "168", "171", "173"]
        select new TheoryDataRow<string>($"fail-issue-{number}.sofa");

    [Theory]
    [MemberData(nameof(FuzzerFinds))]
    [Trait(Traits.Needs, Traits.Data)]
    public void FuzzerFinds_AreRefused_WithASentenceThatNamesThem(string file)
    {
        string path = RecordedData.Path($"bad_sofa/{file}");
        FileFormatException refusal = Assert.Throws<FileFormatException>(() => Bounded(() => SofaFile.Open(path)));
        Assert.StartsWith(path, refusal.Message);
        Assert.EndsWith(".", refusal.Message);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa", 11)]
    [InlineData("hrtf/MIT_KEMAR_normal_pinna.sofa", 12)]
    [Trait(Traits.Needs, Traits.Data)]
    public void GoodFiles_WithBytesChangedOrMissing_AreHeadsOfFiniteResponses_OrRefused(string file, int seed)
    {
        using TemporaryFolder folder = new();
        byte[] good = File.ReadAllBytes(RecordedData.Path(file));
        Random random = new(seed);
        (int heads, int refusals) = (0, 0);
        for (int round = 0; round < 150; round++)
        {
            string path = folder["damaged.sofa"];
            File.WriteAllBytes(path, Damage(good, random, round));
            try
            {
                MeasuredHead head = Bounded(() => SofaFile.Open(path));
                foreach (double azimuth in (double[])[0, 1, 2.5, -0.7])
                {
                    EarPair ears = head.PointSource(1.5 * Position.Direction(azimuth, azimuth / 3), 1000);
                    Assert.True(Complex.IsFinite(ears.Left) && Complex.IsFinite(ears.Right), $"round {round}");
                }
                heads++;
            }
            catch (FileFormatException refusal)
            {
                Assert.StartsWith(path, refusal.Message);
                refusals++;
            }
        }
        Assert.True(heads > 10 && refusals > 50, $"{heads} heads, {refusals} refusals");
    }

    [Fact]
    public void OneLetterOfATextThatDoesNotMatter_IsFoundByTheChecksum_InAnObjectHeader()
    {
        using TemporaryFolder folder = new();
        string path = new SofaDraft(new(new SphericalHead(), SampledSphere.Ring(6, 1.4), 44100, 128)).Write(folder["head.sofa"]);
        Assert.Equal(44100, SofaContainer.Read(path, "head", sofa => sofa.Numbers("Data.SamplingRate"))[0]);
        Alter(path, path, "SOFAConventionsVersion");
        Assert.Contains("checksum", Assert.Throws<FileFormatException>(() => SofaFile.Open(path)).Message);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void OneLetterOfATextThatDoesNotMatter_IsFoundByTheChecksum_InKemarsHeap()
    {
        using TemporaryFolder folder = new();
        Alter(RecordedData.Kemar(), folder["head.sofa"], "No license provided");
        Assert.Contains("checksum", Assert.Throws<FileFormatException>(() => SofaFile.Open(folder["head.sofa"])).Message);
    }

    [Fact]
    public void SizesBeyondTheFile_AreRefused_BeforeTheyAreRead()
    {
        using TemporaryFolder folder = new();
        PureHDF.H5File file = new() { Attributes = { ["Conventions"] = "SOFA", ["SOFAConventions"] = "SimpleFreeFieldHRIR" } };
        file["Data.IR"] = new PureHDF.H5Dataset<float[]>([2200, 2, 8192], chunks: [1000, 1, 8192]);
        string path = folder["large.sofa"];
        file.Write(path);
        Assert.Contains("2200 x 2 x 8192", Assert.Throws<FileFormatException>(() => Bounded(() => SofaFile.Open(path))).Message);
    }

    [Fact]
    public void ReadersThatGoRoundAndRound_OrDeeperAndDeeper_AreStopped()
    {
        using Hdf5Stream stream = new(new MemoryStream(new byte[100]));
        void Round()
        {
            while (true)
            {
                stream.Position = 0;
                stream.ReadByte();
            }
        }
        void Deeper()
        {
            stream.Position = 0;
            stream.ReadByte();
            Deeper();
            stream.Position = 1; // no tail call
        }
        Assert.Throws<InsufficientExecutionStackException>(Deeper);
        Assert.Throws<InvalidDataException>(Round);
    }

    static void Alter(string from, string to, string text)
    {
        byte[] bytes = File.ReadAllBytes(from);
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
        Assert.True(at > 0, text);
        bytes[at + 3] ^= 1;
        File.WriteAllBytes(to, bytes);
    }

    static byte[] Damage(byte[] good, Random random, int round)
    {
        if (round % 10 == 0) return good[..random.Next(good.Length)];
        byte[] damaged = [.. good];
        int at = random.Next((round % 3) switch { 0 => good.Length, 1 => 30000, _ => 4000 }); // headers are where structure is
        if (round % 2 == 0) damaged[at] ^= (byte)(1 << random.Next(8));
        else random.NextBytes(damaged.AsSpan(at, Math.Min(8, good.Length - at)));
        return damaged;
    }

    static T Bounded<T>(Func<T> open)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return open();
        }
        finally
        {
            Assert.True(watch.Elapsed < _longest, $"{watch.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaxBytes, $"{(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB");
        }
    }
}
