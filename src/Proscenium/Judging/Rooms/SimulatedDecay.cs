using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Judging.Rooms;

/// <summary>How long a room sounds as it is simulated, against Eyring's formula: image sources of a rectangular room are not a diffuse field.</summary>
static class SimulatedDecay
{
    const int SampleRate = 24000, FirstOctave = 1, LastOctave = 6; // 125 Hz to 4 kHz

    /// <summary>Metres from the listener: one place alone lies by chance in a slow or a fast decay (ISO 3382-2 asks for several).</summary>
    static readonly Position[] _places = [new(0, 0, 0), new(0.25, 0.25, 0), new(-0.25, 0.25, 0), new(0.25, -0.25, 0), new(-0.25, -0.25, 0)];

    /// <summary>T20 over Eyring's T60, mean over places about the listener: of the octaves from 125 Hz to 4 kHz the least and the most; null where none can be read.</summary>
    public static (double Least, double Most)? OverEyring(Room room)
    {
        RoomSimulation how = new() { SampleRate = SampleRate, LateTail = true };
        RoomResponseFigures[] heard = [.. _places.Select(place => room.Listener + place).Where(room.Contains).Select(place =>
            RoomResponseFigures.Of(room, room.Device.Position, place, how, RoomImpulse.Between(room, room.Device.Position, place, how)))];
        double[] over = [.. Enumerable.Range(FirstOctave, LastOctave - FirstOctave + 1).Select(octave => heard.Select(figures => figures.Decays[octave].T20).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average() / room.EyringSeconds[octave]).Where(double.IsFinite)];
        return over.Length == 0 ? null : (over.Min(), over.Max());
    }
}
