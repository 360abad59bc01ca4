using Proscenium.Analysis;
using Proscenium.Cli.Text;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Page;

/// <summary>What the figures in a room say, in plain sentences; every one of them is made from the figures.</summary>
static class RoomSentences
{
    /// <summary>Width and depth in a few words.</summary>
    public static string Lead(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        string stage = $"{heard.Setup.Room.Name}, {RoomText.Shape(heard.Setup.Room)}, {RoomText.Reverberation(heard.Setup.Room)}. The perceived stage width is {heard.Treated.Width.Words} degrees, untreated {heard.Untreated.Width.Words} degrees"
            + (heard.TruePair is { } real ? $", of a real pair {heard.TruePairMetres:0.0} m away {real.Width.Words} degrees." : ".");
        return heard.Setup.Room.IsAnechoic ? stage : $"{stage} The direct-to-reverberant ratio of the centre from 500 Hz to 3 kHz is {heard.Treated.CentreMidrangeDirectDb:0.0} dB, untreated {heard.Untreated.CentreMidrangeDirectDb:0.0} dB"
            + (heard.TruePair is { } pair ? $", of a real pair {pair.CentreMidrangeDirectDb:0.0} dB." : ".");
    }

    /// <summary>How wide, by two models on two materials.</summary>
    public static string Width(RoomFindings findings)
    {
        (RoomImpression after, RoomImpression before) = (findings.Heard.Treated, findings.Heard.Untreated);
        return $"Sounds with an onset are heard {after.Width.Degrees:0} degrees wide, untreated {before.Width.Degrees:0}; sounds that swell {Sustained(after):0} and {Sustained(before):0} degrees{(findings.Heard.TruePair is { } pair ? $" (a real pair: {pair.Width.Degrees:0} and {Sustained(pair):0})" : "")}.";
    }

    /// <summary>What this plan costs.</summary>
    public static string Cost(RoomFindings findings)
    {
        double[] cost = [.. findings.Heard.Untreated.LeftDirectDb.Zip(findings.Heard.Treated.LeftDirectDb, (before, after) => before - after)];
        return $"The direct-to-reverberant ratio of the left channel is up to {cost.Max():0.0} dB lower than untreated, around {FreeFieldAnalysis.RoomBands[cost.Index().MaxBy(c => c.Item).Index].Centre:0} Hz.";
    }

    /// <summary>How even the tone is.</summary>
    public static string Tone(RoomFindings findings) => findings.Heard.LeftTone is not { } left ? "" :
        $"Relative to a real loudspeaker in this room the left channel is within {left.SpreadDb:0.0} dB from 250 Hz to 4 kHz (untreated {findings.Heard.UntreatedLeftTone!.SpreadDb:0.0} dB), its direct sound alone within {left.DirectSpreadDb:0.0} dB.";

    /// <summary>Voices against sides.</summary>
    public static string Balance(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        return $"A mono signal is {heard.Treated.Balance.MiddleLu:0.0} LU louder than the same in one channel, half-way to a side it is {heard.Treated.Balance.HalfWayLu:0.0} LU (untreated {heard.Untreated.Balance.MiddleLu:0.0} and {heard.Untreated.Balance.HalfWayLu:0.0}{(heard.TruePair is { } pair ? $", a real pair {pair.Balance.MiddleLu:0.0} and {pair.Balance.HalfWayLu:0.0}" : "")}).";
    }

    static double Sustained(RoomImpression heard) => heard.LeftHeard.Sustained.AzimuthDegrees - heard.RightHeard.Sustained.AzimuthDegrees;

    /// <summary>How long the room goes on.</summary>
    public static string Decay(RoomFindings findings)
    {
        (RoomImpression after, RoomImpression before) = (findings.Heard.Treated, findings.Heard.Untreated);
        return $"Energy decay of the left input at the left ear. The steep step at the start is the direct sound. Clarity C80 is {RoomFindingsText.Decibels(after.LeftClarityDb.C80)} dB with this plan and {RoomFindingsText.Decibels(before.LeftClarityDb.C80)} dB untreated, C50 {RoomFindingsText.Decibels(after.LeftClarityDb.C50)} and {RoomFindingsText.Decibels(before.LeftClarityDb.C50)} dB.";
    }

    /// <summary>The strongest reflection.</summary>
    public static string Reflections(RoomFindings findings)
    {
        IReadOnlyList<Reflection> reflections = findings.Heard.Reflections;
        if (reflections.Count == 0) return "This room has no reflections.";
        Reflection first = reflections.MinBy(reflection => reflection.Seconds), strongest = reflections.MaxBy(reflection => reflection.LevelDb);
        return $"For an omnidirectional device, the first reflection arrives {1000 * first.Seconds:0.0} ms after the direct sound with {first.LevelDb:0.0} dB relative to it; the strongest arrives after {1000 * strongest.Seconds:0.0} ms with {strongest.LevelDb:0.0} dB from {Math.Abs(strongest.AzimuthDegrees):0} degrees{(Math.Abs(strongest.AzimuthDegrees) is < 5 or > 175 ? "" : strongest.AzimuthDegrees > 0 ? " to the left" : " to the right")}.";
    }

    /// <summary>What the beam does to depth.</summary>
    public static string Beam(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        string centre = findings.CentreGainDb is not { } gain ? ""
            : $"From 500 Hz to 3 kHz the direct-to-reverberant ratio of the centre is {Level.Change(gain)} dB relative to untreated; the critical distance is {heard.Treated.CriticalDistanceMetres:0.00} m instead of {heard.Untreated.CriticalDistanceMetres:0.00} m. ";
        return centre + $"The direct-to-reverberant ratio of the left channel is {Level.Change(heard.Treated.LeftMidrangeDirectDb - heard.Untreated.LeftMidrangeDirectDb)} dB relative to untreated: cancellation at the ears sends more sound to the walls.";
    }

    /// <summary>What cancellation costs.</summary>
    public static string Costs(RoomFindings findings) => "The canceller alone, relative to untreated: " + string.Join("; ", findings.Costs.Select(cost =>
        $"with a room budget of {cost.BudgetDb:0} dB its separation is {cost.SeparationDb:0.0} dB and its largest cost {cost.CostDb.Max():0.0} dB, around {FreeFieldAnalysis.RoomBands[cost.CostDb.Index().MaxBy(c => c.Item).Index].Centre:0} Hz")) + ".";

    /// <summary>The listening area.</summary>
    public static string Zone(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        string pair = heard.TruePairZone is { } zone ? $"; of a real pair: {RoomFindingsText.ZoneText(zone)}" : "";
        return $"Where the image holds (white dots: both sides within 10 degrees of {heard.Zone.AngleDegrees:0}, the centre within 5): {RoomFindingsText.ZoneText(heard.Zone)}; untreated: {RoomFindingsText.ZoneText(heard.UntreatedZone)}{pair}. Seen from above; the device is beyond the upper edge.";
    }

    /// <summary>How all this is found.</summary>
    public const string Method = "Directions are those of a hearing model (auditory filters, interaural time and level differences, precedence effect): two of three answers of listeners lie within the uncertainty, as far as they were asked: about noise from loudspeaker arrays without a room. "
        + "In a room, separation is meaningful only within a time window, because reverberation reaches both ears alike. The early interaural coherence (IACC) does not necessarily fall with that of the direct sound, because the canceller sends strong sound to the side walls.";
}
