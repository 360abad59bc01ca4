using Proscenium.Analysis;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text;
using Proscenium.Cli.Text.Banks;
using Proscenium.Cli.Text.Tracking;
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
        string title = $"{request.Device.Name} at {request.Distance:0.##} m, at the ears of {analysis.HeadName}";
        HtmlText page = new();
        page.Begin(title).Paragraph(Sentences.Lead(analysis), "lead");
        Image(page, analysis);
        PerceivedDirectionsTable.Write(page, analysis.Places);
        page.Heading(2, "Target, planned, achieved, heard").Figure(ReportPictures.Cancellation(analysis), Sentences.Cancellation(analysis));
        if (!analysis.IsCancellerAlone) page.Paragraph("These curves are those of the canceller alone: the same settings without virtual loudspeakers.");
        page.Heading(2, "Comparison with the baselines").Figure(ReportPictures.Comparison(analysis), Sentences.Comparison(analysis));
        Comparison(page, analysis);
        page.Heading(2, "Head movements").Figure(ReportPictures.Poses(analysis), Sentences.Poses(analysis));
        Bank(page, analysis);
        Motion(page, analysis);
        Beam(page, analysis);
        page.Heading(2, "Spinoramas").Beside(SpinoramaPicture.Of(analysis.Spinoramas.All, Sentences.Spinorama), Sentences.Spinoramas(analysis.Spinoramas));
        page.Heading(2, "Tone").Figure(ReportPictures.Tone(analysis), Sentences.Tone(analysis));
        page.Heading(2, "Driver gains").Figure(ReportPictures.Drivers(analysis), Sentences.Drivers(analysis));
        page.Heading(2, "Highest sound level").Figure(ReportPictures.HighestLevel(analysis), Sentences.HighestLevel(analysis));
        FormTable.Write(page, analysis.Forms);
        Tolerance(page, analysis);
        page.Heading(2, "Power into the room").Figure(ReportPictures.Room(analysis), Sentences.Room(analysis));
        Room(page, analysis);
        MeasuredRoomSection.Write(page, analysis.MeasuredRoom);
        Design(page, analysis);
        Bands(page, analysis);
        return page.End("Measured on impulses through the running filters, in free field unless a room is named. Means over frequency give equal weight to each auditory bandwidth (ERB) from 300 Hz to 8 kHz. The gain of a driver is relative to the input. Untreated: " + ToneText.Untreated + ".", commandLine);
    }

    static void Image(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.IsCancellerAlone) return;
        page.Heading(2, "Localisation cues of the left channel").Beside([
            ("Interaural level difference", ReportPictures.LevelDifference(analysis)),
            ("Interaural time difference", ReportPictures.TimeDifference(analysis))], Sentences.Image(analysis));
    }

    static void Comparison(HtmlText page, PlanAnalysis analysis)
    {
        bool image = !analysis.IsCancellerAlone;
        string[] heads = ["", "seat", "5\u00a0cm", "10\u00a0cm", "worst", "tone, one\u00a0side", "tone, centre", "gain", .. image ? (string[])["level error", "time error"] : []];
        IEnumerable<string[]> rows = ComparisonTable.Rows(analysis).Select(row => (string[])[row.Name.Trim(), $"{row.Heard.SeatSeparationDb:0.0}", $"{row.Heard.OffAxis5CmSeparationDb:0.0}", $"{row.Heard.OffAxis10CmSeparationDb:0.0}", $"{row.Heard.WorstSideSeparationDb:0.0}",
            ComparisonTable.Tone(row.Heard.Ipsilateral), ComparisonTable.Tone(ComparisonTable.Centre(row.Heard)), $"{ComparisonTable.MaxGainDb(row.Heard):0.0}",
            .. row.Heard.Image is { } error ? (string[])[$"{error.LevelErrorDb:0.0} dB", $"{error.TimeErrorSeconds * 1e6:0} us"] : []]);
        string pair = analysis.RealLoudspeakerSeparationDb is { } real ? $" A real pair of loudspeakers has a separation of {real:0.0} dB at the seat: virtual loudspeakers should not exceed it." : "";
        page.Table($"Separation in dB: at the seat, 5 and 10 cm to the side, and of the worse channel in the worst of nine poses. Tone: third-octave deviation, rms/largest, in dB, 200 Hz to 12.5 kHz, of one channel at its own ear from {ToneText.OneSide(analysis.Design.Request)} and of a signal common to both channels from {ToneText.InFront}. Gain: highest gain of one driver in dB.{pair}",
            heads, rows, name => name is "this plan" or "its canceller alone");
        page.List(analysis.Baselines.Select(baseline => (baseline.Name, baseline.Description)));
    }

    static void Bank(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Bank is not { } bank) return;
        page.Heading(2, "Places of the head");
        if (MotionPicture.OverPlaces("Cancellation at the places of the head, with the bank and with the seat's plan.", bank) is { } picture) page.Figure(picture, "Cancellation over the place of the head, at the seat's distance, mean of both sides and the worse side.");
        page.Paragraph(BankTable.Sentence(bank)).Table(BankTable.Caption, ["", .. BankTable.Heads(bank)],
            BankTable.Rows(bank).Select(row => (string[])[row.Name, .. row.Cells]), name => name == BankTable.SeatName);
    }

    static void Motion(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Motion is not { } motion) return;
        page.Heading(2, "A head that moves").Figure(MotionPicture.OverTime("Cancellation over time.", motion), MotionText.Sentence(motion)).Figure(MotionPicture.Way("The place of the head over time.", motion), "Where the head is, from the seat.")
            .Table(MotionText.Caption, ["followed", .. MotionText.Columns], MotionText.Rows(motion), _ => false);
    }

    static void Beam(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Beam is not { } beam || analysis.UntreatedBeam is not { } plain) return;
        page.Heading(2, "Radiation of the centre").Beside([
            ("This plan", BeamMapPicture.Of("Level of the centre over azimuth and frequency. " + Sentences.Beam(analysis), beam)),
            ("Untreated", BeamMapPicture.Of("The same untreated, the centre on left and right alike.", plain))], Sentences.Beam(analysis));
        page.Beside([.. _polarHertz.Select(hertz => ($"{hertz:0} Hz", PolarPicture.Of($"Level of the centre around the device at {hertz:0} Hz, this plan and untreated.", hertz, beam, plain)))],
            "Seen from above, front at the top; third-octave means relative to the level on axis.")
            .Heading(3, "Directivity index").Figure(ReportPictures.Directivity(analysis), Sentences.Directivity(analysis));
    }

    static void Tolerance(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.CancellerTolerance is not { } tolerance) return;
        page.Heading(2, "Driver tolerance").Figure(MonteCarloPicture.Of(Sentences.Tolerance(analysis), tolerance), Sentences.Tolerance(analysis));
    }

    static void Room(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Room is not { } room) return;
        RoomAnalysis heard = room.Heard;
        page.Heading(2, $"In {heard.Setup.Room.Name}").Paragraph(RoomSentences.Lead(room)).Line("<ul>").Line(string.Concat(AdviceText.Of(room).Select(sentence => $"<li>{HtmlText.Safe(sentence)}</li>"))).Line("</ul>");
        RoomTable(page, heard);
        if (!heard.Setup.Room.IsAnechoic)
        {
            page.Beside([("Width", RoomPictures.Width(room)), ("Cost", RoomPictures.Cost(room)), .. RoomPictures.Tone(room) is { } tone ? [("Tone of left, dashed: direct sound", tone)] : Array.Empty<(string, Picture)>(), ("Balance", RoomPictures.Balance(room))],
                $"{RoomSentences.Width(room)} {RoomSentences.Cost(room)} {RoomSentences.Tone(room)} {RoomSentences.Balance(room)}");
            page.Heading(3, "Depth: direct and reverberant sound").Figure(RoomPictures.DirectSound(room), RoomSentences.Beam(room))
                .Heading(3, "Cost of cancellation").Figure(RoomPictures.Costs(room), RoomSentences.Costs(room))
                .Heading(3, "Early reflections").Figure(RoomPictures.Reflections(room), RoomSentences.Reflections(room))
                .Heading(3, "Decay").Figure(RoomPictures.Decay(room), RoomSentences.Decay(room));
        }
        page.Heading(3, "Listening area").Beside([("Sides, this plan", RoomPictures.SideError(heard.Zone, "this plan")), ("Sides, untreated", RoomPictures.SideError(heard.UntreatedZone, "untreated")),
                .. heard.TruePairZone is { } pair ? [("Sides, a real pair", RoomPictures.SideError(pair, "a real pair"))] : Array.Empty<(string, Picture)>()], RoomSentences.Zone(room))
            .Beside([("Centre, this plan", RoomPictures.CentreError(heard.Zone, "this plan")), ("Separation to 5 ms", RoomPictures.Separation(heard.Zone, "this plan")), ("Tone", RoomPictures.Tone(heard.Zone, "this plan"))], "This plan over the listening area: direction error of the centre, separation until 5 ms after the direct sound, and change of the left channel's tone relative to the middle.")
            .Paragraph(RoomSentences.Method);
    }

    static void RoomTable(HtmlText page, RoomAnalysis heard)
    {
        (string Name, RoomImpression Heard)[] rows = [("this plan", heard.Treated), ("untreated", heard.Untreated), .. heard.TruePair is { } pair ? [("a real pair", pair)] : Array.Empty<(string, RoomImpression)>()];
        page.Table("Perceived directions of left, right and centre in degrees; separation of the direct sound, until 5 ms and of the complete response, in dB; direct-to-reverberant ratio (DRR) of the centre in dB, 500 Hz to 3 kHz; critical distance; clarity (C80) of the left channel in dB; interaural coherence (IACC) of unrelated left and right channels, of their direct sound and of the first 80 ms.",
            ["", "left", "right", "centre", "direct", "5 ms", "all", "DRR", "critical", "C80", "IACC", "early"],
            rows.Select(row => (string[])[row.Name, row.Heard.Left.Place.Words, row.Heard.Right.Place.Words, row.Heard.Centre.Place.Words, $"{row.Heard.Separation.DirectDb:0.0}", $"{row.Heard.Separation.FiveMillisecondsDb:0.0}", $"{row.Heard.Separation.AllDb:0.0}",
                RoomFindingsText.Decibels(row.Heard.CentreMidrangeDirectDb), RoomFindingsText.Metres(row.Heard.CriticalDistanceMetres), RoomFindingsText.Decibels(row.Heard.LeftClarityDb.C80), $"{row.Heard.StageDirectCoherence:0.00}", $"{row.Heard.StageCoherence.EarlyOctaves:0.00}"]),
            name => name == "this plan");
        page.Table("Perceived directions in degrees by two models of hearing, of a sound that begins at once, like speech, and of one that swells, like strings; two of three answers of listeners lie within the uncertainty.",
            ["", .. HeardText.Columns],
            [
                ["left", .. HeardText.Cells(heard.Treated.LeftHeard)], ["centre", .. HeardText.Cells(heard.Treated.CentreHeard)], ["right", .. HeardText.Cells(heard.Treated.RightHeard)],
                .. rows.Select(row => (string[])[$"width, {row.Name}", .. HeardText.Widths(row.Heard.LeftHeard, row.Heard.RightHeard)]),
            ]);
    }

    static void Design(HtmlText page, PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Design;
        DesignRequest request = design.Request;
        page.Heading(2, "The design").List(
            ("device", $"{request.Device.Name}: {request.Device.Description}"), ("drivers", string.Join(", ", design.Plan.Drivers)), ("distance", $"{request.Distance:0.##} m"),
            ("target, limits", $"{request.Target.Description}; gain limit {request.GainLimit.Description}, boost limit {request.BoostLimitDb:0.#} dB"),
            ("image", PerceivedDirectionsText.Image(request)),
            ("head poses in the design", request.Poses.Count == 1 ? "the seat" : $"{request.Poses.Count}"),
            ("filters", $"{design.Plan.Filters.Inputs} inputs x {design.Plan.Filters.Outputs} drivers, {design.Plan.Filters.Taps} taps at {design.Plan.SampleRate} Hz"),
            ("latency", $"{design.Plan.PlaybackLatencySamples} samples = {1000.0 * design.Plan.PlaybackLatencySamples / design.Plan.SampleRate:0.0} ms"), ("headroom", $"{design.Plan.HeadroomDb:0.0} dB"));
        if (design.Warnings.Count > 0) page.Line("<ul>").Line(string.Concat(design.Warnings.Select(warning => $"<li>{HtmlText.Safe(warning)}</li>"))).Line("</ul>");
    }

    static void Bands(HtmlText page, PlanAnalysis analysis)
    {
        if (analysis.Heard.ImageBands is not { } bands) return;
        page.Heading(2, "Localisation cues by band").Table("Left channel, ERB bands: interaural level difference in dB and time difference in microseconds (up to 1.5 kHz, where the phase is unambiguous).",
            ["band, Hz", "real pair, dB", "untreated", "this plan", "real pair, us", "untreated", "this plan"],
            bands.Select(band => (string[])[$"{band.Band.LowHz:0} - {band.Band.HighHz:0}", $"{band.TrueDb:0.0}", $"{band.UntreatedDb:0.0}", $"{band.HeardDb:0.0}",
                .. band.Times is { } times ? (string[])[$"{1e6 * times.True:0}", $"{1e6 * times.Untreated:0}", $"{1e6 * times.Heard:0}"] : ["", "", ""]]));
    }
}
