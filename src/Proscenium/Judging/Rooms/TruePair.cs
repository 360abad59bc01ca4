using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// Two real loudspeakers in the same room, to compare a device with: small ones, at plus and minus an angle from where the
/// listener looks, as far away as the device where the room allows, and turned to the listener.
/// </summary>
sealed class TruePair
{
    const double MinMetres = 0.5, OffTheWallsMetres = 0.2, Shorter = 0.95, RoundOff = 1e-9;

    /// <summary>A cap of 4 cm in a rigid sphere of 11 cm: its directivity index, 3 dB at 1 kHz, 5 at 4 kHz and 10 at 8 kHz, is about that of a two-way loudspeaker; a single cone of 13 cm would have 13 dB at 4 kHz.</summary>
    static readonly Device _loudspeaker = new("loudspeaker", "A small loudspeaker", 0.11, [new("fullrange", DriverKind.Fullrange, 0, 0, 0.11, 0, 0, 0.04, 50, 20000)], 2);

    readonly RoomSetup _setup;
    readonly RoomSetup[] _sides; // left, right

    TruePair(RoomSetup setup, Position[] places)
    {
        _setup = setup;
        Metres = (places[0] - setup.Room.Listener).Length;
        _sides = Array.ConvertAll(places, place =>
        {
            Position look = setup.Room.Listener - place;
            return new RoomSetup(setup.Room with { Device = new(place, Math.Atan2(look.Y, look.X) * 180 / Math.PI) }, _loudspeaker, setup.Head, setup.Grid, setup.How with { Seconds = (double)setup.Samples / setup.Grid.SampleRate });
        });
    }

    /// <summary>Metres from either loudspeaker to the listener.</summary>
    public double Metres { get; }

    /// <summary>Puts up a pair; null where the room is too small or too crooked for one.</summary>
    /// <param name="setup">The setup of the device.</param>
    /// <param name="angleDegrees">Azimuth of the left one.</param>
    public static TruePair? In(RoomSetup setup, double angleDegrees)
    {
        for (double metres = setup.Distance; metres >= MinMetres - RoundOff; metres *= Shorter)
        {
            Position[] places = [.. new[] { 1, -1 }.Select(side => setup.Room.Listener + metres * Position.Direction(setup.AzimuthOf(HeadPose.Seat) + side * angleDegrees * Math.PI / 180))];
            if (places.All(place => setup.Room.Contains(place) && setup.MetresToWalls(place) >= OffTheWallsMetres && setup.Room.AreInSight(place, setup.Room.Listener))) return new(setup, places);
        }
        return null;
    }

    /// <summary>
    /// The power on their axis in free field, over that of a flat loudspeaker as loud on average, by <see cref="ToneInRoom.AllBands"/>: a cap in a sphere is not flat, and one is compared with
    /// loudspeakers that are.
    /// </summary>
    public double[] AxisPower
    {
        get
        {
            TransferMatrix axis = Plant.OnCircle(_loudspeaker, Metres, [0], _setup.Grid);
            double[] powers = [.. ToneInRoom.AllBands.Select(band => band.Mean(_setup.Grid, bin => axis[0, 0, bin].MagnitudeSquared()))];
            double mean = powers.Average();
            return Array.ConvertAll(powers, power => power / mean);
        }
    }

    /// <summary>What they send to the ears at seats of the device's setup; worked out when a seat is asked for, null where a head does not fit before one of them.</summary>
    public Func<int, BinauralRoomResponses?> At(IReadOnlyList<HeadPose> seats)
    {
        (Position, double)[] heads = [.. seats.Select(seat => (_setup.PlaceOf(seat), _setup.AzimuthOf(seat)))];
        RoomSeats[] sides = Array.ConvertAll(_sides, side => side.At(heads));
        return seat =>
        {
            if (!_sides.All(side => side.CanBeUsedAt(heads[seat].Item1))) return null;
            RoomPlant plant = sides[0][seat];
            (RoomResponses left, RoomResponses right) = (plant.FromDriver(0), sides[1][seat].FromDriver(0));
            return new BinauralRoomResponses(left, right, left.Plus(right), plant.Metres, TestProgrammes.OfStereo(_setup.Grid.SampleRate));
        };
    }
}
