using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Verification;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>Plans for convolvers, written, and run in the real programs.</summary>
static class ConvolverExports
{
    static readonly Lazy<SpatialDesign> _laptop = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }));

    /// <summary>Two drivers or five.</summary>
    public static SpatialDesign Design(string device) => device == "laptop" ? _laptop.Value : Designs.Echo;

    /// <summary>Filters of noise that rings out, no two alike.</summary>
    public static MultiRatePlan Noise(IReadOnlyList<string> inputs, IReadOnlyList<string> drivers, int taps, double gainDb, params int[] rates) => new()
    {
        Name = "any \"device\" of O'Hara's/Müller's",
        GainDb = gainDb,
        Plans = [.. rates.Select(rate => Designs.Canceller.Plan with { SampleRate = rate, Inputs = inputs, Drivers = drivers, Filters = Filters(inputs.Count, drivers.Count, taps), InputDelaySamples = [.. new int[inputs.Count]] })],
    };

    /// <summary>Drivers by number.</summary>
    public static IReadOnlyList<string> Drivers(int count) => [.. Enumerable.Range(1, count).Select(n => $"driver {n}")];

    /// <summary>Writes an export and gives its steps.</summary>
    public static IReadOnlyList<string> Write(IExportFormat format, MultiRatePlan multiRatePlan, string place)
    {
        using AtomicFolder folder = new(place);
        IReadOnlyList<string> steps = format.Write(multiRatePlan, folder);
        folder.Complete();
        return steps;
    }

    /// <summary>Writes an export into a folder and asserts that the format's program makes of it what direct convolution in double precision makes of the plan.</summary>
    public static void Prove(IExportFormat format, MultiRatePlan multiRatePlan, string place, double worstDb)
    {
        Assert.Null(format.Refusal(multiRatePlan));
        Write(format, multiRatePlan, place);
        VerificationResult[] verifications = [.. ExportVerification.Run(format, multiRatePlan, place)];
        Assert.Equal(multiRatePlan.Plans.Count, verifications.Length);
        foreach (VerificationResult result in verifications)
        {
            Assert.True(result.Residual is { } residual && residual.Decibels < worstDb && residual.DelaySamples == 0, $"{result.Program} at {result.SampleRate} Hz: {result.Fault} {result.Residual}");
        }
    }

    static FirMatrix Filters(int inputs, int drivers, int taps)
    {
        FirMatrix filters = new(inputs, drivers, taps);
        for (int input = 0; input < inputs; input++)
            for (int driver = 0; driver < drivers; driver++) Signals.Noise(taps, 100 * input + driver + 1, 0.05f).CopyTo(filters[input, driver]);
        return filters;
    }
}
