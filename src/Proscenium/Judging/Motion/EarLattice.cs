using System.Collections.Concurrent;
using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.Motion;

/// <summary>
/// How each driver reaches the ears wherever the head is: the plant at the places of a lattice, interpolated without the time that sound travels to the head's centre, which is exact everywhere.
/// Over a centimetre the rest turns by a quarter of a radian at 8 kHz, and its interpolation is off by less than -40 dB.
/// </summary>
sealed class EarLattice
{
    /// <summary>How much before the sound a response begins.</summary>
    public const double LeadSeconds = 1e-3;

    const double StepMetres = 0.01, StepDegrees = 2, HopSeconds = 2e-3;

    readonly Device _device;
    readonly double _distance;
    readonly Head _head;
    readonly FrequencyGrid _grid;
    readonly ConcurrentDictionary<(int Left, int Forward, int Up, int Yaw), Complex[][]> _places = []; // [ear and driver][bin], the travel time taken out but for the lead

    /// <summary>Nothing is computed before it is asked for; what was, is kept for all who listen there.</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the middle to the device's centre.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public EarLattice(Device device, double distance, Head head, int sampleRate)
    {
        (_device, _distance, _head, _grid) = (device, distance, head, FrequencyGrid.ForDesign(sampleRate));
        (Taps, HopFrames) = (MonitorFilters.Taps(_grid), (int)Math.Round(HopSeconds * sampleRate));
        int spread = (int)Math.Ceiling(2 * device.Drivers.Max(driver => driver.Place.Length) / Air.SpeedOfSound * sampleRate);
        FftLength = (int)BitOperations.RoundUpToPowerOf2((uint)(Taps + spread + 2 * HopFrames + 1));
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => _grid.SampleRate;

    /// <summary>Metres from the middle to the device's centre.</summary>
    public double Distance => _distance;

    /// <summary>Samples from one place of a head that moves to the next; two of these are convolved at once.</summary>
    public int HopFrames { get; }

    /// <summary>Length of a response, but for the spread of the drivers' travel times.</summary>
    public int Taps { get; }

    /// <summary>Points of the transform in which a piece is convolved without wrapping round.</summary>
    public int FftLength { get; }

    /// <summary>Number of drivers.</summary>
    public int Drivers => _device.Drivers.Count;

    /// <summary>Memory for responses: ears x drivers x bins.</summary>
    public Complex[][][] NewSpectra() => [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Drivers).Select(_ => new Complex[FftLength / 2 + 1]).ToArray())];

    /// <summary>Responses at a place, and the whole samples by which they come later than that.</summary>
    /// <param name="pose">Where the head is.</param>
    /// <param name="sharedSeconds">Flight time that is left out.</param>
    /// <param name="spectra">Receives the spectra of both ears' from each driver, ears x drivers x bins.</param>
    public int At(HeadPose pose, double sharedSeconds, Complex[][][] spectra)
    {
        double[] early = [.. Enumerable.Range(0, Drivers).Select(driver => Travel(driver, pose) - LeadSeconds - sharedSeconds)];
        int late = (int)Math.Floor(early.Min() * _grid.SampleRate);
        ((int, int, int, int) Place, double Weight)[] corners = [.. Corners(pose)];
        Complex[][][] places = Array.ConvertAll(corners, corner => _places.GetOrAdd(corner.Place, Build));
        Parallel.For(0, Drivers, driver =>
        {
            double seconds = early[driver] - (double)late / _grid.SampleRate;
            Complex turn = Complex.One, step = Complex.FromPolarCoordinates(1, -2 * Math.PI * seconds * _grid.SampleRate / FftLength);
            for (int bin = 0; bin <= FftLength / 2; bin++, turn *= step)
            {
                for (int ear = 0; ear < 2; ear++)
                {
                    Complex sum = Complex.Zero;
                    for (int corner = 0; corner < corners.Length; corner++) sum += corners[corner].Weight * places[corner][ear * Drivers + driver][bin];
                    spectra[ear][driver][bin] = sum * turn;
                }
            }
        });
        return late;
    }

    double Travel(int driver, HeadPose pose) => (_device.PlaceOf(driver, _distance) - pose.Centre).Length / Air.SpeedOfSound;

    /// <summary>The places round a pose and their weights, linear along each axis.</summary>
    static IEnumerable<((int, int, int, int) Place, double Weight)> Corners(HeadPose pose)
    {
        static (int Place, double Weight)[] Two(double value, double step)
        {
            double place = value / step;
            (int below, double share) = ((int)Math.Floor(place), place - Math.Floor(place));
            return share < 1e-6 ? [(below, 1)] : share > 1 - 1e-6 ? [(below + 1, 1)] : [(below, 1 - share), (below + 1, share)];
        }

        return from left in Two(pose.Left, StepMetres)
               from forward in Two(pose.Forward, StepMetres)
               from up in Two(pose.Up, StepMetres)
               from yaw in Two(pose.YawDegrees, StepDegrees)
               select ((left.Place, forward.Place, up.Place, yaw.Place), left.Weight * forward.Weight * up.Weight * yaw.Weight);
    }

    Complex[][] Build((int Left, int Forward, int Up, int Yaw) place)
    {
        HeadPose pose = new(place.Left * StepMetres, place.Up * StepMetres, place.Forward * StepMetres, place.Yaw * StepDegrees);
        TransferMatrix ears = Plant.AtEars(_device, _distance, _head, [pose], _grid);
        var spectra = new Complex[2 * Drivers][];
        for (int way = 0; way < spectra.Length; way++)
        {
            (int ear, int driver) = (way / Drivers, way % Drivers);
            double seconds = Travel(driver, pose) - LeadSeconds;
            double[] time = Spectra.Impulse(bin => ears[ear, driver, bin] * FrequencyResponse.Turn(_grid.Frequency(bin), -seconds), _grid);
            spectra[way] = Spectra.Of([.. time.Take(Taps).Select((sample, n) => sample * RaisedCosine.Rise(4.0 * (Taps - n) / Taps))], FftLength);
        }
        return spectra;
    }
}
