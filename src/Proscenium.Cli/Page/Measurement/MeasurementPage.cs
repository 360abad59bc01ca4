using Proscenium.Analysis;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text.Measuring;
using Proscenium.Measuring;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>A measurement as one page that needs nothing else: what went wrong, and the pictures by which a person judges it.</summary>
static class MeasurementPage
{
    const int MostSpectrograms = 4, FewestDrivers = 2;

    /// <summary>The page as HTML.</summary>
    /// <param name="measured">What it shows.</param>
    /// <param name="commandLine">The command line that asked for it, without the program's name.</param>
    /// <param name="cancel">Ends the work.</param>
    public static string Of(Measured measured, string commandLine, CancellationToken cancel)
    {
        MeasurementSession session = measured.Plant.Session;
        string title = $"Measurement of {session.Device.Name} at {session.DistanceMetres:0.##} m";
        HtmlText page = new();
        page.Begin(title).Paragraph(MeasurementSentences.Lead(measured), "lead");
        if (measured.Faults.Count > 0) page.Line("<ul>").Line(string.Concat(measured.Faults.Select(fault => $"<li>{HtmlText.Safe(fault.Sentence)}.</li>"))).Line("</ul>");
        Facts(page, measured);
        Levels(page, measured);
        cancel.ThrowIfCancellationRequested();
        WindowPictures window = new(measured);
        string windowed = MeasurementSentences.Window(measured, window);
        page.Heading(2, "Time window of the direct sound").Beside([.. Enumerable.Range(0, 2).Select(ear => ($"{Capital(Measured.Ear(ear))}{measured.At(window.Point / 2)}", window.Of($"Envelopes of all drivers at the {Measured.Ear(ear)}. {windowed}", ear)))], windowed);
        cancel.ThrowIfCancellationRequested();
        Recordings(page, measured);
        cancel.ThrowIfCancellationRequested();
        Plant(page, measured);
        cancel.ThrowIfCancellationRequested();
        Cancellation(page, measured, cancel);
        return page.End("Means over frequency give equal weight to each auditory bandwidth (ERB). How to read this page: docs/measure.md.", commandLine);
    }

    static void Facts(HtmlText page, Measured measured)
    {
        RecoveredPlant plant = measured.Plant;
        MeasurementSession session = plant.Session;
        page.List([("device", $"{session.Device.Name}: {session.Device.Description}"), ("drivers", string.Join(", ", session.Sources.Select(source => source.Name))), ("distance", $"{session.DistanceMetres:0.##} m"),
            ("places of the head", string.Join("; ", plant.Poses.Select(pose => pose.Words))), ("sweeps", RecoveryText.Sweeps(session)),
            .. plant.Recordings.Select((recording, n) => (Path.GetFileName(measured.Sounds[n].File), $"{RecoveryText.Microphones(recording)}, {RecoveryText.Start(recording)}, {RecoveryText.Clock(recording)}")),
            ("direct sound", $"{RecoveryText.Window(plant.Direct)}; {RecoveryText.Measured(plant.Direct)}")]);
    }

    static void Levels(HtmlText page, Measured measured)
    {
        page.Heading(2, "Level, noise and distortion").Paragraph(MeasurementSentences.Levels(measured));
        LevelPictures pictures = new(measured);
        for (int driver = 0; driver < measured.Drivers.Count; driver++)
        {
            string sentence = MeasurementSentences.Level(measured, pictures, driver);
            page.Beside([.. Enumerable.Range(0, 2).Select(ear => ($"Driver {measured.Name(driver)}, {Measured.Ear(ear)}{measured.At(0)}", pictures.Of($"Level over frequency at the {Measured.Ear(ear)}. {sentence}", ear, driver)))], sentence);
        }
        MeasurementTables.Drivers(page, measured);
        MeasurementTables.Paths(page, measured);
    }

    static void Recordings(HtmlText page, Measured measured)
    {
        int shown = Math.Min(MostSpectrograms, measured.Sounds.Count);
        string sentence = MeasurementSentences.Recordings(measured, shown);
        page.Heading(2, "Recordings over time");
        if (shown == 1) page.Figure(Spectrogram(measured, 0, Picture.Of), sentence);
        else page.Beside([.. Enumerable.Range(0, shown).Select(n => (Path.GetFileName(measured.Sounds[n].File), Spectrogram(measured, n, Picture.Tall)))], sentence);
    }

    static Picture Spectrogram(Measured measured, int n, Func<string, IReadOnlyList<Key>, Func<float, ScottPlot.Plot>, Picture> draw)
    {
        (string file, float[][] channels, int sampleRate) = measured.Sounds[n];
        MeasurementSession session = measured.Plant.Session;
        string[] names = [.. session.Sources.Select(source => source.Name), session.Sources[0].Name];
        return SpectrogramPicture.Of($"Level over time and frequency of the recording {Path.GetFileName(file)}.", Measuring.Spectrogram.Of(channels, sampleRate),
            [.. session.Schedule.Starts.Zip(names, (start, name) => (measured.Plant.Recordings[n].StartSeconds + (double)start / session.SampleRate, name))], draw);
    }

    static void Plant(HtmlText page, Measured measured)
    {
        page.Heading(2, "Plant beside a sphere's").Paragraph(MeasurementSentences.Plant(measured));
        for (int driver = 0; driver < measured.Drivers.Count; driver++)
        {
            string sentence = MeasurementSentences.Plant(measured, driver);
            page.Beside([($"Driver {measured.Name(driver)}, level{measured.At(0)}", PlantPictures.Level($"Level over frequency. {sentence}", measured, driver)), ($"Driver {measured.Name(driver)}, phase{measured.At(0)}", PlantPictures.Phase($"Phase over frequency. {sentence}", measured, driver))], sentence);
        }
        MeasurementTables.OffSphere(page, measured);
    }

    static void Cancellation(HtmlText page, Measured measured, CancellationToken cancel)
    {
        MeasurementSession session = measured.Plant.Session;
        page.Heading(2, "Cancellation to expect");
        if (measured.Drivers.Count < FewestDrivers)
        {
            page.Paragraph("One driver cannot cancel anything: a plan needs two.");
            return;
        }
        ExpectedCancellation expected = ExpectedCancellation.Of(session.Device, session.DistanceMetres, measured.Listener, session.SampleRate, cancel);
        string sentence = MeasurementSentences.Cancellation(measured, expected);
        Key[] keys = [new("untreated", PlotStyle.Before), new("plan for a sphere", PlotStyle.Plan), new("plan from this measurement", PlotStyle.After)];
        page.Figure(BarPicture.Of($"Separation by octave. {sentence}", "separation, dB", [.. ExpectedCancellation.Octaves.Select(octave => $"{octave.Centre:0} Hz")], keys,
            [.. ExpectedCancellation.Octaves.Select((_, n) => new[] { expected.Untreated.OctavesDb[n], expected.ForSphere.OctavesDb[n], expected.ForListener.OctavesDb[n] })]), $"{sentence} {MeasurementSentences.CancellationMethod}");
        if (measured.Plant.Poses.Count > 1) MeasurementTables.Places(page, measured, expected);
    }

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
