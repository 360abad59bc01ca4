using Proscenium.Design;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Analysis;

/// <summary>A design with one room budget as it is heard at the seat of a room.</summary>
/// <param name="Design">The design.</param>
/// <param name="Impression">What a listener gets of it.</param>
/// <param name="CostDb">Its cost by octave: how much smaller the direct-to-reverberant ratio of the left input is than untreated, dB.</param>
/// <param name="LeftTone">Tone of the left input, direct sound and an ordinary living room.</param>
/// <param name="CentreTone">The same of the centre.</param>
sealed record BudgetCandidate(SpatialDesign Design, RoomImpression Impression, IReadOnlyList<double> CostDb, ToneInRoom LeftTone, ToneInRoom CentreTone)
{
    /// <summary>The budget, dB.</summary>
    public double BudgetDb => Design.Request.Budget.Decibels;

    /// <summary>The highest cost of an octave, dB.</summary>
    public double LargestCostDb => CostDb.Max();

    /// <summary>How far from its place either side is heard by either model, where the sound begins at once.</summary>
    public double LargestErrorDegrees(double angleDegrees) => new[]
    {
        Impression.LeftHeard.Onset.AzimuthDegrees - angleDegrees, Impression.LeftHeard.OnsetByConsistency.AzimuthDegrees - angleDegrees,
        Impression.RightHeard.Onset.AzimuthDegrees + angleDegrees, Impression.RightHeard.OnsetByConsistency.AzimuthDegrees + angleDegrees,
    }.Max(Math.Abs);

    /// <summary>Listens to a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="plain">The untreated device at the seat.</param>
    /// <param name="seat">The seat in the room.</param>
    /// <param name="free">The device in free field.</param>
    /// <param name="template">Of the head that hears.</param>
    public static BudgetCandidate Hear(SpatialDesign design, MeasuredPlan untreated, BinauralRoomResponses plain, RoomPlant seat, FreeFieldSetup free, LocalisationTemplate template)
    {
        MeasuredPlan measured = new(design.Plan);
        BinauralRoomResponses stage = BinauralRoomResponses.Of(new(measured, seat.Setup), seat);
        AssumedRoomFindings ordinary = AssumedRoomFindings.Of(measured, untreated, free, design.Request.AngleDegrees);
        return new(design, RoomImpression.Of(stage, template), RoomAnalysis.CostDb(stage, plain), ordinary.Left, ordinary.Centre);
    }
}
