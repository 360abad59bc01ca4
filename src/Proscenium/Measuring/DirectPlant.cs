using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Measuring;

/// <summary>The direct sound from each driver to the ears, or to a microphone in several places, taken out of responses in a room.</summary>
/// <param name="Responses">What was measured, points (pose 0 left ear, right ear, pose 1 left ear ...) x drivers x bins.</param>
/// <param name="Grid">The bins.</param>
/// <param name="Paths">The ways beside the model's, points x drivers.</param>
/// <param name="Window">The window that was used.</param>
/// <param name="ReflectionSeconds">When the first strong reflection comes after the direct sound, on any way; null for none.</param>
sealed record DirectPlant(Complex[][][] Responses, FrequencyGrid Grid, PlantPath[][] Paths, DirectWindow Window, double? ReflectionSeconds)
{
    /// <summary>Takes the direct sound out.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to it.</param>
    /// <param name="poses">Where the head was.</param>
    /// <param name="responses">Points x drivers x samples; empty for a driver that was not heard.</param>
    /// <param name="recordings">Which recording each point is of: those of one share their time zero.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static DirectPlant Of(Device device, double distance, IReadOnlyList<HeadPose> poses, double[][][] responses, IReadOnlyList<int> recordings, int sampleRate, double? windowSeconds) =>
        Of(Plant.AtEars(device, distance, new SphericalHead(), poses, FrequencyGrid.ForDesign(sampleRate)), responses, recordings, windowSeconds);

    /// <summary>Takes the direct sound out.</summary>
    /// <param name="model">How the drivers would reach the points by the device's model.</param>
    /// <param name="responses">Points x drivers x samples; empty for a driver that was not heard.</param>
    /// <param name="recordings">Which recording each point is of: those of one share their time zero.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static DirectPlant Of(TransferMatrix model, double[][][] responses, IReadOnlyList<int> recordings, double? windowSeconds)
    {
        FrequencyGrid grid = model.Grid;
        double[][] arrivals = Array.ConvertAll(responses, drivers => Array.ConvertAll(drivers, Arrival));
        double? reflection = responses.SelectMany((drivers, point) => drivers.Select((response, driver) => FirstReflection.After(response, arrivals[point][driver], grid.SampleRate))).Min();
        DirectWindow window = new(windowSeconds ?? Math.Clamp(reflection ?? DirectWindow.MostSeconds, DirectWindow.LeastSeconds, DirectWindow.MostSeconds));
        PlantPath[][] paths = [.. responses.Select((drivers, point) => drivers.Select((response, driver) =>
            new PlantPath(window.Spectrum(response, arrivals[point][driver], grid), [.. Enumerable.Range(0, grid.BinCount).Select(bin => model[point, driver, bin])], grid)).ToArray())];
        double[] late = [.. recordings.Select(recording => Enumerable.Range(0, paths.Length).Where(point => recordings[point] == recording).SelectMany(point => paths[point]).Average(path => path.Late.DelaySeconds))];
        return new([.. paths.Select((drivers, point) => Array.ConvertAll(drivers, path => path.Continued(late[point], window.LowestHz)))], grid, paths, window, reflection);
    }

    /// <summary>The sample at which the sound arrives.</summary>
    public static double Arrival(double[] response) => Onset.Of(Array.ConvertAll(response, sample => (float)sample));
}
