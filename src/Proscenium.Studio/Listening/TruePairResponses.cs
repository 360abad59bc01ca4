using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;

namespace Proscenium.Studio.Listening;

/// <summary>Two real loudspeakers, to compare a device with: responses, 2 inputs x 2 ears, as late as a plan.</summary>
static class TruePairResponses
{
    const double FreeFieldMetres = 2;

    /// <summary>Flat loudspeakers in free field, 2 m away.</summary>
    /// <param name="setup">The head in free field.</param>
    /// <param name="grid">That of a design at the sample rate.</param>
    /// <param name="angleDegrees">Azimuth of the left one.</param>
    /// <param name="latency">The plan's, samples.</param>
    public static FirMatrix InFreeField(FreeFieldSetup setup, FrequencyGrid grid, double angleDegrees, int latency)
    {
        EarSpectra[] pair = setup.TruePair(angleDegrees);
        double early = -MonitorFilters.SharedSeconds(FreeFieldMetres);
        EarResponses[] responses = Array.ConvertAll(pair, side => EarResponses.Of(new(Delayed(side.Left, early), Delayed(side.Right, early)), grid));
        return Late(responses, 0, MonitorFilters.Taps(grid), latency);

        Complex[] Delayed(Complex[] ear, double seconds) => [.. ear.Select((value, bin) => value * Complex.FromPolarCoordinates(1, -2 * Math.PI * grid.Frequency(bin) * seconds))];
    }

    /// <summary>Small loudspeakers in the device's room, as far away as it is where the room allows; null where they do not fit.</summary>
    /// <param name="setup">The device's.</param>
    /// <param name="angleDegrees">Azimuth of the left one.</param>
    /// <param name="latency">The plan's, samples.</param>
    public static FirMatrix? InRoom(RoomSetup setup, double angleDegrees, int latency)
    {
        if (TruePair.In(setup, angleDegrees) is not { } pair || pair.At([HeadPose.Seat])(0) is not { } heard) return null;
        int shared = Math.Max(0, (int)(MonitorFilters.SharedSeconds(heard.Metres) * setup.Grid.SampleRate));
        return Late([heard.Left.Whole, heard.Right.Whole], shared, setup.Samples - shared, latency);
    }

    /// <summary>Responses from a sample on, later by some others, faded out over their last quarter.</summary>
    static FirMatrix Late(EarResponses[] pair, int from, int count, int latency)
    {
        FirMatrix late = new(2, 2, latency + count);
        for (int input = 0; input < 2; input++)
            for (int ear = 0; ear < 2; ear++)
            {
                double[] response = ear == 0 ? pair[input].Left : pair[input].Right;
                for (int n = 0; n < count; n++) late[input, ear][latency + n] = (float)(response[from + n] * Math.Min(1, 4.0 * (count - n) / count));
            }
        return late;
    }
}
