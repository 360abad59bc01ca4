using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Heads;

/// <summary>Two omnidirectional microphones in the places of the ears, without a head between them: how rooms are often measured.</summary>
sealed class OpenMicrophones : Head
{
    readonly Position _left, _right;

    /// <summary>Microphones to the left and to the right of the seat.</summary>
    /// <param name="metresApart">0.05 to 0.5.</param>
    public OpenMicrophones(double metresApart)
    {
        if (metresApart is not (>= 0.05 and <= 0.5)) throw new SettingException(Invariant($"microphones {100 * metresApart:0.#} cm apart cannot be in the places of ears: 5 to 50 cm."));
        (_left, _right) = (new(0, metresApart / 2, 0), new(0, -metresApart / 2, 0));
    }

    internal override EarPair PointSource(Position source, double frequency) => new(Pressure((source - _left).Length, frequency), Pressure((source - _right).Length, frequency));

    internal override EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies) =>
        [.. frequencies.Select(frequency => new EarPair(Earlier(from.Dot(_left), frequency), Earlier(from.Dot(_right), frequency)))];

    internal override EarPair Respond(DriverField field) => new(field.PressureAt(_left), field.PressureAt(_right));

    static Complex Pressure(double metres, double frequency) => Earlier(-metres, frequency) / metres;

    static Complex Earlier(double metres, double frequency) => Complex.FromPolarCoordinates(1, 2 * Math.PI * frequency * metres / Air.SpeedOfSound);
}
