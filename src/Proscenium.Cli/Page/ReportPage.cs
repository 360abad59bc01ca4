using Proscenium.Analysis;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Page;

/// <summary>An analysis as one page that needs nothing else: pictures first, a few plain sentences under each, the figures last.</summary>
static class ReportPage
{
    static readonly double[] _polarHertz = [500, 1000, 2000];

    /// <summary>The page as HTML.</summary>
    /// <param name="analysis">What it shows.</param>
    /// <param name="commandLine">The command line that asked for it, without the program's name.</param>
    public static string Of(PlanAnalysis analysis, string commandLine)
    {
        DesignRequest request = analysis.Design.Request;
        string title = $"{request.Device.Name} at {request.Distance:0.##} m, heard by {analysis.HeadName}";
        HtmlText page = new();
        page.Line("<!DOCTYPE html>").Line("<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Line($"<title>{HtmlText.Safe(title)} - Proscenium</title><style>").Line(PageStyle.Sheet).Line("</style></head><body><main>")
            .Heading(1, title).Paragraph(Sentences.Lead(analysis), "lead");
        Image(page, analysis);
        PerceivedDirectionsTable.Write(page, analysis.Places);
        page.Heading(2, "Asked, planned, achieved, heard").Figure(ReportPictures.Cancellation(analysis), Sentences.Cancellation(analysis));
        if (!analysis.IsCancellerAlone) page.Paragraph("These are the curves of the canceller alone: the same wishes without virtual loudspeakers.");
        page.Heading(2, "Beside what else there is").Figure(ReportPictures.Comparison(analysis), Sentences.Comparison(analysis));
        Comparison(page, analysis);
        page.Heading(2, "When the head moves").Figure(ReportPictures.Poses(analysis), Sentences.Poses(analysis));
        Beam(page, analysis);
        page.Heading(2, "Tone").Figure(ReportPictures.Tone(analysis), Sentences.Tone(analysis));
        page.Heading(2, "What the drivers have to do").Figure(ReportPictures.Drivers(analysis), Sentences.Drivers(analysis));
        FormTable.Write(page, analysis.Forms);
        Tolerance(page, analysis);
        page.Heading(2, "What a room would get").Figure(ReportPictures.Room(analysis), Sentences.Room(analysis));
        Room(page, analysis);
        Design(page, analysis);
        Bands(page, analysis);
        page.Line("</main><footer>").Paragraph("Measured on impulses through the running filters, in free field unless a room is named. Means over frequency count every auditory bandwidth (ERB) from 300 Hz to 8 kHz alike. A driver's gain is against playing plain.")
            .Line($"<p>Made by <code>proscenium {HtmlText.Safe(commandLine)}</code></p></footer></body></html>");
        return page.ToString();
    }

    static void Image(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.IsCancellerAlone) return;
        page.Heading(2, "What places a sound in the left channel").Beside([
            ("Louder at the left ear", ReportPictures.LevelDifference(analysis)),
            ("Earlier at the left ear", ReportPictures.TimeDifference(analysis))], Sentences.Image(analysis));
    }

    static void Comparison(HtmlText page, PlanAnalysis analysis)
    {
        bool image = !analysis.IsCancellerAlone;
        string[] heads = ["", "seat", "5 cm", "10 cm", "worst", "tone near ear", "tone centre", "gain", .. image ? (string[])["level off", "time off"] : []];
        IEnumerable<string[]> rows = ComparisonTable.Rows(analysis).Select(row => (string[])[row.Name.Trim(), $"{row.Heard.SeatDb:0.0}", $"{row.Heard.OffAxis5CmDb:0.0}", $"{row.Heard.OffAxis10CmDb:0.0}", $"{row.Heard.WorstSideDb:0.0}",
            ComparisonTable.Tone(row.Heard.Ipsilateral), ComparisonTable.Tone(ComparisonTable.Centre(row.Heard)), $"{ComparisonTable.MaxGainDb(row.Heard):0.0}",
            .. row.Heard.Image is { } error ? (string[])[$"{error.LevelErrorDb:0.0} dB", $"{error.TimeErrorSeconds * 1e6:0} us"] : []]);
        string pair = analysis.TrueSeparationDb is { } real ? $" A true pair has {real:0.0} dB at the seat: virtual loudspeakers are not meant to cancel more." : "";
        page.Table("Other ear quieter by so many dB at the seat, 5 and 10 cm aside, and of the worse side in the worst of nine poses; third-octave tone against untreated, rms/largest dB; highest gain of one driver, dB." + pair,
            heads, rows, name => name is "this plan" or "its canceller alone");
        page.List(analysis.Baselines.Select(baseline => (baseline.Name, baseline.Description)));
    }

    static void Beam(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Beam is not { } beam || analysis.UntreatedBeam is not { } plain) return;
        page.Heading(2, "The centre, all around the device").Beside([
            ("This plan", BeamMapPicture.Of("Level of the centre over azimuth and frequency. " + Sentences.Beam(analysis), beam)),
            ("Both outer drivers plainly", BeamMapPicture.Of("The same for the centre on both outer drivers plainly.", plain))], Sentences.Beam(analysis));
        page.Beside([.. _polarHertz.Select(hertz => ($"{hertz:0} Hz", PolarPicture.Of($"Level of the centre around the device at {hertz:0} Hz, this plan and both outer drivers plainly.", hertz, beam, plain)))],
            "Seen from above, front upwards; third-octave means against on axis.")
            .Heading(3, "Directivity index").Figure(ReportPictures.Directivity(analysis), Sentences.Directivity(analysis));
    }

    static void Tolerance(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.CancellerTolerance is not { } tolerance) return;
        page.Heading(2, "When the drivers differ from their model").Figure(MonteCarloPicture.Of(Sentences.Tolerance(analysis), tolerance), Sentences.Tolerance(analysis));
    }

    static void Room(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Room is not { } room) return;
        RoomAnalysis heard = room.Heard;
        page.Heading(2, $"In {heard.Setup.Room.Name}").Paragraph(RoomSentences.Lead(room)).Line("<ul>").Line(string.Concat(Advice.Of(room).Select(sentence => $"<li>{HtmlText.Safe(sentence)}</li>"))).Line("</ul>");
        RoomTable(page, heard);
        if (!heard.Setup.Room.IsAnechoic)
        {
            page.Heading(3, "Depth: direct sound and the room's").Figure(RoomPictures.DirectSound(room), RoomSentences.Beam(room))
                .Heading(3, "What cancellation costs").Figure(RoomPictures.Costs(room), RoomSentences.Costs(room))
                .Heading(3, "The first reflections").Figure(RoomPictures.Reflections(room), RoomSentences.Reflections(room))
                .Heading(3, "Decay").Figure(RoomPictures.Decay(room), RoomSentences.Decay(room));
        }
        page.Heading(3, "Where one may sit").Beside([("Sides, this plan", RoomPictures.SideError(heard.Zone, "this plan")), ("Sides, untreated", RoomPictures.SideError(heard.UntreatedZone, "untreated")),
                .. heard.TruePairZone is { } pair ? [("Sides, a true pair", RoomPictures.SideError(pair, "a true pair"))] : Array.Empty<(string, Picture)>()], RoomSentences.Zone(room))
            .Beside([("Centre, this plan", RoomPictures.CentreError(heard.Zone, "this plan")), ("Separation to 5 ms", RoomPictures.Separation(heard.Zone, "this plan")), ("Tone", RoomPictures.Tone(heard.Zone, "this plan"))], "This plan over the seats: error of the centre, separation until 5 ms after the direct sound, change of the left channel's tone against the middle seat.")
            .Paragraph(RoomSentences.Method);
    }

    static void RoomTable(HtmlText page, RoomAnalysis heard)
    {
        (string Name, RoomImpression Heard)[] rows = [("this plan", heard.Treated), ("untreated", heard.Untreated), .. heard.TruePair is { } pair ? [("a true pair", pair)] : Array.Empty<(string, RoomImpression)>()];
        page.Table("Where left, right and centre are heard, degrees; separation of the direct sound, until 5 ms and in all, dB; direct over reverberant sound of the centre, 500 Hz to 3 kHz; clarity of the left channel; interaural coherence of unrelated left and right channels, of their direct sound and of the first 80 ms.",
            ["", "left", "right", "centre", "direct", "5 ms", "all", "DRR", "critical", "C80", "IACC", "early"],
            rows.Select(row => (string[])[row.Name, $"{row.Heard.Left.AzimuthDegrees:0;-0;0}", $"{row.Heard.Right.AzimuthDegrees:0;-0;0}", $"{row.Heard.Centre.AzimuthDegrees:0;-0;0}", $"{row.Heard.Separation.DirectDb:0.0}", $"{row.Heard.Separation.FiveMillisecondsDb:0.0}", $"{row.Heard.Separation.AllDb:0.0}",
                RoomFindingsText.Decibels(row.Heard.CentreMidrangeDirectDb), RoomFindingsText.Metres(row.Heard.CriticalDistanceMetres), RoomFindingsText.Decibels(row.Heard.LeftClarityDb.C80), $"{row.Heard.StageDirectCoherence:0.00}", $"{row.Heard.StageCoherence.EarlyOctaves:0.00}"]),
            name => name == "this plan");
    }

    static void Design(HtmlText page, PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Design;
        DesignRequest request = design.Request;
        page.Heading(2, "The design").List(
            ("device", $"{request.Device.Name}: {request.Device.Description}"), ("drivers", string.Join(", ", design.Plan.Drivers)), ("distance", $"{request.Distance:0.##} m"),
            ("asked", $"{request.Target.Description}, effort at most {request.GainLimit.Description}"),
            ("image", PerceivedDirectionsText.Image(request)),
            ("head poses in the design", request.Poses.Count == 1 ? "the seat" : $"{request.Poses.Count}"),
            ("filters", $"{design.Plan.Filters.Inputs} x {design.Plan.Filters.Outputs} of {design.Plan.Filters.Taps} taps at {design.Plan.SampleRate} Hz"),
            ("latency", $"{design.Plan.LatencySamples} samples = {1000.0 * design.Plan.LatencySamples / design.Plan.SampleRate:0.0} ms"), ("headroom", $"{design.Plan.HeadroomDb:0.0} dB"));
        if (design.Warnings.Count > 0) page.Line("<ul>").Line(string.Concat(design.Warnings.Select(warning => $"<li>{HtmlText.Safe(warning)}</li>"))).Line("</ul>");
    }

    static void Bands(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Heard.ImageBands is not { } bands) return;
        page.Heading(2, "The image, band by band").Table("Left channel, ERB bands: left ear louder by, dB, and earlier by, microseconds (above 1.5 kHz the phase does not tell).",
            ["band, Hz", "true, dB", "untreated", "this plan", "true, us", "untreated", "this plan"],
            bands.Select(band => (string[])[$"{band.Band.LowHz:0} - {band.Band.HighHz:0}", $"{band.TrueDb:0.0}", $"{band.UntreatedDb:0.0}", $"{band.HeardDb:0.0}",
                .. band.Times is { } times ? (string[])[$"{1e6 * times.True:0}", $"{1e6 * times.Untreated:0}", $"{1e6 * times.Heard:0}"] : ["", "", ""]]));
    }
}
