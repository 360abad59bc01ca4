using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Analysis;

/// <summary>What cancellers reach at the ears of a listener that were measured: one that was designed for them, and one for a sphere.</summary>
/// <param name="Target">What was asked of both.</param>
/// <param name="Untreated">The device without one.</param>
/// <param name="ForSphere">The canceller for a sphere.</param>
/// <param name="ForListener">The canceller for the listener.</param>
sealed record ExpectedCancellation(PowerRatioCurve Target, ExpectedCancellation.Reached Untreated, ExpectedCancellation.Reached ForSphere, ExpectedCancellation.Reached ForListener)
{
    /// <summary>Separation, mean of left and right.</summary>
    /// <param name="OctavesDb">At the first place by <see cref="Octaves"/>, dB.</param>
    /// <param name="PlacesDb">At each place of the head, ERB-weighted mean from 300 Hz to 8 kHz, dB.</param>
    public readonly record struct Reached(IReadOnlyList<double> OctavesDb, IReadOnlyList<double> PlacesDb);

    /// <summary>The octaves.</summary>
    public static IReadOnlyList<Band> Octaves { get; } = Band.Octaves(250, 500, 1000, 2000, 4000, 8000);

    /// <summary>Designs both with the usual settings for the first place at which the listener was measured, for the direct sound alone.</summary>
    /// <param name="device">Of at least two drivers.</param>
    /// <param name="distance">Metres to it.</param>
    /// <param name="listener">The listener; what was measured is taken as true.</param>
    /// <param name="sampleRate">Samples per second, 8000 to 192000.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SettingException">Nothing can be designed for the device.</exception>
    public static ExpectedCancellation Of(Device device, double distance, MeasuredListener listener, int sampleRate, CancellationToken cancel)
    {
        DesignRequest request = new() { Device = device, DistanceMetres = distance, Head = listener, SampleRate = sampleRate, AngleDegrees = null, Tone = Tone.Direct, Poses = [listener.Poses[0]] };
        FrequencyGrid grid = FrequencyGrid.ForDesign(sampleRate);
        TransferMatrix ears = Plant.AtEars(device, distance, listener, listener.Poses, grid);
        SpatialDesign[] designs = [.. ((Head[])[listener, new SphericalHead()]).AsParallel().AsOrdered().Select(head => SpatialDesigner.DesignUnlessCancelled(request with { Head = head }, cancel))];
        return new(request.Target, At(new(designs[0].Untreated)), At(new(designs[1].Plan)), At(new(designs[0].Plan)));

        Reached At(MeasuredPlan plan)
        {
            double[] left = Separation.Curve(plan, ears, 0, Side.Left), right = Separation.Curve(plan, ears, 0, Side.Right);
            return new([.. Octaves.Select(octave => Band.ErbWeightedMean(grid, octave.LowHz, octave.HighHz, bin => (left[bin] + right[bin]) / 2))], [.. listener.Poses.Select((_, pose) => Separation.Mean(plan, ears, pose))]);
        }
    }
}
