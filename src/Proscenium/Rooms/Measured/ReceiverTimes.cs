using Proscenium.Engine.Dsp;
using static System.FormattableString;

namespace Proscenium.Rooms.Measured;

/// <summary>
/// The times of two receivers against each other. One microphone that was moved from ear to ear gives two recordings, whose times have nothing to do with each other;
/// levels and cancellation do not depend on that, windows in time do.
/// </summary>
static class ReceiverTimes
{
    /// <summary>Longer than the sound of a pair in front of a head may lead at one ear in the mean.</summary>
    const double LongestSeconds = 0.8e-3;

    /// <summary>The same room where its receivers can have been recorded together; else with the earlier one delayed, so that the sources arrive at both at the same time in the mean, and a note.</summary>
    public static MeasuredRoom Aligned(MeasuredRoom room)
    {
        double apart = Enumerable.Range(0, room.Sources).Average(source => DirectSound.Onset(room.Responses[source, 1]) - DirectSound.Onset(room.Responses[source, 0]));
        if (Math.Abs(apart) <= LongestSeconds * room.SampleRate) return room;
        int later = (int)Math.Round(Math.Abs(apart)), early = apart > 0 ? 0 : 1;
        FirMatrix aligned = new(room.Sources, 2, room.Responses.Taps + later);
        for (int source = 0; source < room.Sources; source++)
            for (int receiver = 0; receiver < 2; receiver++) room.Responses[source, receiver].CopyTo(aligned[source, receiver][(receiver == early ? later : 0)..]);
        string note = Invariant($"{room.Name}: sound arrives {1000 * Math.Abs(apart) / room.SampleRate:0.0} ms earlier at the {(early == 0 ? "left" : "right")} receiver in the mean of all sources, more than at any head: taken for two recordings, and aligned.");
        return room with { Responses = aligned, Notes = [.. room.Notes, note] };
    }
}
