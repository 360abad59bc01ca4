using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>What is cancelled at each of several seats.</summary>
static class SeatFigures
{
    /// <summary>Adds it, where there are several.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="state">The seats.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="plan">What is judged.</param>
    /// <param name="ratio">What the contralateral ear should hear over what the ipsilateral ear hears, by side and bin.</param>
    public static void Add(AnswerMessage answer, StudioState state, Head head, MeasuredPlan plan, Func<Side, int, Complex> ratio)
    {
        IReadOnlyList<HeadPose> seats = state.Seats;
        if (seats.Count > 1) answer.Header["seats"] = new JsonArray([.. seats.Select(seat => PlanAnswer.Describe(FrontPair.Of(plan, Plant.AtEars(state.Device, state.Request.Distance, head, [seat], plan.Grid), ratio)))]);
    }
}
