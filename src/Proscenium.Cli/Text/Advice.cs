using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>What to do about what was found in a room, in plain sentences made from the figures.</summary>
static class Advice
{
    /// <summary>A change of direct-to-reverberant ratio that one just notices, dB.</summary>
    const double Noticed = 2;

    const double GoodImageDegrees = 10, NarrowZoneMetres = 0.15, CloserShare = 0.6;

    /// <summary>A handful of sentences, the most important first.</summary>
    public static IEnumerable<string> Of(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        yield return Width(heard);
        if (heard.Setup.Room.IsAnechoic)
        {
            yield return "No wall gives anything back here: what cancellation costs shows in a real room (--room living-room).";
            yield break;
        }
        yield return Cost(findings);
        if (Beam(findings) is { } beam) yield return beam;
        yield return Distance(heard);
        yield return Zone(heard);
    }

    static string Width(RoomAnalysis heard)
    {
        (double before, double after) = (heard.Untreated.Width.Degrees, heard.Treated.Width.Degrees);
        string pair = heard.TruePair is { } real ? $", a true pair {real.Width.Degrees:0} degrees" : "";
        (double left, double right) = (heard.Treated.Left.AzimuthDegrees, heard.Treated.Right.AzimuthDegrees);
        string verdict = after - before < GoodImageDegrees ? "It is hardly worth it here."
            : heard.Zone.WidthMetres > 0 ? "It is worth it at the seat."
            : $"Wider, but not where it should be: left is heard at {left:0;-0;0} degrees, right at {right:0;-0;0}.";
        return $"The stage is heard {after:0} degrees wide instead of {before:0} degrees{pair}. {verdict}";
    }

    /// <summary>The octave in which cancelling costs most, and what a smaller gain would cost there.</summary>
    static string Cost(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        double[] cost = [.. heard.Untreated.LeftDirectDb.Zip(heard.Treated.LeftDirectDb, (before, after) => before - after)];
        int worst = Enumerable.Range(0, cost.Length).MaxBy(i => cost[i]);
        string octave = $"{FreeFieldAnalysis.RoomBands[worst].Centre:0} Hz";
        double clarity = heard.Untreated.LeftClarityDb.C80 - heard.Treated.LeftClarityDb.C80;
        string fact = $"In the octave about {octave} the walls get {cost[worst]:0.0} dB more of the left channel beside its direct sound than untreated{(clarity > 0.5 ? $", and clarity (C80) falls by {clarity:0.0} dB" : "")}";
        if (cost[worst] < Noticed) return fact + ": little enough.";
        CancellationCost full = findings.Costs.FirstOrDefault(c => c.GainLimitDb >= findings.GainLimitDb, findings.Costs[^1]);
        CancellationCost[] cheaper = [.. findings.Costs.Where(c => c.GainLimitDb < findings.GainLimitDb && full.CostDb[worst] - c.CostDb[worst] >= Noticed)];
        return cheaper.Length == 0 ? fact + "; a smaller gain limit would not help." : $"{fact}; try --gain-limit {cheaper[^1].GainLimitDb:0}: a canceller then costs {cheaper[^1].CostDb[worst]:0.0} dB there instead of {full.CostDb[worst]:0.0} dB with {full.GainLimitDb:0} dB of gain, and separates by {cheaper[^1].SeparationDb:0.0} dB instead of {full.SeparationDb:0.0} dB.";
    }

    static string? Beam(RoomFindings findings)
    {
        if (findings.CentreGainDb is not { } gain || findings.Heard.Setup.Device.Drivers.Count < 3) return null;
        double nearer = Math.Pow(10, gain / 20);
        string compared = $"The centre's direct sound stands {gain:+0.0;-0.0} dB against both outer drivers, as from {nearer:0.00} times the critical distance";
        return gain >= Noticed ? $"{compared}: voices come forward." : $"{compared}: {(gain > 0 ? "less than one notices by itself; a full-range driver to the front would do more." : "this device's drivers cannot beam it forward here.")}";
    }

    static string Distance(RoomAnalysis heard)
    {
        double metres = (heard.Setup.Room.Listener - heard.Setup.Room.Device.Position).Length, critical = heard.Treated.CriticalDistanceMetres;
        return critical >= metres ? $"You sit within the critical distance ({critical:0.00} m): what you hear first is the device, not the room."
            : $"You sit {metres:0.00} m away, {metres / critical:0.0} times the critical distance of {critical:0.00} m: {(critical < CloserShare * metres ? $"at {CloserShare * metres:0.0} m the direct sound would be {-20 * Math.Log10(CloserShare):0.0} dB stronger beside the room's." : "a little nearer would do.")}";
    }

    static string Zone(RoomAnalysis heard)
    {
        double width = heard.Zone.WidthMetres;
        if (width == 0) return "The image does not hold at the seat: left and right are not heard within 10 degrees of where they should be. Sit nearer, or put the device elsewhere.";
        return $"The image holds over {100 * width:0} cm sideways{(width < NarrowZoneMetres ? ": keep your head still, or design for more seats with --robust or --poses." : ".")}";
    }
}
