using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>The area before a device that is drawn, and the plant there, which is kept while the device stays the same.</summary>
sealed class SeatMaps
{
    const double LeastAside = 0.25, Margin = 0.15; // metres
    const double Aside = 0.3, Nearer = 0.4, Farther = 0.3; // of the device's listening distance
    const int MostCells = 100 * 100;

    readonly Lock _gate = new();
    (string Key, SeatMap Map)? _last;

    /// <summary>The area that is drawn for a state, from its middle.</summary>
    static SeatArea Area(StudioState state, int columns, int rows)
    {
        Device device = state.Device;
        if (columns < 2 || rows < 2 || (long)columns * rows > MostCells) throw new SettingException($"a map of {columns} x {rows} cells cannot be drawn: 2 x 2 to {MostCells} in all.");
        double metres = Metres(state), aside = Math.Max(LeastAside, Aside * metres), nearest = Nearer * metres;
        while (aside < state.Seats.Max(seat => Math.Abs(seat.Left)) + Margin) aside *= 1.5;
        bool Fits(double left) => device.Clearance(metres, new(left, 0, nearest), new SphericalHead()) > 0;
        while (!Enumerable.Range(-10, 21).All(step => Fits(aside * step / 10))) nearest -= 0.02; // a head does not fit into the device
        return new(-aside, aside, -Farther * metres, nearest, columns, rows);
    }

    /// <summary>The area as a page is told it.</summary>
    static JsonObject Describe(StudioState state, SeatArea area) => new()
    {
        ["left"] = new JsonArray(area.ToLeft, area.FromLeft),
        ["distance"] = new JsonArray(Metres(state) - area.FromForward, Metres(state) - area.ToForward),
    };

    /// <summary>The middle of the area, metres from the device: its listening distance, or by steps a nearer or farther one that has the seat about it, so that the area stays while a seat is dragged.</summary>
    static double Metres(StudioState state)
    {
        double metres = state.Device.ListeningDistanceMetres, seat = state.Request.Distance - state.Request.Place.Forward;
        while (seat > 1.2 * metres) metres *= 1.4;
        while (seat < 0.75 * metres) metres /= 1.4;
        return metres;
    }

    /// <summary>Adds a map to an answer; where ears were measured in place, the seats about them were not, and there is none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="question">Its cells.</param>
    /// <param name="state">The device and the seat.</param>
    /// <param name="head">The head that hears.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="plan">What is judged.</param>
    /// <param name="ratio">What the contralateral ear should hear over what the ipsilateral ear hears, by side and frequency.</param>
    public void Add(AnswerMessage answer, Question question, StudioState state, Head head, int sampleRate, MeasuredPlan plan, Func<Side, double, Complex> ratio)
    {
        if (state.Plant is not null)
        {
            answer.Without("map", "There is no map: the seats about yours were not measured.");
            return;
        }
        SeatArea area = Area(state, question.Columns, question.Rows);
        answer.Header["map"] = Describe(state, area);
        answer.Add("map", Of(state, area, head, sampleRate).Of(plan, ratio), area.Rows, area.Columns);
    }

    SeatMap Of(StudioState state, SeatArea area, Head head, int sampleRate)
    {
        string key = $"{string.Join(';', state.Device.Drivers.Select(driver => $"{driver} {(driver.Response is null ? 0 : RuntimeHelpers.GetHashCode(driver.Response))}"))} {state.Device.EnclosureRadiusMetres} {area} {Metres(state)} {RuntimeHelpers.GetHashCode(head)} {sampleRate}";
        lock (_gate)
            if (_last is { } last && last.Key == key) return last.Map;
        SeatMap map = new(state.Device, Metres(state), head, area, sampleRate);
        lock (_gate) _last = (key, map);
        return map;
    }
}
