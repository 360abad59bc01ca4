using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>The area before a device that is drawn, and the plant there, which is kept while the device stays the same.</summary>
sealed class SeatMaps
{
    const double LeastAside = 0.25; // metres
    const double Aside = 0.3, Nearer = 0.4, Farther = 0.3; // of the device's listening distance
    const int MostCells = 100 * 100;

    readonly Lock _gate = new();
    (string Key, SeatMap Map)? _last;

    /// <summary>The area of a device, from the place at its listening distance.</summary>
    public static SeatArea Area(Device device, int columns, int rows)
    {
        if (columns < 2 || rows < 2 || (long)columns * rows > MostCells) throw new SettingException($"a map of {columns} x {rows} cells cannot be drawn: 2 x 2 to {MostCells} in all.");
        double metres = device.ListeningDistanceMetres, aside = Math.Max(LeastAside, Aside * metres), nearest = Nearer * metres;
        bool Fits(double left) => device.Clearance(metres, new(left, 0, nearest), new SphericalHead()) > 0;
        while (!Enumerable.Range(-10, 21).All(step => Fits(aside * step / 10))) nearest -= 0.02; // a head does not fit into the device
        return new(-aside, aside, -Farther * metres, nearest, columns, rows);
    }

    /// <summary>The area as a page is told it.</summary>
    public static JsonObject Describe(Device device, SeatArea area) => new()
    {
        ["left"] = new JsonArray(area.ToLeft, area.FromLeft),
        ["distance"] = new JsonArray(device.ListeningDistanceMetres - area.FromForward, device.ListeningDistanceMetres - area.ToForward),
    };

    /// <summary>The map of an area.</summary>
    public SeatMap Of(StudioState state, SeatArea area, Head head, int sampleRate)
    {
        string key = $"{string.Join(';', state.Device.Drivers)} {state.Device.EnclosureRadiusMetres} {area} {RuntimeHelpers.GetHashCode(head)} {sampleRate}";
        lock (_gate)
            if (_last is { } last && last.Key == key) return last.Map;
        SeatMap map = new(state.Device, state.Device.ListeningDistanceMetres, head, area, sampleRate);
        lock (_gate) _last = (key, map);
        return map;
    }
}
