using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Measured;

/// <summary>
/// The direct sound of measured responses by a window in time, as it cannot be known by itself: 2.5 ms from the first arrival at either receiver (Zahorik,
/// JASA 112, 2002), the last half millisecond of it fading out. What follows is the room's.
/// </summary>
static class DirectSound
{
    /// <summary>How long it is taken to last.</summary>
    public const double Seconds = 2.5e-3;

    const double FadeSeconds = 0.5e-3, OnsetLevel = 0.1;

    /// <summary>Responses with all that is later taken out, as long as they were.</summary>
    public static FirMatrix Of(MeasuredRoom room)
    {
        FirMatrix direct = new(room.Sources, 2, room.Responses.Taps);
        double length = Seconds * room.SampleRate, fade = FadeSeconds * room.SampleRate;
        for (int source = 0; source < room.Sources; source++)
        {
            double end = Math.Min(Onset(room.Responses[source, 0]), Onset(room.Responses[source, 1])) + length;
            for (int receiver = 0; receiver < 2; receiver++)
            {
                ReadOnlySpan<float> whole = room.Responses[source, receiver];
                Span<float> window = direct[source, receiver];
                for (int n = 0; n < Math.Min(whole.Length, end); n++) window[n] = whole[n] * (float)RaisedCosine.Rise((end - n) / fade);
            }
        }
        return direct;
    }

    /// <summary>The first sample within 20 dB of the largest: ISO 3382-1, A.2.</summary>
    public static int Onset(ReadOnlySpan<float> response)
    {
        float peak = 0;
        foreach (float sample in response) peak = Math.Max(peak, Math.Abs(sample));
        int onset = 0;
        while (Math.Abs(response[onset]) < OnsetLevel * peak) onset++;
        return onset;
    }
}
