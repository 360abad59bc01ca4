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
        string stage = $"{heard.Setup.Room.Name}, {RoomText.Shape(heard.Setup.Room)}, {RoomText.Reverberation(heard.Setup.Room)}. The stage is heard {heard.Treated.Width.Degrees:0} degrees wide, untreated {heard.Untreated.Width.Degrees:0} degrees"
            + (heard.TruePair is { } real ? $", a true pair {heard.TruePairMetres:0.0} m away {real.Width.Degrees:0} degrees." : ".");
        return heard.Setup.Room.IsAnechoic ? stage : $"{stage} The direct sound of the centre stands {heard.Treated.CentreMidrangeDirectDb:0.0} dB against the room's from 500 Hz to 3 kHz, untreated {heard.Untreated.CentreMidrangeDirectDb:0.0} dB"
            + (heard.TruePair is { } pair ? $", of a true pair {pair.CentreMidrangeDirectDb:0.0} dB." : ".");
    }

    /// <summary>How long the room goes on.</summary>
    public static string Decay(RoomFindings findings)
    {
        (RoomImpression after, RoomImpression before) = (findings.Heard.Treated, findings.Heard.Untreated);
        return $"The left input at the left ear, all that is still to come over time. The steeper step at the start is the direct sound: clarity C80 is {RoomFindingsText.Decibels(after.LeftClarityDb.C80)} dB with this plan and {RoomFindingsText.Decibels(before.LeftClarityDb.C80)} dB untreated, C50 {RoomFindingsText.Decibels(after.LeftClarityDb.C50)} and {RoomFindingsText.Decibels(before.LeftClarityDb.C50)} dB.";
    }

    /// <summary>The strongest reflection.</summary>
    public static string Reflections(RoomFindings findings)
    {
        IReadOnlyList<Reflection> reflections = findings.Heard.Reflections;
        if (reflections.Count == 0) return "No wall gives anything back.";
        Reflection first = reflections.MinBy(reflection => reflection.Seconds), strongest = reflections.MaxBy(reflection => reflection.LevelDb);
        return $"What an omnidirectional device sends comes back first after {1000 * first.Seconds:0.0} ms, {first.LevelDb:0.0} dB against the direct sound; the strongest reflection comes {1000 * strongest.Seconds:0.0} ms after it with {strongest.LevelDb:0.0} dB from {Math.Abs(strongest.AzimuthDegrees):0} degrees{(Math.Abs(strongest.AzimuthDegrees) is < 5 or > 175 ? "" : strongest.AzimuthDegrees > 0 ? " left" : " right")}.";
    }

    /// <summary>What the beam does to depth.</summary>
    public static string Beam(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        string centre = findings.CentreGainDb is not { } gain ? ""
            : $"From 500 Hz to 3 kHz the centre's direct sound stands {gain:+0.0;-0.0} dB against both outer drivers; the critical distance is {heard.Treated.CriticalDistanceMetres:0.00} m instead of {heard.Untreated.CriticalDistanceMetres:0.00} m. ";
        return centre + $"The left channel's direct sound stands {heard.Treated.LeftMidrangeDirectDb - heard.Untreated.LeftMidrangeDirectDb:+0.0;-0.0} dB against untreated: what is cancelled at the ears is paid for with sound that goes to the walls.";
    }

    /// <summary>What cancellation costs.</summary>
    public static string Costs(RoomFindings findings) => "The canceller alone, against untreated: " + string.Join("; ", findings.Costs.Select(cost =>
        $"with a gain limit of {cost.GainLimitDb:0} dB it separates by {cost.SeparationDb:0.0} dB and costs at most {cost.CostDb.Max():0.0} dB, about {FreeFieldAnalysis.RoomBands[cost.CostDb.Index().MaxBy(c => c.Item).Index].Centre:0} Hz")) + ".";

    /// <summary>Where one may sit.</summary>
    public static string Zone(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        string pair = heard.TruePairZone is { } zone ? $"; of a true pair: {RoomFindingsText.ZoneText(zone)}" : "";
        return $"Where the image holds (white dots: both sides within 10 degrees of {heard.Zone.AngleDegrees:0}, the centre within 5): {RoomFindingsText.ZoneText(heard.Zone)}; untreated: {RoomFindingsText.ZoneText(heard.UntreatedZone)}{pair}. Seen from above; the device is beyond the upper edge.";
    }

    /// <summary>How all this is found.</summary>
    public const string Method = "Directions are those of a model of hearing (auditory filters, time and level differences, the law of the first wavefront): where direct sound is weak beside the room's, people are less sure than the model. "
        + "Separation by itself says nothing in a room without its time window: reverberation reaches both ears alike. The early interaural coherence (IACC) need not fall as the direct sound's does: the canceller sends strong sound to the side walls.";
}
