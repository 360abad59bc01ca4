using System.Diagnostics;
using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Following;

/// <summary>What is seen and heard while a head is dragged along and the plan's filters follow it: those of its place, through the running engine. Nothing is designed.</summary>
static class FollowAnswer
{
    /// <summary>Listens at a place.</summary>
    /// <param name="question">The state, with the listener where the head is.</param>
    /// <param name="maps">Plants of areas.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="songs">Songs.</param>
    /// <param name="shelves">What was measured.</param>
    /// <param name="banks">Designs with their places.</param>
    /// <param name="cancel">Ends the work.</param>
    public static AnswerMessage Of(Question question, SeatMaps maps, Head head, SongShelf songs, Shelves shelves, BankShelf banks, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        StudioState state = StudioState.Read(question.State, shelves);
        Song song = songs[question.Song];
        FollowedDesign followed = banks.Find(question.State, song) ?? throw new SettingException("The filters of the places are not designed yet: wait until they are.");
        (SpatialDesign design, HeadPose seat) = (followed.Design, state.Request.Place);
        (double left, double forward) = (state.Listener.Left - seat.Left, state.Listener.Forward - seat.Forward);
        HeadPose pose = PlacePose.At(seat, design.Request.Distance, left, forward);
        RenderPlan plan = PlacePlan.At(design.Plan, left, forward);
        FrequencyGrid grid = FrequencyGrid.ForPlanning(plan.SampleRate);
        MeasuredPlan measured = new(plan), shown = measured.Sampled(grid);
        Func<Side, int, Complex> ratio = PlanAnswer.ContralateralRatio(state, head, grid);
        TransferMatrix ears = Plant.AtEars(state.Device, design.Request.Distance, head, [pose], grid);
        FrontPair heard = FrontPair.Of(shown, ears, ratio), unfollowed = FrontPair.Of(followed.Seat.Sampled(grid), ears, ratio);
        AnswerMessage answer = question.Answer("measured", state.Missing);
        answer.Header["cancellation"] = PlanAnswer.Describe(heard);
        answer.Header["unfollowed"] = PlanAnswer.Describe(unfollowed);
        answer.Header["yaw"] = Math.Round(pose.YawDegrees, 1);
        PlanBank bank = design.Plan.Bank!;
        answer.Header["beyond"] = left < bank.LeftMetres[0] || left > bank.LeftMetres[^1] || forward < bank.ForwardMetres[0] || forward > bank.ForwardMetres[^1];
        maps.Add(answer, question, state, head, plan.SampleRate, shown, (side, hertz) => ratio(side, grid.Bin(hertz)));
        if (HeardPlaces.For(state, plan.SampleRate, head, pose) is { } places) answer.Header["places"] = new JsonObject { [ListeningSets.After] = places.Of(measured, [.. plan.Inputs]) }; // from straight ahead of the seat
        if (SongChannels.Fit(song.Layout, state.Request.Layout)) // gains stay those of the design
        {
            FirMatrix Responses(RenderPlan played) => ListeningSets.At(state, played, head, pose, cancel);
            HeardSet after = new HeardSet(SongChannels.Of(song, plan), Responses(plan)).Fed(), before = new(SongChannels.Downmix(song), Responses(UntreatedPlan.AsLateAs(plan with { Upmix = null }, design.Request, followed.Untreated)));
            SoundArrays.Add(answer, [new(ListeningSets.After, after), new(ListeningSets.Before, before)], plan.SampleRate);
        }
        answer.Header["milliseconds"] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer;
    }
}
