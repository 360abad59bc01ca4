using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>What a plant is made of, compared by value: devices by their drivers, spherical heads by their size, measured heads by being the same object.</summary>
sealed class PlantKey(Device device, double distance, Head? head, IReadOnlyList<HeadPose> poses, IReadOnlyList<Position> points, FrequencyGrid grid) : IEquatable<PlantKey>
{
    readonly (double? Radius, double Distance, FrequencyGrid Grid) _values = (device.EnclosureRadiusMetres, distance, grid);
    readonly Driver[] _drivers = [.. device.Drivers];
    readonly HeadPose[] _poses = [.. poses];
    readonly Position[] _points = [.. points];
    readonly object? _head = head is SphericalHead sphere ? (sphere.RadiusMetres, sphere.EarAzimuthDegrees) : head;

    public bool Equals(PlantKey? other) => other is not null && _values.Equals(other._values) && Equals(_head, other._head)
        && _drivers.AsSpan().SequenceEqual(other._drivers) && _poses.AsSpan().SequenceEqual(other._poses) && _points.AsSpan().SequenceEqual(other._points);

    public override bool Equals(object? obj) => Equals(obj as PlantKey);

    public override int GetHashCode() => HashCode.Combine(_values, _head, _drivers.Length, _drivers[0], _poses.Length, _poses.Length > 0 ? _poses[0] : default, _points.Length);
}
