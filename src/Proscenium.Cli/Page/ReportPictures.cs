using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using static Proscenium.Cli.Pictures.CurvePicture;

namespace Proscenium.Cli.Page;

/// <summary>The pictures of a report.</summary>
static class ReportPictures
{
    const double LowHz = 100, HighHz = 12000, MinHz = 50, MaxTimeHz = 1500;

    static readonly Key _untreated = new("untreated", PlotStyle.Before), _heard = new("this plan", PlotStyle.After);

    /// <summary>Target, planned, achieved and heard.</summary>
    public static Picture Cancellation(PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Canceller;
        IReadOnlyList<double> hertz = design.Asked.Hertz;
        int poses = design.Request.Poses.Count;
        string mean = poses > 1 ? $", mean of {poses} poses" : "", seat = poses > 1 ? " at the seat" : "";
        Curve Designed(string name, string colour, RatioCurves curves, bool dashed = false, bool broad = false) => new(new(name, colour, dashed, broad), hertz, curves.Decibels["left"]);
        Curve Heard(string name, string colour, FreeFieldAnalysis heard) => new(new(name, colour), hertz, Smooth(heard.Poses[0], hertz, analysis.Grid));
        Curve[] curves =
        [
            Heard($"untreated, heard{seat}", PlotStyle.Before, analysis.Untreated), Designed($"planned{mean}", PlotStyle.Pale, design.Planned, broad: true), Designed($"target{mean}", PlotStyle.Aim, design.Asked, dashed: true),
            Designed($"achieved on the design head{mean}", PlotStyle.Plan, design.Achieved), Heard($"heard{seat} by {analysis.HeadName}", PlotStyle.After, analysis.CancellerHeard),
        ];
        (double, double) range = Range(Visible(curves), 5, -10, 40);
        return CurvePicture.Of("Separation over frequency: " + Sentences.Cancellation(analysis), "separation, dB", range, (LowHz, HighHz), curves,
            TargetShortfall.Of(design) is { } missed ? (missed.LowHz, missed.HighHz) : null);
    }

    /// <summary>Level difference between the ears, compared with a real loudspeaker.</summary>
    public static Picture LevelDifference(PlanAnalysis analysis) => Image(analysis, "Interaural level difference over frequency", "left ear louder, dB", 8000, 5, (ears, band) => ears.LevelDifferenceDb(band, analysis.Grid));

    /// <summary>Time difference between the ears, compared with a real loudspeaker.</summary>
    public static Picture TimeDifference(PlanAnalysis analysis) => Image(analysis, "Interaural time difference over frequency", "left ear earlier, us", MaxTimeHz, 100, (ears, band) => 1e6 * ears.TimeDifference(band, analysis.Grid));

    /// <summary>Tone relative to real loudspeakers: one channel at its own ear, and a signal common to both channels at both ears.</summary>
    public static Picture Tone(PlanAnalysis analysis)
    {
        FreeFieldAnalysis heard = analysis.Heard;
        Curve Of(string name, string colour, Coloration tone) => new(new(name, colour), [.. tone.Bands.Select(band => band.Band.Centre)], [.. tone.Bands.Select(band => band.Decibels - tone.MeanDb)]);
        Curve[] curves = [Of(analysis.HasCentreChannel ? "centre channel, both ears" : "both channels, both ears", PlotStyle.Other, ComparisonTable.Centre(heard)), Of("left channel, left ear", PlotStyle.After, heard.Ipsilateral)];
        (double low, double high) = Range(curves.SelectMany(curve => curve.Values), 2, -12, 12);
        return CurvePicture.Of("Third-octave levels at the ears relative to a real loudspeaker: " + Sentences.Tone(analysis), "dB, alike from 500 Hz to 2 kHz", (Math.Min(low, -4), Math.Max(high, 4)), (LowHz, 16000), curves);
    }

    /// <summary>The design and the baselines in the four kinds of place.</summary>
    public static Picture Comparison(PlanAnalysis analysis)
    {
        ComparisonTable.Row[] rows = [.. ComparisonTable.Rows(analysis).Where(row => analysis.IsCancellerAlone || row.Name != "this plan")];
        Key[] keys = [new("at the seat", PlotStyle.After), new("5 cm to the side", "#6FA8DC"), new("10 cm to the side", PlotStyle.Faint), new("worst", PlotStyle.Before)];
        return BarPicture.Of(Sentences.Comparison(analysis), "separation, dB", [.. rows.Select(row => row.Name.Trim() == "its canceller alone" ? "this plan's canceller" : row.Name)], keys,
            [.. rows.Select(row => new[] { row.Heard.SeatSeparationDb, row.Heard.OffAxis5CmSeparationDb, row.Heard.OffAxis10CmSeparationDb, row.Heard.WorstSideSeparationDb })]);
    }

    /// <summary>The canceller in the nine poses, left channel.</summary>
    public static Picture Poses(PlanAnalysis analysis)
    {
        double[] hertz = EarCurve.Frequencies(LowHz, HighHz, 24, analysis.Grid);
        Curve[] curves = [.. analysis.CancellerHeard.Poses.Reverse().Select(pose => new Curve(PoseKey(pose.Pose), hertz, Smooth(pose, hertz, analysis.Grid)))];
        return CurvePicture.Of("The left channel's cancellation over frequency in the nine poses: " + Sentences.Poses(analysis), "separation, dB", Range(Visible(curves), 5, -15, 40), (LowHz, HighHz), curves);
    }

    /// <summary>What every driver plays of the left channel.</summary>
    public static Picture Drivers(PlanAnalysis analysis)
    {
        double[] hertz = EarCurve.Frequencies(MinHz, 20000, 24, analysis.Grid);
        IReadOnlyList<string> names = analysis.Design.Plan.Drivers;
        Curve[] curves =
        [
            .. Enumerable.Range(0, names.Count).Select(n => new Curve(new(names[n], PlotStyle.Drivers[n % PlotStyle.Drivers.Count]), hertz, [.. EarCurve.DriverGainDb(analysis.Measured, 0, n, hertz)])),
            new(new("all drivers (effort)", PlotStyle.Aim, true), hertz, [.. hertz.Select(f => analysis.Measured.EffortDb(0, analysis.Grid.Bin(f)))]),
        ];
        return CurvePicture.Of("Gain of every driver for the left channel over frequency: " + Sentences.Drivers(analysis), "gain, dB", Range(curves.SelectMany(curve => curve.Values), 5, -30, 40), (MinHz, 20000), curves);
    }

    /// <summary>The level of the loudest sine at the ears, compared with the untreated device.</summary>
    public static Picture HighestLevel(PlanAnalysis analysis)
    {
        HighestLevels highest = analysis.HighestLevels;
        Curve[] curves =
        [
            new(new("both channels alike, untreated", PlotStyle.Before, true), highest.Hertz, highest.UntreatedBoth), new(new("left channel, untreated", PlotStyle.Before), highest.Hertz, highest.UntreatedLeft),
            new(new("both channels alike, this plan", PlotStyle.After, true), highest.Hertz, highest.Both), new(new("left channel, this plan", PlotStyle.After), highest.Hertz, highest.Left),
        ];
        (double low, double high) = highest.IsSoundPressure ? (30.0, 130.0) : (-60.0, 30.0);
        return CurvePicture.Of("Level of the loudest sine at the louder ear over frequency: " + Sentences.HighestLevel(analysis), highest.IsSoundPressure ? "sound pressure level, dB" : "dB", Range(curves.SelectMany(curve => curve.Values), 10, low, high), (MinHz, 20000), curves);
    }

    /// <summary>Directivity index of the centre, compared with the untreated mix.</summary>
    public static Picture Directivity(PlanAnalysis analysis)
    {
        double[] hertz = EarCurve.Frequencies(LowHz, 8000, 24, analysis.Grid);
        Curve Of(Key key, BeamPattern beam) => new(key, hertz, [.. hertz.Select(f => beam.DirectivityByBinDb[analysis.Grid.Bin(f)])]);
        Curve[] curves = [Of(_untreated, analysis.UntreatedBeam!), Of(_heard, analysis.Beam!)];
        return CurvePicture.Of("Directivity index of the centre over frequency: " + Sentences.Directivity(analysis), "directivity index, dB", Range(curves.SelectMany(curve => curve.Values), 2, -12, 12), (LowHz, 8000), curves);
    }

    /// <summary>What the room gets, by octave.</summary>
    public static Picture Room(PlanAnalysis analysis) => BarPicture.Of(Sentences.Room(analysis), "extra power, dB", [.. FreeFieldAnalysis.RoomBands.Select(band => $"{band.Centre:0} Hz")],
        [new("left channel, relative to untreated", PlotStyle.Before)], [.. analysis.Heard.RoomPowerDb.Select(more => new[] { more })]);

    static Picture Image(PlanAnalysis analysis, string what, string unit, double maxHz, double step, Func<EarSpectra, Band, double> value)
    {
        Band[] bands = [.. EarCurve.Frequencies(LowHz, maxHz, 12, analysis.Grid).Select(f => new Band(f * Math.Pow(2, -1.0 / 12), f * Math.Pow(2, 1.0 / 12)))];
        double[] hertz = Array.ConvertAll(bands, band => band.Centre);
        Curve Of(Key key, EarSpectra ears) => new(key, hertz, Array.ConvertAll(bands, band => value(ears, band)));
        FreeFieldAnalysis heard = analysis.Heard;
        Curve[] curves =
        [
            Of(_untreated, heard.Untreated), Of(_heard, heard.Treated),
            Of(new($"a real loudspeaker at {analysis.Design.Request.AngleDegrees:0.#} degrees", PlotStyle.Aim, true), heard.TrueLoudspeaker!.Value),
        ];
        return CurvePicture.Of($"{what}, left channel: {Sentences.Image(analysis)}", unit, Range(curves.SelectMany(curve => curve.Values), step, -5 * step, 6 * step), (LowHz, maxHz), curves);
    }

    static Key PoseKey(HeadPose pose) => pose switch
    {
        { Left: not 0 } => Math.Abs(pose.Left) < 0.07 ? new("5 cm to either side", PlotStyle.Other) : new("10 cm to either side", PlotStyle.Before),
        { Forward: not 0 } => new("nearer and farther", PlotStyle.Plan),
        { YawDegrees: not 0 } => new("turned by 10 degrees", "#7B4FA3"),
        _ => new("seat", PlotStyle.After),
    };

    static IEnumerable<double> Visible(IEnumerable<Curve> curves) => curves.SelectMany(curve => curve.Values.Where((_, i) => curve.Hertz[i] is >= LowHz and <= HighHz));

    /// <summary>Sixth-octave means: finer, dips of single frequencies would hide the curve.</summary>
    static double[] Smooth(PoseSpectra pose, IReadOnlyList<double> hertz, FrequencyGrid grid) =>
        [.. hertz.Select(f => pose.SeparationIn(new(f * Math.Pow(2, -1.0 / 12), f * Math.Pow(2, 1.0 / 12)), Side.Left, grid))];
}
