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
/// <param name="Reflections">Seconds from the direct sound to the first strong reflection, points x drivers; null for none.</param>
sealed record DirectPlant(Complex[][][] Responses, FrequencyGrid Grid, PlantPath[][] Paths, DirectWindow Window, double?[][] Reflections)
{
    /// <summary>When the first strong reflection comes after the direct sound, on any way; null for none.</summary>
    public double? ReflectionSeconds => Earliest(Reflections);

    /// <summary>Takes the direct sound out.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to it.</param>
    /// <param name="poses">Where the head was.</param>
    /// <param name="responses">Points x drivers x samples; empty for a driver that was not heard.</param>
    /// <param name="recordings">Which recording each point is of: those of one share their time zero.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static DirectPlant Of(Device device, double distance, IReadOnlyList<HeadPose> poses, double[][][] responses, IReadOnlyList<int> recordings, int sampleRate, double? windowSeconds) =>
        Of(Plant.AtEars(device, distance, new SphericalHead(), poses, FrequencyGrid.ForDesign(sampleRate)), responses, recordings, 2, windowSeconds);

    /// <summary>Takes the direct sound out.</summary>
    /// <param name="model">How the drivers would reach the points by the device's model.</param>
    /// <param name="responses">Points x drivers x samples; empty for a driver that was not heard.</param>
    /// <param name="recordings">Which recording each point is of: those of one share their time zero.</param>
    /// <param name="microphones">How many points are one place: 2 at a head's ears, 1 for a microphone alone.</param>
    /// <param name="windowSeconds">Length of the window; by default up to the first strong reflection.</param>
    public static DirectPlant Of(TransferMatrix model, double[][][] responses, IReadOnlyList<int> recordings, int microphones, double? windowSeconds)
    {
        FrequencyGrid grid = model.Grid;
        double[][] arrivals = Array.ConvertAll(responses, drivers => Array.ConvertAll(drivers, Arrival));
        double?[][] reflections = [.. responses.Zip(arrivals).Chunk(microphones).SelectMany(place => AtPlace(place, grid.SampleRate))];
        DirectWindow window = new(windowSeconds ?? Math.Clamp(Earliest(reflections) ?? DirectWindow.MostSeconds, DirectWindow.LeastSeconds, DirectWindow.MostSeconds));
        PlantPath[][] paths = [.. responses.Select((drivers, point) => drivers.Select((response, driver) =>
            new PlantPath(window.Spectrum(response, arrivals[point][driver], grid), [.. Enumerable.Range(0, grid.BinCount).Select(bin => model[point, driver, bin])], grid)).ToArray())];
        double[] late = [.. recordings.Select(recording => Enumerable.Range(0, paths.Length).Where(point => recordings[point] == recording).SelectMany(point => paths[point]).Average(path => path.Late.DelaySeconds))];
        return new([.. paths.Select((drivers, point) => Array.ConvertAll(drivers, path => path.Continued(late[point], window.LowestHz)))], grid, paths, window, reflections);
    }

    static double? Earliest(double?[][] reflections) => reflections.Min(drivers => drivers.Min());

    /// <summary>When reflections come to the microphones of one place, microphones x drivers.</summary>
    static double?[][] AtPlace((double[][] Responses, double[] Arrivals)[] microphones, int sampleRate)
    {
        double?[][] byDriver = [.. microphones[0].Arrivals.Select((_, driver) => FirstReflection.After(Array.ConvertAll(microphones, microphone => microphone.Responses[driver]), Array.ConvertAll(microphones, microphone => microphone.Arrivals[driver]), sampleRate))];
        return [.. microphones.Select((_, microphone) => Array.ConvertAll(byDriver, driver => driver[microphone]))];
    }

    /// <summary>The sample at which the sound arrives.</summary>
    public static double Arrival(double[] response) => Onset.Of(Array.ConvertAll(response, sample => (float)sample));
}
