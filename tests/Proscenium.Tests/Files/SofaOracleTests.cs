using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>Other programs read the same files and find the same numbers.</summary>
[Trait(Traits.Needs, Traits.Program)]
public class SofaOracleTests
{
    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Kemar_HoldsTheNumbers_ThatMysofa2jsonReads()
    {
        RecordedData.RequireProgram("mysofa2json", "libmysofa-utils");
        string path = RecordedData.Kemar();
        JsonNode told = JsonNode.Parse(Output("mysofa2json", path))!["Variables"]!;
        foreach (string array in (string[])["Data.IR", "SourcePosition", "Data.Delay", "Data.SamplingRate", "ReceiverPosition"])
        {
            double[] expected = [.. told[array]!["Values"]!.AsArray().Select(value => value!.GetValue<double>())];
            double[] found = SofaContainer.Read(path, "head", sofa => sofa.Numbers(array));
            Assert.Equal(expected.Length, found.Length);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Max(Math.Abs(pair.First), 1e-3))); // it prints 7 digits
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 1)]
    [InlineData(709, 0)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Kemar_HoldsTheResponses_ThatH5dumpReads(int measurement, int ear)
    {
        RecordedData.RequireProgram("h5dump", "hdf5-tools");
        string path = RecordedData.Kemar();
        string dump = Output("h5dump", "-d", "Data.IR", "-s", $"{measurement},{ear},0", "-c", "1,1,512", "-m", "%.17g", "-y", "-w", "0", path);
        string values = dump[(dump.IndexOf("DATA {", StringComparison.Ordinal) + 6)..];
        double[] expected = [.. values[..values.IndexOf('}')].Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        double[] found = SofaContainer.Read(path, "head", sofa => sofa.Numbers("Data.IR"));
        Assert.Equal(expected, found[((2 * measurement + ear) * 512)..((2 * measurement + ear + 1) * 512)]);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Kemar_HasTheShapes_ThatH5dumpTells()
    {
        RecordedData.RequireProgram("h5dump", "hdf5-tools");
        string path = RecordedData.Kemar(), header = Output("h5dump", "-H", path);
        foreach (string array in (string[])["Data.IR", "SourcePosition", "Data.Delay", "ListenerView"])
        {
            int[] shape = SofaContainer.Read(path, "head", sofa => sofa.Shape(array));
            int at = header.IndexOf($"DATASET \"{array}\"", StringComparison.Ordinal);
            Assert.Contains($"DATASPACE  SIMPLE {{ ( {string.Join(", ", shape)} )", header.Substring(at, 200));
        }
    }

    [Fact]
    public void WrittenFiles_OfTheseTests_AreReadByH5dump()
    {
        RecordedData.RequireProgram("h5dump", "hdf5-tools");
        using TemporaryFolder folder = new();
        string path = new SofaDraft(new(new SphericalHead(), SampledSphere.Ring(6, 1.4), 44100, 128)).Write(folder["head.sofa"]);
        Assert.Equal(3, File.ReadAllBytes(path)[8]); // superblock
        string header = Output("h5dump", "-H", "-p", path);
        Assert.Contains("SIMPLE { ( 6, 2, 128 ) / ( 6, 2, 128 ) }", header);
        Assert.Contains("H5T_IEEE_F32LE", header);
        Assert.Contains("PREPROCESSING SHUFFLE", header);
        Assert.Contains("COMPRESSION DEFLATE", header);
    }

    static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
