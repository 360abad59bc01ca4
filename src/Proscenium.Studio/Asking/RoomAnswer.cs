using System.Diagnostics;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Studio.Asking;

/// <summary>What the chosen room does to a design where the listener is: what <c>analyze --room</c> tells, beside the untreated device and a real pair.</summary>
static class RoomAnswer
{
    const double Nothing = 40; // dB: a larger ratio says that nothing comes back

    static readonly ZoneGrid _seatAlone = new(1, 1, 0.05, 0.2);
    static readonly RoomRemedies _remedies = new("room budget", decibels => $"a room budget of {decibels:0} dB", "", " (Robust)", "");

    /// <summary>Measures it: at once where the listener is, then with the seats about, over which tone and the listening area are told, and with the advice.</summary>
    /// <param name="shown">The design.</param>
    /// <param name="cancel">Ends the work.</param>
    public static IEnumerable<AnswerMessage> Of(ShownDesign shown, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        RoomSetup setup = RoomFindings.SetUp(shown.Design, RoomSetup.WithListenerAt(shown.State.Room!, shown.Design.Request.Distance), shown.Head);
        yield return Begun(shown, RoomAnalysis.Measure(shown.Plan, shown.Untreated, setup, shown.State.Request.AngleDegrees ?? 30, _seatAlone, shown.State.Listener, cancel: cancel), isWhole: false, begun);
        RoomFindings findings = RoomFindings.Measure(shown.Design, shown.Plan, shown.Untreated, setup, shown.State.Listener, new(null, 1), cancel);
        RoomAnalysis heard = findings.Heard;
        AnswerMessage whole = Begun(shown, heard, isWhole: true, begun);
        whole.Header["sentences"] = new JsonArray([.. new RoomAdvice(findings, _remedies).Sentences().Select(sentence => (JsonNode)sentence)]);
        if (heard.LeftTone is { } left && heard.CentreTone is { } centre)
        {
            whole.Add("toneBands", left.Bands.Select(band => band.Centre));
            whole.Add("leftTone", Curves(left, heard.UntreatedLeftTone!));
            whole.Add("centreTone", Curves(centre, heard.UntreatedCentreTone!));
        }
        yield return whole;
    }

    static AnswerMessage Begun(ShownDesign shown, RoomAnalysis heard, bool isWhole, long since)
    {
        AnswerMessage answer = (shown.Question with { Kind = Question.Room }).Answer("measured", shown.State.Missing);
        (answer.Header["room"], answer.Header["isWhole"], answer.Header["sentences"]) = (heard.Setup.Room.Name, isWhole, new JsonArray());
        answer.Header["figures"] = new JsonArray([.. isWhole ? AtSeat(heard).Concat(AboutSeat(heard)) : AtSeat(heard)]);
        RoomImpression?[] stages = [heard.Treated, heard.Untreated, heard.TruePair];
        answer.Add("octaves", FreeFieldAnalysis.RoomBands.Select(band => band.Centre));
        answer.Add("leftRatio", [.. stages.OfType<RoomImpression>().Select(stage => Ratios(stage.LeftDirectDb))]);
        answer.Add("centreRatio", [.. stages.OfType<RoomImpression>().Select(stage => Ratios(stage.CentreDirectDb))]);
        answer.Header["milliseconds"] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        return answer;
    }

    static IEnumerable<JsonNode> AtSeat(RoomAnalysis heard)
    {
        JsonObject Of(string name, string unit, int decimals, Func<RoomImpression, double> figure) => Figure(name, unit, decimals, figure(heard.Treated), figure(heard.Untreated), heard.TruePair is { } pair ? figure(pair) : null);
        yield return Of("perceived stage width", "degrees", 0, stage => stage.Width.Degrees);
        yield return Of("voice in the middle over one side", "LU", 1, stage => stage.Balance.MiddleLu);
        yield return Of("half-way over one side", "LU", 1, stage => stage.Balance.HalfWayLu);
        yield return Of("unrelated signals over one side", "LU", 1, stage => stage.Balance.UnrelatedLu);
        yield return Of("direct to reverberant, left, 500 Hz to 3 kHz", "dB", 1, stage => Ratio(stage.LeftMidrangeDirectDb));
        yield return Of("direct to reverberant, centre, 500 Hz to 3 kHz", "dB", 1, stage => Ratio(stage.CentreMidrangeDirectDb));
        yield return Of("clarity C80 of left", "dB", 1, stage => Ratio(stage.LeftClarityDb.C80));
    }

    static IEnumerable<JsonNode> AboutSeat(RoomAnalysis heard)
    {
        JsonObject Spread(string name, Func<ToneInRoom, double> spread, ToneInRoom? tone, ToneInRoom? untreated) => Figure(name, "dB", 1, tone is null ? null : spread(tone), untreated is null ? null : spread(untreated), null);
        yield return Spread("tone of left, all that arrives: within", tone => tone.SpreadDb, heard.LeftTone, heard.UntreatedLeftTone);
        yield return Spread("tone of left, direct sound: within", tone => tone.DirectSpreadDb, heard.LeftTone, heard.UntreatedLeftTone);
        yield return Spread("tone of the centre, all that arrives: within", tone => tone.SpreadDb, heard.CentreTone, heard.UntreatedCentreTone);
        yield return Figure("width of the listening area", "cm", 0, 100 * heard.Zone.WidthMetres, 100 * heard.UntreatedZone.WidthMetres, 100 * heard.TruePairZone?.WidthMetres);
    }

    /// <summary>A figure of the plan, the untreated device and the real pair each.</summary>
    static JsonObject Figure(string name, string unit, int decimals, double? after, double? before, double? pair) => new() { ["name"] = name, ["unit"] = unit, ["decimals"] = decimals, ["after"] = Known(after), ["before"] = Known(before), ["pair"] = Known(pair) };

    static double[][] Curves(ToneInRoom tone, ToneInRoom untreated) => [ToneInRoom.AboutMean(tone.WholeDb), ToneInRoom.AboutMean(tone.DirectDb), ToneInRoom.AboutMean(untreated.WholeDb)];

    static double[] Ratios(IReadOnlyList<double> decibels) => [.. decibels.Select(Ratio)];

    static double Ratio(double decibels) => decibels < Nothing ? decibels : double.NaN;

    static JsonNode? Known(double? value) => value is { } known && double.IsFinite(known) ? Math.Round(known, 3) : null;
}
