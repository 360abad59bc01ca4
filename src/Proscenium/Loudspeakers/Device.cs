using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>What a driver is built for.</summary>
public enum DriverKind
{
    /// <summary>Low frequencies.</summary>
    Woofer,

    /// <summary>The middle.</summary>
    Mid,

    /// <summary>High frequencies.</summary>
    Tweeter,

    /// <summary>Everything.</summary>
    Fullrange,
}

/// <summary>One transducer. Its place is given by named axes as the listener sees the device.</summary>
/// <param name="Name">Unique within the device.</param>
/// <param name="Kind">What it is built for.</param>
/// <param name="Left">Metres from the device's centre to the listener's left.</param>
/// <param name="Up">Metres up.</param>
/// <param name="Front">Metres towards the listener.</param>
/// <param name="AzimuthDegrees">Aim: 0 = towards the listener, + = towards the listener's left.</param>
/// <param name="ElevationDegrees">Aim: + = up.</param>
/// <param name="DiameterMetres">Diameter of the moving cap.</param>
/// <param name="LowHz">Lower edge of the usable band.</param>
/// <param name="HighHz">Upper edge of the usable band.</param>
public sealed record Driver(string Name, DriverKind Kind, double Left, double Up, double Front,
    double AzimuthDegrees, double ElevationDegrees, double DiameterMetres, double LowHz, double HighHz)
{
    /// <summary>The aim as a unit vector in world axes, for a device that faces the listener.</summary>
    internal Position Aim
    {
        get
        {
            Position seen = Position.Direction(AzimuthDegrees * Math.PI / 180, ElevationDegrees * Math.PI / 180);
            return new(-seen.X, seen.Y, seen.Z); // the device's front points at the listener, against +x
        }
    }

    internal Position Place => new(-Front, Left, Up);

    /// <summary>What it can bear; null: full scale.</summary>
    internal DriverRatings? Ratings { get; init; }

    /// <summary>True where it is wired the other way round: its cap moves inwards where the others move outwards.</summary>
    internal bool Reversed { get; init; }

    /// <summary>What was measured of it; null: an ideal cap or point.</summary>
    internal MeasuredDirectivity? Response { get; init; }

    /// <summary>
    /// A direction in world axes as the driver's response counts it: x along its aim, y to the listener's left, z up (for one that looks at the
    /// listener); or by the device's own axes, where the response was measured around the device.
    /// </summary>
    internal Position ToOwnAxes(Position world)
    {
        Position seen = new(-world.X, world.Y, world.Z);
        if (Response is { AroundDevice: true }) return seen;
        Position turned = seen.Turned(-AzimuthDegrees * Math.PI / 180);
        (double sin, double cos) = Math.SinCos(ElevationDegrees * Math.PI / 180);
        return new(cos * turned.X + sin * turned.Z, turned.Y, cos * turned.Z - sin * turned.X);
    }
}

/// <summary>A loudspeaker product: drivers in a rigid sphere, or in none.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Description">One line.</param>
/// <param name="EnclosureRadiusMetres">Radius of the rigid sphere, or null where the drivers are free point sources.</param>
/// <param name="Drivers">In channel order.</param>
/// <param name="ListeningDistanceMetres">Usual distance from the listener's head centre to the device's centre.</param>
public sealed record Device(string Name, string Description, double? EnclosureRadiusMetres, IReadOnlyList<Driver> Drivers, double ListeningDistanceMetres)
{
    const double MinClearanceMetres = 0.01;

    /// <summary>What its measured drivers are short of and what is assumed instead, one sentence each; none for ideal drivers.</summary>
    public IReadOnlyList<string> Notes => MeasurementNotes.Of(this);

    /// <summary>The frequency down to which its lowest driver plays, Hz.</summary>
    internal double LowestHz => Drivers.Min(driver => driver.LowHz);

    /// <summary>What its drivers bear, in terms of their samples; none where all bear full scale.</summary>
    internal IReadOnlyList<DriverLimits> Limits => Drivers.All(driver => driver.Ratings is null) ? [] : [.. Drivers.Select(driver => driver.Ratings?.Limits ?? new())];

    /// <summary>The same device with only some of its drivers, in the order given.</summary>
    /// <exception cref="SettingException">A name is not a driver of this device.</exception>
    public Device WithDrivers(IReadOnlyList<string> names)
    {
        string known = string.Join(", ", Drivers.Select(driver => driver.Name));
        if (names.All(string.IsNullOrWhiteSpace)) throw new SettingException($"the list of drivers is empty: name some of those of '{Name}': {known}.");
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new SettingException($"driver '{twice.Key}' is named twice: name each driver once.");
        return this with { Drivers = [.. names.Select(name => Drivers.FirstOrDefault(driver => driver.Name == name) ?? throw new SettingException($"device '{Name}' has no driver '{name}': name some of {known}."))] };
    }

    /// <summary>Index of the driver that plays one side plainly: the mid or fullrange driver furthest to that side.</summary>
    /// <exception cref="SettingException">No driver stands on that side.</exception>
    public int ReferenceDriver(Side side)
    {
        double sign = side == Side.Left ? 1 : -1;
        int best = -1;
        for (int n = 0; n < Drivers.Count; n++)
        {
            if (Drivers[n].Kind is not (DriverKind.Mid or DriverKind.Fullrange)) continue;
            if (best < 0 || sign * Drivers[n].Left > sign * Drivers[best].Left) best = n;
        }
        if (best < 0 || sign * Drivers[best].Left <= 0)
            throw new SettingException($"device '{Name}' has no mid or fullrange driver on the listener's {side.ToString().ToLowerInvariant()}: two sides need a driver each.");
        return best;
    }

    /// <summary>How far a head keeps from where the device's model holds, in metres: half again the enclosure's radius, or its drivers.</summary>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="pose">Where the head is.</param>
    /// <param name="head">The head.</param>
    internal double Clearance(double distance, HeadPose pose, Head head)
    {
        Position device = new Position(distance, 0, 0) - pose.Centre;
        double radius = head.Model is SphericalHead sphere ? sphere.RadiusMetres : new SphericalHead().RadiusMetres;
        double nearest = EnclosureRadiusMetres is { } enclosure ? device.Length - 1.5 * enclosure : Drivers.Min(driver => (device + driver.Place).Length);
        return nearest - radius - MinClearanceMetres;
    }

    /// <summary>A driver's place in the world, with the device's centre at a distance straight ahead of the seat.</summary>
    internal Position PlaceOf(int driver, double distance) => new Position(distance, 0, 0) + Drivers[driver].Place;

    /// <summary>What a driver radiates at a frequency, with the device's centre at a distance straight ahead of the seat.</summary>
    /// <param name="driver">Index.</param>
    /// <param name="frequency">Hz.</param>
    /// <param name="distance">Metres.</param>
    /// <param name="receiver">Who listens, where that matters: a measured driver is as strong as it is in that direction; by default a point at the seat.</param>
    internal DriverField Field(int driver, double frequency, double distance, Receiver? receiver = null)
    {
        Driver radiator = Drivers[driver];
        Position centre = new(distance, 0, 0), origin = PlaceOf(driver, distance);
        if (radiator.Response is { } response) return Field(new MeasuredField(origin, receiver?.Centre ?? default, receiver?.HalfWidth ?? 0), radiator, response, frequency);
        double sign = radiator.Reversed ? -1 : 1;
        if (EnclosureRadiusMetres is not { } radius) return new(frequency, origin, [new(origin, sign)]);
        CapOnSphere cap = new(radius, Math.Asin(radiator.DiameterMetres / 2 / radius));
        Position aim = radiator.Aim;
        return new(frequency, origin, Array.ConvertAll(cap.EquivalentLine(frequency), point => new Monopole(centre + point.Distance * aim, sign * point.Strength)))
        {
            Line = new(centre, aim, CapOnSphere.LineReach * radius),
        };
    }

    static DriverField Field(MeasuredField field, Driver radiator, MeasuredDirectivity response, double frequency)
    {
        Complex[] towards = Array.ConvertAll(field.Directions(), direction => response.Towards(radiator.ToOwnAxes(direction), frequency));
        return new(frequency, field.Origin, [.. Enumerable.Range(0, field.HalfWidth > 0 ? MeasuredField.Parts : 1).SelectMany(part =>
        {
            Complex strength = field.Strength(part, towards);
            return field.Part(part, frequency).Monopoles.Select(point => point with { Strength = strength * point.Strength });
        })]);
    }
}
