using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Rooms.Measured;

namespace Proscenium.Judging.Rooms;

/// <summary>How measured responses die away: what a room that is simulated to be like them has to match.</summary>
static class MeasuredRoomDecay
{
    /// <summary>T20 in seconds by <see cref="FreeFieldAnalysis.RoomBands"/>, mean over all sources and receivers; NaN where a response does not decay far enough before it ends, or before its noise.</summary>
    public static IReadOnlyList<double> T20(MeasuredRoom room) => [.. FreeFieldAnalysis.RoomBands.Select(band => Enumerable.Range(0, 2 * room.Sources).Average(channel =>
    {
        ReadOnlySpan<float> response = room.Responses[channel / 2, channel % 2];
        double[] samples = new double[response.Length];
        for (int n = 0; n < samples.Length; n++) samples[n] = response[n];
        return new EnergyDecay(OctaveFilter.Apply(samples, room.SampleRate, band.Centre), room.SampleRate, (double)DirectSound.Onset(response) / room.SampleRate).T20;
    }))];
}
