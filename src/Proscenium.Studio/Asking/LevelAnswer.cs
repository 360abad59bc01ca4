using System.Diagnostics;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Rendering;
using Proscenium.Studio.Listening;
using static System.FormattableString;

namespace Proscenium.Studio.Asking;

/// <summary>What a design costs: the power that it sends into the room, the highest level that is left, both by octave, and what its limiter does to the song that is played.</summary>
static class LevelAnswer
{
    /// <summary>Measures it.</summary>
    /// <param name="shown">The design.</param>
    /// <param name="cancel">Ends the work.</param>
    public static AnswerMessage Of(ShownDesign shown, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        AnswerMessage answer = (shown.Question with { Kind = Question.Level }).Answer("measured", shown.State.Missing);
        AddSong(answer, shown, cancel);
        cancel.ThrowIfCancellationRequested();
        FreeFieldSetup setup = new(shown.State.Device, shown.Design.Request.Distance, shown.Head, shown.Plan.Grid, shown.State.Listener);
        answer.Add("octaves", FreeFieldAnalysis.RoomBands.Select(band => band.Centre));
        if (shown.State.Plant is not null) answer.Without("radiated", "The power into the room is not known: what the device sends to other directions than your ears was not measured.");
        else answer.Add("radiated", RadiatedPower.Increase(shown.Plan, shown.Untreated, Side.Left, setup, FreeFieldAnalysis.RoomBands));
        cancel.ThrowIfCancellationRequested();
        HighestLevels highest = new(shown.Design, shown.Plan, shown.Untreated, setup);
        double[] Octaves(double[] curve) => [.. HighestLevels.Octaves.Select(octave => highest.Octave(curve, octave.Centre))];
        answer.Header["hasCentre"] = shown.Design.Request.Layout.HasCentre; // whose level stands for that of both channels alike
        answer.Header["isSoundPressure"] = highest.IsSoundPressure;
        answer.Add("levelOctaves", HighestLevels.Octaves.Select(octave => octave.Centre));
        answer.Add("leftLevel", [Octaves(highest.Left), Octaves(highest.UntreatedLeft)]);
        answer.Add("bothLevel", [Octaves(highest.Both), Octaves(highest.UntreatedBoth)]);
        answer.Header["milliseconds"] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer;
    }

    /// <summary>Adds what the song tells, or that it does not fit the plan.</summary>
    static void AddSong(AnswerMessage answer, ShownDesign shown, CancellationToken cancel)
    {
        if (shown.Ears is not { } ears)
        {
            (answer.Header["song"], answer.Header["sentences"], answer.Header["figures"]) = (null, new JsonArray(DesignAnswer.Unheard(shown.State)), new JsonArray());
            return;
        }
        SongLevel level = SongLevel.Of(shown.Design, ears, shown.Song, cancel);
        RenderFigures figures = level.Figures;
        double gain = shown.Design.Plan.PlaybackGainDb;
        answer.Header["song"] = shown.Song.Name;
        answer.Header["sentences"] = new JsonArray(
            Invariant($"With its gain of {gain:0.0;-0.0;0.0} dB the plan plays {Beside(level.DifferenceLu)} at your ears, after limiting."),
            $"Limiting: {LimitingWords.Of(figures)}.",
            $"Loudness of all drivers together: {LimitingWords.Loudness(figures)}.");
        answer.Header["figures"] = new JsonArray(
            DesignAnswer.Figure("louder than untreated", level.DifferenceLu, "LU", "at the ears, the whole song, ITU-R BS.1770"),
            DesignAnswer.Figure("time in which inputs are turned down", 100 * figures.ShareAbove1Db, "%", "by more than 1 dB, so that no driver exceeds -1 dB of full scale"),
            DesignAnswer.Figure("largest reduction", figures.LargestReductionDb, "dB", "of the input that is turned down most"),
            DesignAnswer.Figure("largest reduction of bass", figures.LargestBassReductionDb, "dB", "at 60 Hz, which gives way first"));
    }

    static string Beside(double difference) => Math.Abs(difference) < 0.05 ? "this song as loud as the untreated device" : Invariant($"this song {Math.Abs(difference):0.0} LU {(difference < 0 ? "softer" : "louder")} than the untreated device");
}
