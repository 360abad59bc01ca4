using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>Advice for a room, in plain sentences made from the figures.</summary>
static class Advice
{
    /// <summary>The smallest audible change of direct-to-reverberant ratio, dB.</summary>
    const double Noticed = 2;

    /// <summary>A balance of voices and sides that is off by more is plainly heard, LU.</summary>
    const double GoodBalance = 2;

    const double GoodImageDegrees = 10, NarrowZoneMetres = 0.15, CloserShare = 0.6;

    /// <summary>A handful of sentences, the most important first.</summary>
    public static IEnumerable<string> Of(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        yield return Width(heard);
        if (heard.Setup.Room.IsAnechoic)
        {
            yield return "This room has no reflections: the cost of cancellation shows in a real room (--room living-room).";
            yield break;
        }
        if (Balance(heard) is { } balance) yield return balance;
        yield return Cost(findings);
        if (Beam(findings) is { } beam) yield return beam;
        yield return Distance(heard);
        yield return Zone(heard);
    }

    static string Width(RoomAnalysis heard)
    {
        (double before, double after) = (heard.Untreated.Width.Degrees, heard.Treated.Width.Degrees);
        string pair = heard.TruePair is { } real ? $" (a real pair of loudspeakers: {real.Width.Degrees:0} degrees)" : "";
        (string left, string right) = (HeardText.Of(heard.Treated.Left.Place), HeardText.Of(heard.Treated.Right.Place));
        string verdict = after - before < GoodImageDegrees ? "Treatment is hardly worthwhile here."
            : heard.Zone.WidthMetres > 0 ? "Treatment is worthwhile at the seat."
            : $"The stage is wider, but misplaced: left is perceived at {left} degrees, right at {right}.";
        return $"The perceived stage width is {HeardText.Of(heard.Treated.Width)} degrees, untreated {before:0} degrees{pair}. {verdict}";
    }

    /// <summary>Voices against what is panned to a side, where a real pair has them otherwise.</summary>
    static string? Balance(RoomAnalysis heard)
    {
        if (heard.TruePair is not { } pair || heard.Treated.Balance.MiddleLu - pair.Balance.MiddleLu is var off && Math.Abs(off) < GoodBalance) return null;
        return $"Sounds in the middle, like voices, are {Math.Abs(off):0.0} LU {(off < 0 ? "softer" : "louder")} against sounds at one side than with a real pair{(off < 0 ? ": the room returns what the sides radiate; a lower --room-budget helps" : "")}.";
    }

    /// <summary>The octave in which cancellation costs most, and the cost of a lower room budget there.</summary>
    static string Cost(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        double[] cost = [.. heard.Untreated.LeftDirectDb.Zip(heard.Treated.LeftDirectDb, (before, after) => before - after)];
        int worst = Enumerable.Range(0, cost.Length).MaxBy(i => cost[i]);
        string octave = $"{FreeFieldAnalysis.RoomBands[worst].Centre:0} Hz";
        double clarity = heard.Untreated.LeftClarityDb.C80 - heard.Treated.LeftClarityDb.C80;
        string fact = $"In the octave around {octave} the direct-to-reverberant ratio of the left channel is {cost[worst]:0.0} dB lower than untreated{(clarity > 0.5 ? $", and its clarity (C80) is {clarity:0.0} dB lower" : "")}";
        if (cost[worst] < Noticed) return fact + ": a small cost.";
        CancellationCost full = findings.Costs.FirstOrDefault(c => c.BudgetDb >= findings.BudgetDb, findings.Costs[^1]);
        CancellationCost[] cheaper = [.. findings.Costs.Where(c => c.BudgetDb < findings.BudgetDb && full.CostDb[worst] - c.CostDb[worst] >= Noticed)];
        return cheaper.Length == 0 ? fact + "; a lower room budget would not help." : $"{fact}; with --room-budget {cheaper[^1].BudgetDb:0} a canceller costs {cheaper[^1].CostDb[worst]:0.0} dB there instead of {full.CostDb[worst]:0.0} dB, and its separation is {cheaper[^1].SeparationDb:0.0} dB instead of {full.SeparationDb:0.0} dB (design --room NAME --why compares them).";
    }

    static string? Beam(RoomFindings findings)
    {
        if (findings.CentreGainDb is not { } gain || findings.Heard.Setup.Device.Drivers.Count < 3) return null;
        double nearer = Math.Pow(10, gain / 20);
        string compared = $"The direct-to-reverberant ratio of the centre is {Level.Change(gain)} dB relative to untreated, which makes the critical distance {nearer:0.00} times as long";
        return gain >= Noticed ? $"{compared}: voices sound closer." : $"{compared}: {(gain > 0 ? "by itself hardly audible; a front-firing full-range driver would do more." : "the drivers of this device cannot beam it to the front here.")}";
    }

    static string Distance(RoomAnalysis heard)
    {
        double metres = (heard.Setup.Room.Listener - heard.Setup.Room.Device.Position).Length, critical = heard.Treated.CriticalDistanceMetres;
        return critical >= metres ? $"You sit within the critical distance ({critical:0.00} m): the direct sound is stronger than the reverberant sound."
            : $"You sit {metres:0.00} m away, {metres / critical:0.0} times the critical distance of {critical:0.00} m: {(critical < CloserShare * metres ? $"at {CloserShare * metres:0.0} m the direct-to-reverberant ratio would be {-20 * Math.Log10(CloserShare):0.0} dB higher." : "sitting a little closer is enough.")}";
    }

    static string Zone(RoomAnalysis heard)
    {
        double width = heard.Zone.WidthMetres;
        if (width == 0) return "The image does not hold at the seat: left and right are not perceived within 10 degrees of the intended directions. Sit closer, or place the device elsewhere.";
        return $"The image holds across {100 * width:0} cm{(width < NarrowZoneMetres ? ": keep your head still, or design for more seats with --robust or --poses." : ".")}";
    }
}
