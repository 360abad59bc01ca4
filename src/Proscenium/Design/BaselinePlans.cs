using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Plants;
using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>A known treatment as a plan for the same device, to compare a design with.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="Plan">Left and right on the device's reference drivers.</param>
sealed record Baseline(string Name, string Description, RenderPlan Plan);

/// <summary>Known treatments of stereo on a narrow device, as plans that the same renderer runs.</summary>
static class BaselinePlans
{
    const double RaceDelaySeconds = 75e-6, RaceAttenuationDb = 2.5, RaceLowHz = 250, RaceHighHz = 5000, KirkebyBeta = 0.01, ExactBeta = 1e-9;

    /// <summary>From here on the exact inversion is exact. Below, it would ask for ever more: this choice sets its highest gain.</summary>
    const double ExactFromHz = 60;

    /// <summary>The reference drivers alone, RACE, Kirkeby, exact inversion, stereowiden and extrastereo for a request's device, distance and design head.</summary>
    public static IReadOnlyList<Baseline> For(DesignRequest request)
    {
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [request.Place], FrequencyGrid.ForDesign(request.SampleRate));
        return
        [
            ReferenceDrivers(request),
            Race(request),
            Inverse(request, ears, "Kirkeby", Invariant($"2 x 2 inverse of the reference drivers, regularised by {KirkebyBeta:0.##}"), KirkebyBeta, 1),
            Inverse(request, ears, "exact inversion", Invariant($"the same without regularisation, from {ExactFromHz:0} Hz"), ExactBeta, ExactFromHz),
            StereoWiden(request),
            ExtraStereo(request),
        ];
    }

    /// <summary>The centre by matrix mixing: at half level on both sides of the untreated device.</summary>
    /// <param name="untreated">The untreated plan.</param>
    public static RenderPlan MatrixCentre(RenderPlan untreated)
    {
        FirMatrix filters = new(3, untreated.Drivers.Count, untreated.Filters.Taps);
        for (int driver = 0; driver < filters.Outputs; driver++)
            for (int side = 0; side < 2; side++)
            {
                untreated.Filters[side, driver].CopyTo(filters[side, driver]);
                for (int n = 0; n < filters.Taps; n++) filters[2, driver][n] += untreated.Filters[side, driver][n] / 2;
            }
        return untreated with { Inputs = [.. untreated.Inputs, ChannelNames.Centre], Filters = filters, InputDelaySamples = [.. untreated.InputDelaySamples, untreated.InputDelaySamples[0]] };
    }

    static Baseline ReferenceDrivers(DesignRequest request) => new("one driver a side", "each channel on its side's reference driver, full band, as the driver sounds",
        PairPlan.Of(request, ReferenceDriverPlan.Filters(request.Device), 0));

    /// <summary>The band is our choice: over the full band it colours more and cancels no more.</summary>
    static Baseline Race(DesignRequest request) => new("RACE", Invariant($"recursive ambiophonic crosstalk elimination, {RaceDelaySeconds * 1e6:0} us and {-RaceAttenuationDb:0.0} dB"),
        RaceCanceller.Within(RaceDelaySeconds, RaceAttenuationDb, RaceLowHz, RaceHighHz).DelayedPlan(request));

    static Baseline Inverse(DesignRequest request, TransferMatrix ears, string name, string description, double beta, double fromHz)
    {
        int taps = ears.Grid.FftLength / 2, delay = taps / 2;
        (FirMatrix filters, int[] drivers) = PairPlan.Empty(request, 2, taps);
        new RegularisedInverse(ears, drivers, beta, fromHz).Fill(filters, delay);
        return new(name, description, PairPlan.Of(request, filters, delay));
    }

    /// <summary>
    /// FFmpeg's filter of that name with its own settings: out_L[n] = 0.8 in_L[n] - 0.3 in_R[n] - 0.3 in_R[n - D], D = 20 ms.
    /// </summary>
    static Baseline StereoWiden(DesignRequest request)
    {
        const double delaySeconds = 0.02;
        const float drymix = 0.8f, crossfeed = 0.3f, feedback = 0.3f;
        int delay = (int)(delaySeconds * request.SampleRate);
        (FirMatrix filters, int[] drivers) = PairPlan.Empty(request, 2, delay + 1);
        for (int side = 0; side < 2; side++)
        {
            filters[side, drivers[side]][0] = drymix;
            filters[side, drivers[1 - side]][0] = -crossfeed;
            filters[side, drivers[1 - side]][delay] = -feedback;
        }
        return new("stereowiden", "FFmpeg's filter with its own settings", PairPlan.Of(request, filters, 0));
    }

    /// <summary>FFmpeg's filter of that name with its own settings: both channels 2.5 times as far from their mean.</summary>
    static Baseline ExtraStereo(DesignRequest request)
    {
        const float difference = 2.5f;
        (FirMatrix filters, int[] drivers) = PairPlan.Empty(request, 2, 1);
        for (int side = 0; side < 2; side++)
        {
            filters[side, drivers[side]][0] = (1 + difference) / 2;
            filters[side, drivers[1 - side]][0] = (1 - difference) / 2;
        }
        return new("extrastereo", "FFmpeg's filter with its own settings", PairPlan.Of(request, filters, 0));
    }
}
