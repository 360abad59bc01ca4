using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using static System.FormattableString;

namespace Proscenium.Analysis;

/// <summary>Advice for a room, in plain sentences made from the figures.</summary>
/// <param name="findings">The figures.</param>
/// <param name="remedies">How what helps is named to whom it is told.</param>
sealed class RoomAdvice(RoomFindings findings, RoomRemedies remedies)
{
    /// <summary>The smallest audible change of direct-to-reverberant ratio, dB.</summary>
    const double Noticed = 2;

    /// <summary>A balance of voices and sides that is off by more is plainly heard, LU.</summary>
    const double GoodBalance = 2;

    const double GoodImageDegrees = 10, NarrowZoneMetres = 0.15, CloserShare = 0.6;

    readonly RoomAnalysis _heard = findings.Heard;

    /// <summary>A handful of sentences, the most important first.</summary>
    public IEnumerable<string> Sentences()
    {
        yield return Width();
        if (_heard.Setup.Room.IsAnechoic)
        {
            yield return $"This room has no reflections: the cost of cancellation shows in a real room{remedies.RealRoom}.";
            yield break;
        }
        if (Balance() is { } balance) yield return balance;
        yield return Cost();
        if (Beam() is { } beam) yield return beam;
        yield return Distance();
        yield return Zone();
    }

    string Width()
    {
        (double before, double after) = (_heard.Untreated.Width.Degrees, _heard.Treated.Width.Degrees);
        string pair = _heard.TruePair is { } real ? Invariant($" (a real pair of loudspeakers: {real.Width.Degrees:0} degrees)") : "";
        string verdict = after - before < GoodImageDegrees ? "Treatment is hardly worthwhile here."
            : _heard.Zone.WidthMetres > 0 ? "Treatment is worthwhile at the seat."
            : $"The stage is wider, but misplaced: left is perceived at {_heard.Treated.Left.Place.Words} degrees, right at {_heard.Treated.Right.Place.Words}.";
        return Invariant($"The perceived stage width is {_heard.Treated.Width.Words} degrees, untreated {before:0} degrees{pair}. {verdict}");
    }

    /// <summary>Voices against what is panned to a side, where a real pair has them otherwise.</summary>
    string? Balance()
    {
        if (_heard.TruePair is not { } pair || _heard.Treated.Balance.MiddleLu - pair.Balance.MiddleLu is var off && Math.Abs(off) < GoodBalance) return null;
        return Invariant($"Sounds in the middle, like voices, are {Math.Abs(off):0.0} LU {(off < 0 ? "softer" : "louder")} against sounds at one side than with a real pair{(off < 0 ? $": the room returns what the sides radiate; a lower {remedies.Budget} helps" : "")}.");
    }

    /// <summary>The octave in which cancellation costs most, and the cost of a lower room budget there.</summary>
    string Cost()
    {
        double[] cost = [.. _heard.Untreated.LeftDirectDb.Zip(_heard.Treated.LeftDirectDb, (before, after) => before - after)];
        int worst = Enumerable.Range(0, cost.Length).MaxBy(i => cost[i]);
        string octave = Invariant($"{FreeFieldAnalysis.RoomBands[worst].Centre:0} Hz");
        double clarity = _heard.Untreated.LeftClarityDb.C80 - _heard.Treated.LeftClarityDb.C80;
        string fact = Invariant($"In the octave around {octave} the direct-to-reverberant ratio of the left channel is {cost[worst]:0.0} dB lower than untreated") + (clarity > 0.5 ? Invariant($", and its clarity (C80) is {clarity:0.0} dB lower") : "");
        if (cost[worst] < Noticed) return fact + ": a small cost.";
        CancellationCost full = findings.Costs.FirstOrDefault(c => c.BudgetDb >= findings.BudgetDb, findings.Costs[^1]);
        CancellationCost[] cheaper = [.. findings.Costs.Where(c => c.BudgetDb < findings.BudgetDb && full.CostDb[worst] - c.CostDb[worst] >= Noticed)];
        return cheaper.Length == 0 ? fact + "; a lower room budget would not help."
            : Invariant($"{fact}; with {remedies.BudgetOf(cheaper[^1].BudgetDb)} a canceller costs {cheaper[^1].CostDb[worst]:0.0} dB there instead of {full.CostDb[worst]:0.0} dB, and its separation is {cheaper[^1].SeparationDb:0.0} dB instead of {full.SeparationDb:0.0} dB{remedies.Compared}.");
    }

    string? Beam()
    {
        if (findings.CentreGainDb is not { } gain || _heard.Setup.Device.Drivers.Count < 3) return null;
        double nearer = Math.Pow(10, gain / 20);
        string compared = Invariant($"The direct-to-reverberant ratio of the centre is {gain:+0.0;-0.0;0.0} dB relative to untreated, which makes the critical distance {nearer:0.00} times as long");
        return gain >= Noticed ? $"{compared}: voices sound closer." : $"{compared}: {(gain > 0 ? "by itself hardly audible; a front-firing full-range driver would do more." : "the drivers of this device cannot beam it to the front here.")}";
    }

    string Distance()
    {
        double metres = _heard.SeatMetres, critical = _heard.Treated.CriticalDistanceMetres;
        if (critical >= metres) return Invariant($"You sit within the critical distance ({critical:0.00} m): the direct sound is stronger than the reverberant sound.");
        string cure = critical < CloserShare * metres ? Invariant($"at {CloserShare * metres:0.0} m the direct-to-reverberant ratio would be {-20 * Math.Log10(CloserShare):0.0} dB higher.") : "sitting a little closer is enough.";
        return Invariant($"You sit {metres:0.00} m away, {metres / critical:0.0} times the critical distance of {critical:0.00} m: {cure}");
    }

    string Zone()
    {
        double width = _heard.Zone.WidthMetres;
        if (width == 0) return "The image does not hold at the seat: left and right are not perceived within 10 degrees of the intended directions. Sit closer, or place the device elsewhere.";
        return Invariant($"The image holds across {100 * width:0} cm{(width < NarrowZoneMetres ? $": keep your head still, or design for more seats{remedies.MoreSeats}" : "")}.");
    }
}

/// <summary>How what helps in a room is named where the advice is read. What may stand in brackets begins with a space.</summary>
/// <param name="Budget">The room budget.</param>
/// <param name="BudgetOf">A room budget of so many dB.</param>
/// <param name="Compared">Where room budgets are compared, or nothing.</param>
/// <param name="MoreSeats">How one designs for more seats, or nothing.</param>
/// <param name="RealRoom">How a room is chosen, or nothing.</param>
sealed record RoomRemedies(string Budget, Func<double, string> BudgetOf, string Compared, string MoreSeats, string RealRoom);
