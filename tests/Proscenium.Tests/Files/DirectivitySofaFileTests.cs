using System.Diagnostics;
using System.Numerics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Tests.Heads;
using PureHDF;

namespace Proscenium.Tests.Files;

public class DirectivitySofaFileTests
{
    static readonly double[] _hertz = [100, 200, 400, 800, 1600];

    static Complex Value(int receiver, double f) => new(0.1 * (receiver + 1), f / 10000);

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WhatIsWritten_IsReadBack_ByUs_AndByHdfsOwnTools()
    {
        RecordedData.RequireProgram("h5dump", "hdf5-tools");
        using TemporaryFolder folder = new();
        MeasuredSets.WriteSofa(folder["one.sofa"], [(0, 0, 1.5), (-90, 0, 1.5), (0, 90, 1.5)], _hertz, Value);
        (MeasuredDirection Direction, double DistanceMetres)[] read = [.. DirectivitySofaFile.Read(folder["one.sofa"])];
        Assert.Equal(3, read.Length);
        for (int r = 0; r < 3; r++)
        {
            Assert.Equal(1.5, read[r].DistanceMetres, 1e-12);
            foreach (double f in _hertz) Assert.True((read[r].Direction.Response.At(f) - Value(r, f)).Magnitude < 1e-12);
        }
        Assert.True((read[1].Direction.Direction - new Position(0, 1.5, 0)).Length < 1e-12); // its right, the listener's left
        Assert.True((read[2].Direction.Direction - new Position(0, 0, 1.5)).Length < 1e-12);
        string dump = Dump("-d", "/Data.Imag", folder["one.sofa"]);
        Assert.Contains("( 1, 3, 5 )", dump);
        Assert.Contains("0.01, 0.02, 0.04, 0.08, 0.16", dump);
        Assert.Contains("FreeFieldDirectivityTF", Dump("-A", folder["one.sofa"]));
    }

    [Fact]
    public void UnitsThatTheFileNames_AreTaken()
    {
        using TemporaryFolder folder = new();
        double[,] place = { { -Math.PI / 2, 0, 150 } };
        new H5File
        {
            ["Data.Real"] = new H5Dataset(new double[1, 1, 4] { { { 1, 1, 1, 1 } } }),
            ["Data.Imag"] = new H5Dataset(new double[1, 1, 4]),
            ["N"] = new H5Dataset(new double[] { 100, 200, 400, 800 }),
            ["ReceiverPosition"] = new H5Dataset(place) { Attributes = { ["Type"] = "spherical", ["Units"] = "radian, radian, centimetre" } },
        }.Write(folder["radians.sofa"]);
        (MeasuredDirection direction, double metres) = Assert.Single(DirectivitySofaFile.Read(folder["radians.sofa"]));
        Assert.Equal(1.5, metres, 1e-12);
        Assert.True((direction.Direction - new Position(0, 1.5, 0)).Length < 1e-12);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void WhatIsNoDirectivity_IsRefused_WithFileFaultAndCure()
    {
        using TemporaryFolder folder = new();
        AssertRefused(folder["none.sofa"], "no such file");
        File.WriteAllText(folder["text.sofa"], "no HDF5");
        AssertRefused(folder["text.sofa"], "damaged or no HDF5");
        AssertRefused(RecordedData.Kemar(), "has no Data.Real");
        MeasuredSets.WriteSofa(folder["zero.sofa"], [(0, 0, 1)], _hertz, (_, _) => 0);
        AssertRefused(folder["zero.sofa"], "the response of receiver 1 cannot be used");
        MeasuredSets.WriteSofa(folder["falling.sofa"], [(0, 0, 1)], [400, 200, 100, 50], Value);
        AssertRefused(folder["falling.sofa"], "rise from 0 on");
        new H5File { ["Data.Real"] = new H5Dataset(new double[2, 3, 4]), ["Data.Imag"] = new H5Dataset(new double[2, 3, 4]) }.Write(folder["two.sofa"]);
        AssertRefused(folder["two.sofa"], "2 x 3 x 4");
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void MalformedFiles_AreRefused_NeverMore()
    {
        foreach (string file in Directory.EnumerateFiles(RecordedData.Path("bad_sofa"))) Assert.Throws<FileFormatException>(() => DirectivitySofaFile.Read(file));
    }

    static void AssertRefused(string path, string fault)
    {
        string sentence = Assert.Throws<FileFormatException>(() => DirectivitySofaFile.Read(path)).Message;
        Assert.StartsWith(path, sentence);
        Assert.Contains(fault, sentence);
    }

    static string Dump(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("h5dump", arguments) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
