using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// A device in a room and a head at seats before it. Direct sound comes from the exact plant, reflections from the room's images with what the device
/// sends and the head takes in their directions.
/// </summary>
sealed class RoomSetup
{
    const double MinMetres = 0.2, MaxMetres = 20, HeadMetres = 0.1, SamePlaceMetres = 0.01;

    readonly Facet[] _walls;
    readonly FrequencyGrid _arrivalGrid;
    readonly Lazy<FarField[]> _drivers, _ears;
    readonly double _axis, _listenerAzimuth; // in the room: against the way the device faces, and where the listener looks

    /// <summary>Sets up the device and the listener where the room has them.</summary>
    /// <param name="room">The room.</param>
    /// <param name="device">The device.</param>
    /// <param name="head">The head that hears; it looks at the device.</param>
    /// <param name="grid">That of the plans: <see cref="FrequencyGrid.ForDesign"/> of their sample rate.</param>
    /// <param name="how">Length, tail, jitter; the sample rate is the grid's.</param>
    /// <exception cref="SettingException">The listener is not in front of the device, not in its sight, or at a wall.</exception>
    public RoomSetup(Room room, Device device, Head head, FrequencyGrid grid, RoomSimulation how)
    {
        (Room, Device, Head, Grid, How) = (room, device, head, grid, how with { SampleRate = grid.SampleRate });
        _axis = (room.Device.FacingDegrees + 180) * Math.PI / 180;
        Position toListener = (room.Listener - room.Device.Position).Turned(-_axis); // x away from where the device faces, as the listener sees it
        Distance = DistanceIn(room);
        _listenerAzimuth = _axis + Math.Atan2(-toListener.Y, Distance);
        How.Check(room, room.Device.Position, room.Listener);
        _walls = [.. room.Walls.Select(wall => new Facet(wall))];
        if (!HasRoomAt(room.Listener)) throw new SettingException(FormattableString.Invariant($"in '{room.Name}' the listener sits less than {HeadMetres} m from a wall: move the listener away from it."));
        if (!room.AreInSight(room.Device.Position, room.Listener)) throw new SettingException($"in '{room.Name}' a wall stands between the device and the listener: move one of them.");
        if (!CanBeUsed(HeadPose.Seat)) throw new SettingException($"in '{room.Name}' the listener is too near to {device.Name} for its model: move one of them.");
        Samples = (int)Math.Ceiling(How.LengthIn(room, room.Device.Position, room.Listener) * grid.SampleRate);
        FftLength = (int)BitOperations.RoundUpToPowerOf2((uint)(Samples + grid.FftLength));
        AirAttenuation = [.. Enumerable.Range(0, grid.BinCount).Select(bin => room.Air?.PressureAttenuation(grid.Frequency(bin)) ?? 0)];
        _arrivalGrid = DirectionalResponses.GridFor(grid.SampleRate);
        _drivers = new(() => FarField.OfDrivers(device, _arrivalGrid));
        _ears = new(() => FarField.OfEars(head, _arrivalGrid));
    }

    /// <summary>A device and a head where the room's file says, simulated as it is heard: the late part as random images.</summary>
    /// <param name="room">The room.</param>
    /// <param name="device">The device.</param>
    /// <param name="head">The head that hears; it looks at the device.</param>
    /// <param name="sampleRate">Samples per second, that of the plans.</param>
    /// <exception cref="ArgumentException">The listener is not in front of the device, not in its sight, or at a wall.</exception>
    public static RoomSetup ForListening(Room room, Device device, Head head, int sampleRate) => new(room, device, head, FrequencyGrid.ForDesign(sampleRate), new() { LateTail = true });

    /// <summary>The room.</summary>
    public Room Room { get; }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The head that hears.</summary>
    public Head Head { get; }

    /// <summary>Frequencies of the direct sound.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>How the room is simulated.</summary>
    public RoomSimulation How { get; }

    /// <summary>Metres from the device straight ahead to where the room's listener sits; a plan should be designed for it.</summary>
    public double Distance { get; }

    /// <summary>Samples of a reflected response.</summary>
    public int Samples { get; }

    /// <summary>What the air takes of a pressure, nepers per metre by bin of the grid.</summary>
    internal double[] AirAttenuation { get; }

    /// <summary>Points of the transforms that hold a plan's filters and the room together.</summary>
    internal int FftLength { get; }

    /// <summary>Where the head's middle is at a seat, in the room's axes.</summary>
    public Position PlaceOf(HeadPose seat) => Room.Listener + new Position(seat.Forward, seat.Left, seat.Up).Turned(_axis);

    /// <summary>Which way the head looks at a seat, in the room's axes, radians.</summary>
    internal double AzimuthOf(HeadPose seat) => _listenerAzimuth + seat.YawDegrees * Math.PI / 180;

    /// <summary>Metres straight ahead from a room's device to its listener, what a design for this room should take.</summary>
    /// <exception cref="SettingException">The listener is not in front of the device, or too far away.</exception>
    public static double DistanceIn(Room room)
    {
        double metres = (room.Listener - room.Device.Position).Dot(Position.Direction(room.Device.FacingDegrees * Math.PI / 180));
        return metres is >= MinMetres and <= MaxMetres ? metres
            : throw new SettingException(FormattableString.Invariant($"in '{room.Name}' the listener is {metres:0.##} m in front of the device: turn the device by facingDegrees, or move one of them, to {MinMetres} to {MaxMetres} m."));
    }

    /// <summary>A room with its listener moved to a distance straight ahead of the device, at the same height; the room itself where the listener is there already, within 1 cm.</summary>
    /// <exception cref="SettingException">The place is outside the room.</exception>
    public static Room WithListenerAt(Room room, double metres)
    {
        if (Math.Abs(metres - DistanceIn(room)) < SamePlaceMetres) return room;
        Position moved = (room.Device.Position + metres * Position.Direction(room.Device.FacingDegrees * Math.PI / 180)) with { Z = room.Listener.Z };
        return room.Contains(moved) ? room with { Listener = moved }
            : throw new SettingException(FormattableString.Invariant($"a listener {metres:0.##} m in front of the device is not inside '{room.Name}': choose a distance that leaves the listener in the room."));
    }

    /// <summary>True where a head fits: in the room, a head's radius off its walls, before the device, no nearer than its model holds, and in sight of it.</summary>
    public bool CanBeUsed(HeadPose seat) => CanBeUsedAt(PlaceOf(seat));

    /// <summary>The same of a place in the room's axes.</summary>
    internal bool CanBeUsedAt(Position head)
    {
        HeadPose pose = PoseAt(head, _axis);
        return Room.Contains(head) && HasRoomAt(head) && Distance - pose.Forward >= MinMetres && Device.Clearance(Distance, pose, Head) > 0 && Room.AreInSight(Room.Device.Position, head);
    }

    /// <summary>From a point to the nearest wall.</summary>
    internal double MetresToWalls(Position point) => _walls.Min(wall => wall.Distance(point));

    /// <summary>How drivers reach ears at several seats.</summary>
    /// <param name="seats">Relative to the room's listener; forward is towards the device. All of them can be used.</param>
    public RoomSeats At(IReadOnlyList<HeadPose> seats) => At([.. seats.Select(seat => (PlaceOf(seat), AzimuthOf(seat)))]);

    /// <summary>The same for heads anywhere in the room that look any way.</summary>
    internal RoomSeats At(IReadOnlyList<(Position Place, double Azimuth)> heads)
    {
        HeadPose[] poses = [.. heads.Select(head => PoseAt(head.Place, head.Azimuth))];
        return new(this, heads, Plant.AtEars(Device, Distance, Head, poses, Grid));
    }

    /// <summary>Everything but the direct sound, ears x drivers.</summary>
    internal float[,][] Reflections(Position place, double azimuth)
    {
        double metres = Samples * Air.SpeedOfSound / Grid.SampleRate;
        Arrivals arrivals = Arrivals.Of(Room, Room.Device.Position, place, metres, How);
        return DirectionalResponses.Of(arrivals.Reflections, Room, new(_drivers.Value, _axis), new(_ears.Value, azimuth), _arrivalGrid, Samples);
    }

    bool HasRoomAt(Position head) => MetresToWalls(head) >= HeadMetres;

    /// <summary>A head as the device's seat counts it.</summary>
    HeadPose PoseAt(Position head, double azimuth)
    {
        Position seen = (head - Room.Device.Position).Turned(-_axis);
        return new(seen.Y, seen.Z, Distance + seen.X, (azimuth - _axis) * 180 / Math.PI);
    }
}
