using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Rooms;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// What the listener hears, for headphones: impulse responses from every driver to both ears. The flight time all paths share is left
/// out; the level is that of a monopole at the listening distance taken as 1.
/// </summary>
static class MonitorFilters
{
    const int Taps48k = 1024;

    /// <summary>Drivers nearer than the device's centre are heard so much earlier at most.</summary>
    const double LeadSeconds = 1 / 1500.0;

    /// <summary>Length of a filter in free field, with what head and device do.</summary>
    /// <param name="grid">That of a design at the sample rate.</param>
    public static int Taps(FrequencyGrid grid) => Taps48k * grid.FftLength / 8192;

    /// <summary>The flight time that is left out.</summary>
    /// <param name="distance">Metres from the seat to the device.</param>
    public static double SharedSeconds(double distance) => distance / Air.SpeedOfSound - LeadSeconds;

    /// <summary>Filters, drivers x 2 ears: what a head hears of a device, in free field or in a room.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres from the seat to the device in free field; in a room its listener's place counts.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="sampleRate">Samples per second, that of the plan.</param>
    /// <param name="room">The room, or null for free field.</param>
    /// <param name="place">Where the head is: that of a plan which is not for the middle.</param>
    public static FirMatrix Of(Device device, double distance, Head head, int sampleRate, Room? room = null, HeadPose place = default) => room is null
        ? Of(Plant.AtEars(device, distance, head, [place], FrequencyGrid.ForDesign(sampleRate)), distance)
        : Of(RoomSetup.ForListening(room, device, head, sampleRate).At([place])[0]);

    /// <summary>Filters, drivers x 2 ears.</summary>
    /// <param name="ears">Plant at the ears; the first pose is used.</param>
    /// <param name="distance">Metres from the seat to the device.</param>
    public static FirMatrix Of(TransferMatrix ears, double distance)
    {
        FrequencyGrid grid = ears.Grid;
        double shared = SharedSeconds(distance);
        FirMatrix filters = new(ears.Drivers, 2, Taps(grid));
        for (int driver = 0; driver < ears.Drivers; driver++)
            for (int ear = 0; ear < 2; ear++) Fill(filters[driver, ear], ears, driver, ear, distance, shared);
        return filters;
    }

    /// <summary>Filters in a room, drivers x 2 ears: direct sound and reflections.</summary>
    /// <param name="plant">The seat.</param>
    public static FirMatrix Of(RoomPlant plant)
    {
        RoomSetup setup = plant.Setup;
        int shared = Math.Max(0, (int)(SharedSeconds(plant.Metres) * setup.Grid.SampleRate));
        FirMatrix filters = new(setup.Device.Drivers.Count, 2, setup.Samples - shared);
        for (int driver = 0; driver < filters.Inputs; driver++)
        {
            EarResponses whole = plant.FromDriver(driver).Whole;
            for (int ear = 0; ear < 2; ear++)
            {
                ReadOnlySpan<double> response = (ear == 0 ? whole.Left : whole.Right).AsSpan(shared);
                Span<float> taps = filters[driver, ear];
                for (int n = 0; n < taps.Length; n++) taps[n] = (float)(plant.Metres * response[n] * Fade(n, taps.Length));
            }
        }
        return filters;
    }

    static void Fill(Span<float> taps, TransferMatrix ears, int driver, int ear, double distance, double sharedSeconds)
    {
        double[] time = Spectra.Impulse(bin => distance * ears[ear, driver, bin] * Complex.FromPolarCoordinates(1, 2 * Math.PI * ears.Grid.Frequency(bin) * sharedSeconds), ears.Grid);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(time[n] * Fade(n, taps.Length));
    }

    /// <summary>The last quarter fades out, so that the cut leaves no step.</summary>
    static double Fade(int tap, int taps)
    {
        double left = Math.Clamp(4.0 * (taps - tap) / taps, 0, 1);
        return left * left * (3 - 2 * left);
    }
}
