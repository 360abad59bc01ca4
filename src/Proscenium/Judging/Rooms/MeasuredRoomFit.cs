using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Loudspeakers;
using Proscenium.Rooms.Measured;

namespace Proscenium.Judging.Rooms;

/// <summary>Whether measured responses can be those of a plan's drivers.</summary>
static class MeasuredRoomFit
{
    /// <summary>Makes sure of it.</summary>
    /// <param name="room">The responses; source by source those of the drivers.</param>
    /// <param name="plan">The plan that is to play there.</param>
    /// <param name="device">Its device.</param>
    /// <exception cref="FileFormatException">The rate is another, there are more or fewer sources than drivers, or the sides are exchanged.</exception>
    public static void Require(MeasuredRoom room, RenderPlan plan, Device device)
    {
        int drivers = plan.Drivers.Count;
        if (room.SampleRate != plan.SampleRate)
            throw new FileFormatException(new Fault(ErrorCodes.RoomRateMismatch, $"{room.Name}: is at {room.SampleRate} Hz and the plan at {plan.SampleRate} Hz", $"design the plan for {room.SampleRate} Hz, or convert the file", $"{room.SampleRate}"));
        if (room.Sources != drivers)
            throw new FileFormatException(new Fault(ErrorCodes.RoomSourcesMismatch, $"{room.Name}: holds the responses of {room.Sources} {(room.Sources == 1 ? "source" : "sources")}, and the plan plays on {drivers} drivers ({string.Join(", ", plan.Drivers)})",
                room.Sources < drivers ? "name a file with those of every driver, or a plan for as many drivers" : "choose among its sources"));
        if (drivers == 2 && SideOfFirst(room) * (device.Drivers[0].Left - device.Drivers[1].Left) < 0)
            throw new FileFormatException($"{room.Name}: source 1 is earlier at the {(SideOfFirst(room) > 0 ? "left" : "right")} receiver, compared with source 2, and {plan.Drivers[0]} is on the other side: exchange its sources, or its receivers.");
    }

    /// <summary>How many samples earlier the first source is at the left receiver than at the right, compared with the second; it does not matter how far the receivers' own times are apart.</summary>
    static int SideOfFirst(MeasuredRoom room) => Lead(room.Responses, 0) - Lead(room.Responses, 1);

    static int Lead(FirMatrix responses, int source) => DirectSound.Onset(responses[source, 1]) - DirectSound.Onset(responses[source, 0]);
}
