using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>A room in words.</summary>
static class RoomText
{
    /// <summary>Shape and size.</summary>
    public static string Shape(Room room) => room is ShoeboxRoom box
        ? $"{box.Size.X:0.#} x {box.Size.Y:0.#} x {box.Size.Z:0.#} m"
        : $"{room.Walls.Count} walls, {room.Volume:0} m3";

    /// <summary>How long it sounds.</summary>
    public static string Reverberation(Room room) => room.IsAnechoic ? "no reverberation" : !double.IsFinite(room.EyringSeconds[4]) ? "endless reverberation" : $"T60 {(room.EyringSeconds[3] + room.EyringSeconds[4]) / 2:0.00} s (Eyring, 500 Hz and 1 kHz{Simulated(room)})";

    /// <summary>How much longer the image sources decay: their reflections are not diffuse, as Eyring's are.</summary>
    static string Simulated(Room room) => SimulatedDecay.OverEyring(room) is { } over ? $"; as simulated {over.Least:0.0} to {over.Most:0.0} times as long by octave" : "";

    /// <summary>A band's middle.</summary>
    public static string Hertz(double hertz) => hertz < 1000 ? $"{hertz:0}" : $"{hertz / 1000:0} k";
}
