using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Mixes.Stage;

/// <summary>What a plan, the untreated device and a pair of real loudspeakers send to a listener's ears in a room: the mean over seats, as one seat lies in a dip or on a peak of the room.</summary>
/// <param name="Plan">The plan, behind its upmix.</param>
/// <param name="Untreated">The untreated device.</param>
/// <param name="TruePair">Loudspeakers at 30 degrees.</param>
/// <param name="Upmix">How the plan splits off its centre.</param>
sealed record StageInRoom(InputPowers Plan, InputPowers Untreated, InputPowers TruePair, UpmixMode? Upmix)
{
    const double AngleDegrees = 30;

    /// <summary>Puts a design and a listener into a room, as far from each other as the design is for.</summary>
    public static StageInRoom Of(SpatialDesign design, Room room, Head head)
    {
        RoomSetup setup = RoomSetup.ForListening(RoomSetup.WithListenerAt(room, design.Request.Distance), design.Request.Device, head, design.Plan.SampleRate);
        HeadPose[] seats = [.. ZoneGrid.Usual.Seats.Where(seat => ZoneGrid.Usual.IsEverySecond(seat) && setup.CanBeUsed(seat))];
        RoomSeats plants = setup.At(seats);
        Func<int, BinauralRoomResponses?> pair = Judging.Rooms.TruePair.In(setup, AngleDegrees)?.At(seats) ?? throw new ArgumentException($"No pair of loudspeakers fits into {room.Name}.");
        (RoomMeasurement plan, RoomMeasurement untreated) = (new(new MeasuredPlan(design.Plan), setup), new(new MeasuredPlan(design.Untreated), setup));
        InputPowers Mean(Func<int, BinauralRoomResponses?> at, bool hasCentre) => InputPowers.MeanOver([.. Enumerable.Range(0, seats.Length).AsParallel().AsOrdered().Select(at).OfType<BinauralRoomResponses>()
            .Select(stage => InputPowers.Of(hasCentre ? [stage.Left, stage.Right, stage.Centre] : [stage.Left, stage.Right]))]);
        return new(Mean(seat => BinauralRoomResponses.Of(plan, plants[seat]), design.Plan.Upmix is not null), Mean(seat => BinauralRoomResponses.Of(untreated, plants[seat]), false), Mean(pair, false), design.Plan.Upmix);
    }
}
