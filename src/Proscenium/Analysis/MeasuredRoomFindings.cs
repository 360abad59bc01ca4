using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;

namespace Proscenium.Analysis;

/// <summary>A design in a room that was measured, beside what the simulation of a room like it predicts.</summary>
/// <param name="Room">The measured room.</param>
/// <param name="Measured">Through its responses.</param>
/// <param name="Like">The simulated room; null where none was named.</param>
/// <param name="Predicted">Through its simulated responses, judged in the same way: by the same window for the direct sound.</param>
sealed record MeasuredRoomFindings(MeasuredRoom Room, MeasuredRoomComparison Measured, Room? Like, MeasuredRoomComparison? Predicted)
{
    /// <summary>Makes sure that a design can be judged there.</summary>
    /// <exception cref="SettingException">Nobody can listen in the simulated room.</exception>
    public static RoomSetup? SetUp(SpatialDesign design, MeasuredRoom room, Room? like, Head head)
    {
        MeasuredRoomFit.Require(room, design.Plan, design.Request.Device);
        return like is null ? null : RoomSetup.ForListening(RoomSetup.WithListenerAt(like, design.Request.Distance), design.Request.Device, head, design.Plan.SampleRate);
    }

    /// <summary>Measures everything.</summary>
    /// <param name="plan">The design as it runs.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="room">The measured room.</param>
    /// <param name="like">The simulated room, set up, or null.</param>
    public static MeasuredRoomFindings Measure(MeasuredPlan plan, MeasuredPlan untreated, MeasuredRoom room, RoomSetup? like) => new(
        room,
        MeasuredRoomComparison.Of(plan, untreated, room),
        like?.Room,
        like is null ? null : MeasuredRoomComparison.Of(plan, untreated, MeasuredRoomStage.Simulated(like.At([HeadPose.Seat])[0])));
}

/// <summary>The plan beside the untreated device.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Untreated">The untreated device.</param>
/// <param name="LeftTone">Tone of the left input with the room, relative to untreated.</param>
/// <param name="CentreTone">The same of the centre.</param>
/// <param name="DecaySeconds">T20 of the responses by <see cref="FreeFieldAnalysis.RoomBands"/>.</param>
sealed record MeasuredRoomComparison(MeasuredRoomFigures Plan, MeasuredRoomFigures Untreated, Coloration LeftTone, Coloration CentreTone, IReadOnlyList<double> DecaySeconds)
{
    /// <summary>Both through the same responses.</summary>
    public static MeasuredRoomComparison Of(MeasuredPlan plan, MeasuredPlan untreated, MeasuredRoom room)
    {
        MeasuredRoomStage stage = new(room, plan.Grid);
        (MeasuredRoomFigures treated, MeasuredRoomFigures before) = (MeasuredRoomFigures.Of(stage.Hear(plan)), MeasuredRoomFigures.Of(stage.Hear(untreated)));
        return new(treated, before, treated.LeftTone(before), treated.CentreTone(before), MeasuredRoomDecay.T20(room));
    }
}
