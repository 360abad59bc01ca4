using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>
/// The pressure that a flat loudspeaker in the device's place has at the seat in free field. At the virtual places in front it is, from 700 Hz to 2 kHz, as loud at the
/// ipsilateral ears in the mean as the reference drivers are, played as they are: a weight of 1 is then about a driver's ordinary work, whatever unit its response
/// was measured in.
/// </summary>
sealed class TargetResponse
{
    const double LowHz = 700, HighHz = 2000;

    readonly FrequencyGrid _grid;
    readonly double _distance, _power, _pressure;

    /// <summary>Finds the level for a device and a head.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the seat.</param>
    /// <param name="ears">Plant at the ears; the first pose is used.</param>
    /// <param name="front">The virtual places in front, or both where the device is.</param>
    public TargetResponse(Device device, double distance, TransferMatrix ears, VirtualPair front)
    {
        (_grid, _distance, Front) = (ears.Grid, distance, front);
        _power = MeanPower(front.Ipsilateral);
        _pressure = Math.Sqrt(MeanPower((side, bin) => ears[TransferMatrix.Ear(0, side), device.ReferenceDriver(side), bin]) / _power);
    }

    TargetResponse(TargetResponse seat, double distance, double pressure) => (_grid, _power, Front, _distance, _pressure) = (seat._grid, seat._power, seat.Front, distance, pressure);

    /// <summary>The virtual places in front, or both where the device is.</summary>
    public VirtualPair Front { get; }

    /// <summary>The same loudspeaker at another place of the head: later and softer by as much as that is farther away.</summary>
    /// <param name="seat">Metres from the device's centre to the seat.</param>
    /// <param name="place">Metres from there to the place.</param>
    public TargetResponse At(double seat, double place) => new(this, _distance + place - seat, _pressure * seat / place);

    /// <summary>The pressure at a bin.</summary>
    public Complex this[int bin] => Complex.FromPolarCoordinates(_pressure, -Air.WaveNumber(_grid.Frequency(bin)) * _distance);

    /// <summary>How much more power flat loudspeakers at other places have at their ipsilateral ears than those in front.</summary>
    public double Over(VirtualPair pair) => MeanPower(pair.Ipsilateral) / _power;

    /// <summary>The mean power of both sides, each octave alike.</summary>
    double MeanPower(Func<Side, int, Complex> response)
    {
        (double sum, double total) = (0, 0);
        for (int bin = _grid.Bin(LowHz); bin <= _grid.Bin(HighHz); bin++)
        {
            double weight = _grid.Share(bin) / _grid.Frequency(bin);
            sum += weight * (response(Side.Left, bin).MagnitudeSquared() + response(Side.Right, bin).MagnitudeSquared()) / 2;
            total += weight;
        }
        return sum / total;
    }
}
