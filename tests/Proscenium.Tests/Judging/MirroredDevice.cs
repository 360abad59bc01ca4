using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Judging;

/// <summary>
/// A device in a rectangular room by the image method's definition: every image in plain loops, one frequency at a time, each driver as its monopoles
/// and the head as the series of a sphere. Shares no geometry with the library: every axis is worked out here by hand.
/// </summary>
sealed class MirroredDevice
{
    readonly ShoeboxRoom _room;
    readonly Device _device;
    readonly SphericalHead _head;
    readonly Position _front, _left, _receiver; // the device's axes in the room, and the head's middle
    readonly Position[] _ears;                  // from there to where each ear looks
    readonly double _lookRadians;
    readonly List<(Position From, Position Emitted, double Metres, double[] Gain)> _images = [];

    /// <param name="setup">A spherical head in a rectangular room.</param>
    /// <param name="seat">Where the head is.</param>
    public MirroredDevice(RoomSetup setup, HeadPose seat)
    {
        (_room, _device, _head) = ((ShoeboxRoom)setup.Room, setup.Device, (SphericalHead)setup.Head);
        double facing = _room.Device.FacingDegrees * Math.PI / 180;
        _front = new(Math.Cos(facing), Math.Sin(facing), 0);
        _left = new(Math.Sin(facing), -Math.Cos(facing), 0); // the listener's left, who looks against the front
        _receiver = _room.Listener + seat.Left * _left + seat.Up * new Position(0, 0, 1) - seat.Forward * _front;
        Position look = _room.Device.Position - _room.Listener;
        _lookRadians = Math.Atan2(look.Y, look.X) + seat.YawDegrees * Math.PI / 180;
        _ears = [.. ((double[])[1, -1]).Select(side => new Position(Math.Cos(_lookRadians + side * EarRadians), Math.Sin(_lookRadians + side * EarRadians), 0))];
        Mirror(setup.How.Seconds!.Value * Air.SpeedOfSound);
    }

    double EarRadians => _head.EarAzimuthDegrees * Math.PI / 180;

    /// <summary>Number of images that reflections come from.</summary>
    public int Count => _images.Count;

    /// <summary>Pressure of all reflections of each driver at an ear.</summary>
    public Complex[] Reflected(Side ear, double frequency)
    {
        double k = Air.WaveNumber(frequency);
        (int band, double share) = Between(frequency);
        Monopole[][] drivers = Fields(frequency);
        Complex[] sums = new Complex[drivers.Length];
        foreach ((Position from, Position emitted, double metres, double[] gain) in _images)
        {
            double angle = Math.Acos(Math.Clamp(from.Dot(_ears[(int)ear]), -1, 1)), pressure = ((1 - share) * gain[band] + share * gain[band + 1]) / metres;
            Complex heard = _head.PlaneWave(angle, frequency) * Complex.FromPolarCoordinates(pressure, -k * metres);
            for (int driver = 0; driver < drivers.Length; driver++)
            {
                Complex sent = Complex.Zero;
                foreach (Monopole point in drivers[driver]) sent += point.Strength * Complex.FromPolarCoordinates(1, k * point.Position.Dot(emitted));
                sums[driver] += heard * sent;
            }
        }
        return sums;
    }

    /// <summary>Pressure of each driver's direct sound at an ear.</summary>
    public Complex[] Direct(Side ear, double frequency)
    {
        Position device = _room.Device.Position - _receiver;
        double air = Math.Exp(-device.Length * (_room.Air?.PressureAttenuation(frequency) ?? 0));
        return [.. Fields(frequency).Select(points => points.Aggregate(Complex.Zero, (sum, point) =>
        {
            Position source = device + point.Position; // in the room's axes; the head looks another way
            double ahead = source.X * Math.Cos(_lookRadians) + source.Y * Math.Sin(_lookRadians), aside = source.Y * Math.Cos(_lookRadians) - source.X * Math.Sin(_lookRadians);
            return sum + air * point.Strength * _head.PointSource(new(ahead, aside, source.Z), frequency)[ear];
        }))];
    }

    /// <summary>Every driver's monopoles about the device's centre, in the room's axes.</summary>
    Monopole[][] Fields(double frequency) => [.. Enumerable.Range(0, _device.Drivers.Count).Select(driver => Array.ConvertAll(_device.Field(driver, frequency, 0).Monopoles,
        point => point with { Position = -point.Position.X * _front + point.Position.Y * _left + point.Position.Z * new Position(0, 0, 1) }))];

    void Mirror(double longest)
    {
        Position source = _room.Device.Position, size = _room.Size;
        int most = (int)(longest / (2 * Math.Min(size.X, Math.Min(size.Y, size.Z)))) + 1;
        for (int i = -most; i <= most; i++)
            for (int j = -most; j <= most; j++)
                for (int k = -most; k <= most; k++)
                    for (int parity = 0; parity < 8; parity++)
                    {
                        (int x, int y, int z) = (parity & 1, parity >> 1 & 1, parity >> 2); // mirrored along these axes
                        Position image = new(2 * i * size.X + (1 - 2 * x) * source.X, 2 * j * size.Y + (1 - 2 * y) * source.Y, 2 * k * size.Z + (1 - 2 * z) * source.Z), way = image - _receiver;
                        if (way.Length > longest || (i, j, k, parity) == (0, 0, 0, 0)) continue;
                        Position emitted = new((2 * x - 1) * way.X, (2 * y - 1) * way.Y, (2 * z - 1) * way.Z);
                        int[] bounces = [Math.Abs(i - x), Math.Abs(i), Math.Abs(j - y), Math.Abs(j), Math.Abs(k - z), Math.Abs(k)];
                        _images.Add((1 / way.Length * way, 1 / way.Length * emitted, way.Length, [.. Enumerable.Range(0, 8).Select(band => Gain(bounces, way.Length, band))]));
                    }
    }

    double Gain(int[] bounces, double metres, int band)
    {
        double gain = Math.Exp(-metres * (_room.Air?.PressureAttenuation(62.5 * (1 << band)) ?? 0));
        for (int wall = 0; wall < 6; wall++) gain *= Math.Pow(1 - _room.Surfaces[wall].Absorption[band], bounces[wall] / 2.0);
        return gain;
    }

    /// <summary>The octave below a frequency, and how much the one above counts there: half a cosine of log frequency.</summary>
    static (int Band, double Share) Between(double frequency)
    {
        double octaves = Math.Clamp(Math.Log2(frequency / 62.5), 0, 6.999999);
        return ((int)octaves, Math.Pow(Math.Sin(Math.PI / 2 * (octaves - (int)octaves)), 2));
    }
}
