using System.Globalization;
using System.Runtime.InteropServices;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Integrations.Export;

public sealed class TapsFormatTests : IDisposable
{
    static readonly IExportFormat _csv = ExportFormats.Named("csv"), _header = ExportFormats.Named("header");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tables_GiveBackEveryBit()
    {
        MultiRatePlan multiRatePlan = ConvolverExports.Noise(["left", "right", "centre"], ["a", "b"], 200, -3, 44100, 48000);
        float[] awkward = [float.Epsilon, -float.Epsilon, 1e-38f, float.MaxValue, 0.1f, -0f, 1 / 3f, 16777217f];
        awkward.CopyTo(multiRatePlan.Plans[0].Filters[2, 1]);
        ConvolverExports.Write(_csv, multiRatePlan, _folder["out"]);
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            string[] lines = File.ReadAllLines(_folder[$"out/taps-{plan.SampleRate}.csv"]);
            Assert.Equal("sample,left>a,left>b,right>a,right>b,centre>a,centre>b", lines[0]);
            Assert.Equal(201, lines.Length);
            for (int n = 0; n < 200; n++)
            {
                string[] cells = lines[n + 1].Split(',');
                Assert.Equal($"{n}", cells[0]);
                Assert.Equal(multiRatePlan.Paths.Select(path => BitConverter.SingleToInt32Bits(plan.Filters[path.Input, path.Driver][n])), cells[1..].Select(cell => BitConverter.SingleToInt32Bits(float.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))));
            }
        }
    }

    [Fact]
    public void ColumnNames_WithCommasQuotesAndLineBreaks_StayOneCell()
    {
        ConvolverExports.Write(_csv, SimulatedPlans.Of("2x5"), _folder["out"]);
        Assert.StartsWith("sample,left>a,left>a,\"left>say \"\"so\"\": # yes, {no}\",left>*/ b /* \\,left>Höhe  zwei: 'x',right>a,", File.ReadAllLines(_folder["out/taps-48000.csv"])[0]);
    }

    [Theory]
    [InlineData("gcc", "c99", ".c")]
    [InlineData("gcc", "c11", ".c")]
    [InlineData("g++", "c++11", ".cpp")]
    [Trait(Traits.Needs, Traits.Program)]
    public void Headers_Compile_WithoutAWarning_AndHoldEveryBit(string compiler, string standard, string ending)
    {
        // oracle: the compiler
        RecordedData.RequireProgram(compiler);
        MultiRatePlan multiRatePlan = SimulatedPlans.Of("2x5");
        ConvolverExports.Write(_header, multiRatePlan, _folder["out"]);
        File.WriteAllText(_folder["main" + ending], """
            #include <stdio.h>
            #include "proscenium_taps_44100.h"
            #include "proscenium_taps_48000.h"
            #include "proscenium_taps_48000.h"
            int main(void)
            {
                const float gains[2] = { PROSCENIUM_44100_GAIN, (float)PROSCENIUM_48000_GAIN_DB };
                const int sizes[10] = { PROSCENIUM_44100_RATE, PROSCENIUM_44100_INPUTS, PROSCENIUM_44100_DRIVERS, PROSCENIUM_44100_TAPS, PROSCENIUM_44100_LATENCY,
                    PROSCENIUM_48000_RATE, PROSCENIUM_48000_INPUTS, PROSCENIUM_48000_DRIVERS, PROSCENIUM_48000_TAPS, PROSCENIUM_48000_LATENCY };
                FILE *file = fopen("bits", "wb");
                fwrite(gains, sizeof gains, 1, file);
                fwrite(sizes, sizeof sizes, 1, file);
                fwrite(proscenium_taps_44100, sizeof proscenium_taps_44100, 1, file);
                fwrite(proscenium_taps_48000, sizeof proscenium_taps_48000, 1, file);
                return fclose(file);
            }

            """);
        ProgramProcess.Run(_folder["."], 60, compiler, [$"-std={standard}", "-pedantic", "-Wall", "-Wextra", "-Werror", "-Iout", "main" + ending, "-o", "main"], TestContext.Current.CancellationToken);
        ProgramProcess.Run(_folder["."], 60, _folder["main"], [], TestContext.Current.CancellationToken);
        byte[] bits = File.ReadAllBytes(_folder["bits"]);
        Assert.Equal([(float)multiRatePlan.Gain, (float)multiRatePlan.GainDb], MemoryMarshal.Cast<byte, float>(bits.AsSpan(0, 8)).ToArray());
        Assert.Equal(multiRatePlan.Plans.SelectMany(plan => (int[])[plan.SampleRate, 2, 5, plan.Filters.Taps, plan.LatencySamples]), MemoryMarshal.Cast<byte, int>(bits.AsSpan(8, 40)).ToArray());
        Assert.Equal(multiRatePlan.Plans.SelectMany(plan => multiRatePlan.Paths.SelectMany(path => plan.Filters[path.Input, path.Driver].ToArray())), MemoryMarshal.Cast<byte, float>(bits.AsSpan(48)).ToArray());
    }

    [Theory]
    [InlineData("camilladsp")]
    [InlineData("equalizerapo")]
    [InlineData("convolver")]
    [InlineData("easyeffects")]
    [InlineData("jamesdsp")]
    [InlineData("csv")]
    [InlineData("header")]
    public void Files_AreTheSame_WhereNumbersHaveADecimalComma_AndTheirNamesArePlain(string name)
    {
        IExportFormat format = ExportFormats.Named(name);
        MultiRatePlan multiRatePlan = SimulatedPlans.Of("2x2") with { Name = "Größe \"8\"/9\nzwei" };
        ConvolverExports.Write(format, multiRatePlan, _folder["point"]);
        using (DecimalComma comma = new()) ConvolverExports.Write(format, multiRatePlan, _folder["comma"]);
        string[] files = [.. Directory.EnumerateFiles(_folder["point"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["point"], file))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Matches("^[A-Za-z0-9._/-]+$", file));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_folder[$"point/{file}"]), File.ReadAllBytes(_folder[$"comma/{file}"])));
    }
}
