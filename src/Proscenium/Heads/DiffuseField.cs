using System.Collections.Concurrent;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>What the ears take of sound from all directions alike, as in a room's reverberation: power over that at the head's centre without the head.</summary>
sealed class DiffuseField
{
    const int DirectionCount = 48, PerOctave = 6;
    const double LowHz = 20, HighHz = 20000;

    static readonly ConcurrentDictionary<(double Radius, double EarAzimuth), DiffuseField> _spheres = [];

    readonly LogLines _power;

    DiffuseField(Head head)
    {
        double[] hertz = [.. Enumerable.Range(0, (int)(PerOctave * Math.Log2(HighHz / LowHz)) + 1).Select(i => LowHz * Math.Pow(2, (double)i / PerOctave))];
        double[] power = new double[hertz.Length];
        foreach (Position direction in Directions.Even(DirectionCount))
        {
            EarPair[] ears = head.PlaneWave(direction, hertz);
            for (int i = 0; i < power.Length; i++) power[i] += (ears[i].Left.MagnitudeSquared() + ears[i].Right.MagnitudeSquared()) / DirectionCount;
        }
        _power = new([.. hertz.Zip(power)]);
    }

    /// <summary>That of a head; those of spheres are kept.</summary>
    public static DiffuseField Of(Head head) => head is SphericalHead sphere ? _spheres.GetOrAdd((sphere.RadiusMetres, sphere.EarAzimuthDegrees), _ => new(sphere)) : new(head);

    /// <summary>Both ears' powers together at a frequency in Hz.</summary>
    public double BothEars(double frequency) => _power.At(Math.Max(LowHz, frequency));
}
