using System.Diagnostics;
using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;
using static System.FormattableString;

namespace Proscenium.Studio.Asking;

/// <summary>What is shown and heard when something is let go: the real design, its filters through the running engine, at the ears of the head that listens.</summary>
sealed class DesignAnswer
{
    const int BeamStepDegrees = 5, BeamFrom = 24; // 200 Hz

    readonly Question _question;
    readonly StudioState _state;
    readonly SpatialDesign _design;
    readonly Head _head;
    readonly FrequencyGrid _grid;
    readonly MeasuredPlan _whole, _wholeUntreated, _measured, _untreated; // at every bin of a design; and at those that are shown
    readonly FrontPair _treated;
    readonly TransferMatrix _ears;
    readonly FreeFieldSetup _setup;
    readonly Func<Side, int, Complex> _ratio;
    readonly AnswerMessage _answer;

    DesignAnswer(Question question, StudioState state, SpatialDesign design, RenderPlan untreated, Head head)
    {
        (_question, _state, _design, _head) = (question, state, design, head);
        _grid = FrequencyGrid.ForPlanning(design.Plan.SampleRate);
        (_whole, _wholeUntreated) = (new(design.Plan), new(untreated));
        (_measured, _untreated) = (_whole.Sampled(_grid), _wholeUntreated.Sampled(_grid));
        _ears = Plant.AtEars(state.Device, design.Request.Distance, head, [state.Listener], _grid);
        _setup = new(state.Device, design.Request.Distance, head, _grid);
        _ratio = PlanAnswer.ContralateralRatio(state, head, _grid);
        _treated = FrontPair.Of(_measured, _ears, _ratio);
        _answer = question.Answer("measured", state.Missing);
    }

    JsonObject Header => _answer.Header;

    /// <summary>Designs, measures, and says what is heard.</summary>
    /// <param name="question">The state and the song.</param>
    /// <param name="maps">Plants of areas.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="songs">Songs.</param>
    /// <param name="shelves">What was measured.</param>
    /// <param name="listen">Told what is heard before the pictures are drawn; null: it is a part of the answer.</param>
    /// <param name="shown">The design, for what is told after the pictures.</param>
    /// <param name="cancel">Ends the work.</param>
    public static AnswerMessage Of(Question question, SeatMaps maps, Head head, SongShelf songs, Shelves shelves, Action<AnswerMessage>? listen, out ShownDesign shown, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        StudioState state = StudioState.Read(question.State, shelves);
        Song song = songs[question.Song];
        head = state.Hearing(head);
        SpatialDesign design = SpatialDesigner.DesignUnlessCancelled(state.Request.AtRate(song.SampleRate), cancel);
        RenderPlan untreated = design.Untreated;
        Task<ListeningSets?> sound = Task.Run(() => // beside the pictures
        {
            if (!SongChannels.Fit(song.Layout, state.Request.Layout)) return null;
            ListeningSets heard = new(state, design, untreated, head, song, cancel);
            listen?.Invoke(Heard(question, state, heard, song.SampleRate));
            return heard;
        }, cancel);
        DesignAnswer answer = new(question, state, design, untreated, head);
        answer.AddCurves();
        answer.AddMap(maps);
        cancel.ThrowIfCancellationRequested();
        answer.AddImage();
        answer.AddTone();
        answer.AddBeam();
        answer.AddPlaces();
        ListeningSets? sets = sound.GetAwaiter().GetResult();
        if (sets is null) answer._answer.Without("sound", Unheard(state));
        else if (listen is null) SoundArrays.Add(answer._answer, sets, song.SampleRate);
        if (sets is not null && design.Plan.Channels.Except(song.Layout.Channels).ToArray() is { Length: > 0 } silent) answer.Header["sentences"]!.AsArray().Add($"The song is {song.Layout.Name} and the plan is for {state.Request.Layout.Name}: {string.Join(", ", silent)} stay silent.");
        if (sets is { IsPairInRoom: false }) answer.Header["sentences"]!.AsArray().Add("A real pair does not fit into the room: it is heard in free field.");
        shown = new(question, state, design, head, song, answer._whole, answer._wholeUntreated, sets?.Ears);
        answer.Header["warnings"] = new JsonArray([.. design.Warnings.Select(warning => (JsonNode)warning)]);
        answer.Header["command"] = state.Command;
        answer.Header["exports"] = ExportChoices.Of(design);
        answer.Header["milliseconds"] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer._answer;
    }

    /// <summary>What has to be done to hear a plan that the song does not fit.</summary>
    public static string Unheard(StudioState state) => state.Request.Layout.IsStereo ? "This plan is for stereo: choose a stereo song to hear it." : $"This plan is for {state.Request.Layout.Name}: open a film of {state.Request.Layout.Name} to hear it.";

    static AnswerMessage Heard(Question question, StudioState state, ListeningSets sets, int sampleRate)
    {
        AnswerMessage heard = (question with { Kind = Question.Sound }).Answer("measured", state.Missing);
        SoundArrays.Add(heard, sets, sampleRate);
        return heard;
    }

    IReadOnlyList<string> Inputs => [.. _design.Plan.Inputs];

    double[] NoCurve() => [.. Enumerable.Repeat(double.NaN, _grid.BinCount)];

    void AddCurves()
    {
        double[][] Curves(RatioCurves curves) => [.. Inputs.Select(input => curves.Decibels.ContainsKey(input) ? curves.ByBin(input, _grid) : NoCurve())]; // low-frequency effects have none
        Header["inputs"] = new JsonArray([.. Inputs.Select(input => (JsonNode)input)]);
        Header["cancellation"] = PlanAnswer.Describe(_treated);
        SeatFigures.Add(_answer, _state, _head, _measured, _ratio);
        _answer.Add("frequencies", Enumerable.Range(0, _grid.BinCount).Select(_grid.Frequency));
        _answer.Add("target", Curves(_design.Asked));
        _answer.Add("planned", Curves(_design.Planned));
        _answer.Add("achieved", Curves(_design.Achieved));
        _answer.Add("effort", [.. Inputs.Select((_, input) => (double[])[.. Enumerable.Range(0, _grid.BinCount).Select(bin => _measured.EffortDb(input, bin))])]);
    }

    void AddMap(SeatMaps maps) => maps.Add(_answer, _question, _state, _head, _design.Plan.SampleRate, _measured, (side, hertz) => _ratio(side, _grid.Bin(hertz)));

    /// <summary>Left and right at both ears beside a real pair, and their interaural differences.</summary>
    void AddImage()
    {
        EarSpectra[] heard = [AtEars(_measured, 0), AtEars(_measured, 1)], pair = _setup.TruePair(_state.Request.AngleDegrees ?? 30);
        EarSpectra before = AtEars(_untreated, 0);
        double reference = Level(heard[0].Left), trueReference = Level(pair[0].Left);
        _answer.Add("heard", [.. heard.SelectMany(side => (float[])[.. Relative(side.Left, reference), .. Relative(side.Right, reference)])], 2, 2, _grid.BinCount);
        _answer.Add("pair", [.. pair.SelectMany(side => (float[])[.. Relative(side.Left, trueReference), .. Relative(side.Right, trueReference)])], 2, 2, _grid.BinCount);
        IReadOnlyList<ImageBand> bands = ImageBand.All(heard[0], before, pair[0], _grid);
        _answer.Add("bands", bands.Select(band => band.Band.Centre));
        _answer.Add("levelDifference", [[.. bands.Select(band => band.HeardDb)], (double[])[.. bands.Select(band => band.TrueDb)]]);
        _answer.Add("timeDifference", [[.. bands.Select(band => 1e6 * (band.Times?.Heard ?? double.NaN))], (double[])[.. bands.Select(band => 1e6 * (band.Times?.True ?? double.NaN))]]);
        VirtualImage image = VirtualImage.Compare(heard[0], pair[0], _grid), plain = VirtualImage.Compare(before, pair[0], _grid);
        FrontPair untreated = FrontPair.Of(_untreated, _ears, _ratio), treated = _treated;
        Header["figures"] = new JsonArray(
            Figure("cancellation", treated.MeanDb, "dB", "how far what should not reach the other ear lies below what reaches the near one, the mean of both sides from 300 Hz to 8 kHz, in free field"),
            Figure("cancellation, untreated", untreated.MeanDb, "dB", "the same of the untreated device"),
            Figure("error of level difference", image.LevelErrorDb, "dB", Invariant($"between the ears, beside a real loudspeaker; untreated {plain.LevelErrorDb:0.0} dB")),
            Figure("error of time difference", image.TimeErrorSeconds * 1e6, "us", Invariant($"between the ears, 500 to 1500 Hz; untreated {plain.TimeErrorSeconds * 1e6:0} µs")),
            Figure("largest effort", Enumerable.Range(0, _measured.Inputs).Max(input => _measured.LargestEffort(input).Decibels), "dB", "of all drivers together over the input, of the input that needs most"),
            Figure("latency", 1000.0 * _design.Plan.PlaybackLatencySamples / _design.Plan.SampleRate, "ms", "from input to drivers, with the limiter"));
        string[] about =
        [
            .. _state.Plant is { } plant ? AboutPlant(plant) : Array.Empty<string>(),
            .. _state.Room is { } room ? [$"The pictures above are in free field; you hear it in '{room.Name}', whose figures are below."] : Array.Empty<string>(),
            .. _state.Listener != _state.Request.Place ? ["The listener sits beside the seat that the plan is for; the real pair is heard from its own middle."] : Array.Empty<string>(),
            .. untreated.MeanDb > treated.MeanDb ? ["There is nothing to gain here: untreated, less reaches the other ear that should not."] : Array.Empty<string>(),
        ];
        Header["sentences"] = new JsonArray([.. about.Concat(
        [
            _state.Request.AngleDegrees is { } angle
                ? Invariant($"A sound in the left channel is heard as from a loudspeaker at {angle:0.#} degrees: what should not reach the other ear is cancelled by {treated.MeanDb:0.0} dB (untreated by {untreated.MeanDb:0.0} dB).")
                : Invariant($"A sound in the left channel is {treated.MeanDb:0.0} dB louder at the left ear than at the right one ({untreated.MeanDb:0.0} dB untreated)."),
            Invariant($"The interaural level difference is off by {image.LevelErrorDb:0.0} dB in the mean instead of {plain.LevelErrorDb:0.0} dB, the time difference by {image.TimeErrorSeconds * 1e6:0} instead of {plain.TimeErrorSeconds * 1e6:0} microseconds."),
            Invariant($"{(treated.MeanDb < 6 ? "Little is cancelled here: come nearer to the middle of the bright spot." : treated.WorseDb < treated.MeanDb - 4 ? "One side is cancelled much less than the other: this place is beside the middle." : "Both sides are cancelled about equally.")}"),
        ]).Select(sentence => (JsonNode)sentence)]);
    }

    /// <summary>What was measured in place, and what was not.</summary>
    IEnumerable<string> AboutPlant(PlantChoice plant)
    {
        yield return $"Design, figures and sound are at the ears that were measured in place ({plant.Name}); the real pair is heard by a rigid sphere.";
        bool isSeatMeasured = _state.Request.Poses.All(pose => plant.Holds(pose.Pose)), isListenerMeasured = plant.Holds(_state.Listener);
        if (!isSeatMeasured || !isListenerMeasured)
            yield return $"{(isSeatMeasured ? "Where the listener sits" : "A seat of the plan")} was not measured: what changes from the nearest measured place is that of a rigid sphere.";
    }

    /// <summary>Tone of every input but low-frequency effects, beside a real loudspeaker where it should be.</summary>
    void AddTone()
    {
        double[] Tone(int input)
        {
            if (Inputs[input] == ChannelNames.Lfe) return NoCurve();
            EarSpectra heard = AtEars(_measured, input), real = _setup.TrueLoudspeaker(FilmPlaces.DegreesOf(Inputs[input], _state.Request));
            double[] difference = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => Together(heard, bin) - Together(real, bin))];
            double mean = Band.ErbWeightedMean(_grid, 500, 2000, bin => difference[bin]);
            return Array.ConvertAll(difference, value => value - mean);
        }

        _answer.Add("tone", [.. Inputs.Select((_, input) => Tone(input))]);
    }

    /// <summary>The centre about the device, or left where there is none.</summary>
    void AddBeam()
    {
        if (_state.Plant is not null)
        {
            _answer.Without("beam", "There is no picture of the centre’s beam: what the device sends to other directions than your ears was not measured.");
            return;
        }
        double[] azimuths = [.. Enumerable.Range(0, 360 / BeamStepDegrees + 1).Select(step => -180.0 + BeamStepDegrees * step)];
        TransferMatrix circle = Plant.OnCircle(_state.Device, _design.Request.Distance, [.. azimuths.Select(azimuth => azimuth * Math.PI / 180)], _grid);
        int input = Inputs.ToList().IndexOf(ChannelNames.Centre) is var centre and >= 0 ? centre : 0;
        Complex[][] around = [.. azimuths.Select((_, point) => _measured.Point(input, circle, point))];
        Complex[] ahead = around[azimuths.Length / 2];
        _answer.Add("beamAzimuths", azimuths);
        _answer.Add("beamFrequencies", Enumerable.Range(BeamFrom, _grid.BinCount - BeamFrom).Select(_grid.Frequency));
        _answer.Add("beam", [.. around.Select(point => (double[])[.. Enumerable.Range(BeamFrom, _grid.BinCount - BeamFrom).Select(bin => Band.Decibels(point[bin].MagnitudeSquared()) - Band.Decibels(ahead[bin].MagnitudeSquared()))])]);
    }

    /// <summary>Where a model of hearing hears left, centre and right.</summary>
    void AddPlaces()
    {
        if (HeardPlaces.For(_state, _design.Plan.SampleRate, _head, _state.Listener) is not { } places) return;
        double angle = _state.Request.AngleDegrees ?? 30;
        Header["places"] = new JsonObject
        {
            [ListeningSets.After] = places.Of(_whole, Inputs),
            [ListeningSets.Before] = places.Of(_wholeUntreated, []),
            [ListeningSets.Pair] = new JsonObject { ["left"] = angle, ["centre"] = 0, ["right"] = -angle },
        };
        Header["surrounds"] = places.Surrounds(_whole, Inputs, _state.Request.Layout, new(_state.Device, _design.Request.Distance, _head, _whole.Grid));
    }

    EarSpectra AtEars(MeasuredPlan plan, int input) => plan.AtEars(input, _ears, 0);

    static double Together(EarSpectra ears, int bin) => Band.Decibels(ears.Left[bin].MagnitudeSquared() + ears.Right[bin].MagnitudeSquared());

    double Level(Complex[] ear) => Band.ErbWeightedMean(_grid, 300, 8000, bin => Band.Decibels(ear[bin].MagnitudeSquared()));

    static IEnumerable<float> Relative(Complex[] ear, double reference) => ear.Select(value => (float)(Band.Decibels(value.MagnitudeSquared()) - reference));

    /// <summary>A figure with its name, its unit and what it is.</summary>
    public static JsonObject Figure(string name, double value, string unit, string text) => new() { ["name"] = name, ["value"] = double.IsFinite(value) ? Math.Round(value, 3) : null, ["unit"] = unit, ["text"] = text };
}
