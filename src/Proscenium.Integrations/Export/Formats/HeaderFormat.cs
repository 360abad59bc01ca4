using System.Globalization;
using System.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>C and C++ headers of taps for firmware, one for each rate; several may be included together.</summary>
sealed class HeaderFormat : IExportFormat
{
    const int NumbersInALine = 6;

    public string Name => "header";

    public string Programs => "C and C++ compilers";

    public bool ChoosesRate => false;

    public string? GainPosition => "as the macro PROSCENIUM_<sample rate>_GAIN, by which your code multiplies";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteText(FileName(plan.SampleRate), Text(multiRatePlan, plan));
        int rate = multiRatePlan.Plans[0].SampleRate;
        return
        [
            $"Include {Path.Combine(folder.FullPath, FileName(rate))}; the names of the macros and of the array contain the sample rate.",
            $"Driver d plays the sum over inputs i of PROSCENIUM_{rate}_GAIN * input[i] convolved with {Array(rate)}[i][d].",
            $"The latency is PROSCENIUM_{rate}_LATENCY samples.",
        ];
    }

    static string FileName(int rate) => $"{Array(rate)}.h";

    static string Array(int rate) => $"proscenium_taps_{rate}";

    static string Text(MultiRatePlan multiRatePlan, RenderPlan plan)
    {
        string macro = $"PROSCENIUM_{plan.SampleRate}";
        StringBuilder text = new();
        foreach (string line in (string[])
        [
            $"/* Proscenium, {plan.SampleRate} Hz: {Commented(multiRatePlan.Name)} */",
            $"#ifndef PROSCENIUM_TAPS_{plan.SampleRate}_H",
            $"#define PROSCENIUM_TAPS_{plan.SampleRate}_H",
            "",
            $"#define {macro}_RATE {plan.SampleRate} /* Hz */",
            $"#define {macro}_INPUTS {multiRatePlan.Inputs.Count} /* {Commented(string.Join(", ", multiRatePlan.Inputs))} */",
            $"#define {macro}_DRIVERS {multiRatePlan.Drivers.Count} /* {Commented(string.Join(", ", multiRatePlan.Drivers))} */",
            $"#define {macro}_TAPS {plan.Filters.Taps}",
            $"#define {macro}_LATENCY {plan.LatencySamples} /* samples */",
            string.Create(CultureInfo.InvariantCulture, $"#define {macro}_GAIN_DB ({DecibelText.Of(multiRatePlan.GainDb)}) /* {-multiRatePlan.HeadroomDb:0.0} keep full-scale input below full scale */"),
            string.Create(CultureInfo.InvariantCulture, $"#define {macro}_GAIN {multiRatePlan.Gain:e8}f /* the same as a factor; the taps are without it */"),
            "",
            $"static const float {Array(plan.SampleRate)}[{macro}_INPUTS][{macro}_DRIVERS][{macro}_TAPS] = {{",
        ]) text.Append(line).Append('\n');
        foreach (IGrouping<int, FilterPath> input in multiRatePlan.Paths.GroupBy(path => path.Input))
        {
            text.Append("{\n");
            foreach (FilterPath path in input) Append(text, $"{multiRatePlan.Inputs[path.Input]} to {multiRatePlan.Drivers[path.Driver]}", plan.Filters[path.Input, path.Driver]);
            text.Append("},\n");
        }
        return text.Append("};\n\n#endif\n").ToString();
    }

    static void Append(StringBuilder text, string name, ReadOnlySpan<float> taps)
    {
        text.Append(CultureInfo.InvariantCulture, $"{{ /* {Commented(name)} */");
        for (int n = 0; n < taps.Length; n++) text.Append(n % NumbersInALine == 0 ? '\n' : ' ').Append(CultureInfo.InvariantCulture, $"{taps[n]:e8}f,");
        text.Append("\n},\n");
    }

    /// <summary>A text that neither ends a comment nor begins one.</summary>
    static string Commented(string text) => SafeNames.OneLine(text).Replace("*/", "* /", StringComparison.Ordinal).Replace("/*", "/ *", StringComparison.Ordinal);
}
