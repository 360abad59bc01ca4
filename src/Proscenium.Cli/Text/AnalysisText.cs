using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text.Banks;
using Proscenium.Cli.Text.Tracking;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;

namespace Proscenium.Cli.Text;

/// <summary>The figures of an analysis in words, line by line.</summary>
static class AnalysisText
{
    /// <summary>The bands in which the directivity of the beam is stated.</summary>
    public static IReadOnlyList<(double Low, double High)> BeamBands { get; } = [(250, 400), (400, 700), (700, 1400), (1400, 3000)];

    /// <summary>The table, then line by line.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
    {
        report.Line($"at the ears of {analysis.HeadFile ?? "a rigid sphere"}, compared with the baselines:");
        ComparisonTable.Print(analysis, report);
        PrintTrust(analysis, report);
        report.Line();
        Print(analysis.Design, analysis.Heard, analysis.Beam, analysis.HeadFile, report);
        if (analysis is { Beam: { } steered, UntreatedBeam: { } plain } && WorseBeam(steered, plain) is { Length: > 0 } worse)
            report.Figure("  untreated", $"at least {Level.Of(plain.MinFrontToSideDb(350, 3000))} dB, 350 Hz to 3 kHz{worse}");
        HighestLevelText.Print(analysis.HighestLevels, report);
        if (!analysis.Design.Request.Layout.IsStereo) PerceivedDirectionsText.Print(analysis, report);
        report.Line();
        SpinoramaText.Print(analysis.Spinoramas, report);
        report.Line();
        FormComparison.Print(analysis.Forms, report);
        if (analysis.Bank is { } bank)
        {
            report.Line();
            BankTable.Print(bank, analysis.HeadFile, report);
        }
        if (analysis.Motion is { } motion)
        {
            report.Line();
            MotionText.Print(motion, analysis.HeadFile, report);
        }
        if (analysis.Room is { } room)
        {
            report.Line();
            RoomFindingsText.Print(room, report);
        }
        if (analysis.MeasuredRoom is { } measured)
        {
            report.Line();
            MeasuredRoomTable.Print(measured, report);
        }
        if (analysis.Tolerance is not { } tolerance) return;
        report.Line();
        report.Figure($"Monte Carlo, {tolerance.DriverLevelDeviationDb:0.##} dB, {tolerance.DriverPhaseDeviationDegrees:0.##} degrees", $"{tolerance.Runs} runs, errors smooth over frequency: nominal, mean +- standard deviation, worst run");
        report.Figure(analysis.IsCancellerAlone ? "  cancellation at the seat" : "  canceller alone, at the seat", Spread(analysis.CancellerTolerance!.SeatSeparation, "dB"));
        report.Figure("  tone at the ipsilateral ear", Spread(tolerance.Tone, "dB rms", "0.00") + $", relative to {ToneText.OneSide(analysis.Design.Request)}");
        if (tolerance.ImageLevel is { } level && tolerance.ImageTime is { } time) report.Figure("  image, level and time error", $"{Spread(level, "dB")}; {Microseconds(time)}");
        if (tolerance.CentreBeam is { } beam) report.Figure("  centre beam, minimum front to side", Spread(beam, "dB"));
    }

    /// <summary>Between the measured directions, and on the measurement that a plan was designed on.</summary>
    static void PrintTrust(PlanAnalysis analysis, Report report)
    {
        if (analysis.OwnMeasurement is null && analysis.Head is MeasuredHead head) report.Figure($"between its {head.DirectionCount} directions", Between(head));
        if (analysis.OwnMeasurement is { } own)
            report.Line($"  note: the plan is judged on the measurement that it was designed on, and both share its errors. Designed on half of its directions and judged on the others, the canceller has {own.SeatSeparationDb:0.0} dB at the seat, not {analysis.CancellerHeard.SeatSeparationDb:0.0}; on another measurement of the same head it has less. Judge on another one with --head FILE.");
    }

    /// <summary>How well the directions between the measured ones are known.</summary>
    public static string Between(MeasuredHead head)
    {
        HeldOutDirections held = head.HeldOut();
        return $"level within {held.LowDb:0.0} dB up to 2 kHz, {held.HighDb:0.0} dB up to 8 kHz (mean, half of them told by the others)";
    }

    /// <summary>The figures of a design on one head, without the comparison.</summary>
    public static void Print(SpatialDesign design, FreeFieldAnalysis heard, BeamPattern? beam, string? headFile, Report report)
    {
        report.Line($"at the ears of {headFile ?? "a rigid sphere"}, with the running filters:");
        bool alone = design.Request.AngleDegrees is null;
        report.Figure(alone ? "crosstalk cancellation" : "separation of the left channel", $"{heard.SeatSeparationDb:0.0} dB at the seat (untreated {heard.UntreatedSeparationDb:0.0} dB), 300 Hz to 8 kHz");
        report.Figure("  with the head 5, 10 cm to the side", $"{heard.OffAxis5CmSeparationDb:0.0} dB, {heard.OffAxis10CmSeparationDb:0.0} dB; worst of nine poses {heard.WorstPoseSeparationDb:0.0} dB, worse channel {heard.WorstSideSeparationDb:0.0} dB");
        report.Figure("  300 Hz to 4.5 kHz", $"{heard.SeatSeparationTo4500HzDb:0.0} dB at the seat, {heard.OffAxis5CmSeparationTo4500HzDb:0.0} dB with the head 5 cm to the side");
        if (heard.Image is { } image && heard.UntreatedImage is { } plain)
        {
            report.Figure($"image at {design.Request.AngleDegrees:0.#} degrees, level error", $"{image.LevelErrorDb:0.0} dB, {image.LargestLevelErrorDb:0.0} dB maximum (untreated {plain.LevelErrorDb:0.0} dB), 300 Hz to 8 kHz");
            report.Figure("  time error", $"{image.TimeErrorSeconds * 1e6:0} us (untreated {plain.TimeErrorSeconds * 1e6:0} us), 500 to 1500 Hz; from 200 Hz {image.TimeErrorFrom200HzSeconds * 1e6:0} us");
        }
        report.Figure("tone at the ipsilateral ear", Tone(heard.Ipsilateral, ToneText.OneSide(design.Request)));
        report.Figure($"  {(heard.Centre is null ? "both channels alike" : "centre")}, at both ears", Tone(ComparisonTable.Centre(heard), ToneText.InFront));
        BalanceText.Print("balance in free field", heard.Balances, report);
        BalanceText.Print("  in an ordinary living room", heard.RoomBalances, report);
        report.Figure("tone there, left, 250 Hz to 4 kHz", ToneText.InRoom(heard.LeftInRoom));
        report.Figure($"  {(heard.Centre is null ? "both channels alike" : "centre")}", ToneText.InRoom(heard.CentreInRoom));
        report.Figure("target fully met", TargetMet(design));
        report.Figure("largest realisation error", $"{LargestRealisationErrorDb(design):0.00} dB, 400 Hz to 8 kHz");
        report.Figure("largest effort of the drivers", string.Join(", ", design.Plan.Inputs.Zip(heard.Effort, (input, effort) => $"{input} {effort.Decibels:0.0} dB ({effort.Hertz:0} Hz)")));
        report.Figure("  highest gain of one driver", string.Join(", ", design.Plan.Inputs.Zip(heard.MaxGain, (input, gain) => $"{input} {gain.Decibels:0.0} dB ({design.Plan.Drivers[gain.Driver]}, {gain.Hertz:0} Hz)")));
        report.Figure("  gain limit of the effort", $"{design.Request.GainLimit.Decibels:0.#} dB; boost limit of one driver {design.Request.BoostLimitDb:0.#} dB; both for the level of one side, more for what is louder");
        report.Line("  extra power radiated into the room for the same direct sound, left channel, relative to untreated:");
        report.Figure("    by octave", string.Join(", ", FreeFieldAnalysis.RoomBands.Zip(heard.RoomPowerDb, (band, more) => $"{more:0.0} dB ({band.Centre:0} Hz)")));
        if (heard.Alignment is { } alignment)
            report.Figure("alignment of centre and sides", $"delay {alignment.DelaySeconds * 1e6:0.0} us; residual phase {alignment.OffsetRadians:0.00} rad, {alignment.ResidualRadians:0.00} rad rms");
        report.Figure("energy before the sound", string.Join(", ", design.Plan.Inputs.Zip(heard.Early, (input, early) => $"{input} {early.AtDriversDb:0.0}/{early.AtEarsDb:0.0} dB")) + "; at the drivers/at the ears, more than 2 ms before the peak");
        if (beam is not null) Print(beam, report);
    }

    static void Print(BeamPattern beam, Report report)
    {
        report.Figure("centre beam, front to +-90 degrees", $"at least {beam.MinFrontToSideDb(350, 3000):0.0} dB, 350 Hz to 3 kHz; mean over 75 to 105 degrees {beam.FrontToWideSideDb(350, 3000):0.0} dB");
        report.Figure("  lowest level within +-45 degrees", $"{beam.LowestInFrontLobeDb(350, 3000):0.0} dB, to 6 kHz {beam.LowestInFrontLobeDb(300, 6000):0.0} dB; directly behind {-beam.FrontToBackDb(350, 3000):0.0} dB");
        report.Figure("  with left and right", $"unrelated signals: {Level.Change(beam.WithSidesDb)} dB from the sum of powers, the third octave that is farthest, 315 Hz to 5 kHz, ears and +-45 degrees");
        report.Figure("  directivity index", string.Join(", ", BeamBands.Select(band => $"{beam.DirectivityIndexDb(band.Low, band.High):0.0} dB ({band.Low:0}-{band.High:0} Hz)")));
        report.Figure("  directivity index, 250 to 600 Hz", $"{beam.DirectivityIndexDb(250, 600):0.0} dB, a single driver {beam.DirectivityIndexDb(250, 600) + beam.DirectivityCostDb(250, 600):0.0} dB; lower: more sound into the room");
    }

    /// <summary>A clause that says so where a beam sends less to the front, against the sides, than the untreated device; else empty.</summary>
    public static string WorseBeam(BeamPattern beam, BeamPattern plain) =>
        plain.MinFrontToSideDb(350, 3000) - beam.MinFrontToSideDb(350, 3000) is >= 0.05 and var loss ? $": the beam is {loss:0.0} dB worse than none" : "";

    /// <summary>The widest range up to 8 kHz, counted from 250 Hz, in which the plan of the left input meets the target.</summary>
    public static string TargetMet(SpatialDesign design)
    {
        IReadOnlyList<double> hertz = design.Asked.Hertz, asked = design.Asked.Decibels["left"], planned = design.Planned.Decibels["left"];
        int count = hertz.Count(f => f <= 8000), start = 0;
        (int From, int To, double Octaves) widest = (0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            if (asked[i] - planned[i] > 0.1) start = i + 1;
            else if (Math.Log2(hertz[i] / Math.Max(250, hertz[start])) is var octaves && octaves > widest.Octaves) widest = (start, i, octaves);
        }
        return widest.Octaves == 0 ? "nowhere from 250 Hz to 8 kHz"
            : $"from {(widest.From == 0 ? "the lowest frequency" : $"{hertz[widest.From]:0} Hz")} to {(widest.To == count - 1 ? "8 kHz" : $"{hertz[widest.To]:0} Hz")}";
    }

    /// <summary>The largest difference between the achieved and the planned curve, left and right, where no more was asked.</summary>
    public static double LargestRealisationErrorDb(SpatialDesign design) => Enumerable.Range(0, design.Planned.Hertz.Count)
        .Where(i => design.Planned.Hertz[i] is >= 400 and <= 8000)
        .Max(i => Math.Max(Miss(design, "left", i), Miss(design, "right", i)));

    static double Miss(SpatialDesign design, string side, int i)
    {
        double planned = Math.Min(design.Planned.Decibels[side][i], design.Asked.Decibels[side][i]), achieved = design.Achieved.Decibels[side][i];
        return design.Planned.Decibels[side][i] > design.Asked.Decibels[side][i] + 0.1 ? Math.Max(0, planned - achieved) : Math.Abs(achieved - planned);
    }

    static string Tone(Coloration tone, string reference) => $"{tone.DeviationDb:0.0} dB rms, {tone.LargestDb:0.0} dB maximum, relative to {reference}, 200 Hz to 12.5 kHz";

    static string Spread(Spread spread, string unit, string format = "0.0") =>
        $"{spread.Nominal.ToString(format)}, {spread.Mean.ToString(format)} +- {spread.StandardDeviation.ToString(format)} {unit}, worst {spread.Worst.ToString(format)}";

    static string Microseconds(Spread seconds) =>
        Spread(new(seconds.Nominal * 1e6, seconds.Mean * 1e6, seconds.StandardDeviation * 1e6, seconds.Worst * 1e6), "us", "0");
}
