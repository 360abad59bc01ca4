using Proscenium.Analysis;
using Proscenium.Cli.Pictures;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Page;

/// <summary>The pictures of a room's part of a report.</summary>
static class RoomPictures
{
    const double DecayLowestDb = -60, ReflectionLowestDb = -40;

    static readonly Key _plan = new("this plan", PlotStyle.After), _untreated = new("untreated", PlotStyle.Before), _pair = new("a real pair", PlotStyle.Aim, true);

    static readonly string[] _costColours = [PlotStyle.Plan, PlotStyle.Other, PlotStyle.Before];

    /// <summary>How wide the stage is heard by both models on both materials.</summary>
    public static Picture Width(RoomFindings findings) => Bars(findings, "Perceived stage width. " + RoomSentences.Width(findings), "width, degrees", ["onset", "second model", "sustained", "second model "], heard =>
    [
        heard.Width.Degrees, Degrees(heard.LeftHeard.OnsetByConsistency, heard.RightHeard.OnsetByConsistency),
        heard.LeftHeard.Sustained.AzimuthDegrees - heard.RightHeard.Sustained.AzimuthDegrees, Degrees(heard.LeftHeard.SustainedByConsistency, heard.RightHeard.SustainedByConsistency),
    ]);

    /// <summary>How loud sounds in the middle and half-way are against sounds at one side.</summary>
    public static Picture Balance(RoomFindings findings) => Bars(findings, "Balance. " + RoomSentences.Balance(findings), "LU over one side", ["mono", "half-way", "unrelated"], heard => [heard.Balance.MiddleLu, heard.Balance.HalfWayLu, heard.Balance.UnrelatedLu]);

    /// <summary>What the plan costs by octave.</summary>
    public static Picture Cost(RoomFindings findings) => BarPicture.Of("Cost of this plan. " + RoomSentences.Cost(findings), "loss of DRR, left, dB", [.. FreeFieldAnalysis.RoomBands.Select(band => $"{band.Centre:0} Hz")], [_plan],
        [.. findings.Heard.Untreated.LeftDirectDb.Zip(findings.Heard.Treated.LeftDirectDb, (before, after) => new[] { Finite(before - after) })]);

    /// <summary>The tone of the left input in the room; null where there is no real pair to compare with.</summary>
    public static Picture? Tone(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        if (heard.LeftTone is not { } left || heard.UntreatedLeftTone is not { } untreated) return null;
        CurvePicture.Curve Of(Key key, ToneInRoom tone, IReadOnlyList<double> decibels) => new(key, [.. tone.Bands.Select(band => band.Centre)], ToneInRoom.AboutMean(decibels));
        return CurvePicture.Of("Tone of left. " + RoomSentences.Tone(findings), "dB re a real loudspeaker", (-15, 15), (100, 10000),
            [Of(_untreated, untreated, untreated.WholeDb), Of(new("direct sound, this plan", PlotStyle.Plan, true), left, left.DirectDb), Of(_plan, left, left.WholeDb)]);
    }

    static double Degrees(HeardPlace left, HeardPlace right) => left.AzimuthDegrees - right.AzimuthDegrees;

    static Picture Bars(RoomFindings findings, string alt, string unit, string[] groups, Func<RoomImpression, double[]> figures)
    {
        RoomAnalysis heard = findings.Heard;
        (Key Key, double[] Figures)[] rows = [(_plan, figures(heard.Treated)), (_untreated, figures(heard.Untreated)), .. heard.TruePair is { } pair ? [(_pair, figures(pair))] : Array.Empty<(Key, double[])>()];
        return BarPicture.Of(alt, unit, groups, [.. rows.Select(row => row.Key)], [.. groups.Select((_, group) => rows.Select(row => row.Figures[group]).ToArray())]);
    }

    /// <summary>Energy that is still to come, left input at the left ear.</summary>
    public static Picture Decay(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        double milliseconds = 1000 * Math.Clamp(1.2 * heard.Setup.Room.EyringSeconds[3], 0.1, (double)heard.Setup.Samples / heard.Setup.Grid.SampleRate);
        double[] times = [.. Enumerable.Range(0, 200).Select(i => milliseconds * i / 199)];
        (Key, double[], double[]) Of(Key key, RoomImpression one) => (key, times, [.. times.Select(time => one.LeftDecay.LevelDb(time / 1000) is var level && double.IsFinite(level) ? level : 2 * DecayLowestDb)]);
        return TimePicture.Curves("Energy decay. " + RoomSentences.Decay(findings), "remaining energy, dB", DecayLowestDb, milliseconds,
            [Of(_plan, heard.Treated), Of(_untreated, heard.Untreated), .. heard.TruePair is { } pair ? [Of(_pair, pair)] : Array.Empty<(Key, double[], double[])>()]);
    }

    /// <summary>The first reflections.</summary>
    public static Picture Reflections(RoomFindings findings)
    {
        (Key, (double, double)[]) Group(string name, string colour, Func<Reflection, bool> belongs) =>
            (new(name, colour), [.. findings.Heard.Reflections.Where(belongs).Select(reflection => (1000 * reflection.Seconds, reflection.LevelDb))]);
        return TimePicture.Stems("Early reflections of the room. " + RoomSentences.Reflections(findings), "dB re direct sound", ReflectionLowestDb, 60,
        [
            Group("from the front", PlotStyle.After, reflection => Math.Abs(reflection.AzimuthDegrees) <= 30),
            Group("from the sides", PlotStyle.Other, reflection => Math.Abs(reflection.AzimuthDegrees) is > 30 and < 150),
            Group("from behind", PlotStyle.Aim, reflection => Math.Abs(reflection.AzimuthDegrees) >= 150),
        ]);
    }

    /// <summary>Direct over reverberant sound by octave.</summary>
    public static Picture DirectSound(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        return BarPicture.Of("Direct-to-reverberant ratio by octave. " + RoomSentences.Beam(findings), "DRR, dB", [.. FreeFieldAnalysis.RoomBands.Select(band => $"{band.Centre:0} Hz")],
            [new("left, untreated", PlotStyle.Before), new("left, this plan", PlotStyle.After), new("centre, untreated", PlotStyle.Pale), new("centre, this plan", PlotStyle.Plan)],
            [.. Enumerable.Range(0, FreeFieldAnalysis.RoomBands.Count).Select(i => new[] { Finite(heard.Untreated.LeftDirectDb[i]), Finite(heard.Treated.LeftDirectDb[i]), Finite(heard.Untreated.CentreDirectDb[i]), Finite(heard.Treated.CentreDirectDb[i]) })]);
    }

    /// <summary>What cancellation costs by octave and gain limit.</summary>
    public static Picture Costs(RoomFindings findings) => BarPicture.Of("Cost of cancellation by octave. " + RoomSentences.Costs(findings), "loss of DRR, dB", [.. FreeFieldAnalysis.RoomBands.Select(band => $"{band.Centre:0} Hz")],
        [.. findings.Costs.Select((cost, i) => new Key($"room budget {cost.BudgetDb:0} dB, separation {cost.SeparationDb:0} dB", _costColours[i]))],
        [.. Enumerable.Range(0, FreeFieldAnalysis.RoomBands.Count).Select(band => findings.Costs.Select(cost => Finite(cost.CostDb[band])).ToArray())]);

    /// <summary>Where the sides are heard, over the seats.</summary>
    public static Picture SideError(ListeningZone zone, string name) => ZonePicture.Of($"Direction error of left and right over the listening area, {name}.", zone,
        seat => (Math.Abs(seat.Left.AzimuthDegrees - zone.AngleDegrees) + Math.Abs(seat.Right.AzimuthDegrees + zone.AngleDegrees)) / 2, "error of the sides, degrees", (0, 30), lessIsBetter: true);

    /// <summary>Where the centre is heard, over the seats.</summary>
    public static Picture CentreError(ListeningZone zone, string name) => ZonePicture.Of($"Direction error of the centre over the listening area, {name}.", zone, seat => Math.Abs(seat.Centre.AzimuthDegrees), "error of the centre, degrees", (0, 15), lessIsBetter: true);

    /// <summary>Separation over the seats.</summary>
    public static Picture Separation(ListeningZone zone, string name) => ZonePicture.Of($"Separation until 5 ms over the listening area, {name}.", zone, seat => seat.SeparationDb, "separation, dB", (-2, 8), lessIsBetter: false);

    /// <summary>Coloration over the seats.</summary>
    public static Picture Tone(ListeningZone zone, string name) => ZonePicture.Of($"Change of tone relative to the middle, {name}.", zone, seat => seat.ColorationDb, "change of tone, dB rms", (0, 8), lessIsBetter: true);

    static double Finite(double decibels) => Math.Clamp(decibels, -40, 40);
}
