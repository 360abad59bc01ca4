using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Output;
using Proscenium.Engine.Plan;
using Proscenium.Export;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium export --plan DIR --format F -o OUT</c>: a plan for another convolver.</summary>
static class ExportCommand
{
    const string AllFormats = "all", AllRates = "all";

    public static Command Create()
    {
        Option<string> plan = new("--plan") { Description = "The plan folder.", Required = true }, output = new("--output", "-o") { Description = "Folder for the files.", Required = true };
        Option<string> format = new("--format") { Description = $"The program to write for: {ExportFormats.Names}; or all, each into a folder of its own.", Required = true };
        Option<bool> stereoOnly = new("--stereo-only") { Description = "Left and right alone; what is in the middle goes through the canceller. Without it a plan with an upmix becomes a convolver of three inputs." };
        Option<string?> rates = new("--rates") { Description = $"Sample rates in Hz with commas, or all ({string.Join(", ", PlanFamily.UsualRates)}), each designed anew. By default all where the program picks among them, else the plan's." };
        Option<double?> gain = Options.Gain("Gain in dB; by default minus the headroom, so that nothing can clip.");
        Option<bool> verify = new("--verify") { Description = "Run the files in the real program, where it is installed, against direct convolution in double precision." }, quiet = Options.Quiet();
        Command command = new("export", "Write a plan for another convolver.\n\nExample: proscenium export --plan plan --format pipewire -o pipewire --stereo-only --verify") { plan, format, output, stereoOnly, rates, gain, verify, quiet };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(format)!;
            IReadOnlyList<IExportFormat> formats = name == AllFormats ? ExportFormats.All : [ExportFormats.Named(name)];
            Wish wish = new(Rates(parsed.GetValue(rates)), parsed.GetValue(stereoOnly), parsed.GetValue(gain), parsed.GetValue(verify));
            return Run(PlanFile.Read(parsed.GetValue(plan)!), formats, parsed.GetValue(output)!, wish, new Report(parsed.GetValue(quiet)));
        });
        return command;
    }

    static int Run(SpatialDesign design, IReadOnlyList<IExportFormat> formats, string output, Wish wish, Report report)
    {
        if (design.Plan.Upmix is not null && !wish.StereoOnly) Report.Warn("the centre of this plan is split off by an upmix, which no convolver can do: the export takes left, right and centre, as 'proscenium upmix' gives them; for plain stereo add --stereo-only.");
        if (formats.Count > 1) Directory.CreateDirectory(output);
        Dictionary<string, PlanFamily> families = [];
        int failures = 0;
        foreach (IExportFormat format in formats)
        {
            IReadOnlyList<int> rates = wish.Rates ?? (format.ChoosesRate ? [.. PlanFamily.UsualRates.Union([design.Plan.SampleRate])] : [design.Plan.SampleRate]);
            string key = string.Join(',', rates);
            if (!families.TryGetValue(key, out PlanFamily? family)) families[key] = family = PlanFamily.Of(design, rates, wish.StereoOnly, wish.GainDb);
            if (format.Refusal(family) is { } refusal)
            {
                if (formats.Count == 1) throw new ArgumentException($"{format.Name}: {refusal}.");
                report.Line($"not written for {format.Name}: {refusal}.");
                continue;
            }
            string place = formats.Count > 1 ? Path.Combine(output, format.Name) : output;
            Write(format, family, place, report);
            if (wish.Verify) failures += ExportProof.Print(format, family, place, report);
        }
        return failures == 0 ? 0 : 1;
    }

    static void Write(IExportFormat format, PlanFamily family, string place, Report report)
    {
        using WholeFolder folder = new(place);
        IReadOnlyList<string> steps = format.Write(family, folder);
        folder.Complete();
        report.Line($"exported for {format.Programs}: {place}");
        report.Figure("paths", $"{family.Inputs.Count} inputs ({string.Join(", ", family.Inputs)}) to {family.Drivers.Count} drivers ({string.Join(", ", family.Drivers)})");
        report.Figure("filters", string.Join("; ", family.Plans.Select(plan => $"{plan.Filters.Taps} taps at {plan.SampleRate} Hz")));
        report.Figure("level", format.GainPlace is { } where ? $"{family.GainDb:0.0} dB, {where}" : $"filters at true level: turn the input down by {-family.GainDb:0.0} dB");
        report.Figure("headroom", $"{family.HeadroomDb:0.0} dB{(family.GainDb > -family.HeadroomDb ? $": loud input may exceed full scale by {family.GainDb + family.HeadroomDb:0.0} dB" : "")}");
        report.Figure("latency", string.Join("; ", family.Plans.Select(plan => Latency(plan, format))));
        for (int step = 0; step < steps.Count; step++) report.Line($"  {step + 1}. {steps[step]}");
    }

    static string Latency(RenderPlan plan, IExportFormat format)
    {
        int samples = plan.LatencySamples + format.ProgramDelaySamples;
        return $"{samples} samples = {1000.0 * samples / plan.SampleRate:0.0} ms{(format.ProgramDelaySamples > 0 ? $" (the program's own {format.ProgramDelaySamples} included)" : "")} at {plan.SampleRate} Hz";
    }

    static IReadOnlyList<int>? Rates(string? text)
    {
        if (text is null) return null;
        if (text == AllRates) return PlanFamily.UsualRates;
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(rate => int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz) && hertz is >= 8000 and <= 192000
            ? hertz : throw new ArgumentException($"--rates '{text}' needs sample rates in Hz from 8000 to 192000 with commas, as in 44100,48000, or all.")).Distinct()];
    }

    readonly record struct Wish(IReadOnlyList<int>? Rates, bool StereoOnly, double? GainDb, bool Verify);
}
