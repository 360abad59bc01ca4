using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Heads;

/// <summary>What is wrong with a set of measurements and does not show in figures that are judged on the same set: one sentence each, with the cure.</summary>
sealed class HeadNotes
{
    /// <summary>Enough of a large set.</summary>
    const int MostLookedAt = 400;

    const double LeastTurnDegrees = 4, LeastJump = 60e-6, LeastShareOfJumps = 0.02, LeastScatterDb = 1, MostAlikeDb = 0.3, NeighbourDegrees = 21;
    const int LeastNeighbours = 2, MostNeighbours = 6;

    static readonly double[] _low = [120, 160, 200, 250, 300, 350], _high = [2000, 2500, 3150, 4000, 5000, 6300, 8000];

    readonly HeadResponses _responses;
    readonly Position[] _directions; // of those looked at
    readonly int[] _looked;
    readonly double[] _times;
    readonly int[][] _near;
    readonly double[] _even; // seconds that go with the source's way to the left, to the front, and with none of them

    /// <param name="responses">The measurements.</param>
    /// <param name="sources">Where they were made from, in the head's frame, metres.</param>
    public HeadNotes(HeadResponses responses, Position[] sources)
    {
        int stride = 1 + (sources.Length - 1) / MostLookedAt;
        _responses = responses;
        _looked = [.. Enumerable.Range(0, sources.Length).Where(i => i % stride == 0)];
        _directions = Array.ConvertAll(_looked, i => (1 / sources[i].Length) * sources[i]);
        _near = [.. Enumerable.Range(0, _looked.Length).Select(Neighbours)];
        _times = Array.ConvertAll(_looked, responses.InterauralSeconds);
        _even = Even();
    }

    /// <summary>All that is found.</summary>
    public IEnumerable<HeadNote> All => ((HeadNote?[])[Contradictory(), Turned(), Alike(), Jumping(), Noisy()]).OfType<HeadNote>();

    /// <summary>Degrees by which the head was turned to the left while it was measured: sources in front are later at one ear then, and those behind at the other.</summary>
    public double TurnDegrees => _even[0] > 0 ? Math.Atan2(-_even[1], _even[0]) * 180 / Math.PI : 0;

    /// <summary>Arrivals at low frequency go with the sine of the angle to the side (Kuhn, JASA 62, 1977, eq. 5).</summary>
    double[] Even()
    {
        int[] level = [.. Enumerable.Range(0, _looked.Length).Where(i => Math.Abs(_directions[i].Z) < 0.5)];
        if (level.Length < 4) return [0, 0, 0];
        bool around = level.Any(i => _directions[i].X < -0.5); // from the front alone, a turn and an ear that is late look the same
        RealMatrix system = RealMatrix.Build.Dense(level.Length, around ? 3 : 2, (row, part) => part switch { 0 => _directions[level[row]].Y, 1 => _directions[level[row]].X, _ => 1 });
        RealVector found = system.QR().Solve(RealVector.Build.DenseOfEnumerable(level.Select(i => _times[i])));
        return [found[0], found[1], around ? found[2] : 0];
    }

    HeadNote? Turned() => TurnDegrees is var degrees && Math.Abs(degrees) >= LeastTurnDegrees
        ? new(Invariant($"the head was turned by {Math.Abs(degrees):0.#} degrees to the {(degrees > 0 ? "left" : "right")} while it was measured, as the sound from straight ahead tells that is earlier at one ear: turn it straight"), Math.Round(degrees, 1))
        : null;

    /// <summary>Where level and time name different sides.</summary>
    HeadNote? Contradictory()
    {
        int[] lateral = [.. Enumerable.Range(0, _looked.Length).Where(i => Math.Abs(_directions[i].Y) > 0.3)];
        if (lateral.Length == 0) return null;
        double decibels = lateral.Average(i => Math.Sign(_directions[i].Y) * _high.Average(hertz => Decibels(0, i, hertz) - Decibels(1, i, hertz)));
        return decibels * _even[0] < 0 && Math.Abs(decibels) > 1 && Math.Abs(_even[0]) > 100e-6
            ? new($"sources on the left are louder at the {(decibels > 0 ? "left" : "right")} ear but earlier at the other one: the delays of its ears are exchanged, use another file")
            : null;
    }

    /// <summary>Where the ears hear the same pulse, and at most at different times.</summary>
    HeadNote? Alike()
    {
        int[] lateral = [.. Enumerable.Range(0, _looked.Length).Where(i => Math.Abs(_directions[i].Y) > 0.5)];
        if (lateral.Length == 0) return null;
        double apart = lateral.Average(i => _high.Average(hertz => Math.Abs(Decibels(0, i, hertz) - Decibels(1, i, hertz))));
        return apart < MostAlikeDb ? new("both ears hear the same pulse, only at different times, and no head shadows the far one: use a set that was measured on a head") : null;
    }

    HeadNote? Jumping()
    {
        double[] odd = [.. Enumerable.Range(0, _looked.Length).Select(Odd)], off = [.. Enumerable.Range(0, _looked.Length).Select(i => Math.Abs(OffNeighbours(i, odd)))];
        int jumps = off.Count(seconds => seconds > LeastJump), worst = Array.IndexOf(off, off.Max());
        return jumps > 1 && jumps >= LeastShareOfJumps * off.Length
            ? new(Invariant($"the time between the ears jumps by up to {off[worst] * 1e6:0} us from one direction to the next (at {jumps} of {off.Length} directions, most at azimuth {Degrees(worst).Azimuth:0}, elevation {Degrees(worst).Elevation:0}): use another measurement, or judge on another head, too"))
            : null;
    }

    /// <summary>Where low frequencies, at which all heads are smooth, differ from one direction to the next.</summary>
    HeadNote? Noisy()
    {
        double rms = Math.Sqrt((from ear in (int[])[0, 1] from hertz in _low select Scatter([.. Enumerable.Range(0, _looked.Length).Select(i => Decibels(ear, i, hertz))])).Average());
        return rms > LeastScatterDb
            ? new(Invariant($"below 400 Hz the level scatters by {rms:0.0} dB from one direction to the next, which is noise of the measurement: continue it from there down by the sphere")) { LowEnd = true }
            : null;
    }

    /// <summary>Mean square of what values differ by from those in the nearest directions.</summary>
    double Scatter(double[] values) => Enumerable.Range(0, values.Length).Average(i => Math.Pow(OffNeighbours(i, values), 2));

    /// <summary>By how much a value is off the median of those in the nearest directions; 0 where there are none.</summary>
    double OffNeighbours(int i, double[] values)
    {
        double[] near = [.. _near[i].Select(other => values[other]).Order()];
        return near.Length < LeastNeighbours ? 0 : values[i] - (near[(near.Length - 1) / 2] + near[near.Length / 2]) / 2;
    }

    int[] Neighbours(int i) => [.. Enumerable.Range(0, _looked.Length).Where(other => other != i && _directions[other].Dot(_directions[i]) > Math.Cos(NeighbourDegrees * Math.PI / 180))
        .OrderByDescending(other => _directions[other].Dot(_directions[i])).Take(MostNeighbours)];

    /// <summary>What the time between the ears has beyond that, which varies slowly.</summary>
    double Odd(int i) => _times[i] - _even[0] * _directions[i].Y - _even[1] * _directions[i].X - _even[2];

    (double Azimuth, double Elevation) Degrees(int i) => (Math.Atan2(_directions[i].Y, _directions[i].X) * 180 / Math.PI, Math.Asin(Math.Clamp(_directions[i].Z, -1, 1)) * 180 / Math.PI);

    double Decibels(int ear, int i, double hertz) => 20 * Math.Log10(_responses.Aligned(ear, _looked[i], hertz).Magnitude + 1e-12);
}

/// <summary>What is to be known about a set of measurements.</summary>
/// <param name="Sentence">Without its full stop.</param>
/// <param name="TurnDegrees">By how much the head is to be turned straight; 0 for no such cure.</param>
readonly record struct HeadNote(string Sentence, double TurnDegrees = 0)
{
    /// <summary>True where the sphere's low end is the cure.</summary>
    public bool LowEnd { get; init; }
}
