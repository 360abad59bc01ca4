using System.Diagnostics;
using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>What is shown while something is dragged: weights that are planned, without filters.</summary>
static class PlanAnswer
{
    /// <summary>Plans a state.</summary>
    /// <param name="question">Its state and its map's cells.</param>
    /// <param name="maps">Plants of areas.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="shelves">What was measured.</param>
    public static AnswerMessage Of(Question question, SeatMaps maps, Head head, Shelves shelves)
    {
        long begun = Stopwatch.GetTimestamp();
        StudioState state = StudioState.Read(question.State, shelves);
        head = state.Hearing(head);
        PlannedPair planned = PlannedPair.Of(state.Request);
        FrequencyGrid grid = planned.Weights.Grid;
        Func<Side, int, Complex> ratio = ContralateralRatio(state, head, grid);
        AnswerMessage answer = question.Answer("planned", state.Missing);
        answer.Header["inputs"] = new JsonArray([.. planned.Front.Select(input => (JsonNode)input.Name)]);
        answer.Header["cancellation"] = Describe(FrontPair.Of(planned.Weights, Plant.AtEars(state.Device, state.Request.Distance, head, [state.Listener], grid), ratio));
        SeatFigures.Add(answer, state, head, planned.Weights, ratio);
        answer.Add("frequencies", Enumerable.Range(0, grid.BinCount).Select(grid.Frequency));
        answer.Add("target", [.. planned.Front.Select(input => input.Weights.TargetDb)]);
        answer.Add("planned", [.. planned.Front.Select(input => input.Weights.PlannedDb)]);
        maps.Add(answer, question, state, head, state.Request.SampleRate, planned.Weights, (side, hertz) => ratio(side, grid.Bin(hertz)));
        answer.Header["milliseconds"] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer;
    }

    /// <summary>What the contralateral ear should hear of a virtual loudspeaker over what the ipsilateral ear hears, on the head that hears; 0 for a canceller alone.</summary>
    public static Func<Side, int, Complex> ContralateralRatio(StudioState state, Head head, FrequencyGrid grid)
    {
        if (state.Request.AngleDegrees is not { } angle) return (_, _) => Complex.Zero;
        VirtualPair pair = new(head, angle, grid);
        return pair.ContralateralRatio;
    }

    /// <summary>Cancellation where the listener is, dB.</summary>
    public static JsonObject Describe(FrontPair pair) => new() { ["left"] = pair.LeftDb, ["right"] = pair.RightDb, ["mean"] = pair.MeanDb };
}
